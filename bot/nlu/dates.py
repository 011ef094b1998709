"""Days of the calendar as people name them, seen from a given day: übermorgen · next Friday · am 3.12. · in 3 days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.nlu.calendar_words import DAYS_AWAY, MONTHS, SHORT_WEEKDAYS, UNITS, WEEKDAYS
from bot.nlu.date_patterns import HINTS, PATTERNS, READ_BY
from bot.nlu.found import UNCLEAR, Found
from bot.nlu.number_words import number_of

# A day without a year is the nearest one, unless the other is about as near: then both are meant, perhaps.
_NEAR_DAYS = 150
_WEEK = 7
_SOON = re.compile(r"n(?:ä|ae)chste|next", re.IGNORECASE)
_COMING = re.compile(r"kommend|coming|diese|this", re.IGNORECASE)
_PAST = re.compile(r"letzte|last|vergangen|vorige|previous|past|seit|since", re.IGNORECASE)
_AHEAD = re.compile(r"bis|by|until|ab", re.IGNORECASE)
_GREETED = re.compile(r"\s*(?:$|[,!.]|zusammen|allerseits|ihr|liebe)", re.IGNORECASE)
_MORNING = re.compile(
    r"(?:guten?|schönen|schoenen|heute|gestern|am|jeden|der|den|dem|in der|gueten?|guete) $", re.IGNORECASE
)


def find_dates(text: str, language: str | None, today: date) -> list[Found]:
    """The days that a plain text names, as ISO dates; several readings of one are each `unclear_date`."""
    found: list[Found] = []
    for hint, pattern in HINTS.items():
        if not pattern.search(text):
            continue
        for name in READ_BY[hint]:
            for match in list(PATTERNS[name].finditer(text)):
                read = _read(name, match, language, today)
                found += read
                if read:
                    text = f"{text[: match.start()]}{chr(0) * len(match[0])}{text[match.end() :]}"
    return found


def _read(name: str, match: re.Match[str], language: str | None, today: date) -> list[Found]:
    if name in ("away", "ago", "before"):
        readings = _relative(name, match, language, today)
    elif name == "weekday":
        readings = _weekday(match, language, today)
    elif name == "slashes":
        readings = _slashes(match, language, today)
    else:
        readings = _written(match, today)
    if readings is None:
        return []
    if not readings:  # a try at a day that no calendar has
        return [Found(f"{UNCLEAR}date", match[0], *match.span())]
    entity = "date" if len(readings) == 1 else f"{UNCLEAR}date"
    return [Found(entity, day.isoformat(), *match.span()) for day in readings]


def _written(match: re.Match[str], today: date) -> list[date] | None:
    parts = match.groupdict()
    named, year = parts["month"].lower(), parts.get("year")
    day, month = int(parts["day"]), int(named) if named.isdecimal() else MONTHS[named]
    # "1. 2. 3." counts something.
    if not (_is_day(day) and _is_month(month)) or (parts.get("gap") and len(year or "") < len("2026")):
        return None
    return _days(day, month, year, today)


def _slashes(match: re.Match[str], language: str | None, today: date) -> list[date] | None:
    """Day first in German, and both ways in English, whose two sides of the ocean differ."""
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    if not year and not match["word"] and (language == "de" or _is_no_day(match)):
        return None
    orders = [(first, second)] if language == "de" else [(first, second), (second, first)]
    orders = [(day, month) for day, month in dict.fromkeys(orders) if _is_day(day) and _is_month(month)]
    return [each for day, month in orders for each in _days(day, month, year, today)] if orders else None


def _is_no_day(match: re.Match[str]) -> bool:
    """1/2 is a half, 24/7 is always, 2-3 is a range, and 10/10 is praise."""
    first, second = match["first"], match["second"]
    return match["mark"] == "-" or len(first + second) < len("03/04") - 1 or first == second


def _is_day(number: int) -> bool:
    return number in range(1, 32)


def _is_month(number: int) -> bool:
    return number in range(1, 13)


def _days(day: int, month: int, year: str | None, today: date) -> list[date]:
    if year:
        typed = year.lstrip("'")
        return _existing(day, month, [int(typed) if len(typed) == len("2026") else 2000 + int(typed)])
    nearest = sorted(_existing(day, month, range(today.year - 1, today.year + 2)), key=lambda each: abs(each - today))
    if len(nearest) > 1 and abs(nearest[0] - today).days > _NEAR_DAYS:
        return sorted(nearest[:2])
    return nearest[:1]


def _existing(day: int, month: int, years: Iterable[int]) -> list[date]:
    return [date(year, month, day) for year in years if 1 <= day <= calendar.monthrange(year, month)[1]]


def _relative(name: str, match: re.Match[str], language: str | None, today: date) -> list[date] | None:
    if name == "away":
        word = match["word"].lower()
        if word == "morgen" and (language == "en" or _is_morning(match)):
            return None
        return [today + timedelta(days=DAYS_AWAY["de"].get(word, DAYS_AWAY["en"].get(word, 0)))]
    count, unit = number_of(match["count"]), UNITS[match["unit"].lower()]
    if count not in range(1_000):
        return None
    backwards = match["way"].lower() == "vor" if name == "before" else match[0].lower().endswith("ago")
    return _moved(today, -count if backwards else count, unit)


def _is_morning(match: re.Match[str]) -> bool:
    """Whether it greets, or is the time of day."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_MORNING.search(before) or (not before.strip() and _GREETED.match(after)))


def _moved(today: date, count: int, unit: str) -> list[date] | None:
    if unit in ("days", "weeks"):
        return [today + timedelta(**{unit: count})]
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    return [date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))]


def _weekday(match: re.Match[str], language: str | None, today: date) -> list[date] | None:
    word, which = match["weekday"].lower(), match["which"] or ""
    if word in SHORT_WEEKDAYS and not _is_short_weekday(match, language):
        return None
    if _is_in_range(match):
        return None
    ahead = (WEEKDAYS[word] - today.weekday()) % _WEEK
    coming, last = today + timedelta(days=ahead or _WEEK), today - timedelta(days=(_WEEK - ahead) % _WEEK or _WEEK)
    if _PAST.match(which):
        return [last]
    if _SOON.match(which):
        # On a Monday, "next Friday" is in four days to some and in eleven to others.
        return (
            [coming] if coming.isocalendar()[1] != today.isocalendar()[1] else [coming, coming + timedelta(days=_WEEK)]
        )
    if _COMING.match(which) or _AHEAD.match(which):
        return [coming]
    return [last, coming]


def _is_short_weekday(match: re.Match[str], language: str | None) -> bool:
    """Whether it is one, as in "am Di" and "next Fri", which "I am so" has none of."""
    word, which = match["weekday"], (match["which"] or "").lower()
    if len(word) == len("Di"):
        return language == "de" and which == "am" and word[0].isupper()
    return which in ("on", "next", "last", "this")


def _is_in_range(match: re.Match[str]) -> bool:
    """Whether it ends a range, as in "Montag bis Freitag" and "Mon-Fri": those name no day."""
    before = re.findall(r"[^\W\d_]+|-", match.string[: match.start()].lower())[-2:]
    if match["which"]:
        return before[-1:] != [] and before[-1] in WEEKDAYS and match["which"].lower() in ("bis", "until", "by")
    return before[-1:] != [] and before[-1] in ("-", "bis", "to", "till", "und", "and", "oder", "or")
