"""How long something takes: a middle and an end of what was measured, since averages hide who waited longest."""

from collections.abc import Sequence
from statistics import median, quantiles

from handover.domain.rates import SMALL


def spread(seconds: Sequence[float]) -> dict[str, float | int | bool | None]:
    """`{count, median_s, p90_s, small}`; `None` of nothing. One in ten took longer than `p90_s`."""
    count = len(seconds)
    if not count:
        return {"count": 0, "median_s": None, "p90_s": None, "small": True}
    p90 = quantiles(seconds, n=10, method="inclusive")[8] if count > 1 else seconds[0]
    return {"count": count, "median_s": median(seconds), "p90_s": p90, "small": count < SMALL}
