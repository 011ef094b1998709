"""Moments as people say them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handover.domain.times import from_then, until_then

ZURICH = ZoneInfo("Europe/Zurich")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "german", "english"),
    [
        (timedelta(hours=3), "bis heute, 13:00 Uhr", "by 13:00 today"),
        (timedelta(hours=22, minutes=5), "bis morgen, 8:05 Uhr", "by 8:05 tomorrow"),
        (timedelta(days=2), "bis Mittwoch, 10:00 Uhr", "by 10:00 on Wednesday"),
        (timedelta(days=6), "bis Sonntag, 10:00 Uhr", "by 10:00 on Sunday"),
        (timedelta(days=7), "bis 30. November, 10:00 Uhr", "by 10:00 on 30 November"),
    ],
)
def test_a_moment_is_named_by_the_nearest_name_of_its_day(later: timedelta, german: str, english: str) -> None:
    assert until_then(MONDAY + later, MONDAY, ZURICH, "de") == german
    assert until_then(MONDAY + later, MONDAY, ZURICH, "en") == english


def test_the_day_is_that_of_the_team_and_not_that_of_greenwich() -> None:
    late = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert from_then(late + timedelta(hours=1), late, ZURICH, "de") == "ab morgen, 0:30 Uhr"


@pytest.mark.parametrize(
    ("later", "german", "english"),
    [
        (timedelta(minutes=1), "innerhalb von einer Stunde", "within one hour"),
        (timedelta(hours=1), "innerhalb von einer Stunde", "within one hour"),
        (timedelta(hours=1, seconds=1), "innerhalb von 2 Stunden", "within 2 hours"),
    ],
)
def test_without_a_zone_it_is_a_number_of_hours_and_never_too_few(later: timedelta, german: str, english: str) -> None:
    assert until_then(MONDAY + later, MONDAY, None, "de") == german
    assert until_then(MONDAY + later, MONDAY, None, "en") == english
