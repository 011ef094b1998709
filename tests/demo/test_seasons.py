import random
from collections import Counter
from datetime import UTC, date, datetime

from handover.demo.seasons import ZONE, Calendar, arrivals, busy

AUTUMN = datetime(2026, 11, 23, 9, tzinfo=UTC)


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
    broken = [one.at for one in arrivals(calendar, 20, random.Random(1)) if one.because == "broken"]
    assert len(broken) > 100
    assert all(calendar.broken_from <= at < calendar.broken_until for at in broken)


def test_while_the_shop_is_down_many_ask_where_their_order_is() -> None:
    calendar = Calendar.of(365, AUTUMN)
    asked = [one.at for one in arrivals(calendar, 20, random.Random(1)) if one.because == "down"]
    assert len(asked) > 20
    assert all(calendar.down_from <= at < calendar.down_until for at in asked)


def test_the_weeks_before_christmas_are_busier_than_august_and_nights_are_quiet() -> None:
    came = [one.at.astimezone(ZONE) for one in arrivals(Calendar.of(365, AUTUMN), 20, random.Random(1))]
    months, hours = Counter(at.month for at in came), Counter(at.hour for at in came)
    assert months[12] > 1.3 * months[8]
    assert hours[20] > 10 * hours[3]
    assert busy(date(2026, 11, 27)) > 2 > busy(date(2026, 8, 5))


def test_the_same_seed_brings_the_same_customers() -> None:
    calendar = Calendar.of(30, AUTUMN)
    assert arrivals(calendar, 5, random.Random("a")) == arrivals(calendar, 5, random.Random("a"))
    assert arrivals(calendar, 5, random.Random("a")) != arrivals(calendar, 5, random.Random("b"))
