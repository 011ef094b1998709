"""The rows of handovers follow the log: one row for each episode, written in the transaction of its events."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.conversation import Conversation
from handover.domain.events import Event
from handover.storage.tables import handovers

_ENDINGS = frozenset({"withdrawn", "returned_to_bot", "resolved", "closed"})


async def follow(connection: AsyncConnection, after: Conversation, event: Event, before: Conversation) -> None:
    """Write down what `event` means for the open handover, if anything."""
    if event.name == "escalated":
        await connection.execute(
            insert(handovers).values(
                id=after.handover_id,
                conversation_id=after.id,
                reason=event.data["reason"],
                escalated_at=event.at,
            )
        )
    elif event.name == "accepted":
        await _set(connection, before.handover_id, accepted_at=event.at, agent_id=after.agent_id)
    elif event.name in _ENDINGS and before.handover_id is not None:
        facts = {name: event.data[name] for name in ("outcome", "cause") if name in event.data}
        await _set(connection, before.handover_id, ended_at=event.at, ended_by=event.name, **facts)


async def _set(connection: AsyncConnection, handover_id: UUID | None, **values: Any) -> None:
    await connection.execute(update(handovers).where(handovers.c.id == handover_id).values(**values))


async def of_conversation(connection: AsyncConnection, conversation_id: UUID) -> Sequence[RowMapping]:
    """All episodes of a conversation, oldest first."""
    found = await connection.execute(
        select(handovers).where(handovers.c.conversation_id == conversation_id).order_by(handovers.c.escalated_at)
    )
    return found.mappings().all()
