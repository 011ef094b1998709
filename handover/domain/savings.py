"""What self-service saves, by a formula that fits on a page.

    saved a day  = contacts a day × simple share × solved share × minutes / 60 × cost of an hour
    saved a year = saved a day × days a year - cost of running it in a year

Simple is what needs no person, solved is what of that the bot did for good, minutes are what a person would have
needed.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Self

from handover.domain.rates import SMALL, Rate, Z

# What a person is needed for, whatever the bot learns: causes that agents name, and reasons of an escalation.
PERSONS_CAUSES = ("process_needs_person", "customer_preferred_person")
PERSONS_REASONS = ("needs_person", "complaint")
_MINUTES_OF_AN_HOUR = 60
# Nobody can tell from one measurement how far others are.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Range:
    """A figure of 0 or more, and where it lies with 95 %; what somebody said is a point."""

    value: float
    low: float
    high: float

    @classmethod
    def point(cls, value: float) -> Self:
        """Exactly so much."""
        return cls(value, value, value)

    def times(self, other: "Range") -> "Range":
        """The product. Its range is rather too wide: both would have to be off, and to the same side."""
        return Range(self.value * other.value, self.low * other.low, self.high * other.high)

    def less(self, amount: float) -> "Range":
        """So much taken off; below 0 where it costs more than it saves."""
        return Range(self.value - amount, self.low - amount, self.high - amount)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure that was measured, on so many."""

    range: Range
    n: int

    @property
    def small(self) -> bool:
        """Whether the numbers are too small to build on."""
        return self.n < SMALL


@dataclass(frozen=True, slots=True)
class Savings:
    """What it comes to: money, and hours of work, each as long as all that it is made of is known.

    Attributes:
        per_year: Before the cost of running it.
        net_per_year: After it; None while that is not known.
    """

    hours_per_day: Range
    per_day: Range
    per_year: Range
    net_per_year: Range | None


def savings(
    contacts_per_day: Range,
    simple_share: Range,
    solved_share: Range,
    minutes: Range,
    cost_per_hour: Range,
    days_per_year: Range,
    running_per_year: Range | None = None,
) -> Savings:
    """What is saved; see the formula above."""
    solved = contacts_per_day.times(simple_share).times(solved_share)
    hours = solved.times(minutes).times(Range.point(1 / _MINUTES_OF_AN_HOUR))
    per_day = hours.times(cost_per_hour)
    per_year = per_day.times(days_per_year)
    net = per_year.less(running_per_year.value) if running_per_year else None
    return Savings(hours, per_day, per_year, net)


def share_of(rate: Rate) -> Measured | None:
    """A share as it was counted, with Wilson's interval; None of nothing."""
    if rate.share is None or rate.interval is None:
        return None
    low, high = rate.interval
    return Measured(Range(rate.share, low, high), rate.of)


def mean_of(count: int, total: float, squares: float) -> Measured | None:
    """The mean of so many that add up to `total`, and their squares to `squares`; None of fewer than two."""
    if count < _FEWEST:
        return None
    mean = total / count
    # Rounding may leave less than nothing where all are alike.
    variance = max(0.0, (squares - total * mean) / (count - 1))
    half = Z * sqrt(variance / count)
    return Measured(Range(mean, max(0.0, mean - half), mean + half), count)
