"""The keys of host sites: several at once, changed without a gap, and long enough."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from handover.config import Settings
from tests.identities import IDENTITY_KEY, signed
from tests.service import listening
from tests.web.asking import is_error

OTHER_KEY = "a key that only somebody else knows, and long"


async def test_keys_are_changed_while_both_count_and_one_that_was_removed_counts_no_more(
    sqlite_url: str, sqlite_template: Path, tmp_path: Path
) -> None:
    old, new = signed(kid="2026"), signed(OTHER_KEY, kid="2027")
    async with listening(sqlite_url, identity_keys={"2026": IDENTITY_KEY, "2027": OTHER_KEY}) as both:
        cleo = await both.customer(identity=old)
        await both.customer(identity=new)
        crossed = await cleo.http.post("/api/conversations", json={"identity": signed(OTHER_KEY, kid="2026")})
        assert is_error(crossed, 401, "identity_not_valid")
    again = shutil.copy(sqlite_template, tmp_path / "again.db")
    async with listening(f"sqlite+aiosqlite:///{again}", identity_keys={"2027": OTHER_KEY}) as later:
        mallory = await later.somebody()
        response = await mallory.http.post("/api/conversations", json={"identity": old})
        assert is_error(response, 401, "identity_not_valid")
        await later.customer(identity=new)


def settings(keys: dict[str, str], **more: Any) -> Settings:
    return Settings(_env_file=None, identity_keys=keys, **more)


@pytest.mark.parametrize("key", ["", "short", "x" * 31, "ä" * 15])
def test_a_key_that_could_be_guessed_is_refused_at_the_start(key: str) -> None:
    with pytest.raises(ValidationError, match=r"LOTSE_IDENTITY_KEYS: the key 2026 has .* 32") as refused:
        settings({"2027": OTHER_KEY, "2026": key})
    assert OTHER_KEY not in str(refused.value)


@pytest.mark.parametrize("kid", ["", " ", "2026 ", "x" * 101])
def test_a_key_needs_a_name(kid: str) -> None:
    with pytest.raises(ValidationError, match="LOTSE_IDENTITY_KEYS: a key needs a name"):
        settings({kid: IDENTITY_KEY})


def test_a_key_of_a_host_site_is_none_of_ours() -> None:
    with pytest.raises(ValidationError, match="LOTSE_IDENTITY_KEYS: the key 2026 is also LOTSE_SECRET_KEY"):
        settings({"2026": IDENTITY_KEY}, secret_key=IDENTITY_KEY)
    with pytest.raises(ValidationError, match="LOTSE_IDENTITY_KEYS: the key 2026 is also LOTSE_BOT_TOKEN"):
        settings({"2026": IDENTITY_KEY}, bot_token=IDENTITY_KEY)


def test_keys_are_read_from_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOTSE_IDENTITY_KEYS", json.dumps({"2026": IDENTITY_KEY, "2027": "ü" * 16}))
    read = Settings().identity_keys
    assert {kid: key.get_secret_value() for kid, key in read.items()} == {"2026": IDENTITY_KEY, "2027": "ü" * 16}
    assert IDENTITY_KEY not in repr(Settings())
