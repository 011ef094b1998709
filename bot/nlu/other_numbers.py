"""Numbers that are nobody's order number or postcode, however much they look like one."""

from __future__ import annotations

import re

from bot.nlu.found import OTHER, Found

_PATTERNS = (
    # An account: CH93 0076 2011 6238 5295 7
    (
        r"(?<!\w)(?!bw)[a-z]{2}\d{2} ?(?:\d{4}|(?-i:[A-Z]{4}))(?: ?(?=[a-z]{0,3}\d)[a-z0-9]{4}){2,6}"
        r"(?: ?[a-z0-9]{1,3})?(?!\w)"
    ),
    # An article: 4 006381 333931
    r"(?<![\w.,/\-])\d \d{6} \d{6}(?!\w)",
    # Telephones: +41 44 555 01 80, 0041 44…, 030/555 0180, 0176 104512
    r"(?<![\w.,])(?:\+|00)[1-9][\d /().\-]{6,18}\d(?!\d)",
    r"(?<![\w.,/\-])(?!0?\d[./\-]\d{1,2}[./\-]\d)\(?0\d{1,4}\)?[ /()\-]{1,3}\d[\d /()\-]{3,14}\d(?!\w)",
    (
        r"(?<!\w)(?:tele(?:f|ph)on|tel|phone|handy|mobil|mobile|natel|cell|fax|whatsapp|call|anrufen?)(?:nummer|nr)?"
        r"(?: ?(?:number|no|nr))?[\s.:]{0,3}(?:(?:ist|is|unter|at|on|auf|me) ){0,2}\+?\(?\d[\d /().\-]{4,18}\d(?!\w)"
    ),
    # Parcels and cards: 99.34.104512.12345678, 4111 1111 1111 1111
    r"(?<!\w)\d{9,}(?!\w)",
    r"(?<![\w.,/\-])(?:\d{4}[ \-]){2,4}\d{1,4}(?!\w)",
    r"(?<![\w.,/\-])\d{2}\.\d{2}\.\d{5,6}(?:\.\d{4,8})?(?!\w)",
    # What says itself that it is another number
    (
        r"(?<!\w)(?:kunden|artikel|sendungs|paket|rechnungs|gutschein|konto|karten|serien|referenz|vorgangs|ticket|modell"
        r"|mitglieds|steuer|hrb|customer|article|item|invoice|parcel|tracking|account|voucher|gift ?card|card|serial"
        r"|ticket|model|sku|ean|isbn|pin|tan|gtin)[ \-]?(?:nummer|nr|number|no|num|code|id)?[\s.:#]{0,3}"
        r"(?:(?:ist|is|lautet|war|was) )?(?:[a-z]{1,4}-?)?\d[\d\-]{2,18}(?!\w)"
    ),
    # Times, and coordinates or versions of several parts
    r"(?<![\w.,])\d{1,2}:\d{2}(?::\d{2})?(?!\w)",
)
_OTHER = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)
_DIGITS = re.compile(r"\d\D?\d\D?\d")


def find_other_numbers(text: str) -> list[Found]:
    """Telephone, account, card, parcel, article and other named numbers of a plain text."""
    found: list[Found] = []
    if not _DIGITS.search(text):
        return found
    for pattern in _OTHER:
        for match in pattern.finditer(text):
            found.append(Found(OTHER, match[0], *match.span()))
            text = f"{text[: match.start()]}{chr(0) * len(match[0])}{text[match.end() :]}"
    return found
