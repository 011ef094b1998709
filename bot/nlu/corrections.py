"""What a customer takes back: "nein, die andere Bestellung", "sorry, wrong number", "die PLZ war falsch"."""

from __future__ import annotations

import re

ORDER, POSTCODE = "order_number", "postcode"

# A longer message tells something, such as what was wrong with a parcel.
_MOST_WORDS = 10
_WORD = re.compile(r"[^\W\d_]+")
_NAMES_ORDER = r"(?:bestellung|bestellnummer|bestellnr|auftrag|auftragsnummer|nummer|nr|order|order number|number|one)"
_NAMES_POSTCODE = r"(?:plz|postleitzahl|post ?codes?|postal code|zip(?: ?code)?)"
_WRONG = (
    r"(?:falsche?[nrs]?|verkehrte?[nrs]?|andere?[nrs]?|wrong|other|different|incorrect|vertippt|vertan|verschrieben"
    r"|mistyped|typo)"
)
_MEANT = (
    r"(?:ich mein(?:te|e)?|gemeint (?:war|ist|hab(?:e)? ich)|i meant?|i mean|meant|i was talking about"
    r"|(?:sondern|es ist|es war|it'?s|it is|it was) (?:die|the) andere?)"
)


def _wrong(name: str) -> re.Pattern[str]:
    """Such as "die falsche Bestellung", "Bestellnummer war falsch"; not "in der Bestellung ist die falsche Größe"."""
    was = r"(?:war|ist|was|is|hab(?:e)? ich|hatte ich)(?:\s+(?:leider|wohl|aber|the|die))?"
    return re.compile(rf"\b(?:{_WRONG}\s+{name}|{name}\s+{was}\s+{_WRONG}(?=\s*(?:$|[^\w\s])))(?!\w)", re.IGNORECASE)


_WRONG_ORDER = _wrong(_NAMES_ORDER)
_WRONG_POSTCODE = _wrong(_NAMES_POSTCODE)
_WRONG_ALONE = re.compile(
    r"^\W*(?:(?:sorry|oh|ups|oops|nein|no|ach|äh|uh)\W+)*"
    r"(?:(?:da )?hab(?:e)? (?:ich )?mich (?:vertippt|vertan|verschrieben)"
    r"|(?:i )?(?:mistyped|made a typo)|typo|vertippt|verschrieben)\b",
    re.IGNORECASE,
)
_OTHER_ALONE = re.compile(
    r"^\W*(?:(?:sorry|oh|nein|nee|no|ach|äh|nicht (?:die|diese)|not (?:that|this)(?: one)?)\W+)*"
    rf"(?:(?:{_MEANT}\W+)?(?:die|eine|the|an?)?\s*(?:andere[nr]?|other(?: one)?|different one|another one))\W*$",
    re.IGNORECASE,
)
_MEANT_THIS = re.compile(rf"\b{_MEANT}\b", re.IGNORECASE)


def taken_back(text: str, *, with_number: bool) -> str | None:
    """Which datum a message takes back (`order_number`, `postcode`), or None.

    Args:
        text: The message.
        with_number: Whether it names an order or postcode; then "ich meinte …" is a correction, too.
    """
    if len(_WORD.findall(text)) > _MOST_WORDS:
        return None
    if _WRONG_POSTCODE.search(text):
        return POSTCODE
    if _WRONG_ORDER.search(text) or _OTHER_ALONE.match(text):
        return ORDER
    if with_number and (_WRONG_ALONE.match(text) or _MEANT_THIS.search(text)):
        return ORDER
    return None
