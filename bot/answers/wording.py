"""What is wrong with the wording of a text: things that a customer would stumble over, told in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.filling import place_holders

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 500
LONGEST_LABEL = 50

_FAMILIAR = re.compile(r"\b(du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\b", re.IGNORECASE)
# Words that Germany and Austria write with ß. They are written so here too: Swiss customers are shown ss by themselves.
_SWISS = re.compile(
    r"\b\w*(?:grösse|gross(?!ist)|strass|heiss|weiss|aussen|ausser|äusser|drauss|schliess|grüss|gruss\b|fuss\b|füsse"
    r"|spass|mässig|gemäss|massnahm|fleiss|bloss|süss|stoss|stösst|geniess|fliess|giess|reiss|beiss|dreissig)\w*",
    re.IGNORECASE,
)
# Markdown and HTML are not drawn: customers would read the signs. A page of the shop is written as its path.
_MARKUP = re.compile(r"\*\*|__|`|\]\(|</?[a-z][^>]*>|^#+ ", re.MULTILINE)


def wrong_with(text: str, language: str, longest: int = LONGEST_TEXT) -> Iterator[str]:
    """What a person should put right in a text of this language."""
    if len(text) > longest:
        yield f"the text has {len(text)} characters, more than {longest}: customers do not read that"
    if '"' in text:
        yield f"write {'„…“' if language == 'de' else '“…”'} instead of straight quotation marks"
    if markup := _MARKUP.search(text):
        yield f"“{markup[0]}” would be shown as it is; write plain text, and a page as its path (/shop/returns)"
    if not text.count("{") == text.count("}") == len(place_holders(text)):
        yield "a brace is open or closed alone"
    yield from _german(text) if language == "de" else _english(text)


def _german(text: str) -> Iterator[str]:
    if familiar := _FAMILIAR.search(text):
        yield f"says “{familiar[0]}”; customers are addressed with Sie"
    if swiss := _SWISS.search(text):
        yield f"“{swiss[0]}” is written with ß; Swiss customers are shown ss by themselves"
    if "“" in text and "„" not in text:
        yield "German quotation marks are „…“"


def _english(text: str) -> Iterator[str]:
    if "ß" in text:
        yield "an English text with ß"
    if "„" in text:
        yield "English quotation marks are “…”"
