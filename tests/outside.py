"""What leaves the service, over a real database: deliveries, their sender, and who takes them."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from handover.adapters.mail_fake import FakePost
from handover.adapters.webhooks import HttpWebhook, Webhook
from handover.domain.events import EVENT_TYPES
from handover.services import conversations, outbox
from handover.services.sender import Sender
from handover.storage.store import Store
from handover.storage.tables import deliveries
from tests.people import hire
from tests.receiver import Receiver
from tests.support import Support, command

KEY = b"a key that the receiver knows, too"
ALL = frozenset(EVENT_TYPES)


class Outside:
    """The use cases with webhooks, and a sender that looks only when a test says so, unless it is started."""

    def __init__(self, support: Support, webhooks: Mapping[str, Webhook], every: float = 0.02) -> None:
        self.support = support
        self.store, self.clock = support.store, support.clock
        self.webhooks = webhooks
        self.post = FakePost()
        self.sender = self.another(every=every)
        self.store.when_owed(self._wake)

    def _wake(self, owed: set[str]) -> None:
        # A test may put another sender in its place.
        self.sender.wake(owed)

    def another(self, store: Store | None = None, every: float = 0.02) -> Sender:
        """One more sender, as another process has it."""
        return Sender(store or self.store, self.clock, self.webhooks, self.post, every)

    async def once(self, *targets: str) -> None:
        """Have the sender look once, and wait until what was due is tried."""
        for target in targets or self.sender.targets:
            await self.sender.once(target)
        while self.sender.busy:  # noqa: ASYNC110 - the sender tells nobody
            await asyncio.sleep(0.002)

    async def conversation(self, events: int = 3) -> UUID:
        """A conversation with so many events."""
        cleo = await self.support.open()
        for number in range(1, events):
            await self.visit(cleo, number)
        return cleo

    async def visit(self, cleo: UUID, number: int = 0) -> None:
        """One more event in a conversation."""
        page = {"url": f"https://bergwerk.example/{number}", "title": ""}
        await conversations.visit(self.store, self.clock, cleo, command(), page)

    async def mail(self, cleo: UUID, key: str = "answer", text: str = "Guten Tag") -> None:
        """Owe a mail."""
        async with self.store.transaction() as tx:
            conversation = await tx.take(cleo)
            await outbox.mail(tx, conversation, key, "cleo@example.com", "Ihre Frage", text, "de", self.clock.now())

    async def rows(self, **wanted: Any) -> list[dict[str, Any]]:
        """Deliveries, in the order in which they are owed."""
        query = select(deliveries).order_by(deliveries.c.created_at, deliveries.c.seq).filter_by(**wanted)
        async with self.store.reading() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def states(self, **wanted: Any) -> list[str]:
        """How far they are."""
        return [row["state"] for row in await self.rows(**wanted)]

    async def until_sent(self, count: int) -> None:
        """Wait until so many are noted as sent."""
        async with asyncio.timeout(20):
            while len(await self.rows(state="sent")) < count:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)

    def later(self, **units: float) -> None:
        """Let time pass."""
        self.clock.at += timedelta(**units)


@asynccontextmanager
async def outside(
    url: str, webhooks: Mapping[str, Webhook], wanted: Mapping[str, frozenset[str]] | None = None
) -> AsyncIterator[Outside]:
    """Webhooks on a migrated database."""
    store = Store(url, webhooks=wanted if wanted is not None else dict.fromkeys(webhooks, ALL))
    support = Support(store, await hire(store))
    world = Outside(support, webhooks)
    try:
        yield world
    finally:
        await world.sender.stop()
        await support.runner.stop()
        await store.close()


def hook(receiver: Receiver, seconds: float = 5) -> HttpWebhook:
    """A webhook to a receiver."""
    return HttpWebhook(receiver.url, [KEY], seconds)


@pytest.fixture
async def shop(database_url: str, receiver: Receiver) -> AsyncIterator[Outside]:
    """One webhook, `shop`, that wants all events and has a real server behind it; on both databases."""
    async with outside(database_url, {"shop": hook(receiver)}) as world:
        yield world
