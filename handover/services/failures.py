"""Writing down where self-service failed, and reading it."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from handover.analysis.redaction import redact
from handover.domain import failure
from handover.domain.conversation import Conversation
from handover.domain.events import Event
from handover.domain.reckoning.contact import matter_of
from handover.services import learned
from handover.storage import event_log, turns
from handover.storage import failures as log
from handover.storage.failures import FailureFilter
from handover.storage.store import Store
from handover.storage.transaction import Transaction

Cursor = tuple[datetime, UUID]
PAGE = log.PAGE
# Each part of an export searches the words of the whole log anew, which takes half a second of 100,000 failures. Who
# searches gets longer parts; to make 500 ready holds up everybody else for 0.2 s, and must not happen without need.
_OF_A_SEARCH = 500


async def write_down(
    tx: Transaction,
    conversation: Conversation,
    kind: str,
    now: datetime,
    *,
    turn: turns.StoredTurn | None,
    detail: str | None = None,
    understood: Mapping[str, Any] | None = None,
    happened_at: datetime | None = None,
) -> list[Event]:
    """Store the one record of a failed turn.

    Args:
        tx: The transaction in which the conversation was taken.
        conversation: Where it happened.
        kind: One of `failure.KINDS`.
        now: When.
        turn: The customer's message, or None when self-service was left without one.
        detail: What staff should know besides.
        understood: The fields of `turn_understood`, or None when the bot did not read the message.
        happened_at: When the turn was, if it is found out only now that it failed.

    Returns:
        The event to record, or nothing when the turn has its record already.
    """
    message_id = turn.message_id if turn else None
    if await log.has_record(tx, conversation.id, message_id):
        return []
    read = understood or {}
    known = learned.of(conversation, understood)
    touchpoint = tx.journey.of(conversation, matter_of(read))
    failure_id = uuid4()
    await log.add(
        tx,
        {
            "id": failure_id,
            "conversation_id": conversation.id,
            "message_id": message_id,
            "seq": turn.seq if turn else conversation.last_seq,
            "at": happened_at or now,
            "found_at": now if happened_at else None,
            "kind": kind,
            "detail": redact(detail, known) if detail else None,
            "text": redact(turn.text, known) if turn else "",
            "intent": read.get("intent"),
            "confidence": read.get("confidence"),
            "threshold": read.get("threshold"),
            "ranking": read.get("ranking"),
            "actions": read.get("actions"),
            "entities": learned.read(read, known) or None,
            "slots": learned.slots(conversation, known) or None,
            "language": conversation.language,
            "model": read.get("model"),
            "page": learned.page(conversation, known),
            "touchpoint": touchpoint,
            # Known already when an answer is judged after the end.
            "outcome": conversation.outcome,
        },
    )
    data = {
        "message_id": str(message_id) if message_id else None,
        "failure_id": str(failure_id),
        "kind": kind,
        "touchpoint": touchpoint,
    }
    return [Event("failure_recorded", now, data)]


async def of_turn(
    tx: Transaction,
    conversation: Conversation,
    kind: str,
    now: datetime,
    turn: turns.StoredTurn | None,
    happened_at: datetime | None = None,
) -> list[Event]:
    """Write down a failure that was noticed after the turn, with how the bot had understood it."""
    understood = await event_log.understanding(tx.connection, conversation.id, turn.message_id) if turn else None
    return await write_down(tx, conversation, kind, now, turn=turn, understood=understood, happened_at=happened_at)


async def of_escalation(
    tx: Transaction, conversation: Conversation, reason: str, now: datetime, turn: turns.StoredTurn | None
) -> list[Event]:
    """Write down that the customer left the bot for `reason`, when that is a failure of self-service."""
    kind = failure.kind_of_reason(reason)
    return await of_turn(tx, conversation, kind, now, turn) if kind else []


async def note_meaning(tx: Transaction, conversation_id: UUID, intent: str | None) -> None:
    """The customer took, in their own words, a choice that says what an earlier message meant: a label for training."""
    if intent and (message_id := await turns.clarified_by(tx, conversation_id, intent)):
        await log.join(tx, conversation_id, message_id, meant=intent)


async def page(store: Store, wanted: FailureFilter, after: Cursor | None, limit: int = PAGE) -> list[Mapping[str, Any]]:
    """A page of the failure log, newest first."""
    async with store.reading() as connection:
        return await log.page(connection, wanted, after, limit)


async def every(store: Store, wanted: FailureFilter, after: Cursor | None = None) -> AsyncIterator[Mapping[str, Any]]:
    """All records that fit, newest first, read part by part so that a large log fits into memory."""
    limit = _OF_A_SEARCH if wanted.q else PAGE
    while records := await page(store, wanted, after, limit):
        for record in records:
            yield record
        after = (records[-1]["at"], records[-1]["id"])


async def with_turns(store: Store, failure_id: UUID) -> tuple[Mapping[str, Any], list[Event]]:
    """A record and the events around its turn.

    Raises:
        NotFoundError: There is none.
    """
    async with store.reading() as connection:
        record = await log.one(connection, failure_id)
        return record, await event_log.around(connection, record["conversation_id"], record["seq"])


async def ended(tx: Transaction, conversation: Conversation) -> None:
    """Write down onto the failures of a conversation how it ended, if it has."""
    if conversation.outcome is not None:
        await log.join(tx, conversation.id, outcome=conversation.outcome)
