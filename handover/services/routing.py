"""Who waits, who has whom, and where somebody stands in the queue."""

from typing import Any
from uuid import UUID

from handover.domain import routing
from handover.domain.conversation import Conversation
from handover.domain.events import Floor
from handover.storage import conversations
from handover.storage.store import Reader, Store


async def queue_of(connection: Reader, conversation_id: UUID) -> dict[str, Any] | None:
    """Where a customer stands, `{position, wait_s, wait_range_s}`, or None when they do not wait.

    How long it will take is not estimated yet: `None`, never a made-up figure.
    """
    position = routing.position(await conversations.waiting(connection), conversation_id)
    return None if position is None else {"position": position, "wait_s": None, "wait_range_s": None}


async def waiting(store: Store) -> list[Conversation]:
    """All who wait, the next one first."""
    async with store.reading() as connection:
        return routing.in_order(await conversations.waiting(connection))


async def assigned(store: Store, agent_id: UUID) -> list[Conversation]:
    """The conversations that an agent has."""
    async with store.reading() as connection:
        return await conversations.assigned(connection, agent_id)


async def queue_position(store: Store, conversation: Conversation) -> dict[str, Any] | None:
    """Where this customer stands in the queue, or None when they do not wait."""
    if conversation.floor is not Floor.QUEUE:
        return None
    async with store.reading() as connection:
        return await queue_of(connection, conversation.id)
