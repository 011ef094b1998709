"""How it went lately, for the estimate of how long somebody will wait."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.pace import Handled, Pace, Waited
from handover.storage.tables import agents, events, handovers

_HANDLED = (handovers.c.escalated_at, handovers.c.accepted_at, handovers.c.ended_at, handovers.c.agent_s)
_NEWEST = 200


async def of(connection: AsyncConnection, team: str) -> Pace:
    """The pace of the agents who are in `team` now."""
    staff = (await connection.execute(select(agents.c.id).where(agents.c.team == team))).scalars().all()
    return Pace.of(await _handled(connection, staff) if staff else [], await _waited(connection))


async def _handled(connection: AsyncConnection, staff: Sequence[UUID]) -> list[Handled]:
    """The newest handovers of these agents that have ended."""
    # Each agent's newest by the index: one query for all of them would sort all that they ever had.
    newest = union_all(*[_of_agent(agent_id) for agent_id in staff]).subquery()
    query = select(newest).order_by(newest.c.ended_at.desc()).limit(_NEWEST)
    return [Handled(**row) for row in (await connection.execute(query)).mappings()]


def _of_agent(agent_id: UUID) -> Select[Any]:
    ended = (handovers.c.agent_id == agent_id) & handovers.c.ended_at.is_not(None)
    return select(select(*_HANDLED).where(ended).order_by(handovers.c.ended_at.desc()).limit(_NEWEST).subquery())


async def _waited(connection: AsyncConnection) -> list[Waited]:
    """The newest who wait no longer, but for those who were told that nobody is here: they left for another reason."""
    until = func.coalesce(handovers.c.accepted_at, handovers.c.ended_at)
    told = (
        select(events.c.seq)
        .where(
            events.c.name == "told_to_wait",
            events.c.conversation_id == handovers.c.conversation_id,
            events.c.at >= handovers.c.escalated_at,
            events.c.at <= until,
            events.c.data["why"].as_string() != "long",
        )
        .exists()
    )
    query = (
        select(handovers.c.waiting_s, handovers.c.accepted_at.is_(None))
        .where(until.is_not(None), ~told)
        .order_by(handovers.c.escalated_at.desc())
        .limit(_NEWEST)
    )
    return [Waited(seconds, bool(left)) for seconds, left in await connection.execute(query)]
