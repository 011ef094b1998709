"""The migrations build exactly what the tables say, on both databases."""

from datetime import timedelta

from alembic import command
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from handover.services import handovers
from handover.storage import handovers as episodes
from handover.storage.migrate import config, differences, migrate
from handover.storage.store import Store
from handover.storage.tables import metadata
from tests.support import NINE_O_CLOCK, supporting
from tests.support import command as asked


async def test_the_migrated_database_is_what_the_tables_say(breakable_database_url: str) -> None:
    assert await differences(breakable_database_url) == []


async def test_a_table_that_the_migrations_forgot_would_be_told(breakable_database_url: str) -> None:
    engine = create_async_engine(breakable_database_url)
    async with engine.begin() as connection:
        await connection.execute(text("DROP TABLE sign_ins"))
        await connection.execute(text("ALTER TABLE choices ADD COLUMN more INTEGER"))
    await engine.dispose()
    assert {difference[0] for difference in await differences(breakable_database_url)} == {"add_table", "remove_column"}  # type: ignore[index]


async def test_migrating_again_changes_nothing(breakable_database_url: str) -> None:
    await migrate(breakable_database_url)
    assert await differences(breakable_database_url) == []


async def test_when_people_wrote_first_in_handovers_before_is_read_off_the_log(breakable_database_url: str) -> None:
    async with supporting(breakable_database_url) as support:
        cleo = await support.accepted()
        await support.note(cleo, "Wer kennt die Rechnung?")
        for words in ("Guten Tag", "Ich sehe nach."):
            support.clock.pass_time(seconds=20)
            await support.reply(cleo, support.ann, words)
            await support.say(cleo, "Und die Rechnung?")
        await handovers.return_to_bot(support.store, support.clock, cleo, support.ann, asked(), "Gefunden", {})
        support.clock.pass_time(seconds=20)
        await support.ask_for_person(cleo)
        written = [episode["answered_at"] for episode in await support.episodes(cleo)]
        assert written == [NINE_O_CLOCK + timedelta(seconds=20), None]
    engine = create_async_engine(breakable_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(config(sync), "0024"))
    await engine.dispose()
    await migrate(breakable_database_url)
    store = Store(breakable_database_url)
    async with store.reading() as connection:
        assert [episode["answered_at"] for episode in await episodes.of_conversation(connection, cleo)] == written
    await store.close()


def _rules(connection: Connection) -> set[tuple[str, str, str]]:
    """The checks and partial indexes, which Alembic does not compare."""
    found = inspect(connection)
    rules = set()
    for table in metadata.tables:
        for check in found.get_check_constraints(table):
            rules.add((table, str(check["name"]), str(check["sqltext"])))
        for index in found.get_indexes(table):
            where = {
                key: str(value) for key, value in index.get("dialect_options", {}).items() if key.endswith("where")
            }
            rules.add((table, str(index["name"]), f"{index['unique']} {index['column_names']} {where}"))
    return rules


async def test_checks_and_partial_indexes_are_migrated_as_the_tables_have_them(breakable_database_url: str) -> None:
    by_migrations = await _rules_at(breakable_database_url)
    engine = create_async_engine(breakable_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
    await engine.dispose()
    assert len(by_migrations) > 15
    assert by_migrations == await _rules_at(breakable_database_url)


async def _rules_at(url: str) -> set[tuple[str, str, str]]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        rules = await connection.run_sync(_rules)
    await engine.dispose()
    return rules
