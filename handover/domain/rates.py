"""Shares with the interval that their numbers allow: 3 of 4 says less than 300 of 400."""

from dataclasses import dataclass
from math import sqrt

# The quantile of the normal distribution for 95 %, as texts of pages and mails call it.
Z = 1.959964
# Of so many a share can be built on. The pages reckon alike (`insights/models/rates.js`).
SMALL = 30


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many, with the interval of 95 %.

    Attributes:
        count: How many.
        of: Of how many.
    """

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1, or None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def small(self) -> bool:
        """Whether the numbers are too small to build on."""
        return self.of < SMALL

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share lies with 95 %."""
        return self.bounds(Z)

    def bounds(self, z: float) -> tuple[float, float] | None:
        """Where the share lies, `z` standard deviations wide: the score interval of Wilson (1927)."""
        if not self.of:
            return None
        share, n = self.count / self.of, self.of
        middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
        low = 0.0 if self.count == 0 else max(0.0, middle - half)
        return low, 1.0 if self.count == n else min(1.0, middle + half)

    def as_data(self) -> dict[str, float | int | bool | None]:
        """As it goes over the wire: `{count, of, share, low, high, small}`."""
        low, high = self.interval or (None, None)
        return {
            "count": self.count,
            "of": self.of,
            "share": self.share,
            "low": low,
            "high": high,
            "small": self.small,
        }


def difference(one: Rate, other: Rate, z: float = Z) -> tuple[float, float] | None:
    """Where the share of `one` less that of `other` lies, with 95 % unless told; None where one is of nothing.

    The hybrid score interval of Newcombe (1998, method 10): two intervals may touch although their shares differ.
    """
    bounds, others = one.bounds(z), other.bounds(z)
    if bounds is None or others is None or one.share is None or other.share is None:
        return None
    by = one.share - other.share
    below = sqrt((one.share - bounds[0]) ** 2 + (others[1] - other.share) ** 2)
    above = sqrt((bounds[1] - one.share) ** 2 + (other.share - others[0]) ** 2)
    return by - below, by + above
