"""A database that is busy or away: said plainly, and over when it is over."""

import asyncio
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from handover.domain.errors import UnavailableError
from handover.storage import sqlite
from handover.storage.store import Store
from tests.people import hire


async def test_a_writer_waits_for_another_process_that_writes(sqlite_url: str) -> None:
    first, second = Store(sqlite_url), Store(sqlite_url)
    async with first.transaction() as tx:
        await tx.connection.execute(text("SELECT 1"))
        waiting = asyncio.create_task(hire(second))
        await asyncio.sleep(0.1)
        assert not waiting.done()
    await asyncio.wait_for(waiting, 5)
    await first.close()
    await second.close()


async def test_a_database_that_stays_locked_is_unavailable_and_not_broken(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MS", 50)
    first, second = Store(sqlite_url), Store(sqlite_url)
    async with first.transaction() as tx:
        await tx.connection.execute(text("SELECT 1"))
        with pytest.raises(UnavailableError) as refused:
            await hire(second)
        await second.ping()  # Reading goes on while somebody writes.
    assert refused.value.details == {"retry_after_s": 2}
    assert "sqlite" not in refused.value.message.lower()
    await hire(second)
    await first.close()
    await second.close()


async def test_a_reader_never_waits_for_a_writer(database_url: str) -> None:
    store = Store(database_url)
    async with store.transaction() as tx:
        await tx.connection.execute(text("UPDATE agents SET capacity = 1"))
        await asyncio.wait_for(store.ping(), 2)
    await store.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://postgres@127.0.0.1:9/lotse",
        "sqlite+aiosqlite:////nowhere/at/all/lotse.db",
    ],
)
async def test_a_database_that_cannot_be_reached_is_unavailable(url: str) -> None:
    store = Store(url)
    with pytest.raises(UnavailableError):
        await store.ping()
    with pytest.raises(UnavailableError):
        await hire(store)
    await store.close()
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:  # It still has to tell this loop that it could not connect.
            thread.join(5)


async def test_a_database_that_is_not_there_any_more_is_unavailable(postgres_server: str) -> None:
    store = Store(f"{postgres_server}/never_made")
    with pytest.raises(UnavailableError):
        await store.ping()
    await store.close()


async def test_connections_that_the_server_cut_are_made_anew(postgres_url: str, postgres_server: str) -> None:
    store = Store(postgres_url)
    await store.ping()
    await _cut(postgres_server, postgres_url.rsplit("/", 1)[1])
    await store.ping()
    await store.close()


async def test_a_connection_that_is_cut_in_the_middle_is_unavailable(postgres_url: str, postgres_server: str) -> None:
    store = Store(postgres_url)

    async def write() -> None:
        async with store.transaction() as tx:
            await tx.connection.execute(text("SELECT 1"))
            await _cut(postgres_server, postgres_url.rsplit("/", 1)[1])
            await tx.connection.execute(text("SELECT 1"))

    with pytest.raises(UnavailableError):
        await write()
    await hire(store)
    await store.close()


async def _cut(server: str, database: str) -> None:
    engine = create_async_engine(f"{server}/postgres")
    async with engine.connect() as connection:
        await connection.execute(
            # The number is how long to wait, in milliseconds, until it is really gone.
            text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name"),
            {"name": database},
        )
    await engine.dispose()
