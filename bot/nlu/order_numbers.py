"""Order numbers and postcodes as people type them.

Read what can be read safely. What looks like an order number but is none is told as it was typed, so that the form can
say what is wrong with it; digits that could be anything become a `number`, which counts only where one was asked for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGIT = "[0-9oOIl]"  # people type the letters O, I and l for 0 and 1
_FEWEST_DIGITS = 3  # that are really digits
_ORDER_DIGITS = 6
_GROUPS = rf"(?:{_DIGIT}{{3}}[ .\-]{_DIGIT}{{3}}|{_DIGIT}{{2}}(?:[ .\-]{_DIGIT}{{2}}){{2}})"
_END = r"(?![^\W_])(?![.,]\d)"
_NOT_A_UNIT = r"(?!\s?(?:€|%|(?:eur|euro|chf|fr|franken|uhr|km|m|cm|mm|g|kg|l)\b))"
_WORD_FOR_ORDER = (
    r"(?:bestell(?:ung|nummer|nr)|auftrag(?:snummer|snr)?|order|booking)"
    r"(?:[ \-]?(?:number|nummer|num|no|nr))?[.:]?(?:\s+(?:is|ist|lautet|war|was|die|the))?"
)

_MARKED = re.compile(
    rf"(?<!\w)(?:b[ .]?w[\s\-–—_.:#/]*|#\s?)(?P<digits>{_GROUPS}{_END}|{_DIGIT}{{3,10}}){_END}", re.IGNORECASE
)
_CUT_SHORT = re.compile(rf"(?<!\w)b[ .]?w[\s\-]*(?P<digits>\d{{1,2}}){_END}", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<!\w){_WORD_FOR_ORDER}\s*[:#]?\s*(?P<digits>{_GROUPS}{_END}|{_DIGIT}{{3,10}}){_END}", re.IGNORECASE
)
_BARE = re.compile(
    rf"(?<![\w.,/+\-])(?:n(?:r|o|umber|ummer)\s?[.:]?\s?)?(?P<digits>{_DIGIT}{{6}}){_END}{_NOT_A_UNIT}",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"^\W*(?P<digits>{_GROUPS})\W*$")

_COUNTRY = r"(?:CH|DE|AT|D|A)"
_WORD_FOR_POSTCODE = r"(?:plz|postleitzahl|npa|post ?codes?|postal code|zip(?: ?code)?)"
_POSTCODE = re.compile(
    rf"(?<!\w)(?:{_WORD_FOR_POSTCODE}\W{{0,3}}(?:(?:is|ist|lautet|war|was)\s+)?(?:{_COUNTRY}[\s\-]?)?|{_COUNTRY}\s?-\s?|CH\s)"
    rf"(?P<digits>\d{{4,5}}){_END}",
    re.IGNORECASE,
)
_BESIDE_ORDER = re.compile(r"^[\s,;:/|&+.\-]*(?:und|and|für|for|nach|in)?[\s:]*$", re.IGNORECASE)
_NUMBER = re.compile(rf"(?<![\w.,/+\-])(?<!\d )(?P<digits>\d{{3,8}}){_END}(?![/\-]\d| \d){_NOT_A_UNIT}", re.IGNORECASE)


class Found(NamedTuple):
    """A piece of text from `start` to `end` and what it says."""

    entity: str
    value: str
    start: int
    end: int


def find(text: str) -> list[Found]:
    """All order numbers, postcodes and other numbers of a message, in no order and without overlaps.

    Two different order numbers in one message give none: which one is meant has to be asked.
    """
    found = _all(text)
    orders = {each.value for each in found if each.entity == "order_number"}
    return [each for each in found if each.entity != "order_number" or len(orders) == 1]


def without_numbers(text: str) -> str:
    """What is left of a message without its numbers: the wish that came with them, or nothing."""
    for found in sorted(_all(text), key=lambda found: -found.start):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text.strip()


def _all(text: str) -> list[Found]:
    found: list[Found] = []
    rest = text
    for pattern in (_MARKED, _CUT_SHORT, _POSTCODE, _NAMED, _BARE, _WHOLE, _NUMBER):
        for match in list(pattern.finditer(rest)):
            really_digits = sum(character.isdigit() for character in match["digits"])
            if really_digits < _FEWEST_DIGITS and pattern is not _CUT_SHORT:
                continue
            found.append(_read(pattern, match))
            rest = rest[: match.start()] + "\0" * len(match.group()) + rest[match.end() :]
    return [_as_postcode(each, text, found) for each in found]


def _read(pattern: re.Pattern[str], match: re.Match[str]) -> Found:
    digits = match["digits"]
    span = match.span("digits") if pattern is _NAMED else match.span()
    if pattern is _POSTCODE:
        return Found("postcode", digits, *span)
    if pattern is _NUMBER:
        return Found("number", digits, *span)
    plain = re.sub(r"[ .\-]", "", digits).translate(str.maketrans("oOIl", "0011"))
    if len(plain) == _ORDER_DIGITS:
        return Found("order_number", f"BW-{plain}", *span)
    return Found("order_number", match.string[slice(*span)], *span)


def _as_postcode(each: Found, text: str, found: list[Found]) -> Found:
    """Four or five digits right beside an order number are its postcode."""
    if each.entity != "number" or len(each.value) not in (4, 5):
        return each
    for order in found:
        between = text[order.end : each.start] if order.end <= each.start else text[each.end : order.start]
        if order.entity == "order_number" and _BESIDE_ORDER.match(between):
            return each._replace(entity="postcode")
    return each
