"""Customers who ask, leave and are helped, and what reports count of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from handover.adapters.rasa_fake import understood
from handover.domain.conversation import Customer
from handover.services import handovers
from handover.storage.tables import contacts, corrections
from tests.support import Support, command

MIA = Customer("mia", "Mia", "Mia.Keller@example.com", verified=True)


async def contact_of(support: Support, conversation_id: UUID) -> dict[str, Any]:
    """The contact as reports count it now."""
    await support.reckoner.catch_up()
    async with support.store.reading() as connection:
        query = select(contacts).where(contacts.c.conversation_id == conversation_id)
        return dict((await connection.execute(query)).mappings().one())


async def left(support: Support) -> None:
    """Whoever was there falls silent for so long that it is over."""
    support.clock.pass_time(minutes=31)
    await support.sweep.once()


async def asked(support: Support, text: str = "Wo ist mein Paket?", customer: Customer | None = None) -> UUID:
    """Somebody asks, gets an answer and leaves."""
    cleo = await support.open(customer=customer)
    await support.ask(cleo, text)
    await left(support)
    return cleo


def answering(support: Support, intent: str, text: str) -> None:
    """From now on the bot understands this and says that."""
    support.bot.script = lambda _turn: understood(intent, text)


async def helped_by_ann(support: Support, cleo: UUID, waited: int, worked: int) -> None:
    """Cleo wants a person, waits for Ann, and is helped."""
    support.clock.pass_time(seconds=10)
    await support.ask_for_person(cleo)
    support.clock.pass_time(seconds=waited)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    support.clock.pass_time(seconds=worked)
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "missing_content", None
    )


async def corrections_of(support: Support) -> list[tuple[str, Any, Any]]:
    """All corrections: the figure, what it was, what it is."""
    async with support.store.reading() as connection:
        found = await connection.execute(select(corrections).order_by(corrections.c.at, corrections.c.field))
        return [(row["field"], row["was"], row["now"]) for row in found.mappings()]
