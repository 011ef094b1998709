import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from handover.demo.seasons import ZONE, Calendar, arrivals, busy

AUTUMN = datetime(2026, 11, 23, 9, tzinfo=UTC)


def dice_of(day: date) -> random.Random:
    return random.Random(str(day))


def test_the_broken_release_is_two_weeks_of_october() -> None:
    calendar = Calendar.of(365, AUTUMN)
    assert calendar.broken_from.astimezone(ZONE).date() == date(2026, 10, 6)
    assert calendar.broken_until.astimezone(ZONE).date() == date(2026, 10, 20)


def test_a_short_story_has_its_release_and_its_outage_too() -> None:
    calendar = Calendar.of(4, AUTUMN)
    assert calendar.begins < calendar.broken_from < calendar.broken_until < calendar.ends
    assert calendar.begins < calendar.down_from < calendar.down_until < calendar.ends


def test_customers_of_the_broken_page_come_only_while_it_is_broken() -> None:
    calendar = Calendar.of(365, AUTUMN)
    broken = [one.at for one in arrivals(calendar, 20, dice_of) if one.because == "broken"]
    assert len(broken) > 100
    assert all(calendar.broken_from <= at < calendar.broken_until for at in broken)


def test_while_the_shop_is_down_many_ask_where_their_order_is() -> None:
    calendar = Calendar.of(365, AUTUMN)
    asked = [one.at for one in arrivals(calendar, 20, dice_of) if one.because == "down"]
    assert len(asked) > 20
    assert all(calendar.down_from <= at < calendar.down_until for at in asked)


def test_the_weeks_before_christmas_are_busier_than_august_and_nights_are_quiet() -> None:
    came = [one.at.astimezone(ZONE) for one in arrivals(Calendar.of(365, AUTUMN), 20, dice_of)]
    months, hours = Counter(at.month for at in came), Counter(at.hour for at in came)
    assert months[12] > 1.3 * months[8]
    assert hours[20] > 10 * hours[3]
    assert busy(date(2026, 11, 27)) > 2 > busy(date(2026, 8, 5))


def test_the_same_seed_brings_the_same_customers() -> None:
    calendar = Calendar.of(30, AUTUMN)
    assert arrivals(calendar, 5, dice_of) == arrivals(calendar, 5, dice_of)
    assert arrivals(calendar, 5, dice_of) != arrivals(calendar, 5, lambda day: random.Random(f"b {day}"))


def test_a_story_told_three_hours_later_is_the_same_with_three_hours_more() -> None:
    now = arrivals(Calendar.of(30, AUTUMN), 20, dice_of)
    later = arrivals(Calendar.of(30, AUTUMN + timedelta(hours=3)), 20, dice_of)
    assert later[: len(now)] == now
    assert len(later) > len(now)


def test_a_day_has_the_same_customers_in_a_story_that_begins_later() -> None:
    early, late = Calendar.of(365, AUTUMN), Calendar.of(300, AUTUMN)
    both = [one for one in arrivals(early, 5, dice_of) if one.at >= late.begins and one.because != "down"]
    assert both == [one for one in arrivals(late, 5, dice_of) if one.because != "down"]


def test_no_two_customers_come_at_the_very_same_moment() -> None:
    came = [one.at for one in arrivals(Calendar.of(365, AUTUMN), 40, dice_of)]
    assert len(set(came)) == len(came)
