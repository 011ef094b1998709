"""Answers that were promised."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.tables import conversations, promises
from handover.storage.transaction import Transaction

PAGE = 200


async def add(tx: Transaction, promise: dict[str, Any]) -> None:
    """Store a promise; its keys are the columns of the table."""
    await tx.connection.execute(insert(promises).values(**promise))


async def open_one(connection: AsyncConnection, conversation_id: UUID) -> RowMapping | None:
    """The promise of a conversation that was not answered yet, or None."""
    open_ones = select(promises).where(promises.c.conversation_id == conversation_id, promises.c.answered_at.is_(None))
    return (await connection.execute(open_ones)).mappings().one_or_none()


async def has_any(connection: AsyncConnection, conversation_id: UUID) -> bool:
    """Whether anything was ever promised in a conversation."""
    query = select(promises.c.id).where(promises.c.conversation_id == conversation_id).limit(1)
    return (await connection.execute(query)).first() is not None


async def keep(tx: Transaction, promise_id: UUID, agent_id: UUID, now: datetime) -> None:
    """Note that it was answered, and by whom."""
    await tx.connection.execute(
        update(promises).where(promises.c.id == promise_id).values(answered_at=now, agent_id=agent_id)
    )


async def still_open(
    connection: AsyncConnection, after: tuple[datetime, UUID] | None = None, limit: int = PAGE
) -> Sequence[RowMapping]:
    """What was not answered yet, the soonest due first, with the name of the customer.

    Args:
        connection: Where to read.
        after: The due time and the id of the last one of the page before, or None for the first page.
        limit: How many at most.
    """
    query = (
        select(promises, conversations.c.customer_name)
        .join(conversations, conversations.c.id == promises.c.conversation_id)
        .where(promises.c.answered_at.is_(None))
        .order_by(promises.c.due_at, promises.c.id)
        .limit(limit)
    )
    if after:
        due_at, last_id = after
        behind = and_(promises.c.due_at == due_at, promises.c.id > last_id)
        query = query.where(or_(promises.c.due_at > due_at, behind))
    return (await connection.execute(query)).mappings().all()
