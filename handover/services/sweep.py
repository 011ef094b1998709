"""What happens by itself: each process looks for it, and each thing is done once."""

import asyncio
import contextlib
from datetime import timedelta

import structlog

from handover.adapters.clock import Clock
from handover.services import deliveries, files
from handover.services.due import DueTimes
from handover.services.presence import Presence
from handover.services.routing import Router
from handover.services.turns import TurnRunner
from handover.storage import pulse, turns
from handover.storage.store import Store

log = structlog.get_logger(__name__)

# While no process could look, no lease was renewed and nobody was seen: first everybody gets time to come back.
_OUTAGE = timedelta(seconds=20)
_SETTLE_S = 20


class Sweep:
    """Looks for what is due, again and again.

    Args:
        store: Where to look.
        clock: The time.
        runner: Who goes on with turns that a dead process left behind.
        due: Who does what became due.
        presence: Who takes back what agents have who are gone.
        router: Who brings together what a lost wake-up left apart.
        every: Seconds between two looks.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        runner: TurnRunner,
        due: DueTimes,
        presence: Presence,
        router: Router,
        every: float = 5,
    ) -> None:
        self._store = store
        self._clock = clock
        self._runner = runner
        self._due = due
        self._presence = presence
        self._router = router
        self._every = every
        self._stopped = asyncio.Event()

    async def take_over(self) -> None:
        """Give up the claims of a process that is gone; for the start of the only process."""
        async with self._store.transaction() as tx:
            await turns.free_claims(tx)

    async def run(self) -> None:
        """Look until `stop`; a database that is away for a moment ends nothing."""
        while not self._stopped.is_set():
            try:
                await self._runner.resume()
                if await self.after_outage():
                    await self._pause(_SETTLE_S)
                await self.once()
            except Exception:
                log.exception("sweep_failed")
            await self._pause(self._every)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), seconds)

    def stop(self) -> None:
        """Let `run` end after the look that it is at."""
        self._stopped.set()

    async def after_outage(self) -> bool:
        """Whether no process has looked for so long that leases may have run out although everybody was there."""
        async with self._store.reading() as connection:
            last = await pulse.last(connection)
        return last is not None and self._clock.now() - last > _OUTAGE

    async def once(self) -> None:
        """Do what is due now."""
        await self._beat()
        await self._runner.resume()
        await self._due.fire()
        await self._presence.take_back()
        await self._router.once()
        await files.remove_unsent(self._store, self._clock)
        await deliveries.remove_sent(self._store, self._clock)
        # Also behind it: a look that took long is no outage.
        await self._beat()

    async def _beat(self) -> None:
        async with self._store.transaction() as tx:
            await pulse.beat(tx, self._clock.now())
