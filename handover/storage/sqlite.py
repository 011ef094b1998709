"""SQLite as the service uses it: how its connections are set up, and when they leave the event loop."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from threading import Thread
from typing import Any, Self
from weakref import WeakSet

import aiosqlite
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

BUSY_MS = 5_000
# So many rows are written in less time than a visit takes.
_FEW = 20
_READ, _WRITE = "BEGIN", "BEGIN IMMEDIATE"


def prepare(engine: AsyncEngine) -> None:
    """Have all connections of `engine` set up, and its transactions begun as they have to be."""
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)


def _set_up(connection: Any, _record: Any) -> None:
    # The driver begins transactions by guessing from the statement; we begin them ourselves below.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail with "database is locked" at once, without waiting.
    reads = connection.get_execution_options().get("lotse_reads")
    connection.connection.driver_connection.begin(_READ if reads else _WRITE)  # type: ignore[union-attr] # it is ours


class NearConnection(aiosqlite.Connection):
    """A connection that visits its thread only where it may have to wait.

    A visit takes longer than most statements do, and the driver makes four for each. Ours begins a transaction together
    with its first statement; a transaction that writes then has the lock, and its other statements, which neither wait
    nor reach the disk, are carried out on the spot. What may take long goes to the thread: the first statement, the
    commit, files, and all reading outside of such a transaction.

    Args:
        database: The file.
        settings: Of `sqlite3.connect`.
    """

    def __init__(self, database: str, **settings: Any) -> None:
        # The thread and the event loop take turns: whoever visits waits until it is done.
        settings["check_same_thread"] = False
        super().__init__(lambda: sqlite3.connect(database, **settings), iter_chunk_size=64)
        # As SQLAlchemy does it with the driver's own: a connection that was forgotten must not keep the process.
        self.thread = self._thread
        self.thread.daemon = True
        self._begun_with = ""
        self._has_lock = False

    def begin(self, statement: str) -> None:
        """Begin a transaction, at the latest with its first statement."""
        self._begun_with = statement

    def cursor(self) -> "_Cursor":  # type: ignore[override] # SQLAlchemy asks no more of one than this has
        """A cursor for one statement."""
        return _Cursor(self)

    async def run(self, act: Callable[[sqlite3.Connection], Any], *, long: bool) -> Any:
        """Carry out a statement, here if it is not `long` and nothing can be in its way."""
        if self._has_lock and not long:
            return act(self._conn)
        begun_with, self._begun_with = self._begun_with, ""

        def whole() -> Any:
            if begun_with:
                self._conn.execute(begun_with)
            return act(self._conn)

        try:
            return await self._execute(whole)  # type: ignore[no-untyped-call]
        finally:
            self._has_lock = self.in_transaction and (self._has_lock or begun_with == _WRITE)

    async def commit(self) -> None:
        """Commit, if anything was begun."""
        self._begun_with, self._has_lock = "", False
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back, if there is anything: each connection that is given back to the pool asks for it."""
        wrote, self._begun_with, self._has_lock = self._has_lock, "", False
        if self.in_transaction and wrote:
            await super().rollback()
        elif self.in_transaction:
            self._conn.rollback()  # Nothing was read but what is in memory by now: there is nothing to undo.


class Connections:
    """The connections that one store opens: each has a thread, which ends after the connection."""

    def __init__(self) -> None:
        self._threads: WeakSet[Thread] = WeakSet()

    def open(self, database: str, **settings: Any) -> NearConnection:
        """A connection that is about to be opened; the arguments are those of `NearConnection`."""
        connection = NearConnection(database, **settings)
        self._threads.add(connection.thread)
        return connection

    async def ended(self, seconds: float) -> None:
        """Wait until all of them have ended, also those that were given up and belong to no pool; at most so long."""
        until = time.monotonic() + seconds
        for thread in list(self._threads):
            await asyncio.to_thread(thread.join, max(0, until - time.monotonic()))


class _Cursor:
    arraysize = 1

    def __init__(self, connection: NearConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount, self.lastrowid = -1, 0

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        await self._run(lambda cursor: cursor.execute(statement, parameters), long=_has_file(parameters))

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> None:
        long = len(parameters) > _FEW or any(_has_file(each) for each in parameters)
        await self._run(lambda cursor: cursor.executemany(statement, parameters), long=long)

    async def _run(self, act: Callable[[sqlite3.Cursor], Any], *, long: bool) -> None:
        def run(connection: sqlite3.Connection) -> tuple[list[Any], Any, int, int]:
            with closing(connection.cursor()) as cursor:
                act(cursor)
                rows = cursor.fetchall() if cursor.description else []
                return rows, cursor.description, cursor.rowcount, cursor.lastrowid or 0

        self._rows, self.description, self.rowcount, self.lastrowid = await self._connection.run(run, long=long)

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []


def _has_file(parameters: Sequence[Any]) -> bool:
    return any(isinstance(value, bytes | memoryview) for value in parameters)
