"""The bot's database: what each conversation was about, and the answers of its turns."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import orjson
import sqlalchemy as sa
from sqlalchemy.engine.url import make_url
from sqlalchemy.pool import QueuePool

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS_KEPT_S = 48 * 3600
_PRUNE_EVERY_S = 3600
_WAIT_S = 2

_metadata = sa.MetaData()
_trackers = sa.Table(
    "bot_trackers",
    _metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("events", sa.Text, nullable=False),
    sa.Column("saved_at", sa.Float, nullable=False),
)
_answers = sa.Table(
    "bot_answers",
    _metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("turn", sa.String(255), primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("answered_at", sa.Float, nullable=False, index=True),
)

# Made once: SQLAlchemy takes longer to put such a statement together than SQLite takes to carry it out.
_EVENTS_OF = sa.select(_trackers.c.events).where(_trackers.c.conversation == sa.bindparam("of"))
_asked = sa.select(
    sa.bindparam("of", type_=sa.String).label("conversation"), sa.bindparam("in_turn", type_=sa.String).label("turn")
).subquery()
_BEFORE = (
    sa.select(_trackers.c.events, _answers.c.fingerprint, _answers.c.answer)
    .select_from(_asked)
    .outerjoin(_trackers, _trackers.c.conversation == _asked.c.conversation)
    .outerjoin(_answers, sa.and_(_answers.c.conversation == _asked.c.conversation, _answers.c.turn == _asked.c.turn))
)
_REPLACE = (
    _trackers.update()
    .where(_trackers.c.conversation == sa.bindparam("of"))
    .values(events=sa.bindparam("now"), saved_at=sa.bindparam("at"))
)
_KEEP, _ANSWER = _trackers.insert(), _answers.insert()

Events = list[dict[str, Any]]
_Result = TypeVar("_Result")


class Stored(NamedTuple):
    """An answer that was given, and the fingerprint of the request it was given to."""

    fingerprint: str
    answer: dict[str, Any]


class Before(NamedTuple):
    """The answer that a turn already got, unless that is longer ago than `ANSWERS_KEPT_S`, and the tracker's events."""

    answer: Stored | None
    events: Events | None


class Store:
    """One row per conversation and one per answered turn. Its calls block: in an event loop make them by `call`."""

    def __init__(self, url: str) -> None:
        """Open the database at `url` (SQLite or PostgreSQL) and create what is missing in it.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: it cannot be opened.
        """
        self._engine = _engine(url)
        self._is_local = self._engine.dialect.name == "sqlite"
        self._pruned_at = 0.0
        self._pruning = threading.Lock()
        _metadata.create_all(self._engine)

    async def call(self, method: Callable[..., _Result], *arguments: Any) -> _Result:
        """Make one of its calls. SQLite is done before a thread is asked; a server is asked by a thread."""
        if self._is_local:
            return method(*arguments)
        return await asyncio.to_thread(method, *arguments)

    def events(self, conversation: str) -> Events | None:
        """The events of a conversation's tracker, oldest first."""
        with self._engine.connect() as connection:
            text = connection.scalar(_EVENTS_OF, {"of": conversation})
        return None if text is None else orjson.loads(text)

    def conversations(self) -> list[str]:
        """The ids of all conversations."""
        with self._engine.connect() as connection:
            return list(connection.scalars(sa.select(_trackers.c.conversation)))

    def before(self, conversation: str, turn: str) -> Before:
        """What is known when a turn comes in, read at once: the way there and back costs as much as reading."""
        with self._engine.connect() as connection:
            row = connection.execute(_BEFORE, {"of": conversation, "in_turn": turn}).one()
        stored = None if row.answer is None else Stored(row.fingerprint, orjson.loads(row.answer))
        return Before(stored, None if row.events is None else orjson.loads(row.events))

    def save(self, conversation: str, events: Events) -> None:
        """Replace the events of a conversation."""
        with self._engine.begin() as connection:
            _replace_events(connection, conversation, events)

    def save_turn(self, conversation: str, events: Events | None, turn: str, stored: Stored) -> None:
        """Keep an answer together with the events that it left behind (None: as they were), or neither of both."""
        with self._engine.begin() as connection:
            if events is not None:
                _replace_events(connection, conversation, events)
            connection.execute(
                _ANSWER,
                {
                    "conversation": conversation,
                    "turn": turn,
                    "fingerprint": stored.fingerprint,
                    "answer": as_json(stored.answer).decode(),
                    "answered_at": time.time(),
                },
            )
        self._prune()

    def forget(self, conversation: str) -> None:
        """Delete all that is known of a conversation."""
        with self._engine.begin() as connection:
            for table in (_trackers, _answers):
                connection.execute(table.delete().where(table.c.conversation == conversation))

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def _prune(self) -> None:
        now = time.time()
        with self._pruning:
            if now < self._pruned_at + _PRUNE_EVERY_S:
                return
            self._pruned_at = now
        with self._engine.begin() as connection:
            connection.execute(_answers.delete().where(_answers.c.answered_at < now - ANSWERS_KEPT_S))


def as_json(value: Any) -> bytes:
    """JSON of what is kept and told, also with what actions may send: keys that are numbers, and NumPy's numbers."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY)


def _replace_events(connection: sa.engine.Connection, conversation: str, events: Events) -> None:
    text, now = as_json(events).decode(), time.time()
    if not connection.execute(_REPLACE, {"of": conversation, "now": text, "at": now}).rowcount:
        connection.execute(_KEEP, {"conversation": conversation, "events": text, "saved_at": now})


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
