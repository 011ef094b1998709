"""Grouping failures in the time of the story: waited for, and not every day."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from handover.adapters.clock import Clock
from handover.analysis.topics.grouping import group
from handover.analysis.topics.material import Grouping, Said
from handover.services.grouper import Grouper
from handover.storage.store import Store

# Each takes half a second by the clock on the wall. An alert about a gap comes so much later than in life.
_EVERY = timedelta(days=3)


class StoryGrouper(Grouper):
    """Groups every third day of the story, and in this process: to start one each time takes four seconds.

    Args:
        store: Where failures are.
        clock: The time of the story.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock, _group)

    async def once(self) -> None:
        """Group if it is time, and wait for it: nothing may happen meanwhile."""
        now = self._clock.now()
        self._looked_at = self._looked_at or now
        if now - self._looked_at >= _EVERY:
            self._looked_at = now
            await self.now()


async def _group(failures: Sequence[Said]) -> Grouping:
    return await asyncio.to_thread(group, failures)
