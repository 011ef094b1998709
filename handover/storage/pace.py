"""How it went lately, for the estimate of how long somebody will wait."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.pace import Handled, Pace, Waited
from handover.storage.tables import agents, events, handovers

_HANDLED = (handovers.c.escalated_at, handovers.c.accepted_at, handovers.c.ended_at, handovers.c.agent_s)
_NEWEST, _OF_ALL = 100, 1_000


async def of(connection: AsyncConnection, team: str) -> Pace:
    """The pace of the agents who are in `team` now."""
    return Pace.of(await _handled(connection, team), await _waited(connection))


async def _handled(connection: AsyncConnection, team: str) -> list[Handled]:
    """The newest handovers of these agents that have ended."""
    # Of the newest of all teams, or else a team that has few would be looked for in all that ever was.
    newest = (
        select(*_HANDLED, handovers.c.agent_id)
        .where(handovers.c.agent_id.is_not(None), handovers.c.ended_at.is_not(None))
        .order_by(handovers.c.escalated_at.desc())
        .limit(_OF_ALL)
        .subquery()
    )
    query = (
        select(*[newest.c[column.name] for column in _HANDLED])
        .join(agents, agents.c.id == newest.c.agent_id)
        .where(agents.c.team == team)
        .order_by(newest.c.escalated_at.desc())
        .limit(_NEWEST)
    )
    return [Handled(**row) for row in (await connection.execute(query)).mappings()]


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
