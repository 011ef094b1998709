"""What owners read is kept in step with what happens, beside the work and never in its way."""

from handover.services.alerts import Watch
from handover.services.reckoner import Reckoner


class Upkeep:
    """Everything of the kind, one after another.

    Args:
        reckoner: Counts what was said.
        watch: Looks at each day that is over.
    """

    def __init__(self, reckoner: Reckoner, watch: Watch) -> None:
        self.reckoner = reckoner
        self._watch = watch

    async def once(self) -> None:
        """Do what is due now."""
        await self.reckoner.once()
        await self._watch.once()
