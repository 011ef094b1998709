"""Finding conversations: one, those on a floor, those of an agent or a customer, and those to close."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, String, and_, bindparam, cast, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.conversation import Conversation
from handover.domain.errors import ConversationNotFoundError
from handover.domain.events import Floor
from handover.storage.rows import to_conversation
from handover.storage.tables import conversations
from handover.storage.transaction import Transaction

PAGE = 50
# Asked with nearly every message, and made once: making one takes longer than the database needs to carry it out.
_ONE = select(conversations).where(conversations.c.id == bindparam("one"))
_ASSIGNED = (
    select(conversations).where(conversations.c.agent_id == bindparam("agent")).order_by(conversations.c.floor_since)
)

_NEXT_DUE = select(func.min(conversations.c.due_at))


async def _all(connection: AsyncConnection, query: Select[tuple[object, ...]], **given: object) -> list[Conversation]:
    return [to_conversation(row) for row in (await connection.execute(query, given)).mappings()]


async def one(connection: AsyncConnection, conversation_id: UUID) -> Conversation:
    """The conversation with that id.

    Raises:
        ConversationNotFoundError: There is none.
    """
    found = await _all(connection, _ONE, one=conversation_id)
    if not found:
        raise ConversationNotFoundError
    return found[0]


async def waiting(connection: AsyncConnection) -> list[Conversation]:
    """All conversations in the queue."""
    return await _all(connection, select(conversations).where(conversations.c.floor == Floor.QUEUE))


async def assigned(connection: AsyncConnection, agent_id: UUID) -> list[Conversation]:
    """The conversations that an agent has, oldest assignment first."""
    return await _all(connection, _ASSIGNED, agent=agent_id)


async def count_assigned(connection: AsyncConnection, agent_id: UUID) -> int:
    """How many conversations an agent has."""
    query = select(func.count()).select_from(conversations).where(conversations.c.agent_id == agent_id)
    return (await connection.execute(query)).scalar_one()


async def search(
    connection: AsyncConnection,
    floor: Floor | None,
    words: str | None,
    after: tuple[datetime, UUID] | None,
    limit: int = PAGE,
) -> list[Conversation]:
    """Conversations, newest first, after a cursor of opening time and id.

    Args:
        connection: Where to read.
        floor: Only those on this floor, or None.
        words: Part of the customer's name, address, last message or order, or of the conversation's id; or None.
        after: The last one of the page before, or None for the first page.
        limit: How many at most.
    """
    table = conversations.c
    query = select(conversations).order_by(table.opened_at.desc(), table.id.desc()).limit(limit)
    if floor:
        query = query.where(table.floor == floor)
    if words:
        said, order = table.last_message["text"].as_string(), table.context["order"].as_string()
        columns = (table.customer_name, table.customer_email, said, order)
        found = [column.icontains(words, autoescape=True) for column in columns]
        by_id = cast(table.id, String).icontains(words.replace("-", ""), autoescape=True)
        with_dashes = cast(table.id, String).icontains(words, autoescape=True)
        query = query.where(or_(*found, by_id, with_dashes))
    if after:
        opened_at, last_id = after
        query = query.where(or_(table.opened_at < opened_at, and_(table.opened_at == opened_at, table.id < last_id)))
    return await _all(connection, query)


async def earlier(connection: AsyncConnection, conversation: Conversation, limit: int = 10) -> list[Conversation]:
    """Earlier conversations of the same verified customer, newest first."""
    if not conversation.customer.verified or not conversation.customer.email:
        return []
    table = conversations.c
    query = (
        select(conversations)
        .where(
            table.customer_email == conversation.customer.email,
            table.customer_verified,
            table.id != conversation.id,
            table.opened_at < conversation.opened_at,
        )
        .order_by(table.opened_at.desc())
        .limit(limit)
    )
    return await _all(connection, query)


async def due(connection: AsyncConnection, now: datetime, limit: int = 100) -> Sequence[UUID]:
    """Ids of conversations in which something became due before `now`, the most overdue first."""
    query = select(conversations.c.id).where(conversations.c.due_at < now).order_by(conversations.c.due_at)
    return (await connection.execute(query.limit(limit))).scalars().all()


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When something becomes due next in any conversation, or None: never."""
    due_at: datetime | None = (await connection.execute(_NEXT_DUE)).scalar_one()
    return due_at


async def saw(tx: Transaction, conversation_id: UUID, now: datetime) -> None:
    """Note that the page of a customer who waits is open. No event: it is worth nothing a minute later."""
    waits = (conversations.c.id == conversation_id) & (conversations.c.floor == Floor.QUEUE)
    await tx.connection.execute(update(conversations).where(waits).values(seen_at=now))
