"""Saved views of the failure log."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.errors import NotFoundError
from handover.storage.tables import agents, views
from handover.storage.transaction import AskedTwiceAtOnceError, Transaction

Row = Mapping[str, Any]


async def every(connection: AsyncConnection) -> list[Row]:
    """All of them by name, with `agent`, the name of who saved it."""
    query = select(views, agents.c.name.label("agent")).join(agents, agents.c.id == views.c.agent_id)
    found = await connection.execute(query.order_by(func.lower(views.c.name), views.c.id))
    return [dict(row) for row in found.mappings()]


async def has_name(connection: AsyncConnection, name: str) -> bool:
    """Whether there is one of this name."""
    return bool((await connection.execute(select(exists().where(views.c.name == name)))).scalar_one())


async def add(tx: Transaction, row: Row) -> None:
    """Store a view; its keys are the columns of the table.

    Raises:
        AskedTwiceAtOnceError: Another transaction stored one of this name at the same time.
    """
    try:
        await tx.connection.execute(insert(views).values(**row))
    except IntegrityError as error:
        raise AskedTwiceAtOnceError from error


async def remove(tx: Transaction, view_id: UUID) -> None:
    """Delete a view.

    Raises:
        NotFoundError: There is none.
    """
    found = await tx.connection.execute(delete(views).where(views.c.id == view_id))
    if not found.rowcount:
        raise NotFoundError("There is no such view.")
