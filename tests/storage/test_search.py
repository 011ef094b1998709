"""Full text search in the failure log gives the same on both databases, whatever is asked for."""

from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

from handover.services import failures as log
from handover.storage import failures, migrate
from handover.storage.failures import FailureFilter
from handover.storage.store import Store
from tests.support import NINE_O_CLOCK, Support, supporting

SAID = {
    "Gutschein ist abgelaufen, was nun?": None,
    "Rückgabe der Gutscheinkarte": None,
    "wo bleibt mein paket [order]": "Zeitüberschreitung im Lager",
    "Größe 42 statt 43, Artikel BG-2001": None,
    "the parcel's label is missing": None,
    "посылка не пришла 日本": None,
    "": "no such table: Gutschein",
    "' OR 1=1 -- NEAR AND ": None,
}
GUTSCHEIN = {"Gutschein ist abgelaufen, was nun?", "Rückgabe der Gutscheinkarte", ""}


async def _store(support: Support) -> None:
    cleo = await support.open()
    async with support.store.transaction() as tx:
        for seq, (text, detail) in enumerate(SAID.items()):
            record = {"id": uuid4(), "conversation_id": cleo, "message_id": uuid4(), "seq": seq, "language": "de"}
            said = {"at": NINE_O_CLOCK, "kind": "not_understood", "text": text, "detail": detail}
            await failures.add(tx, record | said)


async def _found(store: Store, asked: str) -> set[str]:
    async with store.reading() as connection:
        return {record["text"] for record in await failures.page(connection, FailureFilter(q=asked), None)}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("gutschein", GUTSCHEIN),
        ("GUTSCH", GUTSCHEIN),
        ("schein", set()),
        ("Gutschein rückg", {"Rückgabe der Gutscheinkarte"}),
        ("RUECKGABE", {"Rückgabe der Gutscheinkarte"}),
        ("gutschein paket", set()),
        ("zeitüber lager paket", {"wo bleibt mein paket [order]"}),
        ("order", set()),
        ("grosse 42", {"Größe 42 statt 43, Artikel BG-2001"}),
        ("BG-2001", {"Größe 42 statt 43, Artikel BG-2001"}),
        ("4", {"Größe 42 statt 43, Artikel BG-2001"}),
        ("parcel's", {"the parcel's label is missing"}),
        ("посыл", {"посылка не пришла 日本"}),
        ("日", {"посылка не пришла 日本"}),
        ("𝐍𝐎𝐓", set()),
        ("near and OR", {"' OR 1=1 -- NEAR AND "}),
        ("gutschein* | !paket", set()),
        ('"', set()),
        ("' OR '1'='1", {"' OR 1=1 -- NEAR AND "}),
        ("%", set()),
        (
            "a " * 100,
            {"Größe 42 statt 43, Artikel BG-2001", "Gutschein ist abgelaufen, was nun?", "' OR 1=1 -- NEAR AND "},
        ),
    ],
)
async def test_the_same_is_found_on_both_databases(support: Support, asked: str, found: set[str]) -> None:
    await _store(support)
    assert await _found(support.store, asked) == found


async def test_no_text_is_too_long_to_be_stored_and_found(support: Support) -> None:
    cleo = await support.open()
    word, many = "x" * 4_000, " ".join(f"wort{number}" for number in range(450))
    async with support.store.transaction() as tx:
        for text in (word, many):
            record = {"id": uuid4(), "conversation_id": cleo, "message_id": uuid4(), "seq": 1, "language": "de"}
            await failures.add(tx, record | {"at": NINE_O_CLOCK, "kind": "no_result", "text": text})
    assert await _found(support.store, word) == {word}
    assert await _found(support.store, "wort0 wort449") == {many}


async def test_failures_that_were_there_before_are_found(breakable_database_url: str) -> None:
    async with supporting(breakable_database_url) as support:
        await _store(support)
    engine = create_async_engine(breakable_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(migrate.config(sync), "0013"))
    await engine.dispose()
    await migrate.migrate(breakable_database_url)
    store = Store(breakable_database_url)
    assert await _found(store, "gutschein") == GUTSCHEIN
    await store.close()


async def test_an_export_of_what_was_searched_searches_once_for_hundreds_of_failures(support: Support) -> None:
    cleo, searches = await support.open(), 0
    async with support.store.transaction() as tx:
        for seq in range(120):
            record = {"id": uuid4(), "conversation_id": cleo, "message_id": uuid4(), "seq": seq, "language": "de"}
            await failures.add(tx, record | {"at": NINE_O_CLOCK, "kind": "not_understood", "text": "Gutschein"})

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal searches
        searches += "failure_words" in statement

    event.listen(support.store.engine.sync_engine, "before_cursor_execute", hear)
    assert len([record async for record in log.every(support.store, FailureFilter(q="gutschein"))]) == 120
    assert searches == 2, "the second one finds nothing more"
