"""The words of the calendar, in German and English."""

from __future__ import annotations


def _numbered(lines: str, start: int) -> dict[str, int]:
    return {word: number for number, line in enumerate(lines.strip().splitlines(), start) for word in line.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = _numbered(
    """
    januar jänner jaenner jan january
    februar feber feb february
    märz maerz marz mär mrz march mar
    april apr
    mai may
    juni juno jun june
    juli julei jul july
    august aug
    september sept sep
    oktober okt october oct
    november nov
    dezember dez december dec
    """,
    1,
)
# "may", "mar" and "dec" are words, too: these count only beside a day that is written like one.
WEEKDAYS = _numbered(
    """
    montag mo monday mon
    dienstag di tuesday tue tues
    mittwoch mi wednesday wed
    donnerstag do thursday thu thur thurs
    freitag fr friday fri
    samstag sonnabend sa saturday sat
    sonntag so sunday sun
    """,
    0,
)
SHORT_WEEKDAYS = _words("mo di mi do fr sa so mon tue tues wed thu thur thurs fri sat sun")
# How many days from today.
DAYS_AWAY = {
    "de": {"vorvorgestern": -3, "vorgestern": -2, "gestern": -1, "heute": 0, "heut": 0, "morgen": 1, "uebermorgen": 2}
    | {"übermorgen": 2, "überübermorgen": 3},
    "en": {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "tommorow": 1, "tomorow": 1, "tmrw": 1}
    | {"day after tomorrow": 2, "day before yesterday": -2},
}
UNITS = {
    "tag": "days", "tage": "days", "tagen": "days", "day": "days", "days": "days",
    "woche": "weeks", "wochen": "weeks", "week": "weeks", "weeks": "weeks",
    "monat": "months", "monate": "months", "monaten": "months", "month": "months", "months": "months",
    "jahr": "years", "jahre": "years", "jahren": "years", "year": "years", "years": "years",
}  # fmt: skip
