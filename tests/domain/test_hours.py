"""When a team is open, when it opens, and when an answer is due: over nights, weekends, holidays and changed clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handover.domain.hours import OpeningHours, Period

ZURICH = ZoneInfo("Europe/Zurich")
NOTHING, HOUR = timedelta(), timedelta(hours=1)


def period(begins: float, ends: float) -> Period:
    return Period(timedelta(hours=begins), timedelta(hours=ends))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


WORKDAYS = {day: [period(8, 12), period(13, 18)] for day in range(5)}
SHOP = OpeningHours(ZURICH, WORKDAYS | {5: [period(9, 13)]}, frozenset({date(2026, 12, 25)}))
BAR = OpeningHours(ZURICH, {day: [period(20, 26)] for day in range(7)}, frozenset({date(2026, 12, 25)}))


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23 06:59:59", False),
        ("2026-11-23 07:00", True),
        ("2026-11-23 10:59:59", True),
        ("2026-11-23 11:00", False),
        ("2026-11-23 12:00", True),
        ("2026-11-23 17:00", False),
        ("2026-11-28 11:59", True),
        ("2026-11-28 12:00", False),
        ("2026-11-29 10:00", False),
        ("2026-12-25 10:00", False),
        ("2026-07-01 06:00", True),
    ],
)
def test_a_period_is_open_from_its_beginning_until_just_before_its_end(at: str, is_open: bool) -> None:
    assert SHOP.is_open(utc(at)) is is_open


@pytest.mark.parametrize(
    ("at", "opens_at"),
    [
        ("2026-11-23 03:18", "2026-11-23 07:00"),
        ("2026-11-23 07:00", None),
        ("2026-11-23 11:00", "2026-11-23 12:00"),
        ("2026-11-23 17:00", "2026-11-24 07:00"),
        ("2026-11-28 12:00", "2026-11-30 07:00"),
        ("2026-12-24 17:00", "2026-12-26 08:00"),
    ],
)
def test_it_opens_next_with_the_next_period_and_not_at_all_while_it_is_open(at: str, opens_at: str | None) -> None:
    assert SHOP.opens_at(utc(at)) == (utc(opens_at) if opens_at else None)


@pytest.mark.parametrize(
    ("at", "hours", "due"),
    [
        ("2026-11-23 07:00", 4, "2026-11-23 11:00"),
        ("2026-11-23 10:00", 4, "2026-11-23 15:00"),
        ("2026-11-23 03:18", 0, "2026-11-23 07:00"),
        ("2026-11-23 16:00", 1, "2026-11-23 17:00"),
        ("2026-11-27 16:00", 6, "2026-11-30 08:00"),
        ("2026-12-24 16:00", 2, "2026-12-26 09:00"),
        ("2026-11-23 07:00", 49 * 10, "2027-02-01 17:00"),
    ],
)
def test_an_answer_is_due_after_so_much_open_time(at: str, hours: int, due: str) -> None:
    assert SHOP.due(utc(at), timedelta(hours=hours)) == utc(due)


def test_a_period_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    assert BAR.is_open(utc("2026-11-24 00:59"))
    assert not BAR.is_open(utc("2026-11-24 01:00"))
    assert BAR.due(utc("2026-11-23 22:00"), 4 * HOUR) == utc("2026-11-24 20:00")


def test_a_holiday_begins_no_period_and_lets_that_of_the_evening_before_end() -> None:
    assert BAR.is_open(utc("2026-12-25 00:30"))
    assert BAR.opens_at(utc("2026-12-25 01:00")) == utc("2026-12-26 19:00")
    assert not BAR.is_open(utc("2026-12-26 00:30"))


def test_when_summer_begins_a_day_is_an_hour_shorter() -> None:
    all_day = OpeningHours(ZURICH, {6: [period(0, 24)]})
    assert all_day.due(utc("2026-03-28 12:00"), 23 * HOUR) == utc("2026-03-29 22:00")
    assert not all_day.is_open(utc("2026-03-29 22:00"))


def test_when_summer_ends_a_day_is_an_hour_longer() -> None:
    all_day = OpeningHours(ZURICH, {6: [period(0, 24)]})
    assert all_day.due(utc("2026-10-24 12:00"), 25 * HOUR) == utc("2026-10-25 23:00")
    assert not all_day.is_open(utc("2026-10-25 23:00"))


@pytest.mark.parametrize(
    ("night", "opens_at", "closes_at"),
    [
        ("2026-03-28 23:00", "2026-03-29 01:30", "2026-03-29 03:00"),
        ("2026-10-24 22:00", "2026-10-25 00:30", "2026-10-25 04:00"),
    ],
)
def test_a_time_that_comes_twice_is_the_first_and_one_left_out_is_counted_on(
    night: str, opens_at: str, closes_at: str
) -> None:
    early = OpeningHours(ZURICH, {6: [period(2.5, 5)]})
    assert early.opens_at(utc(night)) == utc(opens_at)
    assert early.is_open(utc(closes_at) - timedelta(seconds=1))
    assert not early.is_open(utc(closes_at))


def test_periods_that_overlap_only_because_the_clock_leaps_are_counted_once() -> None:
    early = OpeningHours(ZURICH, {6: [period(1, 2.5), period(3, 4)]})
    assert early.due(utc("2026-03-28 23:00"), 2 * HOUR) == utc("2026-03-29 02:00")


def test_it_never_opens_when_every_day_is_a_holiday() -> None:
    never = OpeningHours(ZURICH, WORKDAYS, EveryDay())
    assert not never.is_open(utc("2026-11-23 09:00"))
    assert never.opens_at(utc("2026-11-23 09:00")) is None
    assert never.due(utc("2026-11-23 09:00"), HOUR) == utc("2026-11-23 10:00")


class EveryDay:
    def __contains__(self, day: object) -> bool:
        return True


def weeks() -> st.SearchStrategy[dict[int, list[Period]]]:
    """Any week in which it is open at least once; periods neither overlap nor touch, and may pass midnight."""
    quarters = st.lists(st.integers(0, 7 * 96 - 1), unique=True, min_size=2, max_size=20).map(sorted)
    return quarters.map(spans).map(by_day).filter(bool)


def spans(quarters: list[int]) -> list[tuple[int, int]]:
    pairs = zip(quarters[::2], quarters[1::2], strict=False)
    return [(begins, min(ends, begins + 96)) for begins, ends in pairs]


def by_day(spans: list[tuple[int, int]]) -> dict[int, list[Period]]:
    week: dict[int, list[Period]] = {}
    for begins, ends in spans:
        day, in_day = divmod(begins, 96)
        week.setdefault(day, []).append(period(in_day / 4, (in_day + ends - begins) / 4))
    return week


HOURS = st.builds(
    OpeningHours,
    st.sampled_from(["Europe/Zurich", "UTC", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu"]).map(ZoneInfo),
    weeks(),
    st.frozensets(st.dates(date(2026, 1, 1), date(2027, 6, 1)), max_size=20),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
OPEN_TIMES = st.timedeltas(NOTHING, timedelta(hours=40))
# On a busy machine an example takes longer than Hypothesis thinks right.
unhurried = settings(deadline=None)


@unhurried
@given(HOURS, MOMENTS)
def test_it_is_open_at_the_next_opening_and_closed_until_then(hours: OpeningHours, at: datetime) -> None:
    opens_at = hours.opens_at(at)
    assert (opens_at is None) == hours.is_open(at)
    if opens_at:
        assert hours.is_open(opens_at)
        assert not hours.is_open(opens_at - timedelta(microseconds=1))
        assert not hours.is_open(at + (opens_at - at) / 2)


@unhurried
@given(HOURS, MOMENTS, OPEN_TIMES)
def test_whatever_is_due_is_due_while_it_is_open_or_at_its_closing(
    hours: OpeningHours, at: datetime, open_time: timedelta
) -> None:
    due = hours.due(at, open_time)
    assert hours.is_open(due) or hours.is_open(due - timedelta(microseconds=1))


@unhurried
@given(HOURS, MOMENTS, OPEN_TIMES)
def test_between_now_and_due_it_is_open_for_just_that_time(
    hours: OpeningHours, at: datetime, open_time: timedelta
) -> None:
    assert open_between(hours, at, hours.due(at, open_time)) == open_time


@unhurried
@given(HOURS, MOMENTS, OPEN_TIMES, st.timedeltas(NOTHING, timedelta(days=9)), OPEN_TIMES)
def test_what_is_asked_later_or_takes_longer_is_never_due_earlier(
    hours: OpeningHours, at: datetime, open_time: timedelta, later: timedelta, longer: timedelta
) -> None:
    assert hours.due(at, open_time) <= hours.due(at + later, open_time + longer)


@unhurried
@given(HOURS, MOMENTS, OPEN_TIMES, OPEN_TIMES)
def test_two_times_one_after_the_other_are_due_with_both_together(
    hours: OpeningHours, at: datetime, first: timedelta, second: timedelta
) -> None:
    # A closing and the opening after it are the same open time.
    both, apart = hours.due(at, first + second), hours.due(hours.due(at, first), second)
    assert open_between(hours, min(both, apart), max(both, apart)) == NOTHING


def open_between(hours: OpeningHours, at: datetime, until: datetime) -> timedelta:
    """The open time in between, by quarters: at them all periods of `HOURS` and all clocks change."""
    quarter, total = timedelta(minutes=15), NOTHING
    while at < until:
        if hours.is_open(at):
            ends = min(at - (at - datetime.min.replace(tzinfo=UTC)) % quarter + quarter, until)
            total += ends - at
            at = ends
        else:
            at = hours.opens_at(at) or until
    return total
