"""Reading the log of a conversation by number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.events import Event
from handover.storage.rows import to_event
from handover.storage.tables import conversations, events

PAGE = 200
# Asked in every turn, and made once.
_OPENED = select(events.c.data).where(events.c.conversation_id == bindparam("conversation"), events.c.seq == 1)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A conversation that was taken from an agent, and why; `customer` is a name or None."""

    conversation_id: UUID
    customer: str | None
    at: datetime
    reason: str


async def after(connection: AsyncConnection, conversation_id: UUID, seq: int, limit: int = PAGE) -> list[Event]:
    """The events of a conversation with numbers above `seq`, in order, `limit` at most."""
    found = await connection.execute(
        select(events)
        .where(events.c.conversation_id == conversation_id, events.c.seq > seq)
        .order_by(events.c.seq)
        .limit(limit)
    )
    return [to_event(row) for row in found.mappings()]


async def around(connection: AsyncConnection, conversation_id: UUID, seq: int, reach: int = 20) -> list[Event]:
    """The events next to number `seq`, `reach` before and after it."""
    return await after(connection, conversation_id, max(0, seq - reach - 1), 2 * reach + 1)


async def one(connection: AsyncConnection, conversation_id: UUID, seq: int) -> Event | None:
    """The event with number `seq`, or None."""
    found = await after(connection, conversation_id, seq - 1, 1)
    return found[0] if found and found[0].seq == seq else None


async def begun_in(connection: AsyncConnection, conversation_id: UUID) -> str:
    """The language, with its country, that a conversation was opened in."""
    opened = (await connection.execute(_OPENED, {"conversation": conversation_id})).scalar_one_or_none()
    return str(opened["language"]) if opened else ""


async def understanding(
    connection: AsyncConnection, conversation_id: UUID, message_id: UUID
) -> Mapping[str, Any] | None:
    """How the bot understood a message: the fields of its `turn_understood`, or None."""
    found = await connection.execute(
        select(events.c.data)
        .where(
            events.c.conversation_id == conversation_id,
            events.c.name == "turn_understood",
            events.c.data["message_id"].as_string() == str(message_id),
        )
        .limit(1)
    )
    return found.scalar_one_or_none()


async def newest(connection: AsyncConnection, conversation_id: UUID, name: str) -> Event | None:
    """The newest event of a conversation with that name, or None."""
    found = await connection.execute(
        select(events)
        .where(events.c.conversation_id == conversation_id, events.c.name == name)
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    row = found.mappings().one_or_none()
    return to_event(row) if row else None


async def taken_back(connection: AsyncConnection, agent_id: UUID, since: datetime, limit: int = 20) -> list[TakenBack]:
    """What was taken back from an agent since then, because they were gone or silent, the newest first."""
    fields = events.c.data
    found = await connection.execute(
        select(events, conversations.c.customer_name)
        .join(conversations, conversations.c.id == events.c.conversation_id)
        .where(
            events.c.name == "released",
            events.c.at >= since,
            fields["agent"]["id"].as_string() == str(agent_id),
            fields["reason"].as_string().in_(["agent_gone", "agent_silent"]),
        )
        .order_by(events.c.at.desc())
        .limit(limit)
    )
    return [
        TakenBack(row["conversation_id"], row["customer_name"], row["at"], row["data"]["reason"])
        for row in found.mappings()
    ]
