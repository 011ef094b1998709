from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.nlu.dates import find_dates
from bot.nlu.found import plain

# The machine may be busy with something else.
UNHURRIED = settings(deadline=None, derandomize=True, database=None)

WEDNESDAY = date(2026, 11, 25)
SUNDAY = date(2026, 11, 22)


def days(text: str, language: str | None = "de", today: date = WEDNESDAY) -> list[str]:
    found = find_dates(plain(text), language, today)
    assert {each.entity for each in found} <= {"date"}
    return [each.value for each in found]


def doubts(text: str, language: str | None = "de", today: date = WEDNESDAY) -> list[str]:
    found = find_dates(plain(text), language, today)
    assert {each.entity for each in found} == {"unclear_date"}
    return [each.value for each in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("heute", "2026-11-25"),
        ("übermorgen", "2026-11-27"),
        ("uebermorgen bitte", "2026-11-27"),
        ("morgen früh", "2026-11-26"),
        ("seit gestern", "2026-11-24"),
        ("vorgestern bestellt", "2026-11-23"),
        ("am 3.12.", "2026-12-03"),
        ("bestellt am 05.11.26", "2026-11-05"),
        ("vom 12.11", "2026-11-12"),
        ("12.11.2026", "2026-11-12"),
        ("3. 12. 2026", "2026-12-03"),
        ("24. Dezember", "2026-12-24"),
        ("4. Oktober", "2026-10-04"),
        ("am 2. Jänner", "2027-01-02"),
        ("3. März 2027", "2027-03-03"),
        ("vor zwei Wochen bestellt", "2026-11-11"),
        ("vor einem Monat", "2026-10-25"),
        ("vor ca. 10 Tagen", "2026-11-15"),
        ("in fünf Tagen", "2026-11-30"),
        ("in einer Woche", "2026-12-02"),
        ("letzten Dienstag", "2026-11-24"),
        ("seit Montag", "2026-11-23"),
        ("kommenden Freitag", "2026-11-27"),
        ("bis Samstag", "2026-11-28"),
        ("2026-12-03", "2026-12-03"),
        ("13/04/2026", "2026-04-13"),
        ("03/04/2026", "2026-04-03"),
    ],
)
def test_a_day_is_read_as_germans_name_it(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-25"),
        ("ordered yesterday", "2026-11-24"),
        ("tomorrow morning", "2026-11-26"),
        ("the day after tomorrow", "2026-11-27"),
        ("in 3 days", "2026-11-28"),
        ("two weeks ago", "2026-11-11"),
        ("a week ago", "2026-11-18"),
        ("last Tuesday", "2026-11-24"),
        ("this Friday", "2026-11-27"),
        ("by Saturday", "2026-11-28"),
        ("since Monday", "2026-11-23"),
        ("December 3rd, 2026", "2026-12-03"),
        ("3rd of December", "2026-12-03"),
        ("24 December", "2026-12-24"),
        ("oct 5", "2026-10-05"),
        ("24/12/2026", "2026-12-24"),
        ("on 24/12", "2026-12-24"),
    ],
)
def test_a_day_is_read_as_the_english_name_it(text, day):
    assert days(text, "en") == [day]


def test_next_friday_is_clear_at_the_end_of_a_week_only():
    assert days("next Friday", "en", SUNDAY) == ["2026-11-27"]
    assert doubts("next Friday", "en") == ["2026-11-27", "2026-12-04"]
    assert doubts("nächsten Freitag") == ["2026-11-27", "2026-12-04"]
    assert days("nächsten Montag") == ["2026-11-30"]


@pytest.mark.parametrize(
    ("text", "language", "readings"),
    [
        ("03/04/2026", "en", ["2026-04-03", "2026-03-04"]),
        ("03/04/2026", None, ["2026-04-03", "2026-03-04"]),
        ("on 3/4", "en", ["2027-04-03", "2027-03-04"]),
        ("kommt es am Freitag?", "de", ["2026-11-20", "2026-11-27"]),
        ("on Monday", "en", ["2026-11-23", "2026-11-30"]),
        ("kommt es Freitag?", "de", ["2026-11-20", "2026-11-27"]),
        ("am 5.6.", "de", ["2026-06-05", "2027-06-05"]),
        ("am 31.2.", "de", ["31.2."]),
        ("february 30th", "en", ["february 30th"]),
    ],
)
def test_a_day_that_may_be_another_is_told_with_all_its_readings(text, language, readings):
    assert doubts(text, language) == readings


@pytest.mark.parametrize(
    "text",
    [
        "Guten Morgen",
        "jeden Morgen",
        "Morgen!",
        "Morgen, ich habe eine Frage",
        "I am so angry",
        "do so",
        "Mo-Fr",
        "Black Friday",
        "Montag bis Freitag",
        "Monday to Friday",
        "Monday-Friday",
        "Montag und Dienstag",
        "montags",
        "in 2-3 Tagen",
        "seit 3 Wochen",
        "innerhalb von 3 Tagen",
        "1. 2. 3.",
        "Version 1.2.3",
        "10.45.12",
        "1/2 Zelt",
        "49.90",
        "12.50 CHF",
        "Grösse 42",
        "may I ask",
        "in der Woche",
        "vor Ort",
        "",
    ],
)
def test_other_words_name_no_day(text):
    assert find_dates(plain(text), "de", WEDNESDAY) == []


@pytest.mark.parametrize("text", ["24/7", "10/10 would buy again", "1/2 price"])
def test_a_slash_alone_makes_no_day(text):
    assert find_dates(text, "en", WEDNESDAY) == []


@UNHURRIED
@given(some.dates(date(2001, 1, 1), date(2098, 12, 31)), some.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_written_out_day_is_the_same_whatever_today_is(day, today):
    for typed in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d. %B %Y}"):
        assert days(f"geliefert am {typed}?", "de", today) == [day.isoformat()]


@UNHURRIED
@given(some.integers(1, 99), some.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_days_are_counted_from_today(count, today):
    assert days(f"vor {count} Tagen", "de", today) == [(today - timedelta(days=count)).isoformat()]
    assert days(f"in {count} weeks", "en", today) == [(today + timedelta(weeks=count)).isoformat()]


@UNHURRIED
@given(some.text() | some.text("0123456789./- amvonext Friday"), some.sampled_from(["de", "en", None]))
def test_no_text_breaks_the_reader_and_spans_are_right(text, language):
    text = plain(text)
    for each in find_dates(text, language, WEDNESDAY):
        assert 0 <= each.start < each.end <= len(text)
