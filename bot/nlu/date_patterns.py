"""How people write the days of the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.nlu.calendar_words import DAYS_AWAY, MONTHS, SHORT_WEEKDAYS, UNITS, WEEKDAYS


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


_START = r"(?<![\w.,/+\-:#])"
_DAY = r"(?P<day>\d{1,2})"
_DIGIT_MONTH = r"(?P<month>\d{1,2})"
_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d(?!\d))"
_MONTH = rf"(?P<month>{_any(MONTHS)})\b\.?"
_YEAR = r"(?:[ ,]{0,2}(?P<year>(?:19|20)\d\d|'\d\d))?"
_COUNT = r"(?P<count>\d{1,3}|[^\W\d_]+(?:-[^\W\d_]+)?)"
_TIME = "am|vom|bis|seit|ab|on|since|until|by"
_WHICH = (
    r"n(?:ä|ae)chste[nrms]?|next|kommende[nrms]?|coming|this|diese[nrms]?|letzte[nrms]?|last|vergangene[nrms]?"
    rf"|vorige[nrms]?|previous|past|{_TIME}"
)
_NO_RANGE = r"(?! ?[\d-])(?! (?:bis|to|till|und|and|oder|or) \w)"

# By the name of the way to write it; see dates.py.
PATTERNS = _compiled(
    {
        "iso": rf"{_START}(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d\S*)?(?!\w)",
        "points": rf"{_START}{_DAY}\.(?P<gap> ?){_DIGIT_MONTH}\. ?{_SHORT_YEAR}?(?!\w)",
        # "12.11" may be a price or a version, unless a word makes it a day.
        "bare": rf"(?<!\w)(?:{_TIME}|zum|dem|den|der) {_DAY}\.{_DIGIT_MONTH}(?![\w.,]\d|\w)"
        r"(?! ?(?:€|eur|chf|fr|kg|cm|mm|m|km|l|uhr|%)\b)",
        "slashes": rf"(?:(?<!\w)(?P<word>{_TIME}|from) |{_START})"
        r"(?P<first>\d{1,2})(?P<mark>[/\-])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>20\d\d|\d\d))?(?![^\W_])(?![.,/:\-]\d)",
        "named": rf"(?<![\w.,]){_DAY}(?:\.|st|nd|rd|th)? ?(?:of )?{_MONTH}{_YEAR}(?!\w)",
        "english": rf"(?<!\w){_MONTH} (?:the )?{_DAY}(?:st|nd|rd|th)?{_YEAR}(?![\w.,/]\d|\w)",
        "away": rf"(?<!\w)(?P<word>{_any([*DAYS_AWAY['de'], *DAYS_AWAY['en']])})(?!\w)",
        "ago": rf"(?<![\w\-]){_COUNT} (?P<unit>days?|weeks?|months?|years?) (?:ago|from (?:now|today))(?!\w)",
        "before": rf"(?<!\w)(?P<way>vor|in) (?:etwa |ca\.? |circa |about )?{_COUNT} (?P<unit>{_any(UNITS)})(?!\w)",
        "weekday": rf"(?<!\w)(?<!black )(?:(?P<which>{_WHICH}) )?(?P<weekday>{_any(WEEKDAYS)})(?!\w){_NO_RANGE}",
    }
)
# What a message has to hold for a day to be written in one of these ways; most hold none and are done.
HINTS = _compiled(
    {
        "digits": r"\d[./\-]\s?\d",
        "months": rf"\d(?:\.|st|nd|rd|th)? ?(?:of )?(?:{_any(MONTHS)})\b|\b(?:{_any(MONTHS)})\.? (?:the )?\d",
        "days away": r"gestern|heut|morgen|yesterday|today|tonight|tom?mor?row|tmrw",
        "units": rf"\b(?:vor|in) .{{1,30}}\b(?:{_any(UNITS)})\b|\b(?:ago|from now|from today)\b",
        "weekdays": rf"\b(?:{_any(set(WEEKDAYS) - SHORT_WEEKDAYS)}|{_any(SHORT_WEEKDAYS)})\b",
    }
)
READ_BY = {
    "digits": ("iso", "points", "bare", "slashes"),
    "months": ("named", "english"),
    "days away": ("away",),
    "units": ("ago", "before"),
    "weekdays": ("weekday",),
}
