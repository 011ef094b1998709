"""A customer leaves a question, an agent answers it, and a mail is owed."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from handover.services import promises
from handover.storage.tables import deliveries
from tests.support import Support, command


async def promise(support: Support, cleo: UUID, text: str = "Wann kommt es?", of: UUID | None = None) -> Any:
    asked = command(of)
    plan = support.queue.plan
    return await promises.promise(support.store, support.clock, plan, cleo, asked, email="cleo@example.com", text=text)


async def answer(support: Support, cleo: UUID, text: str = "Morgen.", of: UUID | None = None) -> Any:
    return await promises.answer(support.store, support.clock, cleo, support.ann, command(of), text)


async def mails(support: Support) -> list[dict[str, Any]]:
    async with support.store.reading() as connection:
        rows = await connection.execute(select(deliveries).where(deliveries.c.target == "mail"))
        return [dict(row) for row in rows.mappings()]
