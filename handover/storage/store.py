"""The database: opening it, reading from it, and transactions that tell after their commit what they moved."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncTransaction, create_async_engine

from handover.domain.due import Patience
from handover.domain.errors import UnavailableError
from handover.domain.journey import JourneyMap
from handover.storage import sqlite
from handover.storage.moved import Moved
from handover.storage.outgoing import Webhooks
from handover.storage.transaction import Transaction

# All are kept: making one takes longer than what is done with it.
_CONNECTIONS = 15
_RETRY_S = 2
_CONNECT_S = 5
# So long those who are cut off while the service ends may take to give back what they hold.
_GIVING_BACK_S = 3
# What PostgreSQL calls (the first two signs of SQLSTATE): no connection, no such database, deadlock, no room, in use,
# stopping or starting.
_AWAY = frozenset({"08", "3D", "40", "53", "55", "57"})

# What a read needs; the layers above name it without knowing SQLAlchemy.
Reader = AsyncConnection


class Store:
    """All that is stored, behind transactions.

    Args:
        url: An SQLAlchemy URL with an asynchronous driver.
        patience: How long things may take before they become due by themselves.
        webhooks: Whom to owe events, and which.
        journey: Where customers meet us; stored with what is written down of them.
    """

    def __init__(
        self,
        url: str,
        patience: Patience | None = None,
        webhooks: Webhooks | None = None,
        journey: JourneyMap | None = None,
    ) -> None:
        self._connections = sqlite.Connections()
        self.engine = _engine(url, self._connections)
        self.patience = patience or Patience()
        self.journey = journey or JourneyMap()
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._webhooks = webhooks or {}
        self._after_commit: Callable[[list[Moved]], None] = lambda _moved: None
        self._when_owed: Callable[[set[str]], None] = lambda _owed: None
        # SQLite lets one writer in at a time and makes the others poll; a lock in the process is fair and quicker.
        self._writing = asyncio.Lock()

    def after_commit(self, tell: Callable[[list[Moved]], None]) -> None:
        """Have `tell` called after each commit with what it moved."""
        self._after_commit = tell

    def when_owed(self, tell: Callable[[set[str]], None]) -> None:
        """Have `tell` called after each commit that owes new deliveries, with whom it owes them."""
        self._when_owed = tell

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A transaction that writes: commits at the end, rolls back on an exception. No network call belongs inside."""
        async with AsyncExitStack() as stack:
            stack.enter_context(_told_plainly())
            if self.is_sqlite:
                await stack.enter_async_context(self._writing)
            connection = await stack.enter_async_context(self.engine.connect())
            started = await connection.begin()
            tx = Transaction(connection, self.patience, self.journey, self._webhooks)
            try:
                yield tx
            except BaseException:
                await started.rollback()
                raise
            await _whole(self._commit(started, tx))

    async def _commit(self, started: AsyncTransaction, tx: Transaction) -> None:
        await started.commit()
        if tx.moved:
            self._after_commit(tx.moved)
        if tx.owed:
            self._when_owed(tx.owed)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection to read from; all reads see the same state."""
        with _told_plainly():
            async with self.engine.connect() as connection:
                # PostgreSQL would else show each statement what was committed meanwhile: a reader of the log would get
                # events behind the number that it goes on from, and get them again.
                await connection.execution_options(
                    lotse_reads=True, **({} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"})
                )
                yield connection

    async def ping(self) -> None:
        """Raise unless the database answers."""
        async with self.reading() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close all connections, those of requests that are being cut off once they are given back."""
        # Not waited for, they would end when the event loop has ended, which they need for it.
        with suppress(TimeoutError):
            async with asyncio.timeout(_GIVING_BACK_S):
                while self.engine.pool.checkedout():  # type: ignore[attr-defined] # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(0.01)
        await self.engine.dispose()
        await self._connections.ended(_GIVING_BACK_S)


async def _whole(work: Coroutine[Any, Any, None]) -> None:
    """Carry `work` out whole, also for a caller that is cancelled meanwhile.

    A customer who hangs up just now cancels their request: what is stored by then must be told of all the same, or it
    stays unseen until somebody happens to look.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def sqlite_file(url: str) -> Path | None:
    """The file of a database, or None where it is none that lies in a file."""
    named = make_url(url)
    if named.get_backend_name() != "sqlite" or not named.database or named.database == ":memory:":
        return None
    return Path(named.database).resolve()


@contextmanager
def _told_plainly() -> Iterator[None]:
    """A database that is away is not a bug: say when to come back, and nothing about statements and hosts."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError, OSError) as error:
        if isinstance(error, DBAPIError) and not _is_away(error):
            raise
        raise UnavailableError(
            "The database is not reachable at the moment. Please try again.", {"retry_after_s": _RETRY_S}
        ) from error


def _is_away(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None) or ""
    # The driver calls it an internal error when a connection is cut while it is about to use it.
    return isinstance(error, (OperationalError, InterfaceError, InternalError)) or state[:2] in _AWAY


def _engine(url: str, connections: sqlite.Connections) -> AsyncEngine:
    sqlite_url = make_url(url).get_backend_name() == "sqlite"
    connect: dict[str, Any] = {"async_creator_fn": connections.open} if sqlite_url else {"timeout": _CONNECT_S}
    # Parameters in the text of an error would put what customers wrote into the log.
    engine = create_async_engine(
        url, hide_parameters=True, connect_args=connect, pool_size=_CONNECTIONS, max_overflow=0
    )
    if sqlite_url:
        sqlite.prepare(engine)
    else:
        event.listen(engine.sync_engine, "checkout", _make_anew_if_cut)
    return engine


def _make_anew_if_cut(connection: Any, _record: Any, _proxy: Any) -> None:
    # A server that ends tells so, and the driver knows. Asking it each time would take as long as storing a message.
    if connection.driver_connection.is_closed():
        raise DisconnectionError
