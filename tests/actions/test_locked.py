"""A shop whose database somebody else holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from actions.backend.port import BackendSlowError
from actions.database import Database
from tests.actions.test_failures import FORMS


@pytest.fixture
def shop_database(shop_file: Path) -> Database:
    """The demo shop's database with hardly any time."""
    return Database(f"sqlite:///{shop_file}", seconds=0.3, what="shop database")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Somebody else holds the whole SQLite file."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.close()


def test_a_locked_database_is_slow_and_answers_within_its_time(shop, shop_file):
    with locked(shop_file):
        begun = monotonic()
        with pytest.raises(BackendSlowError) as caught:
            shop.cancel("BW-104855", "turn-1")
        assert monotonic() - begun < 1
    assert caught.value.detail == "shop database: no answer within 0.3 s"
    assert shop.cancel("BW-104855", "turn-1").done, "the next try works without a restart"


@pytest.mark.parametrize(("form", "intent", "given"), FORMS)
@pytest.mark.parametrize(
    ("language", "text"), [("de", "antwortet gerade zu langsam"), ("en", "is answering too slowly")]
)
async def test_a_shop_that_is_locked_is_said_to_be_slow_within_the_time(
    talk, shop_file, form, intent, given, language, text
):
    with locked(shop_file):
        begun = monotonic()
        said = await talk(language).say("…", intent, form=form, **given)
        assert monotonic() - begun < 1.5
    assert text in said.text
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")
    detail = next(signal["failure"]["detail"] for signal in said.signals)
    assert detail.endswith("shop database: no answer within 0.3 s")
    assert str(shop_file) not in str(said)
