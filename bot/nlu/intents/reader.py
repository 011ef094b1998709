"""A trained classifier: learns from examples, and reads messages with a confidence that means something."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.nlu.intents.cross_fitting import Apart, Material, cross_fitted
from bot.nlu.intents.features import Features
from bot.nlu.intents.model_folder import NoEmbeddings
from bot.nlu.intents.neighbours import Neighbours
from bot.nlu.intents.operating_point import OperatingPoint, choose
from bot.nlu.intents.spelling import Spelling
from bot.nlu.intents.trust import Trust, signs
from bot.nlu.intents.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

ANY = "any"
# Whatever it says: another model makes another row of it.
_PROBE = "Wo ist mein Paket? Where is my parcel?"


class Examples(NamedTuple):
    """What is learnt from: each text as it was typed, its intent, and its language (None: unclear)."""

    texts: list[str]
    intents: NDArray[np.str_]
    languages: NDArray[np.object_]


class Reader:
    """Reads messages. `points` says from which confidence on an answer is shown, per language and for `any`."""

    def __init__(
        self,
        examples: Examples,
        out_of_scope: str | None,
        most_wrong: float,
        embed: Callable[[Sequence[str]], NDArray[np.float32]] | None = None,
    ) -> None:
        """Learn from `examples`.

        `out_of_scope` is the intent of messages that are not our matter; at most the share `most_wrong` of the answers
        shown shall be wrong; `embed` gives sentence embeddings.
        """
        plain = [wording(text) for text in examples.texts]
        self.intents, intents = np.unique(examples.intents, return_inverse=True)
        found = np.flatnonzero(self.intents == out_of_scope)
        self._out_of_scope = int(found[0]) if len(found) else None
        self._features = Features(embed)
        self._probe = embed([_PROBE]) if embed else None
        self._features.learn(plain)
        rows = self._features.rows(plain, examples.texts)
        self._spelling = Spelling(plain)
        self._neighbours = Neighbours(rows, intents, len(self.intents))
        material = Material(examples.texts, plain, rows, intents, len(self.intents), self._out_of_scope)
        self._committee, self._pool, apart = cross_fitted(material, self._features)
        self._trust = Trust(apart.signs, apart.right, apart.weights)
        self.points = self._points(apart, examples.languages[apart.asked], most_wrong)

    def read(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Confidences of shape (texts, intents): that of the best is the probability that it is right."""
        plain = [self._spelling.mend(wording(text)) for text in texts]
        unknown = np.array([self._spelling.unknown(text) for text in plain])
        rows = self._features.rows(plain, texts)
        judgement = self._committee.judge(rows)
        shares = self._pool.shares(judgement)
        likeness = self._neighbours.likeness(rows, shares.argmax(axis=1))
        trust = self._trust.of(signs(judgement, shares, likeness, unknown, self._out_of_scope))
        return _with_best(shares, trust)

    def threshold(self, language: str | None) -> float:
        """From which confidence on an answer in this language is shown."""
        return self.points.get(language or ANY, self.points[ANY]).chosen.threshold

    def is_sure(self, text: str, guess: str, confidence: float, language: str | None) -> bool:
        """Whether a guess at `text`, which is in this language, is sure enough to be answered."""
        return confidence >= self.threshold(language) and not self._is_puzzling(text, guess)

    def with_embeddings(self, embed: Callable[[Sequence[str]], NDArray[np.float32]] | None) -> None:
        """Take the embeddings, which are not stored with the model.

        Raises:
            NoEmbeddings: they come from another model than the one that was there at training.
        """
        if embed and not _same(self._probe, embed([_PROBE])):
            raise NoEmbeddings(
                "The folder at `embeddings` in config.yml has another model than at training: train again."
            )
        self._features.embed = embed

    def _is_puzzling(self, text: str, guess: str) -> bool:
        """Whether half of the words are made up ("glorp the zindle wobble"), and the guess hangs on the others.

        Examples have nothing of the kind, so that trust cannot learn it. Embeddings may know what examples do not.
        """
        none = self._out_of_scope
        if self._features.embed or (none is not None and guess == self.intents[none]):
            return False
        return self._spelling.is_strange(self._spelling.mend(wording(text)))

    def _points(self, apart: Apart, languages: NDArray[np.object_], most_wrong: float) -> dict[str, OperatingPoint]:
        confidence = self._trust.of(apart.signs)
        chosen = {language: languages == language for language in sorted({each for each in languages if each})}
        chosen[ANY] = np.full(len(languages), True)
        return {
            language: choose(confidence[rows], apart.right[rows], apart.weights[rows], most_wrong)
            for language, rows in chosen.items()
        }


def _same(one: NDArray[np.float32] | None, other: NDArray[np.float32]) -> bool:
    return one is not None and one.shape == other.shape and np.allclose(one, other, atol=0.02)


def _with_best(shares: NDArray[np.float64], trust: NDArray[np.float64]) -> NDArray[np.float64]:
    """The shares with trust in the place of the best one; the others share what is left, and none is above it."""
    every, best = np.arange(len(shares)), shares.argmax(axis=1)
    top = shares[every, best]
    scale = np.minimum(trust / top, (1 - trust) / np.maximum(1 - top, 1e-9))
    others = shares * np.minimum(scale, trust / top)[:, None]
    others[every, best] = trust
    return others
