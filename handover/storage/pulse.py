"""The pulse of the service: how long nobody looked tells how long nobody could be seen."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage import one_row
from handover.storage.tables import pulse
from handover.storage.transaction import Transaction


async def last(connection: AsyncConnection) -> datetime | None:
    """When any process looked last, or None: never."""
    return (await connection.execute(select(pulse.c.at))).scalar_one_or_none()


async def beat(tx: Transaction, now: datetime) -> None:
    """Note that this process looks."""
    if not (await tx.connection.execute(update(pulse).values(at=now))).rowcount:
        await one_row.begin(tx, pulse, at=now)
