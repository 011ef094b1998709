"""What self-service saves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.domain.rates import Rate
from handover.domain.savings import Range, Savings, mean_of, savings, share_of

CHECK = {
    "contacts_per_day": 3_000,
    "simple_share": 0.4,
    "solved_share": 0.8,
    "minutes": 1.5,
    "cost_per_hour": 30,
    "days_per_year": 264,
}
POSITIVE = st.floats(0, 1e6)
SHARE = st.floats(0, 1)


def of(**said: float) -> Savings:
    return savings(**{name: Range.point(value) for name, value in said.items()})


def test_the_check_case_saves_720_francs_a_day_and_190_080_a_year() -> None:
    found = of(**CHECK)
    assert found.hours_per_day == Range.point(24)
    assert found.per_day == Range.point(720)
    assert found.per_year == Range.point(190_080)
    assert found.net_per_year is None


def test_the_cost_of_running_it_is_taken_off_and_may_be_more_than_is_saved() -> None:
    assert of(**CHECK, running_per_year=40_080).net_per_year == Range.point(150_000)
    assert of(**CHECK, running_per_year=200_000).net_per_year == Range.point(-9_920)


def test_a_measured_share_gives_the_result_its_range() -> None:
    known = {name: Range.point(value) for name, value in CHECK.items()}
    measured = share_of(Rate(80, 100))
    assert measured is not None
    found = savings(**known | {"solved_share": measured.range})
    assert found.per_day.value == pytest.approx(720)
    assert found.per_day.low == pytest.approx(900 * 0.7112, rel=1e-3)
    assert found.per_day.high == pytest.approx(900 * 0.8666, rel=1e-3)


@given(st.data())
def test_a_range_contains_its_figure_whatever_it_is_made_of(data: st.DataObject) -> None:
    def drawn(numbers: st.SearchStrategy[float]) -> Range:
        low, value, high = sorted(data.draw(st.tuples(numbers, numbers, numbers)))
        return Range(value, low, high)

    shares = {name: drawn(SHARE) for name in ("simple_share", "solved_share")}
    others = {name: drawn(POSITIVE) for name in CHECK if name not in shares}
    found = savings(**shares, **others, running_per_year=drawn(POSITIVE))
    assert found.net_per_year is not None
    for each in (found.hours_per_day, found.per_day, found.per_year, found.net_per_year):
        assert each.low <= each.value <= each.high


@given(st.sampled_from(sorted(CHECK)), st.floats(0, 1), st.floats(0, 1))
def test_more_of_anything_never_saves_less(name: str, one: float, other: float) -> None:
    less, more = sorted((one, other))
    scale = 1 if "share" in name else 1_000
    assert of(**CHECK | {name: less * scale}).per_year.value <= of(**CHECK | {name: more * scale}).per_year.value


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_share_lies_in_its_range(count: int, more: int) -> None:
    found = share_of(Rate(count, count + more))
    if count + more == 0:
        assert found is None
    else:
        assert found is not None
        assert 0 <= found.range.low <= found.range.value <= found.range.high <= 1
        assert found.small == (count + more < 30)


def test_a_mean_has_a_range_that_narrows_with_more_of_them() -> None:
    assert mean_of(0, 0, 0) is None
    assert mean_of(1, 4, 16) is None
    four, many = mean_of(4, 16, 72), mean_of(400, 1_600, 7_200)
    assert four is not None
    assert many is not None
    assert (four.range.value, many.range.value) == (4, 4)
    assert four.range.high - four.range.low > 9 * (many.range.high - many.range.low)
    assert (four.small, many.small) == (True, False)
    assert mean_of(3, 0.3, 0.03) is not None, "all alike"
