"""What routing has to know: who waits, how full agents are, who knows a customer, and whose agent is gone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.events import Floor
from handover.storage.tables import agents, conversations, handovers


def _all_taken() -> Select[Any]:
    theirs = union_all(
        select(conversations.c.agent_id.label("agent")).where(conversations.c.agent_id.is_not(None)),
        select(conversations.c.offered_agent_id).where(conversations.c.offered_agent_id.is_not(None)),
    ).subquery()
    return select(theirs.c.agent, func.count()).group_by(theirs.c.agent)


def _all_known() -> Select[Any]:
    waiting, before = conversations.alias("waiting"), conversations.alias("before")
    had = (handovers.c.accepted_at.label("at"), handovers.c.agent_id)
    waits = (waiting.c.floor == Floor.QUEUE) & handovers.c.agent_id.is_not(None)
    itself = select(waiting.c.id, *had).join(handovers, handovers.c.conversation_id == waiting.c.id).where(waits)
    # Two reads instead of one with an "or", which no index would help.
    same_customer = (
        select(waiting.c.id, *had)
        .join(before, before.c.customer_subject == waiting.c.customer_subject)
        .join(handovers, handovers.c.conversation_id == before.c.id)
        .where(waits, waiting.c.customer_verified, before.c.customer_verified)
    )
    both = union_all(itself, same_customer).subquery()
    return select(both.c.id, both.c.agent_id).order_by(both.c.at)


# Asked at each change of the queue, and made once: making them takes longer than the database needs to answer.
_TAKEN, _KNOWN = _all_taken(), _all_known()


async def taken(connection: AsyncConnection) -> dict[UUID, int]:
    """How many conversations and open offers each agent has; those with none are left out."""
    return dict((await connection.execute(_TAKEN)).all())


async def taken_by(connection: AsyncConnection, agent_id: UUID) -> int:
    """How many conversations and open offers one agent has."""
    columns = conversations.c
    query = select(func.count()).where(or_(columns.agent_id == agent_id, columns.offered_agent_id == agent_id))
    return (await connection.execute(query)).scalar_one()


async def known_to(connection: AsyncConnection) -> dict[UUID, UUID]:
    """For those who wait: the agent who had the same conversation, or the same signed-in customer, last."""
    return dict((await connection.execute(_KNOWN)).all())


async def left_alone(connection: AsyncConnection, ended_before: datetime) -> Sequence[UUID]:
    """Conversations with an agent whose lease ran out before that."""
    query = (
        select(conversations.c.id)
        .join(agents, agents.c.id == conversations.c.agent_id)
        .where(agents.c.present_until <= ended_before)
    )
    return (await connection.execute(query)).scalars().all()
