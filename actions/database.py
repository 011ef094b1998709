"""Opening a database within a time budget, and saying plainly when it does not answer."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import NullPool

from actions.backend.port import BackendDownError, BackendSlowError

# SQLITE_BUSY and SQLITE_LOCKED; query_canceled and lock_not_available of PostgreSQL
BUSY_CODES = frozenset({5, 6})
TIMED_OUT_STATES = frozenset({"57014", "55P03"})


class Database:
    """A database that is asked in transactions, each at most `seconds` long."""

    def __init__(self, url: str, *, seconds: float, what: str) -> None:
        """Prepare access without connecting; `what` names the database in details for staff."""
        self.seconds = seconds
        self.what = what
        self.url = make_url(url)
        self.engine = _engine(self.url, seconds)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: committed at the end, undone on any exception or when it took too long.

        Raises:
            BackendSlowError: No answer within the time.
            BackendDownError: The database refused or is not there.
            IntegrityError: A row that contradicts a constraint.
        """
        deadline = monotonic() + self.seconds
        try:
            with self.engine.begin() as connection:
                yield connection
                # Each statement has its own time-out; their sum must not outlive the action that waits for it.
                if monotonic() > deadline:
                    raise BackendSlowError(f"{self.what}: no answer within {self.seconds:g} s")
        except IntegrityError:
            raise
        except PoolTimeoutError as error:
            raise BackendSlowError(f"{self.what}: no free connection within {self.seconds:g} s") from error
        except DBAPIError as error:
            if _timed_out(error):
                raise BackendSlowError(f"{self.what}: no answer within {self.seconds:g} s") from error
            raise BackendDownError(f"{self.what}: {type(error.orig).__name__}") from error
        except SQLAlchemyError as error:
            raise BackendDownError(f"{self.what}: {type(error).__name__}") from error

    def make_room(self) -> None:
        """Create the folder and the file of a SQLite database that does not exist yet."""
        if self.url.get_backend_name() != "sqlite" or not self.url.database:
            return
        path = Path(self.url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Postcodes and addresses are in it, so nobody but its owner reads it.
        path.touch(mode=0o600)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _engine(url: URL, seconds: float) -> Engine:
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, seconds)
    milliseconds = int(seconds * 1000)
    connect_args: dict[str, Any] = {
        "connect_timeout": max(2, math.ceil(seconds)),  # libpq takes no less than two
        "tcp_user_timeout": milliseconds,
        "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}",
    }
    return create_engine(url, connect_args=connect_args, pool_pre_ping=True, pool_timeout=seconds, hide_parameters=True)


def _sqlite_engine(url: URL, seconds: float) -> Engine:
    """An engine that opens the file anew each time, and never creates it.

    A pooled connection would go on reading a file that was deleted and made again; a created one would hide that
    the database is missing.
    """
    address = URL.create(
        url.drivername, database=f"file:{quote(url.database or '')}", query={"mode": "rw", "uri": "true"}
    )
    engine = create_engine(address, connect_args={"timeout": seconds}, poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def check_references(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")

    return engine


def _timed_out(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in BUSY_CODES
    return getattr(error.orig, "sqlstate", None) in TIMED_OUT_STATES
