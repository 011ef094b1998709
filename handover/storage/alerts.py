"""Alerts: what is watched of a day, and what left its band."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.alert import Watched
from handover.domain.rates import Rate
from handover.storage import one_row
from handover.storage.figures import Period, count_if
from handover.storage.tables import alerts, contacts, failures, watched
from handover.storage.transaction import Transaction

# Threat: anybody says on which page they are, and PostgreSQL takes no 2,704 bytes into an index. An alert about such a
# page could not be stored, and no later day would be looked at.
_LONGEST = 2_000


async def last_watched(connection: AsyncConnection) -> date | None:
    """The newest day that was looked at, or None: none ever was."""
    return (await connection.execute(select(watched.c.day))).scalar_one_or_none()


async def begin(tx: Transaction, last: date | None, day: date) -> bool:
    """Note that `day` is looked at by us; False when another process was quicker."""
    if last is not None:
        took = await tx.connection.execute(update(watched).where(watched.c.day == last).values(day=day))
        return bool(took.rowcount)
    return await one_row.begin(tx, watched, day=day)


async def rates(connection: AsyncConnection, period: Period) -> dict[tuple[str, str], Rate]:
    """All that is watched, over a period: for each kind and subject how many of how many."""
    columns = contacts.c
    within = period.within(columns.opened_at)
    totals = select(
        func.count(),
        func.count(columns.outcome),
        count_if(columns.outcome == "self_served"),
        func.coalesce(func.sum(columns.turns), 0),
        func.coalesce(func.sum(columns.understood), 0),
        count_if(columns.handovers > 0),
        count_if(columns.outcome == "gave_up_in_queue"),
    ).where(*within)
    total, ended, served, turns, understood, handed, left = (await connection.execute(totals)).one()
    found = {
        ("self_service", ""): Rate(served, ended),
        ("understood", ""): Rate(min(understood, turns), turns),
        ("left_waiting", ""): Rate(left, handed),
    }
    pages = select(columns.page, func.count(), func.count(columns.failure)).where(*within, columns.page.is_not(None))
    for page, count, failed in await connection.execute(pages.group_by(columns.page)):
        if len(page.encode()) <= _LONGEST:
            found["page", page] = Rate(failed, count)
    gaps = (
        select(failures.c.gap_id, func.count(failures.c.conversation_id.distinct()))
        .join(contacts, columns.conversation_id == failures.c.conversation_id)
        .where(*within, failures.c.gap_id.is_not(None))
        .group_by(failures.c.gap_id)
    )
    for gap, count in await connection.execute(gaps):
        found["gap", str(gap)] = Rate(count, total)
    found["", ""] = Rate(0, total)
    return found


async def open_ones(connection: AsyncConnection) -> Sequence[Mapping[str, Any]]:
    """The alerts that have not ended."""
    found = await connection.execute(select(alerts).where(alerts.c.ended_on.is_(None)))
    return [dict(row) for row in found.mappings()]


async def begin_one(tx: Transaction, found: Watched, days: int, day: date) -> None:
    """Store that a figure left its band, with what it was."""
    await tx.connection.execute(
        insert(alerts).values(
            id=uuid4(),
            kind=found.kind,
            subject=found.subject or "",
            days=days,
            began_on=day,
            count=found.now.count,
            of=found.now.of,
            before_count=found.before.count,
            before_of=found.before.of,
        )
    )


async def end(tx: Transaction, alert: Mapping[str, Any], day: date) -> None:
    """Store that a figure is within its band again."""
    await tx.connection.execute(update(alerts).where(alerts.c.id == alert["id"]).values(ended_on=day))


async def of_days(connection: AsyncConnection, first: date, last: date) -> Sequence[Mapping[str, Any]]:
    """The alerts that were open on any of these days, the newest first."""
    still = or_(alerts.c.ended_on.is_(None), alerts.c.ended_on > first)
    query = select(alerts).where(alerts.c.began_on <= last, still).order_by(alerts.c.began_on.desc(), alerts.c.id)
    return [dict(row) for row in (await connection.execute(query)).mappings()]
