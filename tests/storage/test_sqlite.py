"""Where SQLite's statements are carried out: what may take long must not hold up the event loop."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.store import Store

WHERE = text("SELECT carried_out_in()")
HERE = threading.get_ident()
LONG = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT count(*) FROM n")


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    """A store with one connection, on which SQL can tell in which thread it runs."""
    store = Store(sqlite_url)
    async with store.reading() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        await raw.driver_connection.create_function("carried_out_in", 0, threading.get_ident)
        await raw.driver_connection.create_function("takes", 1, time.sleep)
    yield store
    await store.close()


async def _in_the_loop(connection: AsyncConnection) -> bool:
    return bool((await connection.execute(WHERE)).scalar_one() == HERE)


async def test_a_writer_goes_to_the_thread_until_it_has_the_lock_and_no_more_after_that(store: Store) -> None:
    for _ in range(2):
        async with store.transaction() as tx:
            assert not await _in_the_loop(tx.connection)
            assert await _in_the_loop(tx.connection)


async def test_a_reader_goes_there_for_everything(store: Store) -> None:
    async with store.transaction() as tx:
        await _in_the_loop(tx.connection)
    async with store.reading() as connection:
        assert [await _in_the_loop(connection) for _ in range(3)] == [False] * 3


async def test_a_file_is_written_in_the_thread(store: Store) -> None:
    store_file = text("SELECT carried_out_in() WHERE :content IS NOT NULL").bindparams(bindparam("content", b"%PDF"))
    async with store.transaction() as tx:
        await tx.connection.execute(WHERE)
        assert (await tx.connection.execute(store_file)).scalar_one() != HERE


async def test_a_writer_that_failed_or_was_cut_off_leaves_no_lock_behind(store: Store, sqlite_url: str) -> None:
    async def write(*, then: Exception | None) -> None:
        async with store.transaction() as tx:
            await tx.connection.execute(text("UPDATE agents SET capacity = 1"))
            if then:
                raise then
            await asyncio.sleep(60)

    with pytest.raises(ValueError, match="no"):
        await write(then=ValueError("no"))
    cut_off = asyncio.create_task(write(then=None))
    await asyncio.sleep(0.1)
    cut_off.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cut_off
    other = Store(sqlite_url)
    async with asyncio.timeout(2), other.transaction() as tx:
        await tx.connection.execute(text("UPDATE agents SET capacity = 2"))
    await other.close()


async def test_what_begins_nothing_has_nothing_to_end(store: Store) -> None:
    async with store.transaction():
        pass
    async with store.transaction() as tx:
        assert not await _in_the_loop(tx.connection)


async def test_a_reader_that_is_cut_off_holds_up_nobody(store: Store) -> None:
    async def read() -> None:
        async with store.reading() as connection:
            await connection.execute(text("SELECT takes(0.5)"))

    cut_off = asyncio.create_task(read())
    await asyncio.sleep(0.1)
    cut_off.cancel()
    for _ in range(5):
        began = time.monotonic()
        await asyncio.sleep(0.02)
        assert time.monotonic() - began < 0.2
    with pytest.raises(asyncio.CancelledError):
        await cut_off
    await store.ping()


@pytest.mark.parametrize("cut_off", [1, 2])
def test_a_request_that_is_cut_off_while_the_service_ends_leaves_no_thread_behind(
    sqlite_url: str, cut_off: int
) -> None:
    before = set(threading.enumerate())

    async def serve() -> None:
        store = Store(sqlite_url)

        async def answer() -> None:
            async with store.reading() as connection:
                await connection.execute(LONG)

        answering = asyncio.create_task(answer())
        await asyncio.sleep(0.05)
        for _ in range(cut_off):
            answering.cancel()
            await asyncio.sleep(0)
        await store.close()

    loop = asyncio.new_event_loop()
    loop.run_until_complete(serve())
    left = [thread for thread in threading.enumerate() if thread not in before and "connection" in thread.name]
    # Their ends are told to the loop, which has to be there for them.
    loop.run_until_complete(asyncio.sleep(0.5))
    loop.close()
    assert left == []
