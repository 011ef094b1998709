"""Counting for the owner's pages, straight from the log and the tables that follow it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.tables import conversations, events, failures, handovers
from handover.storage.tables import turns as asked

Counts = list[tuple[str | None, int]]


def _within(column: Column[Any], since: datetime | None, until: datetime | None) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if since:
        conditions.append(column >= since)
    if until:
        conditions.append(column < until)
    return conditions


async def _counts(connection: AsyncConnection, query: Select[Any]) -> Counts:
    return [(key, count) for key, count in await connection.execute(query)]


def _by(table: Table, column: ColumnElement[Any], conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    count = func.count()
    return select(column, count).select_from(table).where(*conditions).group_by(column).order_by(count.desc(), column)


async def outcomes(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> Counts:
    """How many of the conversations opened in the period ended how; None counts those still open."""
    within = _within(conversations.c.opened_at, since, until)
    return await _counts(connection, _by(conversations, conversations.c.outcome, within))


async def floors(connection: AsyncConnection) -> Counts:
    """How many conversations each floor has now."""
    return await _counts(connection, _by(conversations, conversations.c.floor, []))


async def failures_by(connection: AsyncConnection, name: str, since: datetime | None, until: datetime | None) -> Counts:
    """How many failures there were in the period, by one of their columns."""
    return await _counts(connection, _by(failures, failures.c[name], _within(failures.c.at, since, until)))


async def failures_by_page(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> Counts:
    """How many failures there were in the period on each page, the worst twenty."""
    url = failures.c.page["url"].as_string().label("url")
    return await _counts(connection, _by(failures, url, _within(failures.c.at, since, until)).limit(20))


async def handovers_by_reason(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> Counts:
    """How many handovers began in the period, by reason."""
    within = _within(handovers.c.escalated_at, since, until)
    return await _counts(connection, _by(handovers, handovers.c.reason, within))


async def turns(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> dict[str, int]:
    """How many messages of the period were for the bot, how many it understood, and how many failed, sooner or later.

    A message that could not be brought to the bot was never read, and counts all the same.
    """
    message = (events.c.conversation_id == asked.c.conversation_id) & (events.c.seq == asked.c.seq)
    record = (failures.c.conversation_id == asked.c.conversation_id) & (failures.c.message_id == asked.c.message_id)
    counted = await connection.execute(
        select(func.count(), func.count(failures.c.id))
        .select_from(asked.join(events, message).outerjoin(failures, record))
        .where(*_within(events.c.at, since, until))
    )
    total, failed = counted.one()
    understood = await connection.execute(
        select(func.count())
        .select_from(events)
        .where(
            events.c.name == "turn_understood",
            ~events.c.data["fallback"].as_boolean(),
            *_within(events.c.at, since, until),
        )
    )
    return {"total": total, "understood": understood.scalar_one(), "failed": failed}


async def ratings(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> list[int]:
    """The stars of the newest rating of each conversation that was rated in the period."""
    conditions = [events.c.name == "rated", *_within(events.c.at, since, until)]
    query = select(events.c.conversation_id, events.c.data).where(*conditions).order_by(events.c.at)
    newest = {conversation: data["stars"] for conversation, data in await connection.execute(query)}
    return list(newest.values())
