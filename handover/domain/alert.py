"""Figures that leave their band: what is so different from before that chance does not explain it."""

from dataclasses import dataclass
from datetime import date, timedelta

from handover.domain.rates import Rate

# What is watched, and whether it is bad when it rises. Two windows: the last day shows what broke today where there is
# much traffic, the last week what crept in where there is little.
RISES = {"page": True, "gap": True, "self_service": False, "understood": False, "left_waiting": True}
WINDOWS = (1, 7)
BEFORE = timedelta(days=28)
# 99.9 %: some hundred figures are looked at each day, and an alert that is none is the end of all alerts.
_Z = 3.290527
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
        """Whether it left its band: the intervals of now and before do not touch, on the bad side."""
        now, before = self.now.bounds(_Z), self.before.bounds(_Z)
        if now is None or before is None:
            return False
        if RISES[self.kind]:
            return self.now.count >= _FEWEST and now[0] > before[1]
        return self.now.of - self.now.count >= _FEWEST and now[1] < before[0]


def window(day: date, days: int) -> tuple[date, date]:
    """The first and the last day of the window that ends with `day`."""
    return day - timedelta(days=days - 1), day


def before(day: date, days: int) -> tuple[date, date]:
    """The first and the last day of what the window is compared with."""
    first, _ = window(day, days)
    return first - BEFORE, first - timedelta(days=1)
