"""Where personal data stands in a text."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Stands in for every character that another finder took; a private one, so that no customer types it.
TAKEN = "\ue000"
# Digits as they are typed in East Asia; and characters that nobody sees, which come along when a number is copied.
_ALIKE: dict[int, int | str | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ALIKE |= dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, ord(TAKEN)))
_ALIKE |= dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F), " ")


@dataclass(frozen=True, slots=True)
class Span:
    """Personal data from `start` to before `end`; `kind` is the word in its placeholder."""

    start: int
    end: int
    kind: str


Finder = Callable[[str], Iterator[Span]]


def clean(text: str) -> str:
    """`text` in the one way of writing that the finders know: composed letters, plain digits, no invisible signs."""
    return unicodedata.normalize("NFC", text).translate(_ALIKE)


def by_pattern(kind: str, *patterns: str) -> Finder:
    """What finds a kind by expressions; where one has a group `it`, that group alone is meant.

    Every repetition in an expression has an upper bound: a customer must not be able to keep the service busy with a
    text on which an expression tries for minutes.
    """
    compiled = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]

    def find(text: str) -> Iterator[Span]:
        for pattern in compiled:
            group = "it" if "it" in pattern.groupindex else 0
            for match in pattern.finditer(text):
                yield Span(*match.span(group), kind)

    return find
