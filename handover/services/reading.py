"""Reading conversations and their logs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from handover.domain.conversation import Conversation
from handover.domain.events import Event, Floor
from handover.storage import conversations, event_log, handovers
from handover.storage.store import Store

PAGE = conversations.PAGE


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some events of a conversation.

    Attributes:
        last_seq: Where to go on reading: a cursor, not the number of the last event on the page, which the reader may
            not be allowed to see.
        more: Whether there is more behind it already.
    """

    conversation: Conversation
    events: list[Event]
    last_seq: int
    more: bool


async def one(store: Store, conversation_id: UUID) -> Conversation:
    """The conversation; raises `ConversationNotFoundError`."""
    async with store.reading() as connection:
        return await conversations.one(connection, conversation_id)


async def log(store: Store, conversation_id: UUID, after: int) -> LogPage:
    """A page of the log behind number `after`; raises `ConversationNotFoundError`."""
    async with store.reading() as connection:
        conversation = await conversations.one(connection, conversation_id)
        events = await event_log.after(connection, conversation_id, after)
    more = bool(events) and events[-1].seq < conversation.last_seq
    return LogPage(conversation, events, events[-1].seq if more else conversation.last_seq, more)


async def search(
    store: Store, floor: Floor | None, words: str | None, after: tuple[datetime, UUID] | None
) -> list[Conversation]:
    """A page of conversations, newest first."""
    async with store.reading() as connection:
        return await conversations.search(connection, floor, words, after)


async def earlier(store: Store, conversation: Conversation) -> list[Conversation]:
    """Earlier conversations of the same customer, as far as the host site vouches for who they are."""
    async with store.reading() as connection:
        return await conversations.earlier(connection, conversation)


async def newest_rating(store: Store, conversation_id: UUID) -> Event | None:
    """How the customer rated the conversation last, or None."""
    async with store.reading() as connection:
        return await event_log.newest(connection, conversation_id, "rated")


async def open_handover(store: Store, conversation: Conversation) -> dict[str, Any] | None:
    """The open handover of a conversation with its times, or None."""
    if conversation.handover_id is None:
        return None
    async with store.reading() as connection:
        episodes = await handovers.of_conversation(connection, conversation.id)
    newest = episodes[-1]
    return {name: newest[name] for name in ("id", "reason", "escalated_at", "accepted_at")}
