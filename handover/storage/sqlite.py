"""SQLite as the service uses it: how its connections are set up, and how few visits to their threads they make."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import Any, Self

import aiosqlite
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

BUSY_MS = 5_000


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
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


class OneVisitConnection(aiosqlite.Connection):
    """A connection that visits its thread once for each statement.

    The driver goes there for the cursor, for the statement, for its rows and for the end of the cursor, and each visit
    takes longer than SQLite does.

    Args:
        database: The file.
        settings: Of `sqlite3.connect`.
    """

    def __init__(self, database: str, **settings: Any) -> None:
        super().__init__(lambda: sqlite3.connect(database, **settings), iter_chunk_size=64)
        # As SQLAlchemy does it with the driver's own: a connection that was forgotten must not keep the process.
        self._thread.daemon = True

    def cursor(self) -> "_Cursor":  # type: ignore[override] # SQLAlchemy asks no more of one than this has
        """A cursor for one statement."""
        return _Cursor(self.visit, lambda: self._conn)

    async def visit(self, act: Callable[[], Any]) -> Any:
        """Do something in the connection's thread."""
        return await self._execute(act)  # type: ignore[no-untyped-call]

    async def rollback(self) -> None:
        """Roll back, if there is anything: each connection that is given back to the pool asks for it."""
        if self.in_transaction:
            await super().rollback()


class _Cursor:
    arraysize = 1

    def __init__(self, visit: Callable[[Callable[[], Any]], Any], connection: Callable[[], sqlite3.Connection]) -> None:
        self._visit = visit
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount, self.lastrowid = -1, 0

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        await self._run(lambda cursor: cursor.execute(statement, parameters))

    async def executemany(self, statement: str, parameters: Iterable[Sequence[Any]]) -> None:
        await self._run(lambda cursor: cursor.executemany(statement, parameters))

    async def _run(self, act: Callable[[sqlite3.Cursor], Any]) -> None:
        def run() -> tuple[list[Any], Any, int, int]:
            with closing(self._connection().cursor()) as cursor:
                act(cursor)
                rows = cursor.fetchall() if cursor.description else []
                return rows, cursor.description, cursor.rowcount, cursor.lastrowid or 0

        self._rows, self.description, self.rowcount, self.lastrowid = await self._visit(run)

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []
