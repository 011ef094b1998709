"""Typing errors, mended towards the words of the examples."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from symspellpy import SymSpell, Verbosity

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"\w+")
# Among short words every word has a neighbour that means something else (Zeit, Zelt).
_SHORTEST = 5
_LONG = 10
_FEWEST_STRANGE = 2
_STRETCHED = re.compile(r"(.)\1{2,}")


class Spelling:
    """Knows the words of the examples. A word that it does not know becomes the known one that it is nearly."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn the words of `texts`."""
        self.words = Counter(word for text in texts for word in WORD.findall(text))
        # Found is the same with the usual 7, in a third of the time of a rare word and four times the memory.
        self._near = SymSpell(max_dictionary_edit_distance=2, prefix_length=5)
        for word, count in self.words.items():
            if len(word) >= _SHORTEST - 1 and not word.isdigit():
                self._near.create_dictionary_entry(word, count)

    def mend(self, text: str) -> str:
        """`text` with one letter changed, missing, added or swapped put right; two letters in a long word."""
        return WORD.sub(lambda found: self._mended(found.group()), text)

    def unknown(self, text: str) -> float:
        """The share of words that stand in no example, from 0 to 1; 1 where there is no word."""
        words = WORD.findall(text)
        return self._unknown_of(words) / len(words) if words else 1.0

    def is_strange(self, text: str) -> bool:
        """Whether at least two words, and half of all, stand in no example."""
        words = WORD.findall(text)
        unknown = self._unknown_of(words)
        return unknown >= _FEWEST_STRANGE and 2 * unknown >= len(words)

    def __getstate__(self) -> list[str]:
        """The words alone, with their counts: the index is three times as large and quickly made again."""
        return list(self.words.elements())

    def __setstate__(self, words: list[str]) -> None:
        """Make the index again."""
        self.__init__(words)

    def _unknown_of(self, words: list[str]) -> int:
        return sum(word not in self.words for word in words)

    def _mended(self, word: str) -> str:
        if word in self.words or len(word) < _SHORTEST or word.isdigit():
            return word
        short = _STRETCHED.sub(r"\1", word)
        for plain in (short, _STRETCHED.sub(r"\1\1", word)):
            # One letter held down is noise, though "g" may be an example of something.
            if plain in self.words and len(short) > 1:
                return plain
        nearest = self._near.lookup(short, Verbosity.TOP, max_edit_distance=2 if len(short) >= _LONG else 1)
        return nearest[0].term if nearest else word
