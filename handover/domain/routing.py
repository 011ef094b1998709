"""Who is next: the order of the queue."""

from collections.abc import Sequence
from uuid import UUID

from handover.domain.conversation import Conversation


def in_order(waiting: Sequence[Conversation]) -> list[Conversation]:
    """The waiting conversations, the one that waits longest first; one given back keeps its place."""
    return sorted(waiting, key=lambda conversation: (str(conversation.waiting_since), conversation.id))


def position(waiting: Sequence[Conversation], conversation_id: UUID) -> int | None:
    """The place in the queue, 1 is next, or None when not waiting."""
    ids = [conversation.id for conversation in in_order(waiting)]
    return ids.index(conversation_id) + 1 if conversation_id in ids else None
