"""What the classifier sees of a message: words, pairs of words, and parts of words, weighted by how rare they are."""

from __future__ import annotations

import itertools
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from bot.nlu.intents.spelling import WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_SHORTEST_PART, _LONGEST_PART = 2, 5
_LONGEST_KNOWN = 16
_NEAR = 3
# What stands in one example alone teaches nothing that holds for others, once there are many.
_MANY_EXAMPLES = 1000


def terms(text: str) -> list[str]:
    """Words, neighbouring words, pairs of words two or three apart in either order, the first and the last word."""
    words = WORD.findall(text)
    pairs = [f"{one} {other}" for one, other in itertools.pairwise(words)]
    apart = [
        f"{min(one, other)}~{max(one, other)}"
        for place, one in enumerate(words)
        for other in words[place + 2 : place + 1 + _NEAR]
    ]
    ends = [f"^{words[0]}", f"{words[-1]}$"] if words else []
    return [*words, *pairs, *apart, *ends]


def parts(text: str) -> list[str]:
    """Two to five letters in a row inside each word; a blank marks where the word begins and ends."""
    return [
        part
        for word in text.split()
        for part in (_known_parts_of(word) if len(word) <= _LONGEST_KNOWN else _parts_of(word))
    ]


def _parts_of(word: str) -> list[str]:
    padded = f" {word} "
    return [
        padded[start : start + length]
        for length in range(_SHORTEST_PART, min(_LONGEST_PART, len(padded)) + 1)
        for start in range(len(padded) - length + 1)
    ]


# Most words are said again and again. Threat: words as long as a message would fill the memory; so it is 10 MB at most.
_known_parts_of = lru_cache(maxsize=2048)(_parts_of)


class Block:
    """One kind of features as TF-IDF: the count of a feature in a message on a logarithmic scale, times its rarity."""

    def __init__(self, read: Callable[[str], list[str]]) -> None:
        """Use what `read` finds in a message."""
        self._read = read
        self._place: dict[str, int] = {}
        self._rarity = np.zeros(0, np.float32)

    def learn(self, texts: Sequence[str]) -> None:
        """Choose the features from `texts`, in the same order always: chance gives the network its start for each."""
        spread = Counter(feature for text in texts for feature in dict.fromkeys(self._read(text)))
        fewest = 2 if len(texts) > _MANY_EXAMPLES else 1
        chosen = [feature for feature, messages in spread.items() if messages >= fewest]
        self._place = {feature: place for place, feature in enumerate(chosen)}
        rarity = [(1 + len(texts)) / (1 + spread[feature]) for feature in chosen]
        self._rarity = np.log(np.array(rarity, np.float32)) + 1

    def __len__(self) -> int:
        """How many features there are."""
        return len(self._place)

    def weights(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The places of a message's features and their weights, which have length 1 together."""
        place_of = self._place.get
        known = {
            place: count
            for feature, count in Counter(self._read(text)).items()
            if (place := place_of(feature)) is not None
        }
        if not known:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        places = np.fromiter(known, np.int32, len(known))
        times = np.fromiter(known.values(), np.float32, len(known))
        weights = (1 + np.log(times)) * self._rarity[places]
        return places, weights / np.sqrt(weights @ weights)


class Features:
    """Both blocks side by side, and behind them the sentence embeddings where there are any."""

    def __init__(self, embed: Callable[[Sequence[str]], NDArray[np.float32]] | None = None) -> None:
        """`embed` gives a dense row of length 1 per text."""
        self._blocks = [Block(terms), Block(parts)]
        self.embed = embed

    def learn(self, texts: Sequence[str]) -> None:
        """Choose the features from `texts`."""
        for block in self._blocks:
            block.learn(texts)

    def rows(self, texts: Sequence[str], as_typed: Sequence[str]) -> sparse.csr_matrix:
        """The rows of `texts`, of shape (texts, features); `as_typed` is what the embeddings read."""
        found = [self._row(text) for text in texts]
        ends = np.cumsum([0, *(len(places) for places, _ in found)], dtype=np.int32)
        places, weights = (np.concatenate(each) for each in zip(*found, strict=True))
        rows = sparse.csr_matrix((len(texts), sum(map(len, self._blocks))), dtype=np.float32)
        # Handed over to it instead, they would be checked, which takes as long as finding them.
        rows.data, rows.indices, rows.indptr = weights, places, ends
        if not self.embed:
            return rows
        return sparse.hstack([rows, sparse.csr_matrix(self.embed(as_typed))], format="csr", dtype=np.float32)

    def _row(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        (terms_at, term_weights), (parts_at, part_weights) = (block.weights(text) for block in self._blocks)
        return np.append(terms_at, parts_at + len(self._blocks[0])), np.append(term_weights, part_weights)
