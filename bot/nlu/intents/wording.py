"""A message as the classifier reads it: the same word in one spelling, whoever typed it on whichever keyboard."""

from __future__ import annotations

import unicodedata

from bot.nlu.order_numbers import without_numbers

_FOLDED = str.maketrans({"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "’": "'", "`": "'", "´": "'"})


def wording(text: str) -> str:
    """`text` in small letters, umlauts as `ae`, `ß` as `ss`, emojis as words, and an order number as `_`.

    Any other digits look like `inform`, whose examples are full of them, so postcodes and the like are left out.
    """
    composed = unicodedata.normalize("NFKC", without_numbers(text)).lower().translate(_FOLDED)
    return "".join(_spoken(sign) if ord(sign) > 0x2000 else sign for sign in composed)  # noqa: PLR2004  (no emoji below)


def _spoken(sign: str) -> str:
    if unicodedata.category(sign) != "So":
        return sign
    return f" {unicodedata.name(sign, '').lower()} "
