"""Which touchpoints move the rating."""

from collections.abc import Sequence
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.domain.moments import MOST, Moment, Stars, moments_of_truth

RATINGS = st.lists(st.integers(1, 5), min_size=2, max_size=60)


def stars(*ratings: int) -> Stars:
    return Stars(len(ratings), sum(ratings), sum(one * one for one in ratings))


def moment(well: Sequence[int], badly: Sequence[int], of: int | None = None) -> Moment:
    return Moment(stars(*well), stars(*badly), len(well) + len(badly) if of is None else of)


def test_it_moves_the_rating_by_the_difference_times_the_share_of_the_ratings() -> None:
    found = moment([5, 5, 4, 4] * 10, [2, 1, 2, 1] * 10, of=160)
    assert found.share == 0.5
    assert found.moves == pytest.approx((4.5 - 1.5) * 0.5)
    assert found.counts


@given(well=RATINGS, badly=RATINGS)
def test_the_uncertainty_is_that_of_the_ratings_themselves_and_the_interval_has_the_figure_in_it(
    well: list[int], badly: list[int]
) -> None:
    found = moment(well, badly)
    assert found.well.mean == pytest.approx(mean(well))
    assert found.well.uncertainty == pytest.approx(variance(well) / len(well))
    assert found.interval is not None
    assert found.interval[0] <= (found.moves or 0) <= found.interval[1]


def test_where_only_one_way_was_rated_nothing_is_known() -> None:
    found = moment([5] * 40, [])
    assert (found.moves, found.interval, found.counts) == (None, None, False)
    assert moment([5] * 40, [1]).interval is None
    assert Moment(Stars(), Stars(), 0).share == 0


@pytest.mark.parametrize(("well", "badly"), [(30, 29), (29, 30), (3, 2)])
def test_few_ratings_of_one_way_are_marked_and_count_for_nothing(well: int, badly: int) -> None:
    found = moment([5] * well, [1] * badly)
    assert (found.small, found.counts) == (True, False)


def test_what_may_as_well_move_nothing_is_no_moment_of_truth() -> None:
    undecided = moment([5, 1] * 20, [5, 1, 1] * 14)
    assert undecided.moves is not None
    assert undecided.moves > 0
    assert not undecided.counts
    assert not moment([1] * 40, [5] * 40).counts


def test_the_ones_that_move_it_most_come_first_and_not_all_of_them() -> None:
    ways = {f"t{number}": moment([5] * 30, [1] * (30 + number), of=1000) for number in range(MOST + 2)}
    ways["undecided"] = moment([3] * 40, [3] * 40, of=1000)
    assert moments_of_truth(ways) == [f"t{number}" for number in (4, 3, 2)]
    assert moments_of_truth({}) == []
