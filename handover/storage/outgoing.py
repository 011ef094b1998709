"""The deliveries that an event makes; they are written in the transaction of the event, or not at all."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.events import Event
from handover.storage.tables import deliveries

# The names of the webhooks, and which events each of them wants.
Webhooks = Mapping[str, frozenset[str]]


async def follow(
    connection: AsyncConnection, webhooks: Webhooks, conversation_id: UUID, recorded: Sequence[Event]
) -> set[str]:
    """Owe `recorded` events to the webhooks that want them; the names of those."""
    rows = [
        {
            # Made from what it is about: nothing can owe the same event to the same webhook twice.
            "id": uuid5(conversation_id, f"{name} {event.seq}"),
            "target": name,
            "conversation_id": conversation_id,
            "seq": event.seq,
            "next_at": event.at,
            "created_at": event.at,
        }
        for name, wanted in webhooks.items()
        for event in recorded
        if event.name in wanted
    ]
    if rows:
        await connection.execute(insert(deliveries), rows)
    return {str(row["target"]) for row in rows}
