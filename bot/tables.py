"""The tables of the bot's database, and the way in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.pool import QueuePool

_WAIT_S = 2

_metadata = sa.MetaData()
trackers = sa.Table(
    "bot_trackers",
    _metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("events", sa.Text, nullable=False),
    sa.Column("saved_at", sa.Float, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
)
answers = sa.Table(
    "bot_answers",
    _metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("turn", sa.String(255), primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("answered_at", sa.Float, nullable=False, index=True),
)


def opened(url: str) -> sa.engine.Engine:
    """The database at `url` (SQLite or PostgreSQL), with the tables that were missing in it.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: it cannot be opened.
    """
    engine = _engine(url)
    try:
        create_missing(engine)
    except (IntegrityError, OperationalError, ProgrammingError):
        # Two that start at once both see nothing, and one of them is second. It looks again, and finds all.
        create_missing(engine)
    return engine


def create_missing(engine: sa.engine.Engine) -> None:
    """Create the tables that are not there, and the column that older ones lack."""
    _metadata.create_all(engine)
    if "version" not in {column["name"] for column in sa.inspect(engine).get_columns(trackers.name)}:
        with engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE bot_trackers ADD COLUMN version INTEGER DEFAULT 0 NOT NULL"))


def _engine(url: str) -> sa.engine.Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        waits = {"connect_timeout": _WAIT_S, "options": f"-c statement_timeout={_WAIT_S * 1000}"}
        return sa.create_engine(url, connect_args=waits, pool_pre_ping=True, pool_timeout=_WAIT_S)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url, poolclass=QueuePool, pool_timeout=_WAIT_S, connect_args={"check_same_thread": False, "timeout": _WAIT_S}
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
