"""Articles as customers name them, with typos, in run-on words, and in the spellings of both languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.found import UNCLEAR, Found

ENTITY = "product"

_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 5  # words
_ENDINGS = ("n", "en", "s", "es", "e", "ern")
# How long a word has to be to be possibly, and surely, a name that it is like. Short words are each other's neighbours:
# stove and store, tent and sent, Zelt and Zeit, Hose and Hase; and one wrong letter makes a Bergschule of Bergschuhe.
_INFLECTED = 5
_SLIP = (4, 6)  # two letters changed places, or one stands twice or once
_GAP = (6, 7)  # one letter too many or too few
_WRONG_LETTER = (6, 11)
_TWO_MISTAKES = (9, 13)
_HEAD, _BEFORE_HEAD = 5, 3
# The last part of a German compound says what it is. These are short, and few other words end like them.
_SHORT_HEADS = frozenset({"zelt", "hose", "helm", "seil", "gurt"})
_NO_HEADS = frozenset({"tents"})  # but contents
_NO_COMPOUNDS = frozenset({"wilhelm", "schlampe", "schlampen"})
_PART = 3  # letters of a word that is a part of a name
_MOST_READINGS = 4


class Token(NamedTuple):
    """A word of a message in one spelling, and where it stands."""

    word: str
    start: int
    end: int


class _Near(NamedTuple):
    names: tuple[str, ...]
    sure: bool


class ProductNames:
    """The names that are known, and the words that are none however much they look like one."""

    def __init__(self, names: Iterable[str], ordinary: Collection[str]) -> None:
        """Take the names as they are written, and ordinary words in the spelling of `folded`."""
        self._names: dict[str, str] = {}
        self._written: set[tuple[str, ...]] = set()
        for name in names:
            words = tuple(token.word for token in tokens(name))
            self._written.add(words)
            self._names.setdefault("".join(words), name)
        self._names.pop("", None)
        self._heads = {name for name in map(folded, self._names.values()) if name in self._names and len(name) >= _HEAD}
        self._heads |= _SHORT_HEADS
        self._heads -= _NO_HEADS
        self._longest_head = max(map(len, self._heads))
        self._by_length: dict[int, list[str]] = {}
        for joined in self._names:
            self._by_length.setdefault(len(joined), []).append(joined)
        self._ordinary = frozenset(ordinary) - self._names.keys()

    def find(self, text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Found]:
        """The articles that a text names, from left to right; nothing is read inside the spans `taken`."""
        words = [
            each for each in tokens(text) if not any(start < each.end and each.start < end for start, end in taken)
        ]
        found: list[Found] = []
        at = 0
        while at < len(words):
            length, read = self._at(words[at : at + _LONGEST_NAME], text)
            found += read
            at += length
        return found

    def _at(self, words: list[Token], text: str) -> tuple[int, list[Found]]:
        """What the first of `words` begins, and how many words it takes."""
        for length in range(len(words), 0, -1):
            if self._is_name(tuple(each.word for each in words[:length])):
                return length, [_found(words[:length], text[words[0].start : words[length - 1].end])]
        for length in (1, 2):
            near = self._near(words[:length]) if len(words) >= length else None
            if near:
                entity = ENTITY if near.sure else f"{UNCLEAR}{ENTITY}"
                return length, [_found(words[:length], name, entity) for name in near.names]
        return 1, [_found(words[:1], text[words[0].start : words[0].end])] if self._is_compound(words[0].word) else []

    def _is_name(self, words: tuple[str, ...]) -> bool:
        """Whether these words are a name, also one that is written together or apart otherwise; "I'm at" is no mat."""
        if "".join(words) not in self._names:
            return False
        return len(words) == 1 or words in self._written or all(len(word) >= _PART for word in words)

    def _near(self, words: list[Token]) -> _Near | None:
        """The names that one word is, or two together, but for an ending or a typo."""
        if all(each.word in self._ordinary for each in words) or not all(each.word.isalpha() for each in words):
            return None
        word = "".join(each.word for each in words)
        if len(words) > 1:
            parts = not any(each.word in self._names or len(each.word) < _PART for each in words)
            return self._mistyped(word, 1) if parts and not self._near(words[1:]) else None
        inflected = self._inflected(word)
        if inflected:
            return _Near((self._names[inflected],), sure=True)
        # A Kinderschlafsack is no misspelled Winterschlafsack.
        return self._mistyped(word, 1 if len(word) < _TWO_MISTAKES[0] or self._is_compound(word) else 2)

    def _inflected(self, word: str) -> str | None:
        if len(word) < _INFLECTED:
            return None
        shorter = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
        near = [*shorter, *(word + ending for ending in _ENDINGS)]
        return next((each for each in near if each in self._names and len(each) >= _INFLECTED - 1), None)

    def _mistyped(self, word: str, most: int) -> _Near | None:
        if len(word) < _SLIP[0]:
            return None
        about = [
            name for length in range(len(word) - most, len(word) + most + 1) for name in self._by_length.get(length, ())
        ]
        matches = process.extract(word, about, scorer=OSA.distance, score_cutoff=most, limit=None)
        if not matches:
            return None
        best = min(distance for _, distance, _ in matches)
        near = [name for name, distance, _ in matches if distance == best]
        likely = [name for name in near if _is_slip(word, name)] or near
        possible, sure = _lengths(best, word, likely[0])
        if len(word) < possible:
            return None
        different = _different(likely)
        names = tuple(self._names[name] for name in different[:_MOST_READINGS])
        return _Near(names, sure=len(different) == 1 and len(word) >= sure)

    def _is_compound(self, word: str) -> bool:
        if word in self._ordinary or word in _NO_COMPOUNDS:
            return False
        # Threat: 4,000 ligatures are a word of 72,000 letters, with as many ends.
        first = max(_BEFORE_HEAD, len(word) - self._longest_head)
        return any(word[at:] in self._heads for at in range(first, len(word)))


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    return [Token(folded(match[0]), *match.span()) for match in _WORD.finditer(text)]


def folded(word: str) -> str:
    """Lower case, without accents, and with one spelling for ä and ae, ß and ss."""
    plain = word.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(character for character in apart if not unicodedata.combining(character))
    return re.sub(r"([aou])e", r"\1", plain)


def _found(words: list[Token], value: str, entity: str = ENTITY) -> Found:
    return Found(entity, value, words[0].start, words[-1].end)


def _lengths(distance: int, typed: str, meant: str) -> tuple[int, int]:
    """From which length on a word as far away is possibly, and surely, the same."""
    if distance > 1:
        return _TWO_MISTAKES
    if _is_slip(typed, meant):
        return _SLIP
    return _WRONG_LETTER if len(typed) == len(meant) else _GAP


def _is_slip(typed: str, meant: str) -> bool:
    """Whether two neighbours changed places, or a letter stands twice or once: no other word comes out of that."""
    if len(typed) == len(meant):
        return sorted(typed) == sorted(meant)
    return re.sub(r"(.)\1", r"\1", typed) == re.sub(r"(.)\1", r"\1", meant)


def _different(names: list[str]) -> list[str]:
    """One of the names that differ in their endings alone."""
    kept: list[str] = []
    for name in sorted(names, key=len):
        if not any(name == other + ending for other in kept for ending in _ENDINGS):
            kept.append(name)
    return kept
