"""Figures that leave their band: what is so different from before that chance does not explain it."""

from dataclasses import dataclass
from datetime import date, timedelta

from handover.domain.rates import Rate, Z, difference

# What is watched, and whether it is bad when it rises. Two windows: the last day shows what broke today where there is
# much traffic, the last week what crept in where there is little.
RISES = {"page": True, "gap": True, "self_service": False, "understood": False, "left_waiting": True}
WINDOWS = (1, 7)
BEFORE = timedelta(days=28)
# 99.9 % to begin: some hundred figures are looked at each day, and an alert that is none is the end of all alerts.
# 95 % to end: a figure at the edge of its band would come and go each day.
_BEGINS, _ENDS = 3.290527, Z
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Watched:
    """A figure on one day.

    Attributes:
        kind: A key of RISES.
        subject: Which page, or the id of which gap; None where there is but one.
        now: In the window that ends with the day.
        before: In the 28 days before that window.
    """

    kind: str
    subject: str | None
    now: Rate
    before: Rate

    @property
    def is_out(self) -> bool:
        """Whether it left its band: worse than before, and chance explains it less than once in a thousand times."""
        bad = self.now.count if RISES[self.kind] else self.now.of - self.now.count
        return bad >= _FEWEST and self._is_worse(_BEGINS)

    @property
    def stays_out(self) -> bool:
        """Whether it is not back yet, once it left."""
        return self._is_worse(_ENDS)

    def _is_worse(self, z: float) -> bool:
        low_and_high = difference(self.now, self.before, z)
        if low_and_high is None:
            return False
        low, high = low_and_high
        return low > 0 if RISES[self.kind] else high < 0


def window(day: date, days: int) -> tuple[date, date]:
    """The first and the last day of the window that ends with `day`."""
    return day - timedelta(days=days - 1), day


def before(day: date, days: int) -> tuple[date, date]:
    """The first and the last day of what the window is compared with."""
    first, _ = window(day, days)
    return first - BEFORE, first - timedelta(days=1)
