"""German as it is written in Switzerland and Liechtenstein: without ß, and with «…» for quotation marks."""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]

_COUNTRIES = frozenset({"CH", "LI"})
_SIGNS = str.maketrans({"ß": "ss", "ẞ": "SS", "„": "«", "“": "»", "‚": "‹", "‘": "›"})
# What may be an address is kept: another spelling of it leads nowhere.
_ADDRESS = re.compile(r"(\S*(?:://|@)\S*|(?<!\S)\(?/\S+)")


def in_spelling_of(replies: list[Json], language: str | None, country: str | None) -> list[Json]:
    """Replies as customers of a country read them; their meaning for the bot stays, only texts and labels change."""
    if language != "de" or country not in _COUNTRIES:
        return replies
    return [
        {
            **reply,
            "text": swiss(reply["text"]),
            "choices": [{**choice, "label": swiss(choice["label"])} for choice in reply["choices"]],
        }
        for reply in replies
    ]


def swiss(text: str) -> str:
    """German text in Swiss spelling."""
    parts = _ADDRESS.split(text)
    return "".join(part if index % 2 else part.translate(_SIGNS) for index, part in enumerate(parts))
