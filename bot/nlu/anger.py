"""Words by which a customer shows anger."""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"\b(?:frechheit|unverschämt\w*|sauladen|saftladen|idiot\w*|scheiss\w*|scheiß\w*|verdammt\w*|zum teufel|sauer"
    r"|wütend|stinksauer|f\*+\w*|fuck\w*|wtf|the hell|damn|bloody|ridiculous|pathetic|furious|fed up|useless)(?!\w)",
    re.IGNORECASE,
)


def sounds_angry(text: str) -> bool:
    """Whether a message holds such a word."""
    return bool(_WORDS.search(text))
