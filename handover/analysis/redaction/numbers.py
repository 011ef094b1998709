"""Numbers that stand for somebody: of an account, a card, a state, an order, a parcel; and secrets."""

import re
from collections.abc import Iterator

from stdnum import iban as ibans
from stdnum import luhn
from stdnum.at import vnr
from stdnum.de import idnr

from handover.analysis.redaction.span import TAKEN, Span, by_pattern

# Numbers beside these are prices, sizes and amounts, which an owner needs to read.
_UNIT = (
    r"(?:€|%|(?:eur|euros?|chf|franken|fr\.|cents?|mm|cm|m|km|hm|g|kg|gramm|grams?|l|ml|lit(?:er|re)s?|met(?:er|re)s?"
    r"|mah|wh|watt|lumens?|stück|stk|pieces|pcs|paare?|pairs?|schritte|steps|punkte|points|personen|people|uhr|mal|times)"
    r"(?!\w))"
)
# 1299 € · 2499 auf 1999 CHF
AMOUNT = rf"(?!\s?(?:(?:-|–|bis|to|auf|oder|or|und|and)\s?[\d.,'’]{{1,9}}\s?)?{_UNIT})"
CURRENCY = r"(?<!€)(?<!€ )(?<!\$)(?<!eur )(?<!euro )(?<!chf )(?<!fr\. )(?<!lumen )(?<!\d:)"
CURRENCY += r"(?-i:(?<!\bEN )(?<!\bISO )(?<!\bDIN ))"
# Not in the middle of a price, a date, or the number of an article (BG-5001).
ALONE = r"(?<![\w.,'’/-])"
ENDS = r"(?!\w|[.,'’/-]\d)"
_IS = r"[\s:=#.]{0,3}(?:(?:ist|lautet|is|was|war|wäre)\s{1,2})?[:\"„“ ]{0,2}"
_NUMBER = r"(?:nummer|nr|number|no|num|id|n°)\b\.?"
_CODE = r"[a-z]{0,3}[-. ]?\d[\da-z]{0,11}(?:[-./ ]\d[\da-z]{0,11}){0,7}"

_IBAN = re.compile(r"(?<![\w-])[a-z]{2}[ .-]?\d{2}(?:[ .-]{0,2}[a-z0-9]{1,4}){3,9}(?!\w)", re.IGNORECASE)
_TAIL = re.compile(r"[ .-]{1,2}[^ .-]{1,40}$")
_DIGITS_OF_ONE = 10


def iban(text: str) -> Iterator[Span]:
    """Account numbers, with a typo as well; the words behind one stay."""
    for match in _IBAN.finditer(text):
        found = re.split(r"[ .-]{1,2}(?=[a-z]{1,40}(?:[ .-]|$))", match[0], maxsplit=1, flags=re.IGNORECASE)[0]
        shorter = match[0]
        while shorter and not ibans.is_valid(shorter):
            cut = _TAIL.search(shorter)
            shorter = shorter[: cut.start()] if cut else ""
        # With a typo: only where letters and digits stand together, or "at 078 …" would be one.
        if not shorter and found[2].isdigit() and sum(sign.isdigit() for sign in found[:20]) >= _DIGITS_OF_ONE:
            shorter = found
        if shorter:
            yield Span(match.start(), match.start() + len(shorter), "iban")


_DIGITS = re.compile(rf"{ALONE}\d{{2,6}}(?:[ -]?\d{{2,6}}){{2,7}}{ENDS}")
_card_by_look = by_pattern(
    "card", r"\b(?!0)(?:\d{4}[ -]?){3}\d{1,7}\b(?:[ -]\d{1,4}\b){0,2}|\b3\d{3}[ -]?\d{6}[ -]?\d{5}\b"
)
_CARD = range(13, 20)


def card(text: str) -> Iterator[Span]:
    """Cards by their groups of four, and by their check digit where they are grouped otherwise."""
    yield from _card_by_look(text)
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        # A list of sizes (38 40 42 …) fits one time in ten.
        sizes = re.fullmatch(r"(?:\d\d[ -])+\d\d", match[0])
        if len(digits) in _CARD and digits[0] in "3456" and luhn.is_valid(digits) and not sizes:
            yield Span(*match.span(), "card")


_OF_THE_STATE = (
    r"ahv|avs|ssn|social security|sozialversicherungs?|versicherungs?|insurance|sv|steuer(?:identifikations)?|tax|tin"
    r"|ust|umsatzsteuer|vat|mwst|uid|atu|(?:reise)?pass|passport|perso|(?:personal)?ausweis|identity card|id[ -]card"
    r"|identitätskarte"
)
_state_by_look = by_pattern(
    "id",
    r"\b756[ .]{0,2}\d{4}[ .]{0,2}\d{4}[ .]{0,2}\d{2}\b",
    r"\bCHE[ -]?\d{3}[ .]?\d{3}[ .]?\d{3}(?:\s?(?:MWST|TVA|IVA|VAT))?\b",
    r"\bATU ?\d{8}\b|\b(?-i:DE) ?\d{9}\b",
    r"\b\d{2} ?\d{6} ?(?-i:[A-Z]) ?\d{3}\b",
    rf"\b(?:{_OF_THE_STATE})[a-z]{{0,8}}[ -]?(?:{_NUMBER})?(?:, )?{_IS}"
    rf"(?P<it>(?=[a-z]{{0,4}}[ -]?\d)(?:[a-z]{{1,3}}[ -]?)?\d[\da-z]{{1,12}}(?:[ ./-]\d[\da-z]{{0,9}}){{0,5}}){ENDS}",
)
_AUSTRIAN = re.compile(rf"{ALONE}\d{{4}} ?\d{{6}}{ENDS}")
_GERMAN_TAX = re.compile(rf"{ALONE}\d{{2}} ?\d{{3}} ?\d{{3}} ?\d{{3}}{ENDS}")


def state(text: str) -> Iterator[Span]:
    """What a state numbers people and firms by: AHV, insurance and tax numbers, VAT, passports."""
    for span in _state_by_look(text):
        # "mwst 8.1" and "steuer 2026" are none
        if sum(sign.isalnum() for sign in text[span.start : span.end]) > 5:  # noqa: PLR2004
            yield span
    for pattern, check in ((_AUSTRIAN, vnr), (_GERMAN_TAX, idnr)):
        for match in pattern.finditer(text):
            if check.is_valid(match[0]):
                yield Span(*match.span(), "id")


_GROUP = r"[0-9OIl]{1,3}(?:[ .-][0-9OIl]{1,3}){1,5}"
order = by_pattern(
    "order",
    r"#?\bb\s?w\s?[-–_ .#]{0,2}\s?[0-9OIl]{4,8}\b|\b1[0-9OIl]{5}\b",
    rf"#?\bb[ .-]?w[\s–_.:#-]{{0,3}}(?:(?:nr|no)\.? ?)?(?:{_GROUP}|(?=\w?\d\w?\d)[0-9OIlSZBG]{{5,8}})(?!\w)",
    rf"{ALONE}1\d\d[ -]\d{{3}}{ENDS}{AMOUNT}",
    # Of other shops, by what is said before it.
    rf"\b(?:bestell(?:ung)?s?|auftrags?|order)[ -]?(?:{_NUMBER}){_IS}"
    rf"(?P<it>(?=[^\s]{{0,6}}\d{{3}}){_CODE}){ENDS}{AMOUNT}",
)

_NO_PERSON = (
    r"(?<!artikel)(?<!artikel-)(?<!artikel )(?<!article )(?<!item )(?<!art )(?<!art. )(?<!produkt )(?<!product )"
    r"(?<!modell)(?<!modell )(?<!model )(?<!haus)(?<!size )"
)
number = by_pattern(
    "number",
    rf"{_NO_PERSON}(?:{_NUMBER}){_IS}(?:(?-i:[A-Z]{{2,5}})\s)?"
    rf"(?P<it>(?=[^\s]{{0,6}}\d[\d .-]{{0,2}}\d){_CODE}){ENDS}{AMOUNT}",
    r"\b(?:kunden?|customer|konto|account|postfach|p\.?o\.? box|sendung|tracking|paket|parcel)[a-z]{0,8}"
    rf"{_IS}(?P<it>(?=[^\s]{{0,6}}\d{{3}}){_CODE}){ENDS}{AMOUNT}",
    # Gutscheincode XMAS-88TR-L2Q; one without a hyphen (SALE20) is for everybody.
    r"\b(?:gutschein|geschenk|voucher|gift|coupon|rechnung|invoice|gutschrift|credit"
    r"|retour|rück|lieferschein|return|slip|ticket|referen|vorgang|schaden|case)[a-z]{0,8}"
    rf"(?:[ -](?:card|karte|code))?[ -]?(?:{_NUMBER})?{_IS}"
    rf"(?-i:(?P<it>(?!BG-)(?=\S{{0,20}}\d)[A-Z0-9]{{2,10}}(?:-[A-Z0-9]{{2,10}}){{1,4}})){ENDS}",
    r"\b1Z[0-9A-Z]{16}\b|\b[A-Z]{1,4}\d{9,20}[A-Z]{0,3}\b|\b[A-Z]{1,3}-\d{4}-\d{4,8}\b",
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b",
    r"\b\d{6,}\b",
)

# Of an invoice, before its end is taken for an order; and what mixes capitals and digits at length.
document = by_pattern(
    "number",
    r"(?:\b[A-Z]{1,4}-)?(?<!\d)(?:19|20)\d\d-\d{5,8}\b|\b\d{2}\.\d{2}\.\d{6}\.\d{8}\b",
    r"(?-i:\b(?!BW\d)(?=[A-Z0-9]{8,24}\b)(?=(?:[A-Z]{0,9}\d){4})(?=\d{0,24}[A-Z])[A-Z0-9]{8,24}\b)",
)
_WORD_FOR_IT = r"\b(?:passwor[td]|kennwort|zugangscode|passcode|pwd|pw)\b"
_PIN = r"\b(?:pin|tan|cvv2?|cvc2?|prüf(?:ziffer|nummer)|security code|sicherheitscode)\b"
secret = by_pattern(
    "secret",
    rf"{_WORD_FOR_IT}{_IS}(?P<it>(?=\S{{0,30}}(?:\d|[!$%&*#@]\w))(?!\d{{1,2}}x?\b)[^\s,;]{{4,40}}?)(?=[\s,;.]|$)",
    rf"{_PIN}(?:[ -]?code)?{_IS}(?P<it>\d{{3,8}})\b",
    rf"{TAKEN}[\s,;]{{1,3}}(?:(?:gültig bis|valid|exp\.?|bis)\s)?(?P<it>(?:0[1-9]|1[0-2])\s?/\s?\d\d(?:\d\d)?)\b(?!/)",
)

_MONTH = r"(?:jan|jän|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zäöü]{0,7}\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s?(?:of\s)?{_MONTH}\s?\d{{2,4}}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{2,4}}"
    r"|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
birthday = by_pattern(
    "birthday",
    r"\b(?:geb\.?|geboren\w{0,2}|geburts?(?:datum|tag)|born|birthday|date of birth|birth ?date|dob)\b[^\d\n]{0,25}"
    rf"(?P<it>{_DAY})(?!\d)",
    rf"(?<!\d)(?P<it>{_DAY})\s(?:geboren|geb\b)",
)
