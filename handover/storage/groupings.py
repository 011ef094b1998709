"""What is grouped into gaps, and who groups."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.failure import TECHNICAL
from handover.storage import one_row
from handover.storage.tables import failures, gap_changes, gaps, groupings
from handover.storage.transaction import Transaction

_COLUMNS = ("id", "text", "language", "ranking", "entities", "gap_id")


async def last(connection: AsyncConnection) -> datetime | None:
    """When failures were grouped last, or None: never."""
    return (await connection.execute(select(groupings.c.at))).scalar_one_or_none()


async def new_since(connection: AsyncConnection, since: datetime | None, limit: int) -> int:
    """How many failures that could have a gap were found since then; no more than `limit` are counted."""
    query = select(failures.c.id).where(*_without_gap())
    if since:
        query = query.where(func.coalesce(failures.c.found_at, failures.c.at) >= since)
    return int((await connection.execute(select(func.count()).select_from(query.limit(limit).subquery()))).scalar_one())


async def oldest(connection: AsyncConnection) -> datetime | None:
    """When the first failure was found that could have a gap and has none."""
    query = select(func.coalesce(failures.c.found_at, failures.c.at).label("at")).where(*_without_gap())
    found: datetime | None = (await connection.execute(query.order_by("at").limit(1))).scalar_one_or_none()
    return found


async def claim(tx: Transaction, now: datetime, until: datetime) -> bool:
    """Group from now on; False when another process does."""
    free = or_(groupings.c.claimed_until.is_(None), groupings.c.claimed_until <= now)
    if (await tx.connection.execute(update(groupings).where(free).values(claimed_until=until))).rowcount:
        return True
    return await one_row.begin(tx, groupings, claimed_until=until)


async def release(tx: Transaction, ended_at: datetime | None) -> None:
    """Group no more; with None it did not come to an end and is to be done again."""
    values = {"claimed_until": None} | ({"at": ended_at} if ended_at else {})
    await tx.connection.execute(update(groupings).values(**values))


async def without_gap(connection: AsyncConnection, limit: int) -> list[Mapping[str, Any]]:
    """The newest failures that could have a gap and have none."""
    query = select(*(failures.c[name] for name in _COLUMNS)).where(*_without_gap())
    found = await connection.execute(query.order_by(failures.c.at.desc(), failures.c.id.desc()).limit(limit))
    return [dict(row) for row in found.mappings()]


async def of_gaps(connection: AsyncConnection, gap_ids: Iterable[UUID], limit: int) -> list[Mapping[str, Any]]:
    """The newest failures of each of these gaps, so many of one."""
    found: list[Mapping[str, Any]] = []
    for gap_id in gap_ids:
        query = select(*(failures.c[name] for name in _COLUMNS)).where(failures.c.gap_id == gap_id)
        rows = await connection.execute(query.order_by(failures.c.at.desc(), failures.c.id.desc()).limit(limit))
        found += [dict(row) for row in rows.mappings()]
    return found


async def all_gaps(connection: AsyncConnection) -> list[UUID]:
    """The gaps that did not become parts of others."""
    return list((await connection.execute(select(gaps.c.id).where(gaps.c.merged_into.is_(None)))).scalars())


async def left_alone(connection: AsyncConnection) -> dict[UUID, int]:
    """The gaps that no owner ever did anything about, each with its version."""
    touched = select(gap_changes.c.gap_id).where(gap_changes.c.agent_id.is_not(None))
    query = select(gaps.c.id, gaps.c.version).where(gaps.c.merged_into.is_(None), gaps.c.id.not_in(touched))
    return {row.id: row.version for row in await connection.execute(query)}


async def count(connection: AsyncConnection, limit: int) -> int:
    """How many failures could have a gap, whether they have one or not; no more than `limit` are counted."""
    query = select(failures.c.id).where(*_could_have()).limit(limit)
    return int((await connection.execute(select(func.count()).select_from(query.subquery()))).scalar_one())


async def sorted_of(connection: AsyncConnection) -> int:
    """How many that were when gaps were sorted anew last."""
    return (await connection.execute(select(groupings.c.sorted_of))).scalar_one_or_none() or 0


async def note_sorted(tx: Transaction, count: int) -> None:
    """Gaps were sorted anew when so many failures could have one."""
    await tx.connection.execute(update(groupings).values(sorted_of=count))


def _could_have() -> list[ColumnElement[bool]]:
    return [failures.c.text != "", failures.c.kind.not_in(TECHNICAL)]


def _without_gap() -> list[ColumnElement[bool]]:
    return [failures.c.gap_id.is_(None), *_could_have()]


async def count_without_gap(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> int:
    """How many failures of a period have none, also those that never will: as many as the log shows without one."""
    query = select(func.count()).select_from(failures).where(failures.c.gap_id.is_(None))
    if since:
        query = query.where(failures.c.at >= since)
    if until:
        query = query.where(failures.c.at < until)
    return int((await connection.execute(query)).scalar_one())
