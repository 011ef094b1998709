"""A webhook in this process whose receiver does what a test says."""

import asyncio
from datetime import datetime
from uuid import UUID

from handover.adapters.webhooks import judge
from handover.domain.delivery import NotTakenError


class FakeWebhook:
    """Answers in turn what a test says and then 204, can be unreachable, and can be held."""

    def __init__(self) -> None:
        self.asked: list[tuple[UUID, bytes]] = []
        self.answers: list[tuple[int, str | None]] = []
        self.available = True
        self.seconds = 1.0
        self._free = asyncio.Event()
        self._free.set()

    def answer(self, status: int, retry_after: str | None = None) -> None:
        """Have the next one that is not answered yet answered so."""
        self.answers.append((status, retry_after))

    def hold(self) -> None:
        """Let deliveries wait until `let_go`."""
        self._free.clear()

    def let_go(self) -> None:
        """Answer what was held."""
        self._free.set()

    async def send(self, delivery_id: UUID, body: bytes, now: datetime) -> None:
        """See `Webhook.send`."""
        if not self.available:
            raise NotTakenError("unreachable")
        self.asked.append((delivery_id, body))
        try:
            async with asyncio.timeout(self.seconds):
                await self._free.wait()
        except TimeoutError as error:
            raise NotTakenError("timeout") from error
        status, retry_after = self.answers.pop(0) if self.answers else (204, None)
        judge(status, retry_after, now)

    async def close(self) -> None:
        """Nothing is open."""
