"""What owners read is kept in step with what happens, beside the work and never in its way."""

import asyncio
import contextlib

import structlog

from handover.domain.errors import UnavailableError
from handover.services.alerts import Watch
from handover.services.grouper import Grouper
from handover.services.reckoner import Reckoner
from handover.services.weekly import WeeklyMail

log = structlog.get_logger(__name__)


class Upkeep:
    """Everything of the kind, one after another, again and again.

    Args:
        reckoner: Counts what was said.
        watch: Looks at each day that is over.
        grouper: Groups failures into gaps.
        weekly: Writes to the owners; None where no mail can be sent.
        every: Seconds between two looks.
    """

    def __init__(
        self, reckoner: Reckoner, watch: Watch, grouper: Grouper, weekly: WeeklyMail | None, every: float = 5
    ) -> None:
        self._parts = [part for part in (reckoner, watch, grouper, weekly) if part]
        self._grouper = grouper
        self._every = every
        self._stopped = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def once(self) -> None:
        """Do what is due now. What goes wrong in one part holds up no other.

        Raises:
            ExceptionGroup: What went wrong; it is logged, and everything else is done.
            UnavailableError: The database is away; there is no sense in going on.
        """
        failed = []
        for part in self._parts:
            try:
                await part.once()
            except UnavailableError:
                raise
            except Exception as error:
                log.exception("upkeep_failed", part=type(part).__name__)
                failed.append(error)
        if failed:
            raise ExceptionGroup("upkeep", failed)

    def start(self) -> None:
        """Look from now on, until `stop`."""
        self._running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                await self.once()
            except ExceptionGroup:
                pass  # It is logged.
            except Exception:
                log.exception("upkeep_failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), self._every)

    async def stop(self) -> None:
        """End after the look that it is at, and give up what runs beside it."""
        self._stopped.set()
        if self._running:
            await self._running
        await self._grouper.stop()
