"""The pulse of the service: how long nobody looked tells how long nobody could be seen."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.tables import pulse
from handover.storage.transaction import Transaction


async def last(connection: AsyncConnection) -> datetime | None:
    """When any process looked last, or None: never."""
    return (await connection.execute(select(pulse.c.at))).scalar_one_or_none()


async def beat(tx: Transaction, now: datetime) -> None:
    """Note that this process looks."""
    if (await tx.connection.execute(update(pulse).values(at=now))).rowcount:
        return
    try:
        async with tx.connection.begin_nested():
            await tx.connection.execute(insert(pulse).values(id=1, at=now))
    except IntegrityError:
        pass  # Another process was quicker with the very first one.
