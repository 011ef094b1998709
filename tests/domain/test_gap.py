"""Gaps, and what the days since a fix say of them."""

from datetime import timedelta

import pytest

from handover.domain.gap import Proof, Verdict
from handover.domain.rates import Rate

LONG_AGO, LATELY = timedelta(days=14), timedelta(days=13, hours=23)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (Rate(60, 1000), Rate(0, 200), Verdict.STAYS_AWAY),
        (Rate(60, 1000), Rate(60, 1000), Verdict.STILL_THERE),
        (Rate(4000, 10_000), Rate(3000, 10_000), Verdict.STILL_THERE),
        (Rate(6, 100), Rate(1, 40), Verdict.NOT_SURE),
        (Rate(0, 0), Rate(0, 40), Verdict.NOT_SURE),
    ],
)
def test_whether_a_fix_helped_is_told_where_chance_does_not_explain_it(
    before: Rate, after: Rate, verdict: Verdict
) -> None:
    assert Proof(before, after, LONG_AGO).verdict is verdict
    assert Proof(before, after, LATELY).verdict is Verdict.TOO_EARLY


def test_the_difference_counts_and_not_whether_the_intervals_touch() -> None:
    before, after = Rate(20, 80), Rate(6, 60)
    assert before.interval
    assert after.interval
    assert after.interval[1] > before.interval[0]
    assert Proof(before, after, LONG_AGO).verdict is Verdict.STAYS_AWAY
