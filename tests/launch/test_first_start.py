import json
import stat
from pathlib import Path

import pytest

from handover.launch.accounts import demo_accounts
from handover.launch.environment import environment, layout
from handover.launch.layout import Layout


@pytest.fixture
def places(tmp_path: Path) -> Layout:
    places = Layout(root=tmp_path, data=tmp_path / "var")
    places.make()
    return places


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_can_read_what_is_made_at_first_start(places: Layout) -> None:
    environment({}, places)
    demo_accounts(places)
    assert mode(places.data) == 0o700
    assert mode(places.keys) == 0o600
    assert mode(places.accounts) == 0o600


def test_keys_are_made_once_and_differ_between_installations(places: Layout, tmp_path: Path) -> None:
    first, again = environment({}, places), environment({}, places)
    other = environment({}, Layout(root=tmp_path, data=tmp_path / "other"))
    for key in ("LOTSE_BOT_TOKEN", "LOTSE_SECRET_KEY", "LOTSE_DEMO_IDENTITY_KEY"):
        assert first[key] == again[key] != other[key]
        assert len(first[key]) >= 40


def test_the_demo_shop_signs_identities_in_the_demonstration_alone(places: Layout) -> None:
    assert "LOTSE_IDENTITY_KEYS" not in environment({}, places)
    assert environment({"LOTSE_DEMO": "false", "LOTSE_IDENTITY_KEYS": "{}"}, places)["LOTSE_IDENTITY_KEYS"] == "{}"
    demo = environment({"LOTSE_DEMO": "true", "LOTSE_IDENTITY_KEYS": '{"2026": "own"}'}, places)
    keys = json.loads(demo["LOTSE_IDENTITY_KEYS"])
    assert keys == {"2026": "own", "demo": demo["LOTSE_DEMO_IDENTITY_KEY"]}
    assert len(keys["demo"]) >= 40
    # Each process works out its settings anew from those it is given.
    assert environment(demo, places)["LOTSE_IDENTITY_KEYS"] == demo["LOTSE_IDENTITY_KEYS"]


@pytest.mark.parametrize("broken", ["nonsense", "[]", "7", "null", '"text"'])
def test_keys_that_cannot_be_read_are_left_to_whoever_reads_the_settings(places: Layout, broken: str) -> None:
    made = environment({"LOTSE_DEMO": "true", "LOTSE_IDENTITY_KEYS": broken}, places)
    assert made["LOTSE_IDENTITY_KEYS"] == broken


def test_a_key_that_was_set_is_not_made(places: Layout) -> None:
    made = environment({"LOTSE_BOT_TOKEN": "given"}, places)
    assert made["LOTSE_BOT_TOKEN"] == "given"
    assert "LOTSE_BOT_TOKEN" not in places.keys.read_text()


def test_accounts_keep_their_passwords_and_no_two_are_alike(places: Layout, tmp_path: Path) -> None:
    first = demo_accounts(places)
    assert demo_accounts(places) == first
    other = Layout(root=tmp_path, data=tmp_path / "other")
    other.make()
    assert len({account.password for account in first + demo_accounts(other)}) == 6
    assert [(account.name, account.role) for account in first] == [
        ("Ann", "agent"),
        ("Ben", "agent"),
        ("Olga", "owner"),
    ]


def test_the_environment_wins_over_the_env_file_and_that_over_the_default(places: Layout) -> None:
    (places.root / ".env").write_text("LOTSE_PORT=9001\nLOTSE_HOST=0.0.0.0\nLOTSE_BOT_URL=\n")
    settings = environment({"LOTSE_PORT": "9002", "LOTSE_ACTIONS_URL": ""}, places)
    assert settings["LOTSE_PORT"] == "9002"
    assert settings["LOTSE_HOST"] == "0.0.0.0"
    assert settings["LOTSE_BOT_URL"] == "http://127.0.0.1:5005"
    assert settings["LOTSE_ACTIONS_URL"] == "http://127.0.0.1:5055"
    assert settings["LOTSE_SHOP_PAGES_URL"] == "http://127.0.0.1:9002", "the demo shop's pages are the service's"


def test_the_data_folder_is_relative_to_the_checkout_and_holds_the_databases(tmp_path: Path) -> None:
    places = layout({"LOTSE_DATA_DIR": "elsewhere"}, root=tmp_path)
    settings = environment({}, places)
    assert settings["LOTSE_DATA_DIR"] == str(tmp_path / "elsewhere")
    assert settings["LOTSE_SHOP_DATABASE_URL"] == f"sqlite:///{tmp_path}/elsewhere/shop.db"


def test_what_python_compiled_is_kept_even_where_the_machine_forbids_it(places: Layout) -> None:
    assert environment({"PYTHONDONTWRITEBYTECODE": "1"}, places)["PYTHONDONTWRITEBYTECODE"] == ""
