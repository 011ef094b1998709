"""Gaps and their history, and which failures are theirs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.errors import NotFoundError
from handover.storage.tables import agents, failures, gap_changes, gaps
from handover.storage.transaction import Transaction

Row = Mapping[str, Any]
# PostgreSQL takes 32,767 parameters in a statement.
_AT_ONCE = 500


async def add(tx: Transaction, gap_id: UUID, names: Mapping[str, str], named_of: int, now: datetime) -> None:
    """Store a new gap, which is open and has no failures yet."""
    row = {"id": gap_id, "names": dict(names), "named_of": named_of, "state_at": now, "created_at": now}
    await tx.connection.execute(insert(gaps).values(**row))


async def take(tx: Transaction, gap_id: UUID) -> Row:
    """A gap, locked until the commit.

    Raises:
        NotFoundError: There is none.
    """
    query = update(gaps).where(gaps.c.id == gap_id).values(version=gaps.c.version + 1).returning(*gaps.c)
    row = (await tx.connection.execute(query)).mappings().one_or_none()
    if row is None:
        raise NotFoundError("There is no such gap.")
    return dict(row)


async def one(connection: AsyncConnection, gap_id: UUID) -> Row:
    """A gap, with `assignee`, the name of whom it is assigned to.

    Raises:
        NotFoundError: There is none.
    """
    query = select(gaps, agents.c.name.label("assignee")).outerjoin(agents, agents.c.id == gaps.c.assignee_id)
    row = (await connection.execute(query.where(gaps.c.id == gap_id))).mappings().one_or_none()
    if row is None:
        raise NotFoundError("There is no such gap.")
    return dict(row)


async def change(tx: Transaction, gap_id: UUID, **values: Any) -> None:
    """Store facts of a gap that was taken."""
    await tx.connection.execute(update(gaps).where(gaps.c.id == gap_id).values(**values))


async def note(tx: Transaction, gap_id: UUID, kind: str, now: datetime, agent_id: UUID | None, **data: Any) -> None:
    """Add to the history of a gap; without an agent it happened by itself."""
    row = {"id": uuid4(), "gap_id": gap_id, "at": now, "agent_id": agent_id, "kind": kind, "data": data}
    await tx.connection.execute(insert(gap_changes).values(**row))


async def history(connection: AsyncConnection, gap_id: UUID) -> list[Row]:
    """What was done with a gap, oldest first, with `agent`, the name of who did it."""
    query = (
        select(gap_changes, agents.c.name.label("agent"))
        .outerjoin(agents, agents.c.id == gap_changes.c.agent_id)
        .where(gap_changes.c.gap_id == gap_id)
        # Nothing comes before its making, not even in the same instant.
        .order_by(gap_changes.c.at, gap_changes.c.kind != "created", gap_changes.c.id)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def where_it_went(connection: AsyncConnection, gap_id: UUID) -> UUID | None:
    """The gap that has its failures now: itself, or at the end of what it was merged into; None: there is none."""
    followed: UUID | None = gap_id
    while followed is not None:
        found = (await connection.execute(select(gaps.c.id, gaps.c.merged_into).where(gaps.c.id == followed))).first()
        if found is None or found.merged_into is None:
            return found.id if found else None
        followed = found.merged_into
    return None


async def move_all(tx: Transaction, from_gap: UUID, to_gap: UUID) -> int:
    """All failures of one gap become another's; how many these were."""
    moved = await tx.connection.execute(update(failures).where(failures.c.gap_id == from_gap).values(gap_id=to_gap))
    return moved.rowcount


async def move(tx: Transaction, failure_ids: Sequence[UUID], from_gap: UUID | None, to_gap: UUID | None) -> int:
    """Those of the failures that are in a gap become another's, None is none; how many these were."""
    count = 0
    for begin in range(0, len(failure_ids), _AT_ONCE):
        those = failures.c.id.in_(failure_ids[begin : begin + _AT_ONCE])
        query = update(failures).where(those, failures.c.gap_id.is_not_distinct_from(from_gap))
        count += (await tx.connection.execute(query.values(gap_id=to_gap))).rowcount
    return count


async def size(connection: AsyncConnection, gap_id: UUID) -> int:
    """How many failures a gap has."""
    query = select(func.count()).select_from(failures).where(failures.c.gap_id == gap_id)
    return int((await connection.execute(query)).scalar_one())


async def members(connection: AsyncConnection, gap_id: UUID, limit: int) -> list[Row]:
    """The newest failures of a gap."""
    query = select(failures).where(failures.c.gap_id == gap_id).order_by(failures.c.at.desc(), failures.c.id.desc())
    return [dict(row) for row in (await connection.execute(query.limit(limit))).mappings()]
