"""How somebody is reached: e-mail addresses, links, accounts, telephone numbers."""

import re
from collections.abc import Iterator

import phonenumbers

from handover.analysis.redaction.span import Span, by_pattern

_AT = r"(?:@|\(at\)|\[at\]|\{at\}|\(ät\)| (?:at|ät|aet) )"
_DOT = r"(?:\.|,|\(dot\)|\[dot\]|\(punkt\)|\[punkt\]| (?:dot|punkt) )"
_SIGN = r" (?:minus|dash|bindestrich|unterstrich|underscore|dot|punkt|plus) "
# "write to me at xaver dot huber at …": who is written to is no part of it.
_LOCAL = r"(?<![\w.+-])(?!(?:me|us|ein|a|one|him|her|is|am|are|mail|address|adresse|unter|mir|it)\s)[\w.+’'-]{1,64}"

email = by_pattern(
    "email",
    rf"{_LOCAL}(?:{_SIGN}[\w.]{{1,40}}){{0,4}}(?:@\s?|\s@\s|\s?\((?:at|ät)\)\s?|\s?\[at\]\s?)[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}",
    # What the bot reads as one and asks back: mia[at]web[dot]de, mia at web dot de, mia@web,de
    rf"{_LOCAL}(?:{_SIGN}[\w.]{{1,40}}){{0,4}}(?:(?<=[\w])@|{_AT}(?=[\w-]{{1,63}}{_DOT}[^\W\d]))"
    rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{0,4}}",
)

link = by_pattern("link", r"\bhttps?://[^\s<>\"]{1,2000}|\bwww\.[^\s<>\"]{1,2000}")

account = by_pattern("account", r"(?<![\w@.])@[a-z_](?:[\w.-]{1,40}\w)")

_ALONE = r"(?<![\w.,'’/-])"
_DATE = r"(?!\d{1,2}[./]\d{1,2}[./]\d)"
_typed_phone = by_pattern(
    "phone",
    r"(?<![\w.,])(?:\(\+|\+|00)[1-9][\d /().–-]{6,18}\d\b",
    # (415) 555-0199
    r"(?<![\w.,])\([2-9]\d{2}\)\s?\d{3}[ .-]\d{4}\b",
    # 06.12.34.56.78 of France begins as a date does.
    rf"{_ALONE}0\d(?:\.\d\d){{4}}(?![.]?\d)",
    rf"{_ALONE}{_DATE}\(?0\d{{1,4}}\)?[ /()–-]{{0,3}}\d[\d /().–-]{{4,14}}\d\b",
)

_CANDIDATE = re.compile(rf"{_ALONE}{_DATE}[1-9]\d{{0,4}}(?:[ /().–-]{{0,2}}\d{{1,8}}){{1,6}}(?![\w]|[.,'’/-]\d)")
_CALLING = re.compile(
    r"\b(?:tel|phone|telefon|mobile?|handy|natel|cell|call|ring|ruf|anruf|whatsapp|fax|nummer|number|reach|erreich)",
    re.IGNORECASE,
)
_MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
_FEWEST, _MOST = 8, 15
# Whose numbers are known without + or without their zero. Those of Liechtenstein (423) have seven digits and no zero:
# they look like one with their code only.
_COUNTRIES, _CODES = ("CH", "DE", "AT"), ("41", "49", "43", "423")


def phone(text: str) -> Iterator[Span]:
    """Telephone numbers: with a zero or a plus in front by their look, else where the numbering plan knows them."""
    yield from _typed_phone(text)
    if not _CALLING.search(text):
        return
    for match in _CANDIDATE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _FEWEST <= len(digits) <= _MOST and _in_a_plan(digits):
            yield Span(*match.span(), "phone")


def _in_a_plan(digits: str) -> bool:
    """Whether these are a country code with its number, or a mobile number of one of the countries without its zero."""
    if digits.startswith(_CODES) and phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}")):
        return True
    national = (phonenumbers.parse(digits, country) for country in _COUNTRIES)
    return any(phonenumbers.number_type(number) in _MOBILE for number in national)
