"""The rows of handovers follow the log: one row for each episode, written in the transaction of its events."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.conversation import Conversation
from handover.domain.events import Event, Floor
from handover.storage.tables import handovers

_ENDINGS = frozenset({"withdrawn", "returned_to_bot", "promised", "resolved", "closed"})
# Whose time it was that ends when the floor leaves them.
_CLOCKS = {Floor.QUEUE: handovers.c.waiting_s, Floor.AGENT: handovers.c.agent_s}


async def follow(connection: AsyncConnection, after: Conversation, event: Event, before: Conversation) -> None:
    """Write down what `event` means for the open handover, if anything."""
    if event.name == "escalated":
        await connection.execute(
            insert(handovers).values(
                id=after.handover_id,
                conversation_id=after.id,
                reason=event.data["reason"],
                escalated_at=event.at,
                bot_s=_seconds_on_floor(before, event),
            )
        )
    elif before.handover_id is not None and (changes := _changes(before, after, event)):
        await connection.execute(update(handovers).where(handovers.c.id == before.handover_id).values(changes))


def _changes(before: Conversation, after: Conversation, event: Event) -> dict[Any, Any]:
    changes: dict[Any, Any] = {}
    if after.floor is not before.floor:
        clock = _CLOCKS[before.floor]
        changes[clock] = clock + _seconds_on_floor(before, event)
    if event.name == "accepted":
        changes |= {"accepted_at": event.at, "agent_id": after.agent_id}
    elif event.name == "message_posted" and before.unanswered_since and not after.unanswered_since:
        answered_at = handovers.c.answered_at
        changes["answered_at"] = func.coalesce(answered_at, literal(event.at, answered_at.type))
    elif event.name in _ENDINGS:
        told = {name: event.data[name] for name in ("outcome", "cause") if name in event.data}
        # What does not end the conversation is an outcome of the episode all the same: the way it ended.
        changes |= {"ended_at": event.at, "ended_by": event.name, "outcome": event.name} | told
    return changes


def _seconds_on_floor(before: Conversation, event: Event) -> float:
    since = before.floor_since or before.opened_at
    return (event.at - since).total_seconds()


async def of_conversation(connection: AsyncConnection, conversation_id: UUID) -> Sequence[RowMapping]:
    """All episodes of a conversation, oldest first."""
    found = await connection.execute(
        select(handovers).where(handovers.c.conversation_id == conversation_id).order_by(handovers.c.escalated_at)
    )
    return found.mappings().all()
