"""Reading deliveries, for the owner's page and for alerts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, and_, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.deliveries import in_state
from handover.storage.tables import deliveries, events

PAGE = 50

_rows = deliveries.c
_other = deliveries.alias("other")
_SAME = (_other.c.conversation_id == _rows.conversation_id) & (_other.c.target == _rows.target)


def _waits_for() -> ScalarSelect[Any]:
    """The dead delivery that has to be sent first, or none."""
    before = in_state(_other.c.state, "dead") & (_other.c.seq <= _rows.seq) & (_other.c.id != _rows.id)
    return select(_other.c.id).where(_SAME, before, in_state(_rows.state, "waiting")).limit(1).scalar_subquery()


def _behind() -> ScalarSelect[Any]:
    """How many wait for this one."""
    after = (_other.c.state != literal("sent", literal_execute=True)) & (_other.c.seq >= _rows.seq)
    waiting = select(func.count()).where(_SAME, after, _other.c.id != _rows.id, in_state(_rows.state, "dead"))
    return waiting.scalar_subquery()


async def page(
    connection: AsyncConnection,
    state: str | None,
    target: str | None,
    after: tuple[datetime, UUID] | None,
    limit: int = PAGE,
) -> list[Mapping[str, Any]]:
    """Deliveries, newest first, after a cursor of time and id.

    Each with the name of its `event` (None for mails), how many wait `behind` a dead one, and what it `waits_for`.
    """
    of_event = and_(
        events.c.conversation_id == _rows.conversation_id, events.c.seq == _rows.seq, _rows.target != "mail"
    )
    more = (events.c.name.label("event"), _waits_for().label("waits_for"), _behind().label("behind"))
    query = select(deliveries, *more).select_from(deliveries.outerjoin(events, of_event))
    query = query.order_by(_rows.created_at.desc(), _rows.id.desc()).limit(limit)
    if state:
        query = query.where(in_state(_rows.state, state))
    if target:
        query = query.where(_rows.target == target)
    if after:
        at, last_id = after
        query = query.where(or_(_rows.created_at < at, and_(_rows.created_at == at, _rows.id < last_id)))
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def counts(connection: AsyncConnection) -> list[tuple[str, str, int]]:
    """How many there are of each target and state."""
    query = select(_rows.target, _rows.state, func.count()).group_by(_rows.target, _rows.state)
    return [(row[0], row[1], row[2]) for row in await connection.execute(query)]
