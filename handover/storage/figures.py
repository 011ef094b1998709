"""Counting for the owner's pages. What is read grows with the period that is asked for, not with all that is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.tables import contacts, conversations, corrections, failures, handovers

Counts = list[tuple[str | None, int]]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when; `until` itself is not in it, and None is without an end on that side."""

    since: datetime | None = None
    until: datetime | None = None

    def within(self, column: Column[Any]) -> Sequence[ColumnElement[bool]]:
        """The conditions on a column of times."""
        conditions: list[ColumnElement[bool]] = []
        if self.since:
            conditions.append(column >= self.since)
        if self.until:
            conditions.append(column < self.until)
        return conditions


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows a condition is true of."""
    return func.count(case((condition, 1)))


async def _counts(connection: AsyncConnection, query: Select[Any]) -> Counts:
    return [(key, count) for key, count in await connection.execute(query)]


def _by(table: Table, column: ColumnElement[Any], conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    count = func.count()
    return select(column, count).select_from(table).where(*conditions).group_by(column).order_by(count.desc(), column)


async def contacts_by(connection: AsyncConnection, name: str, period: Period) -> Counts:
    """How many contacts of the period there were, by one of their columns."""
    return await _counts(connection, _by(contacts, contacts.c[name], period.within(contacts.c.opened_at)))


async def floors(connection: AsyncConnection) -> Counts:
    """How many conversations each floor has now."""
    return await _counts(connection, _by(conversations, conversations.c.floor, []))


async def failures_by(connection: AsyncConnection, name: str, period: Period) -> Counts:
    """How many failures there were in the period, by one of their columns."""
    return await _counts(connection, _by(failures, failures.c[name], period.within(failures.c.at)))


async def failures_by_page(connection: AsyncConnection, period: Period) -> Counts:
    """How many failures there were in the period on each page, the worst twenty."""
    url = failures.c.page["url"].as_string().label("url")
    return await _counts(connection, _by(failures, url, period.within(failures.c.at)).limit(20))


async def handovers_by_reason(connection: AsyncConnection, period: Period) -> Counts:
    """How many handovers began in the period, by reason."""
    return await _counts(connection, _by(handovers, handovers.c.reason, period.within(handovers.c.escalated_at)))


# What is added up over contacts; `rated` ones count by their stars.
_SUMS = ("turns", "understood", "failed", "handovers", "helpful", "unhelpful")


async def totals(connection: AsyncConnection, period: Period) -> Row:
    """What the contacts of the period add up to: sums, stars of bot and people with their counts, and what held."""
    columns = contacts.c
    added = [func.coalesce(func.sum(columns[name]), 0).label(name) for name in _SUMS]
    stars = [
        each
        for name in ("bot_stars", "people_stars")
        for each in (
            func.count(columns[name]).label(f"{name}_count"),
            func.coalesce(func.sum(columns[name]), 0).label(name),
        )
    ]
    held = [count_if(columns.durable.is_(kept)).label(name) for name, kept in (("held", True), ("came_back", False))]
    query = select(func.count().label("contacts"), *added, *stars, *held).where(*period.within(columns.opened_at))
    return dict((await connection.execute(query)).mappings().one())


async def by_day(connection: AsyncConnection, period: Period) -> list[Row]:
    """For each day with contacts how many there were, how many ended how well, and how many turns failed."""
    columns = contacts.c
    query = (
        select(
            columns.day,
            func.count().label("contacts"),
            func.count(columns.outcome).label("ended"),
            count_if(columns.outcome == "self_served").label("self_served"),
            count_if(columns.handovers > 0).label("handed_over"),
            func.sum(columns.turns).label("turns"),
            func.sum(columns.failed).label("failed"),
        )
        .where(*period.within(columns.opened_at))
        .group_by(columns.day)
        .order_by(columns.day)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def corrected(connection: AsyncConnection, days: tuple[date, date] | None) -> list[tuple[str, int, datetime]]:
    """What was corrected of these days: the figure, of how many conversations, and when last."""
    columns = corrections.c
    count = func.count(columns.conversation_id.distinct())
    query = select(columns.field, count, func.max(columns.at)).group_by(columns.field).order_by(columns.field)
    if days:
        query = query.where(columns.day >= days[0], columns.day <= days[1])
    return [(field, count, at) for field, count, at in await connection.execute(query)]
