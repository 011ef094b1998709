"""Shares and their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.domain.rates import Rate, difference


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Newcombe (1998), table I: the score interval without a correction for continuity.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    assert Rate(count, of).interval == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_nothing_is_said() -> None:
    assert Rate(0, 0).as_data() == {"count": 0, "of": 0, "share": None, "low": None, "high": None, "small": True}


def test_fewer_than_thirty_are_marked_as_small() -> None:
    assert Rate(10, 29).small
    assert not Rate(10, 30).small


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_the_interval_holds_the_share_and_stays_between_none_and_all(some: int, others: int) -> None:
    rate = Rate(some, some + others)
    if rate.share is None or rate.interval is None:
        assert some + others == 0
        return
    low, high = rate.interval
    assert 0 <= low <= rate.share <= high <= 1


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    # Newcombe (1998), interval estimation for the difference, table II: method 10.
    [
        (Rate(56, 70), Rate(48, 80), 0.0524, 0.3339),
        (Rate(9, 10), Rate(3, 10), 0.1705, 0.8090),
        (Rate(5, 56), Rate(0, 29), -0.0381, 0.1926),
    ],
)
def test_the_interval_of_a_difference_is_newcombes(one: Rate, other: Rate, low: float, high: float) -> None:
    assert difference(one, other, 1.959964) == pytest.approx((low, high), abs=5e-5)


def test_nothing_differs_from_nothing() -> None:
    assert difference(Rate(0, 0), Rate(1, 2), 1.96) is None
