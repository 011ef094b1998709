"""What a reader finds in a message, and how readers keep out of each other's way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

# A reading with a doubt is an entity of another name, so no slot is filled from it: it is asked back.
UNCLEAR = "unclear_"
# Found only so that nothing else is read in its place: a telephone number, somebody's IBAN, a customer's number.
OTHER = "other"

_DASHES = frozenset("‐‑‒–—―−﹘﹣－")
_FULL_WIDTH = range(0xFF01, 0xFF5F)


class Found(NamedTuple):
    """A piece of a message, from `start` to `end`, and what it says.

    An unclear one (`unclear_…`) holds one of its possible readings, or the piece as it was typed where there is none.
    """

    entity: str
    value: Any
    start: int
    end: int


Reader = Callable[[str], list[Found]]


def plain(text: str) -> str:
    """`text` with one spelling for digits, dashes and spaces. Each character stays one, so positions stay right."""
    return text if text.isascii() else "".join(map(_plain, text))


def collect(text: str, readers: Iterable[Reader]) -> list[Found]:
    """What the readers find in plain text; what one has found is gone for those behind it."""
    found: list[Found] = []
    for reader in readers:
        new = reader(text)
        found += new
        text = blanked(text, new)
    return found


def blanked(text: str, found: Iterable[Found]) -> str:
    """`text` of the same length without what was found."""
    for each in found:
        text = f"{text[: each.start]}{chr(0) * (each.end - each.start)}{text[each.end :]}"
    return text


def doubtful(found: Iterable[Found]) -> list[Found]:
    """The same readings as possible ones."""
    return [each if each.entity.startswith(UNCLEAR) else each._replace(entity=UNCLEAR + each.entity) for each in found]


def _plain(character: str) -> str:
    if character in _DASHES:
        return "-"
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if ord(character) in _FULL_WIDTH:
        return unicodedata.normalize("NFKC", character)
    # Invisible characters come along when a number is copied from a mail.
    if character.isspace() or unicodedata.category(character) == "Cf":
        return " "
    return character
