"""Moments of truth: the touchpoints whose outcome most moves the rating.

    moves = (mean stars of who left well - mean stars of who did not) × share of the ratings that were given there

So many stars would all ratings together be higher if everybody had left the touchpoint well, rather than nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from handover.domain.rates import SMALL, Z

# A variance needs two.
_FEWEST = 2
# What is everywhere is nowhere: so many are marked at most.
MOST = 3

Json = dict[str, float | int | bool | str | None]


@dataclass(frozen=True, slots=True)
class Stars:
    """Ratings that were given: how many, their stars added up, and the squares of these."""

    count: int = 0
    total: int = 0
    squares: int = 0

    @property
    def mean(self) -> float | None:
        """Stars on average, or None of nothing."""
        return self.total / self.count if self.count else None

    @property
    def uncertainty(self) -> float | None:
        """The squared standard error of the mean, or None of fewer than two."""
        if self.count < _FEWEST:
            return None
        spread = max(0.0, self.squares - self.total**2 / self.count)
        return spread / (self.count - 1) / self.count


@dataclass(frozen=True, slots=True)
class Moment:
    """What the outcome at a touchpoint does to the rating.

    Attributes:
        well: Ratings of who was helped, and did not come back about it.
        badly: Ratings of the others.
        of: How many ratings were given at all touchpoints together.
    """

    well: Stars
    badly: Stars
    of: int

    @property
    def share(self) -> float:
        """How much of all ratings was given here."""
        return (self.well.count + self.badly.count) / self.of if self.of else 0.0

    @property
    def moves(self) -> float | None:
        """By how many stars it moves the rating; None where only one of the two ways was rated."""
        if self.well.mean is None or self.badly.mean is None:
            return None
        return (self.well.mean - self.badly.mean) * self.share

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where `moves` lies with 95 % (Welch, normal); None where one of the two ways was rated less than twice."""
        if self.moves is None or self.well.uncertainty is None or self.badly.uncertainty is None:
            return None
        half = Z * sqrt(self.well.uncertainty + self.badly.uncertainty) * self.share
        return self.moves - half, self.moves + half

    @property
    def small(self) -> bool:
        """Whether one of the two ways was rated too seldom to build on."""
        return min(self.well.count, self.badly.count) < SMALL

    @property
    def counts(self) -> bool:
        """Whether it moves the rating for all we can know."""
        return not self.small and self.interval is not None and self.interval[0] > 0

    def as_data(self) -> Json:
        """As it goes over the wire."""
        low, high = self.interval or (None, None)
        return {
            "well": self.well.mean,
            "well_count": self.well.count,
            "badly": self.badly.mean,
            "badly_count": self.badly.count,
            "share": self.share,
            "moves": self.moves,
            "low": low,
            "high": high,
            "small": self.small,
        }


def moments_of_truth(moments: Mapping[str, Moment]) -> list[str]:
    """The touchpoints that most move the rating, most first; those that may as well not move it are left out."""
    counting = [(moment.moves or 0.0, name) for name, moment in moments.items() if moment.counts]
    return [name for _, name in sorted(counting, key=lambda one: (-one[0], one[1]))[:MOST]]
