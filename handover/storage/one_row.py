"""Tables of one row, which is made by whoever comes first."""

from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.exc import IntegrityError

from handover.storage.transaction import Transaction


async def begin(tx: Transaction, table: Table, **values: Any) -> bool:
    """Store the row; False when another process was quicker, which does `tx` no harm."""
    try:
        async with tx.connection.begin_nested():
            await tx.connection.execute(insert(table).values(id=1, **values))
    except IntegrityError:
        return False
    return True
