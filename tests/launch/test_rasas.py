import pytest

from handover.launch.errors import LaunchError
from handover.launch.rasas import bot_urls, check_memory

ONE = {"LOTSE_BOT_URL": "http://127.0.0.1:5005", "LOTSE_BOT_DATABASE_URL": "sqlite:///var/bot.db"}
TWO = {**ONE, "LOTSE_BOT_PROCESSES": "2"}
SHARED = {
    "LOTSE_BOT_DATABASE_URL": "postgresql://postgres@127.0.0.1/bot",
    "LOTSE_REDIS_URL": "redis://127.0.0.1:6379/0",
}


@pytest.mark.parametrize(
    ("settings", "ports"),
    [(ONE, [5005, 5006]), (TWO, [5005, 5006, 5007]), ({**ONE, "LOTSE_BOT_PROCESSES": ""}, [5005, 5006])],
)
def test_each_rasa_has_a_place_and_one_is_spare(settings: dict[str, str], ports: list[int]) -> None:
    assert bot_urls(settings) == [f"http://127.0.0.1:{port}" for port in ports]


def test_places_may_be_named_one_by_one() -> None:
    named = "http://127.0.0.1:6001, http://127.0.0.1:7001/ ,http://[::1]:8001"
    assert bot_urls({**TWO, "LOTSE_BOT_URL": named}) == [
        "http://127.0.0.1:6001",
        "http://127.0.0.1:7001",
        "http://[::1]:8001",
    ]
    with pytest.raises(LaunchError, match="names 3 places, but it takes 2"):
        bot_urls({**ONE, "LOTSE_BOT_URL": named})


def test_one_rasa_needs_nothing_and_several_need_postgresql_and_redis() -> None:
    check_memory(ONE)
    check_memory({**TWO, **SHARED})
    with pytest.raises(LaunchError, match="2 Rasas cannot share a database of SQLite") as caught:
        check_memory({**TWO, **SHARED, "LOTSE_BOT_DATABASE_URL": ONE["LOTSE_BOT_DATABASE_URL"]})
    assert "LOTSE_BOT_DATABASE_URL" in caught.value.remedy
    with pytest.raises(LaunchError, match="2 Rasas need Redis") as caught:
        check_memory({**TWO, **SHARED, "LOTSE_REDIS_URL": ""})
    assert "LOTSE_REDIS_URL" in caught.value.remedy
