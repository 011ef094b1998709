"""Counting for the owner's page of gaps."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.figures import count_if
from handover.storage.tables import agents, conversations, failures, gaps

PAGE = 50
Row = Mapping[str, Any]
Cursor = tuple[int, UUID]


@dataclass(frozen=True, slots=True)
class GapFilter:
    """Which gaps are wanted, and in what period their failures are counted; `until` itself is not included."""

    since: datetime | None = None
    until: datetime | None = None
    state: str | None = None
    language: str | None = None

    def of_failures(self) -> list[ColumnElement[bool]]:
        """The conditions on failures."""
        conditions: list[ColumnElement[bool]] = []
        if self.since:
            conditions.append(failures.c.at >= self.since)
        if self.until:
            conditions.append(failures.c.at < self.until)
        if self.language:
            conditions.append(failures.c.language.startswith(self.language, autoescape=True))
        return conditions


async def page(connection: AsyncConnection, wanted: GapFilter, after: Cursor | None) -> list[Row]:
    """Gaps with what they count, those with most failures in the period first.

    A gap without failures in the period is among them, at the end: that nothing happens any more is news too. Where a
    language is asked for it is left out.
    """
    counted = _counted(wanted).subquery()
    count = func.coalesce(counted.c.count, 0).label("count")
    query = (
        select(gaps, agents.c.name.label("assignee"), count)
        .add_columns(*(counted.c[name] for name in ("waiting_s", "agent_s", "first_at", "last_at")))
        .outerjoin(counted, counted.c.gap_id == gaps.c.id)
        .outerjoin(agents, agents.c.id == gaps.c.assignee_id)
        .where(gaps.c.merged_into.is_(None))
        .order_by(count.desc(), gaps.c.id)
        .limit(PAGE)
    )
    if wanted.language:
        query = query.where(counted.c.count > 0)
    if wanted.state:
        query = query.where(gaps.c.state == wanted.state)
    if after:
        last_count, last_id = after
        query = query.where(or_(count < last_count, and_(count == last_count, gaps.c.id > last_id)))
    return [dict(row) for row in (await connection.execute(query)).mappings()]


def _counted(wanted: GapFilter) -> Select[Any]:
    return (
        select(
            failures.c.gap_id,
            func.count().label("count"),
            func.coalesce(func.sum(failures.c.waiting_s), 0.0).label("waiting_s"),
            func.coalesce(func.sum(failures.c.agent_s), 0.0).label("agent_s"),
            func.min(failures.c.at).label("first_at"),
            func.max(failures.c.at).label("last_at"),
        )
        .where(failures.c.gap_id.is_not(None), *wanted.of_failures())
        .group_by(failures.c.gap_id)
    )


async def totals(connection: AsyncConnection, gap_ids: Sequence[UUID], wanted: GapFilter) -> dict[UUID, Row]:
    """What these gaps count in a period; those without failures in it are left out."""
    found = await connection.execute(_counted(wanted).where(failures.c.gap_id.in_(gap_ids)))
    return {row["gap_id"]: dict(row) for row in found.mappings()}


async def spread(
    connection: AsyncConnection, gap_ids: Sequence[UUID], name: str, wanted: GapFilter
) -> dict[UUID, list[tuple[str | None, int]]]:
    """How many failures each gap has by a column, or by `page`, the most first."""
    column = failures.c.page["url"].as_string() if name == "page" else failures.c[name]
    by, count = column.label("key"), func.count().label("count")
    query = (
        select(failures.c.gap_id, by, count)
        .where(failures.c.gap_id.in_(gap_ids), *wanted.of_failures())
        .group_by(failures.c.gap_id, by)
        .order_by(count.desc(), by)
    )
    found: dict[UUID, list[tuple[str | None, int]]] = {gap_id: [] for gap_id in gap_ids}
    for gap_id, key, number in await connection.execute(query):
        found[gap_id].append((key, number))
    return found


async def trend(
    connection: AsyncConnection, gap_ids: Sequence[UUID], edges: Sequence[datetime], wanted: GapFilter
) -> dict[UUID, list[int]]:
    """How many failures each gap has between each two of the `edges`."""
    at = failures.c.at
    steps = [count_if(and_(at >= begin, at < end)) for begin, end in itertools.pairwise(edges)]
    query = (
        select(failures.c.gap_id, *steps)
        .where(failures.c.gap_id.in_(gap_ids), at >= edges[0], at < edges[-1], *wanted.of_failures())
        .group_by(failures.c.gap_id)
    )
    return {row[0]: list(row[1:]) for row in await connection.execute(query)}


async def quotes(
    connection: AsyncConnection, gap_ids: Sequence[UUID], wanted: GapFilter, most: int
) -> dict[UUID, list[Row]]:
    """The newest words of each gap, none twice."""
    columns = [failures.c[name] for name in ("gap_id", "id", "at", "text", "language")]
    newest_first = (failures.c.at.desc(), failures.c.id.desc())
    place = func.row_number().over(partition_by=(failures.c.gap_id, failures.c.text), order_by=newest_first)
    conditions = (failures.c.gap_id.in_(gap_ids), failures.c.text != "", *wanted.of_failures())
    once = select(*columns, place.label("place")).where(*conditions).subquery()
    again = func.row_number().over(partition_by=once.c.gap_id, order_by=(once.c.at.desc(), once.c.id.desc()))
    ranked = select(once, again.label("number")).where(once.c.place == 1).subquery()
    query = select(ranked).where(ranked.c.number <= most).order_by(ranked.c.number)
    found: dict[UUID, list[Row]] = {gap_id: [] for gap_id in gap_ids}
    for row in (await connection.execute(query)).mappings():
        found[row["gap_id"]].append({name: row[name] for name in ("id", "at", "text", "language")})
    return found


async def conversations_opened(connection: AsyncConnection, since: datetime, until: datetime) -> int:
    """How many conversations were opened in a period: what failures are compared with."""
    at = conversations.c.opened_at
    query = select(func.count()).select_from(conversations).where(at >= since, at < until)
    return int((await connection.execute(query)).scalar_one())


async def conversations_failed(connection: AsyncConnection, gap_id: UUID, since: datetime, until: datetime) -> int:
    """In how many of them a failure of this gap happened; each counts once."""
    opened = conversations.c.opened_at
    query = (
        select(func.count(failures.c.conversation_id.distinct()))
        .join(conversations, conversations.c.id == failures.c.conversation_id)
        .where(failures.c.gap_id == gap_id, opened >= since, opened < until)
    )
    return int((await connection.execute(query)).scalar_one())
