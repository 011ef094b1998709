"""Counting what happened at the touchpoints. What is read grows with the period, not with all that is stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.moments import Stars
from handover.domain.reckoning.returns import RESOLVED
from handover.storage.figures import Period, count_if
from handover.storage.tables import contacts, failures

Row = Mapping[str, Any]


async def sums(connection: AsyncConnection, period: Period) -> list[Row]:
    """For each touchpoint what its contacts of the period add up to."""
    columns = contacts.c
    query = (
        select(
            columns.touchpoint,
            func.count().label("contacts"),
            func.count(columns.outcome).label("ended"),
            count_if(columns.outcome == "self_served").label("self_served"),
            count_if(columns.durable.is_(True)).label("held"),
            count_if(columns.durable.is_(False)).label("came_back"),
            count_if(columns.handovers > 0).label("handed_over"),
            func.count(columns.failure).label("failed"),
            func.count(columns.bot_stars).label("bot_rated"),
            func.coalesce(func.sum(columns.bot_stars), 0).label("bot_stars"),
            func.count(columns.people_stars).label("people_rated"),
            func.coalesce(func.sum(columns.people_stars), 0).label("people_stars"),
        )
        .where(*period.within(columns.opened_at))
        .group_by(columns.touchpoint)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def kinds(connection: AsyncConnection, period: Period) -> list[tuple[str | None, str, int]]:
    """Touchpoint, kind of failure, and how many contacts of the period failed so."""
    columns = contacts.c
    query = (
        select(columns.touchpoint, columns.failure, func.count())
        .where(columns.failure.is_not(None), *period.within(columns.opened_at))
        .group_by(columns.touchpoint, columns.failure)
    )
    return [(touchpoint, kind, count) for touchpoint, kind, count in await connection.execute(query)]


async def waits(connection: AsyncConnection, period: Period) -> list[tuple[str | None, float]]:
    """Touchpoint and waiting time, in seconds, of each contact of the period that wanted a person."""
    columns = contacts.c
    query = select(columns.touchpoint, columns.waiting_s).where(
        columns.handovers > 0, *period.within(columns.opened_at)
    )
    return [(touchpoint, seconds) for touchpoint, seconds in await connection.execute(query)]


async def stars(connection: AsyncConnection, period: Period) -> list[tuple[str | None, bool, Stars]]:
    """Touchpoint, whether they left well, and the ratings, of the contacts of the period that have ended.

    Who was helped and is not known to have come back left well. Where bot and people were rated, people count: that
    was the end of it.
    """
    columns = contacts.c
    given = func.coalesce(columns.people_stars, columns.bot_stars)
    held = or_(columns.durable.is_(None), columns.durable.is_(True))
    well = case((and_(columns.outcome.in_(RESOLVED), held), 1), else_=0)
    query = (
        select(columns.touchpoint, well, func.count(), func.sum(given), func.sum(given * given))
        .where(columns.outcome.is_not(None), given.is_not(None), *period.within(columns.opened_at))
        .group_by(columns.touchpoint, well)
    )
    found = await connection.execute(query)
    return [(name, bool(ok), Stars(count, int(total), int(squares))) for name, ok, count, total, squares in found]


async def flows(connection: AsyncConnection, period: Period) -> list[Row]:
    """How many contacts of the period went which way: touchpoint, matter, failure or none, outcome or still open."""
    columns = contacts.c
    way: Sequence[Any] = (columns.touchpoint, columns.matter, columns.failure, columns.outcome)
    count = func.count()
    query = select(*way, count.label("count")).where(*period.within(columns.opened_at)).group_by(*way)
    return [dict(row) for row in (await connection.execute(query.order_by(count.desc(), *way))).mappings()]


async def quotes(connection: AsyncConnection, period: Period, each: int) -> list[Row]:
    """What customers said last where it failed, in contacts of the period: so many for each touchpoint."""
    newest = func.row_number().over(partition_by=contacts.c.touchpoint, order_by=(failures.c.at.desc(), failures.c.id))
    said = (
        select(
            contacts.c.touchpoint,
            failures.c.id,
            failures.c.text,
            failures.c.kind,
            failures.c.language,
            failures.c.at,
            newest.label("place"),
        )
        .select_from(contacts.join(failures, failures.c.conversation_id == contacts.c.conversation_id))
        # Nothing failed before its conversation began: an index finds the failures since then.
        .where(failures.c.text != "", *period.within(contacts.c.opened_at), *Period(period.since).within(failures.c.at))
        .subquery()
    )
    query = select(said).where(said.c.place <= each).order_by(said.c.touchpoint, said.c.place)
    return [dict(row) for row in (await connection.execute(query)).mappings()]
