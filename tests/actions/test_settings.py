import pytest

from actions.settings import SettingsError, read_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # no .env here
    for name in ("DATA_DIR", "SHOP_DATABASE_URL", "ACTIONS_DATABASE_URL", "ACTIONS_URL", "BOT_TOKEN"):
        monkeypatch.delenv(f"LOTSE_{name}", raising=False)
    for name in ("SHOP_SECONDS", "ACTION_SECONDS"):
        monkeypatch.delenv(f"LOTSE_{name}", raising=False)


def test_every_setting_but_the_token_has_a_default():
    settings = read_settings()
    assert settings.shop_database_url == "sqlite:///var/shop.db"
    assert settings.actions_database_url == "sqlite:///var/actions.db"
    assert settings.port == 5055
    assert (settings.shop_seconds, settings.action_seconds) == (2, 4)


def test_the_databases_lie_in_the_data_folder(monkeypatch):
    monkeypatch.setenv("LOTSE_DATA_DIR", "/srv/lotse")
    assert read_settings().shop_database_url == "sqlite:////srv/lotse/shop.db"


def test_an_empty_value_counts_as_none(monkeypatch):
    monkeypatch.setenv("LOTSE_SHOP_SECONDS", "")
    assert read_settings().shop_seconds == 2


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("LOTSE_SHOP_SECONDS", "4", "LOTSE_SHOP_SECONDS has to be less than LOTSE_ACTION_SECONDS"),
        ("LOTSE_SHOP_SECONDS", "0", "LOTSE_SHOP_SECONDS: "),
        ("LOTSE_ACTION_SECONDS", "soon", "LOTSE_ACTION_SECONDS: "),
        ("LOTSE_SHOP_URL", "http://shop.example/api", "LOTSE_SHOP_URL: has to be https://"),
        ("LOTSE_SHOP_URL", "shop.example", "LOTSE_SHOP_URL: has to be https://"),
        ("LOTSE_SHOP_URL", "https://me:secret@shop.example", "LOTSE_SHOP_URL: takes no password"),
        ("LOTSE_SHOP_URL", "https://shop.example", "LOTSE_SHOP_URL needs LOTSE_SHOP_TOKEN"),
        ("LOTSE_SHOP_TOKEN", "two words", "LOTSE_SHOP_TOKEN: has to be one word"),
        ("LOTSE_ACTIONS_URL", "http://0.0.0.0:5055", "an address of this machine"),
        ("LOTSE_ACTIONS_URL", "https://127.0.0.1:5055", "an address of this machine"),
        ("LOTSE_ACTIONS_URL", "http://shop.example:5055", "an address of this machine"),
        ("LOTSE_ACTIONS_URL", "http://127.0.0.1", "has to name a port"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_expected(monkeypatch, name, value, message):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=message):
        read_settings()


@pytest.mark.parametrize("token", ["", "short"])
def test_without_a_good_token_nobody_is_served(monkeypatch, token):
    monkeypatch.setenv("LOTSE_BOT_TOKEN", token)
    with pytest.raises(SettingsError, match="LOTSE_BOT_TOKEN has to be set"):
        read_settings().token()


def test_the_token_is_not_written_down(monkeypatch):
    monkeypatch.setenv("LOTSE_BOT_TOKEN", "a-token-that-is-long-enough")
    settings = read_settings()
    assert settings.token() == "a-token-that-is-long-enough"
    assert "long-enough" not in repr(settings)
