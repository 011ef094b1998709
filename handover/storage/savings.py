"""What savings are reckoned from: what owners said, and what was measured."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.savings import PERSONS_CAUSES, PERSONS_REASONS
from handover.storage.figures import Period, count_if
from handover.storage.tables import agents, assumptions, contacts, handovers
from handover.storage.transaction import Transaction

Row = Mapping[str, Any]


async def newest(connection: AsyncConnection) -> Row | None:
    """What owners said last, with the name of who said it (`by`), or None."""
    query = select(assumptions, agents.c.name.label("by")).join(agents, agents.c.id == assumptions.c.agent_id)
    found = await connection.execute(query.order_by(assumptions.c.id.desc()).limit(1))
    row = found.mappings().one_or_none()
    return dict(row) if row else None


async def add(tx: Transaction, row: Row) -> None:
    """Store what an owner says."""
    await tx.connection.execute(insert(assumptions).values(**row))


async def taken(connection: AsyncConnection, period: Period, ended_before: datetime) -> Row:
    """How many contacts of the period wanted something, and how many ended ones the bot could take and took for good.

    Returns:
        `contacts` and the `first` day of any; `ended` and `simple` among them; of the simple ones how many ended before
        `ended_before` (`settled`), and how many of these the bot solved and nobody came back (`held`).
    """
    columns = contacts.c
    ended = columns.outcome.is_not(None)
    simple = and_(ended, ~_needs_person())
    settled = and_(simple, columns.ended_at < ended_before)
    held = and_(settled, columns.outcome == "self_served", columns.durable.is_not(False))
    query = select(
        func.count().label("contacts"),
        func.min(columns.day).label("first"),
        *(
            count_if(condition).label(name)
            for name, condition in (("ended", ended), ("simple", simple), ("settled", settled), ("held", held))
        ),
    ).where(or_(columns.turns > 0, columns.handovers > 0), *period.within(columns.opened_at))
    return dict((await connection.execute(query)).mappings().one())


def _needs_person() -> ColumnElement[bool]:
    # What the agent said of it counts more than what the bot thought.
    columns = contacts.c
    by_agent = columns.cause.in_(PERSONS_CAUSES)
    by_bot = or_(columns.reason.in_(PERSONS_REASONS), columns.failure == "out_of_scope")
    return func.coalesce(case((columns.cause.is_not(None), by_agent), else_=by_bot), False)


async def handling(connection: AsyncConnection, period: Period) -> Row:
    """How long agents had the ended handovers that began in the period: `count`, `total` and `squares` of minutes."""
    minutes = handovers.c.agent_s / 60
    query = select(
        func.count().label("count"),
        func.coalesce(func.sum(minutes), 0.0).label("total"),
        func.coalesce(func.sum(minutes * minutes), 0.0).label("squares"),
    ).where(handovers.c.agent_s > 0, handovers.c.ended_at.is_not(None), *period.within(handovers.c.escalated_at))
    return dict((await connection.execute(query)).mappings().one())
