"""What owners read is kept in step with what happens, beside the work and never in its way."""

from handover.services.alerts import Watch
from handover.services.grouping import Grouper
from handover.services.reckoner import Reckoner
from handover.services.weekly import WeeklyMail


class Upkeep:
    """Everything of the kind, one after another.

    Args:
        reckoner: Counts what was said.
        watch: Looks at each day that is over.
        grouper: Groups failures into gaps.
        weekly: Writes to the owners; None where no mail can be sent.
    """

    def __init__(self, reckoner: Reckoner, watch: Watch, grouper: Grouper, weekly: WeeklyMail | None) -> None:
        self.reckoner = reckoner
        self._watch = watch
        self.grouper = grouper
        self._weekly = weekly

    async def once(self) -> None:
        """Do what is due now."""
        await self.reckoner.once()
        await self._watch.once()
        await self.grouper.once()
        if self._weekly:
            await self._weekly.once()

    async def stop(self) -> None:
        """Give up what runs beside it."""
        await self.grouper.stop()
