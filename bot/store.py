"""The bot's database: what each conversation was about, and the answers of its turns."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import orjson
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.tables import answers, opened, trackers

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS_KEPT_S = 48 * 3600
_PRUNE_EVERY_S = 3600

# Made once: SQLAlchemy takes longer to put such a statement together than SQLite takes to carry it out.
_EVENTS_OF = sa.select(trackers.c.events).where(trackers.c.conversation == sa.bindparam("of"))
_asked = sa.select(
    sa.bindparam("of", type_=sa.String).label("conversation"), sa.bindparam("in_turn", type_=sa.String).label("turn")
).subquery()
_BEFORE = (
    sa.select(trackers.c.events, trackers.c.version, answers.c.fingerprint, answers.c.answer)
    .select_from(_asked)
    .outerjoin(trackers, trackers.c.conversation == _asked.c.conversation)
    .outerjoin(answers, sa.and_(answers.c.conversation == _asked.c.conversation, answers.c.turn == _asked.c.turn))
)
_REPLACE = (
    trackers.update()
    .where(trackers.c.conversation == sa.bindparam("of"))
    .values(events=sa.bindparam("now"), saved_at=sa.bindparam("at"), version=trackers.c.version + 1)
)
_REPLACE_UNCHANGED = _REPLACE.where(trackers.c.version == sa.bindparam("since"))
_KEEP, _ANSWER = trackers.insert(), answers.insert()

Events = list[dict[str, Any]]
_Result = TypeVar("_Result")


class Stored(NamedTuple):
    """An answer that was given, and the fingerprint of the request it was given to."""

    fingerprint: str
    answer: dict[str, Any]


class Before(NamedTuple):
    """What is known before a turn.

    `answer` is what the turn already got, unless that is longer ago than `ANSWERS_KEPT_S`; `events` are the tracker's,
    and `version` is theirs: another one each time they are written.
    """

    answer: Stored | None
    events: Events | None
    version: int | None


class Overtaken(Exception):  # noqa: N818  (it is what happened to the turn)
    """Somebody else wrote to the conversation, or answered this very turn, since it was read."""


class Store:
    """One row per conversation and one per answered turn. Its calls block: in an event loop make them by `call`."""

    def __init__(self, url: str) -> None:
        """Open the database at `url` (SQLite or PostgreSQL) and create what is missing in it.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: it cannot be opened.
        """
        self._engine = opened(url)
        self._is_local = self._engine.dialect.name == "sqlite"
        self._pruned_at = 0.0
        self._pruning = threading.Lock()

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
            return list(connection.scalars(sa.select(trackers.c.conversation)))

    def before(self, conversation: str, turn: str) -> Before:
        """What is known when a turn comes in, read at once: the way there and back costs as much as reading."""
        with self._engine.connect() as connection:
            row = connection.execute(_BEFORE, {"of": conversation, "in_turn": turn}).one()
        stored = None if row.answer is None else Stored(row.fingerprint, orjson.loads(row.answer))
        return Before(stored, None if row.events is None else orjson.loads(row.events), row.version)

    def save(self, conversation: str, events: Events) -> None:
        """Replace the events of a conversation, whatever they were."""
        text, now = as_json(events).decode(), time.time()
        with self._engine.begin() as connection:
            if not connection.execute(_REPLACE, {"of": conversation, "now": text, "at": now}).rowcount:
                _keep(connection, conversation, text, now)

    def save_turn(self, conversation: str, before: Before, events: Events | None, turn: str, stored: Stored) -> None:
        """Keep an answer together with the events that it left behind (None: as they were), or neither of both.

        Raises:
            Overtaken: what was known `before` is no longer so. A lock that ran out unnoticed would otherwise let a late
                turn write over a newer one.
        """
        now = time.time()
        answer = {
            "conversation": conversation,
            "turn": turn,
            "fingerprint": stored.fingerprint,
            "answer": as_json(stored.answer).decode(),
            "answered_at": now,
        }
        try:
            with self._engine.begin() as connection:
                if events is not None:
                    _follow(connection, conversation, before.version, as_json(events).decode(), now)
                connection.execute(_ANSWER, answer)
        except IntegrityError:
            raise Overtaken from None
        self._prune()

    def forget(self, conversation: str) -> None:
        """Delete all that is known of a conversation."""
        with self._engine.begin() as connection:
            for table in (trackers, answers):
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
            connection.execute(answers.delete().where(answers.c.answered_at < now - ANSWERS_KEPT_S))


def as_json(value: Any) -> bytes:
    """JSON of what is kept and told, also with what actions may send: keys that are numbers, and NumPy's numbers."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY)


def _follow(connection: sa.engine.Connection, conversation: str, version: int | None, text: str, now: float) -> None:
    """Replace the events of this version; None: there are none yet."""
    if version is None:
        _keep(connection, conversation, text, now)
        return
    changed = {"of": conversation, "now": text, "at": now, "since": version}
    if not connection.execute(_REPLACE_UNCHANGED, changed).rowcount:
        raise Overtaken


def _keep(connection: sa.engine.Connection, conversation: str, text: str, now: float) -> None:
    connection.execute(_KEEP, {"conversation": conversation, "events": text, "saved_at": now, "version": 1})
