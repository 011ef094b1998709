"""Amounts of money: 49,90 € · CHF 1'200.– · EUR 1.299,00 · fifty euros."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from bot.nlu.found import UNCLEAR, Found
from bot.nlu.number_words import number_of

_CURRENCIES = {
    "EUR": r"€|eur(?:os?)?|euronen",
    "CHF": r"s?chf|s?fr(?:s|\.)?|franken|fränkli|fraenkli|stutz|(?:swiss )?francs?",
    "USD": r"us-?\$|\$|usd|(?:us-?)?dollars?",
    "GBP": r"£|gbp",
}
_SIGN = "|".join(_CURRENCIES.values())
_CODES = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in _CURRENCIES.items()}
_CENTS = r"cents?|rappen"

_NUMBER = r"(?:\d{1,3}(?:[.,'’ ]\d{3})+(?!\d)|\d{1,7})(?:[.,](?:\d{1,2}(?!\d)|-{1,2}))?"
_START = r"(?<![\w.,'’/+\-:])"
_END = r"(?![^\W_])(?![.,'’:/]?\d)"
_WORDS = r"[^\W\d_]+(?:[\- ](?:hundred|hundert)(?: (?:and )?[^\W\d_]+)?|-[^\W\d_]+)?"
_TO = r"\s?(?:-|bis|to|oder|or)\s?"

_RANGE = re.compile(rf"{_START}(?P<low>{_NUMBER}){_TO}(?P<number>{_NUMBER})\s?(?P<sign>{_SIGN}){_END}", re.IGNORECASE)
_BEHIND = re.compile(rf"{_START}(?P<number>{_NUMBER})\s?-?(?P<sign>{_SIGN}){_END}", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<!\w)(?P<sign>{_SIGN})\s?(?P<number>{_NUMBER}){_END}", re.IGNORECASE)
_COINS = re.compile(rf"{_START}(?P<number>\d{{1,3}})\s?(?P<sign>{_CENTS}){_END}", re.IGNORECASE)
_SPOKEN = re.compile(rf"(?<![\w\-])(?P<words>{_WORDS})\s(?P<sign>{_SIGN}){_END}", re.IGNORECASE)
# Without a currency: 1200.– is how prices are written in Switzerland; two decimals count where a word says so.
_DASHED = re.compile(rf"{_START}(?P<number>(?:\d{{1,3}}(?:['’]\d{{3}})+|\d{{1,5}})[.,]-{{1,2}}){_END}")
_PRICED = re.compile(
    r"(?<!\w)(?:betrag|summe|preis|total|gesamt|abgebucht|kostet|kosten|gezahlt|bezahlt|zahlen|gebühr|rabatt|amount|price"
    r"|paid|pay|charged?|sum|fee|costs?)\W+(?:[^\W\d_]+\W+){0,2}"
    rf"(?P<number>(?:\d{{1,3}}(?:[.,'’]\d{{3}})+|\d{{1,6}})[.,]\d\d){_END}(?![./\-])",
    re.IGNORECASE,
)
_HINT = re.compile(rf"\d[.,]-|\d[.,]\d\d|{_SIGN}|{_CENTS}", re.IGNORECASE)


def find_amounts(text: str) -> list[Found]:
    """The amounts of a plain text, as `{"amount": "49.90", "currency": "EUR"}`; the currency is None if untold."""
    found: list[Found] = []
    if not _HINT.search(text):
        return found
    for pattern in (_RANGE, _BEHIND, _BEFORE, _COINS, _SPOKEN, _DASHED, _PRICED):
        for match in list(pattern.finditer(text)):
            read = _read(pattern, match)
            found += read
            for each in read[:1]:
                text = f"{text[: each.start]}{chr(0) * (each.end - each.start)}{text[each.end :]}"
    return found


def _read(pattern: re.Pattern[str], match: re.Match[str]) -> list[Found]:
    span = match.span("number") if pattern is _PRICED else match.span()
    currency = None if pattern in (_DASHED, _PRICED) else _currency(match["sign"])
    if pattern is _SPOKEN:
        number = number_of(match["words"])
        article = match["words"].lower() in ("a", "an", "eine", "einen", "einem", "einer")
        return [] if number is None or article else [_found(Decimal(number), currency, span)]
    if pattern is _COINS:
        return [_found(Decimal(match["number"]) / 100, None, span)]
    readings = _decimals(match["number"])
    if pattern is _RANGE:
        readings = [*_decimals(match["low"]), *readings]
    found = [_found(number, currency, span) for number in readings]
    return found if len(found) == 1 else [each._replace(entity=f"{UNCLEAR}amount") for each in found]


def _found(number: Decimal, currency: str | None, span: tuple[int, int]) -> Found:
    value: dict[str, Any] = {"amount": f"{number:.2f}", "currency": currency}
    return Found("amount", value, *span)


def _currency(sign: str) -> str | None:
    return next((code for code, pattern in _CODES.items() if pattern.fullmatch(sign)), None)


def _decimals(typed: str) -> list[Decimal]:
    """What a number can be: "2 100" may be one, or two that stand side by side."""
    whole, point, decimals = re.fullmatch(r"(.*?)(?:([.,])(\d{1,2}|-+))?", typed).groups()
    fraction = decimals if point and decimals.isdecimal() else "0"
    apart = [part for part in whole.split(" ") if part]
    joined = Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction}")
    if len(apart) > 1 and fraction == "0":
        return [joined, Decimal(re.sub(r"\D", "", apart[-1]))]
    return [joined]
