"""What is worth doing next: gaps that nobody has closed, by what they cost."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.figures import Period, count_if
from handover.storage.tables import failures, gaps


async def dearest(connection: AsyncConnection, period: Period, limit: int) -> list[Mapping[str, Any]]:
    """The open and planned gaps that took most of agents' time in a period, then those with most failures.

    Gaps in which mostly nothing failed but somebody wanted a person are left out: there is nothing in them to close.
    """
    columns = failures.c
    wishes = count_if(columns.kind == "asked_for_person")
    worked = func.coalesce(func.sum(columns.agent_s), 0.0)
    query = (
        select(
            gaps.c.id,
            gaps.c.name,
            gaps.c.names,
            gaps.c.state,
            func.count().label("failures"),
            func.count(columns.conversation_id.distinct()).label("contacts"),
            func.coalesce(func.sum(columns.waiting_s), 0.0).label("waiting_s"),
            worked.label("agent_s"),
        )
        .join(gaps, gaps.c.id == columns.gap_id)
        .where(gaps.c.state.in_(["open", "planned"]), *period.within(columns.at))
        .group_by(gaps.c.id)
        .having(wishes * 2 <= func.count())
        .order_by(worked.desc(), func.count().desc(), gaps.c.id)
        .limit(limit)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]
