"""Postcodes of Switzerland and Austria (four digits) and Germany (five, with leading zeros)."""

from __future__ import annotations

import re

from bot.nlu.found import UNCLEAR, Found
from bot.nlu.towns import TOWNS

# The lowest and the highest that can be given out, and how many digits there are.
_RANGES = {"CH": (4, 1000, 9999), "AT": (4, 1010, 9992), "DE": (5, 1001, 99998)}
_SHORT = {"D": "DE", "A": "AT"}

_END = r"(?![^\W_])(?![.,'/:\-]\d)"
_COUNTRY = r"(?P<country>CH|DE|AT|D|A)"
_WORD = r"(?:plz|postleitzahl|npa|post ?codes?|postal codes?|zip(?: ?codes?)?)"
_SAYS_SO = re.compile(
    rf"(?<!\w)(?:{_WORD}\W{{0,3}}(?:(?:is|ist|lautet|war|was|von|of|:)\s+)?(?:(?:meine|my)\s+)?"
    rf"(?:{_COUNTRY}[\s\-]{{0,3}})?|{_COUNTRY.replace('country', 'prefix')}\s?-\s?|(?-i:CH|DE|AT)\s)"
    rf"(?P<digits>\d{{3,6}}){_END}",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    rf"(?<![\w.,'/+\-:])(?P<digits>\d{{4,5}}),? (?:is|ist|as|als|lautet) (?:(?:the|my|die|meine) )?{_WORD}(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# "Rosenweg 4, 10117" is an address, and "ca. 1500" an amount.
_STANDS_ALONE = re.compile(
    r"(?:^|(?<!\d)(?<!\d[a-z])(?<!\d [a-z])[,;.!?()|]|\s-|\b(?:bitte|please|danke|thanks))\s*$", re.IGNORECASE
)
_SHORTENED = re.compile(
    r"(?<!\w)(?:ca|circa|etwa|approx|max|min|mind|nr|no|art|gr|inkl|zzgl|bzw|usw|str|tel|ref|pos|jg|kd|vol|qty)\.\s*$",
    re.IGNORECASE,
)
_ENDS_THERE = re.compile(
    r"(?![.,]-)\s*(?:[,;.!?()|]|\s-\s|(?:bitte|danke|please|pls|thanks|thx|merci)\W*$|$)", re.IGNORECASE
)
_TOWN_AFTER = re.compile(r"(?<![\w.,'/+\-:])(?P<digits>\d{4,5}),? ?(?:(?:St\.?|Sankt) )?(?P<town>[^\W\d_]{2,20})(?!\w)")
_TOWN_BEFORE = re.compile(rf"(?<!\w)(?P<town>[^\W\d_]{{3,20}}),? (?P<digits>(?!19|20)\d{{4,5}}){_END}(?! ?[^\W\d_]*\d)")


def countries(digits: str) -> tuple[str, ...]:
    """The countries in which these digits can be a postcode: none, one, or two."""
    number = int(digits)
    return tuple(
        country
        for country, (length, lowest, highest) in _RANGES.items()
        if len(digits) == length and lowest <= number <= highest
    )


def find_postcodes(text: str) -> list[Found]:
    """The postcodes of a plain text that say that they are some: by a word, a country, or a town beside them."""
    found = [_read(match) for match in _SAYS_SO.finditer(text)]
    taken = [(each.start, each.end) for each in found]
    for pattern in (_SAID_AFTER, _TOWN_AFTER, _TOWN_BEFORE):
        for match in pattern.finditer(text):
            start, end = match.span("digits")
            free = not any(start < taken_end and taken_start < end for taken_start, taken_end in taken)
            named = pattern is _SAID_AFTER or match["town"].lower() in TOWNS
            if free and named and countries(match["digits"]):
                found.append(Found("postcode", match["digits"], start, end))
                taken.append((start, end))
    return found


def stands_alone(number: Found, text: str) -> bool:
    """Whether digits have a part of a plain text to themselves, as in "Wo ist es? 8004", and can be a postcode.

    Who writes that tells the postcode of the order; "im Jahr 2026" and "Größe 4200" are none, and a year is never.
    """
    before, after = text[: number.start], text[number.end :]
    return (
        may_be_postcode(number)
        and bool(_STANDS_ALONE.search(before) and _ENDS_THERE.match(after))
        and not _SHORTENED.search(before)
    )


def may_be_postcode(number: Found) -> bool:
    """Whether a country has this postcode and it is no year of ours."""
    return bool(countries(number.value)) and not _YEAR.fullmatch(number.value)


def _read(match: re.Match[str]) -> Found:
    digits = match["digits"]
    country = (match["country"] or match["prefix"] or "").upper()
    country = _SHORT.get(country, country)
    possible = countries(digits)
    if possible and (not country or country in possible):
        return Found("postcode", digits, *match.span())
    # Who types "D-4109" has lost a zero on the way, perhaps.
    if country == "DE" and "DE" in countries(f"0{digits}"):
        return Found(f"{UNCLEAR}postcode", f"0{digits}", *match.span())
    return Found(f"{UNCLEAR}postcode", digits, *match.span())
