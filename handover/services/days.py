"""Days as reports count them: by the clock of the default team, wherever owners and customers are."""

from datetime import date, datetime, time, timedelta

from handover.adapters.clock import Clock
from handover.domain.team import Plan
from handover.storage.figures import Period


class Days:
    """Tells days and hours.

    Args:
        plan: Whose clock it is.
        clock: The time.
    """

    def __init__(self, plan: Plan, clock: Clock) -> None:
        self._zone = plan.zone
        self._clock = clock

    def of(self, moment: datetime) -> date:
        """The day that reports count a moment to."""
        return moment.astimezone(self._zone).date()

    def hour_of(self, moment: datetime) -> tuple[int, int]:
        """The weekday, Monday is 0, and the hour that reports count a moment to."""
        local = moment.astimezone(self._zone)
        return local.weekday(), local.hour

    def period(self, first: date, last: date) -> Period:
        """All of these days."""
        begins, ends = (datetime.combine(day, time.min, self._zone) for day in (first, last + timedelta(days=1)))
        return Period(begins, ends)

    def of_period(self, period: Period) -> tuple[date, date] | None:
        """The first and the last day of a period, or None: all there are."""
        if period.since is None and period.until is None:
            return None
        first = self.of(period.since) if period.since else date.min
        last = self.of(period.until - timedelta(microseconds=1)) if period.until else date.max
        return first, last

    def today(self) -> date:
        """The day that is not over yet."""
        return self.of(self._clock.now())
