"""What the service figures are made of: handovers, promises and contacts of a period, as they are stored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.figures import Period, count_if
from handover.storage.tables import contacts, handovers, promises

Row = Mapping[str, Any]


async def episodes(connection: AsyncConnection, period: Period) -> list[Row]:
    """The handovers that began in the period: when, how soon they were taken and answered, how they ended, whose."""
    columns = handovers.c
    query = (
        select(
            columns.escalated_at,
            columns.accepted_at,
            columns.answered_at,
            columns.waiting_s,
            columns.agent_s,
            columns.ended_by,
            columns.outcome,
            columns.cause,
            contacts.c.team,
        )
        .select_from(handovers.outerjoin(contacts, contacts.c.conversation_id == columns.conversation_id))
        .where(*period.within(columns.escalated_at))
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def begun(connection: AsyncConnection, period: Period) -> list[tuple[UUID, datetime]]:
    """Whose handovers began in the period, and when."""
    columns = handovers.c
    query = select(columns.conversation_id, columns.escalated_at).where(*period.within(columns.escalated_at))
    return [(conversation, at) for conversation, at in await connection.execute(query)]


async def first_answers(connection: AsyncConnection, period: Period) -> list[float]:
    """After how many seconds the contacts of the period had their first answer."""
    column = contacts.c.first_answer_s
    query = select(column).where(column.is_not(None), *period.within(contacts.c.opened_at))
    return list((await connection.execute(query)).scalars())


async def promised(connection: AsyncConnection, period: Period, now: datetime) -> Row:
    """How many promises were made in the period: of them kept in time, late, and not yet due."""
    columns = promises.c
    is_open = columns.answered_at.is_(None)
    is_late = (columns.answered_at > columns.due_at) | (is_open & (columns.due_at < now))
    query = select(
        func.count().label("made"),
        count_if(columns.answered_at <= columns.due_at).label("in_time"),
        count_if(is_late).label("late"),
        count_if(is_open & (columns.due_at >= now)).label("open"),
    ).where(*period.within(columns.promised_at))
    return dict((await connection.execute(query)).mappings().one())


async def by_language(connection: AsyncConnection, period: Period) -> list[Row]:
    """For each language what its contacts of the period add up to."""
    columns = contacts.c
    language = func.substr(columns.language, 1, 2)
    query = (
        select(
            language.label("language"),
            func.count().label("contacts"),
            func.count(columns.outcome).label("ended"),
            count_if(columns.outcome == "self_served").label("self_served"),
            func.sum(columns.turns).label("turns"),
            func.sum(columns.understood).label("understood"),
            func.sum(columns.failed).label("failed"),
        )
        .where(*period.within(columns.opened_at))
        .group_by(language)
        .order_by(func.count().desc())
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def stars(connection: AsyncConnection, whose: str, period: Period) -> list[tuple[int, int]]:
    """How often which number of stars was given, of `bot_stars` or `people_stars`."""
    column = contacts.c[whose]
    query = (
        select(column, func.count())
        .where(column.is_not(None), *period.within(contacts.c.opened_at))
        .group_by(column)
        .order_by(column)
    )
    return [(given, count) for given, count in await connection.execute(query)]
