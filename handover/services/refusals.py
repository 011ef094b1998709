"""Writing down what was refused, and reading it."""

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from handover.adapters.clock import Clock
from handover.domain import refusal
from handover.domain.conversation import Conversation
from handover.domain.errors import LotseError
from handover.domain.events import Event
from handover.domain.refusal import GUESSES, MANY_GUESSES, Refusal, RefusalKind
from handover.storage import refusal_figures as figures
from handover.storage import refusals as rows
from handover.storage.refusals import RefusalFilter
from handover.storage.store import Store
from handover.storage.transaction import Transaction

log = structlog.get_logger(__name__)

Cursor = tuple[datetime, UUID]
PAGE = rows.PAGE

# Attempts with the conversation's own token: staff read of them in its log. One with the token of another conversation
# never is an event of the one that it was meant for: whoever does not own a conversation must not be able to write to
# it, keep it open or wake anybody who reads it.
_IN_THE_LOG = frozenset({RefusalKind.COMMAND_TYPED, RefusalKind.CHOICE_NOT_OFFERED, RefusalKind.IDENTITY_NOT_VALID})
_MOST_WAITING = 1_000


class Refusals:
    """Writes down what the edge refused, beside the requests: they neither wait for it nor fail with it.

    Args:
        store: Where.
        clock: The time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._waiting: deque[Refusal] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._lost = 0

    def note(self, kind: RefusalKind, client: str | None, conversation_id: UUID | None = None) -> None:
        """Have an attempt written down, now by the clock and soon in the database.

        Args:
            kind: What was refused.
            client: A hash of the network address.
            conversation_id: Whose token was used, or None.
        """
        # Threat: requests that are refused faster than a slow database takes them would fill the memory.
        if len(self._waiting) >= _MOST_WAITING:
            self._lost += 1
            return
        self._waiting.append(Refusal(self._clock.now(), kind, client=client, conversation_id=conversation_id))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())

    async def written(self) -> None:
        """Wait until everything that was noted is written down, or could not be."""
        if self._writing is not None:
            await self._writing

    async def _write(self) -> None:
        while self._waiting:
            refused = self._waiting.popleft()
            try:
                await self._write_one(refused)
            except LotseError as error:
                log.warning("refusal_not_written", kind=refused.kind, error=error.message)
            except Exception:
                log.exception("refusal_not_written", kind=refused.kind)
        if self._lost:
            log.error("refusals_lost", count=self._lost)
            self._lost = 0

    async def _write_one(self, refused: Refusal) -> None:
        async with self._store.transaction() as tx:
            if refused.conversation_id is None or refused.kind not in _IN_THE_LOG:
                # A token outlives its conversation.
                known = refused.conversation_id is not None and await rows.exists(tx, refused.conversation_id)
                await rows.add(tx, refused if known else replace(refused, conversation_id=None))
                return
            conversation = await tx.take(refused.conversation_id)
            await tx.record(conversation, *await _write_down(tx, refused))


async def of_turn(
    tx: Transaction, conversation: Conversation, message_id: UUID, signals: Sequence[Mapping[str, Any]], now: datetime
) -> Conversation:
    """Write down what the bot refused in a turn, and record it in the log, whether or not its reply is said.

    Args:
        tx: The transaction in which the conversation was taken.
        conversation: Where.
        message_id: The customer's message.
        signals: What the bot asked the service to do.
        now: When.
    """
    events: list[Event] = []
    # In one order: two turns that count up the same rows would else wait for each other.
    for kind, subject in sorted(refusal.of_turn(signals), key=lambda one: list(RefusalKind).index(one[0])):
        refused = Refusal(now, kind, subject, conversation.client, conversation.id, message_id)
        events += await _write_down(tx, refused)
    return await tx.record(conversation, *events)


async def _write_down(tx: Transaction, refused: Refusal) -> list[Event]:
    """Store an attempt; the event to record, or nothing where there are so many that they are only counted."""
    if not await rows.add(tx, refused):
        return []
    message_id = str(refused.message_id) if refused.message_id else None
    data = {"message_id": message_id, "kind": refused.kind.value, "subject": refused.subject}
    return [Event("access_refused", refused.at, data)]


async def page(store: Store, wanted: RefusalFilter, after: Cursor | None) -> list[Mapping[str, Any]]:
    """A page of what was refused, newest first."""
    async with store.reading() as connection:
        return await rows.page(connection, wanted, after)


async def summary(store: Store, since: datetime | None, until: datetime | None) -> dict[str, Any]:
    """What was refused in a period, in figures; `until` itself is not in it.

    `guessed` names the orders and network addresses with so many guesses that they look like guessing.
    """
    wanted = RefusalFilter(since, until)
    async with store.reading() as connection:
        kinds = await figures.by_kind(connection, wanted)
        clients = await figures.clients(connection, wanted)
        by_client = await figures.by_client(connection, wanted)
        orders = await figures.by_subject(connection, wanted, GUESSES, MANY_GUESSES)
        guessers = await figures.by_client(connection, wanted, GUESSES, MANY_GUESSES)
    return {
        "total": sum(kinds.values()),
        "clients": clients,
        "by_kind": [{"key": kind, "count": kinds.get(kind, 0)} for kind in RefusalKind],
        "by_client": [{"key": row["client"], "count": row["count"]} for row in by_client],
        "guessed": {
            "orders": [{"key": row["subject"], "count": row["count"], "clients": row["clients"]} for row in orders],
            "clients": [{"key": row["client"], "count": row["count"], "orders": row["subjects"]} for row in guessers],
        },
    }


async def totals(store: Store) -> dict[str, int]:
    """How often each kind was refused since the database was made."""
    async with store.reading() as connection:
        counted = await figures.by_kind(connection, RefusalFilter())
    return {kind.value: counted.get(kind, 0) for kind in RefusalKind}
