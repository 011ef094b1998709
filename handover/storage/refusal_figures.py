"""Counting refused access, for the owner's page and for alerts."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Label, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.refusals import RefusalFilter
from handover.storage.tables import refusals

# PostgreSQL's sum of integers is no integer.
_ATTEMPTS: Label[int] = cast(func.sum(refusals.c.count), Integer).label("count")


async def by_kind(connection: AsyncConnection, wanted: RefusalFilter) -> dict[str, int]:
    """How many attempts there were of each kind."""
    query = wanted.narrow(select(refusals.c.kind, _ATTEMPTS)).group_by(refusals.c.kind)
    return {row["kind"]: row["count"] for row in (await connection.execute(query)).mappings()}


async def clients(connection: AsyncConnection, wanted: RefusalFilter) -> int:
    """From how many network addresses there were attempts."""
    query = wanted.narrow(select(func.count(refusals.c.client.distinct())))
    found: int = (await connection.execute(query)).scalar_one()
    return found


async def by_client(
    connection: AsyncConnection, wanted: RefusalFilter, kinds: Collection[str] = (), at_least: int = 1, most: int = 20
) -> list[Mapping[str, Any]]:
    """Network addresses with the most attempts: `client`, `count`, and how many `subjects` they were about.

    Args:
        connection: Where to read.
        wanted: Which attempts.
        kinds: Only these, or none for all.
        at_least: Only addresses with so many.
        most: How many addresses.
    """
    subjects = func.count(refusals.c.subject.distinct()).label("subjects")
    return await _most(connection, wanted, refusals.c.client, subjects, kinds, at_least, most)


async def by_subject(
    connection: AsyncConnection, wanted: RefusalFilter, kinds: Collection[str] = (), at_least: int = 1, most: int = 20
) -> list[Mapping[str, Any]]:
    """Orders with the most attempts: `subject`, `count`, and from how many `clients` they came; see `by_client`."""
    addresses = func.count(refusals.c.client.distinct()).label("clients")
    return await _most(connection, wanted, refusals.c.subject, addresses, kinds, at_least, most)


async def _most(
    connection: AsyncConnection,
    wanted: RefusalFilter,
    column: ColumnElement[Any],
    spread: Label[int],
    kinds: Collection[str],
    at_least: int,
    most: int,
) -> list[Mapping[str, Any]]:
    query = wanted.narrow(select(column, _ATTEMPTS, spread)).where(column.is_not(None))
    if kinds:
        query = query.where(refusals.c.kind.in_(kinds))
    counted = func.sum(refusals.c.count)
    query = query.group_by(column).having(counted >= at_least).order_by(counted.desc(), column).limit(most)
    return [dict(row) for row in (await connection.execute(query)).mappings()]
