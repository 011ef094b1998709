"""Grouping failures in the time of the story: waited for, and seldom."""

from datetime import timedelta

from handover.services.grouping import Grouper

_EVERY = timedelta(days=30)


class MonthlyGrouper(Grouper):
    """Groups once a month of the story. It takes seconds by the clock on the wall, and a day of the story takes one."""

    async def once(self) -> None:
        """Group if it is time, and wait for it: nothing may happen meanwhile."""
        now = self._clock.now()
        self._looked_at = self._looked_at or now
        if now - self._looked_at >= _EVERY:
            self._looked_at = now
            await self.now()
