"""A trained classifier: learns from examples, and reads messages with a confidence that means something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.nlu.intents.committee import SEED, Committee, Judgement
from bot.nlu.intents.features import Features
from bot.nlu.intents.model_folder import NoEmbeddings
from bot.nlu.intents.operating_point import OperatingPoint, choose
from bot.nlu.intents.spelling import Spelling
from bot.nlu.intents.trust import Pool, Trust, signs
from bot.nlu.intents.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from scipy import sparse

ANY = "any"
# Messages out of scope are at least so many of those on which trust is learnt: in real chats they are, or more.
_OUT_OF_SCOPE_SHARE = 0.2
# With fewer examples of them, whole intents are held back as well, to play messages that nobody thought of.
_ENOUGH_OUT_OF_SCOPE = 0.05
_HELD_BACK = 5  # one intent in five
_MANY_EXAMPLES = 5000
_FOLDS, _FOLDS_OF_MANY = 5, 3
_FEWEST_INTENTS = 2
# Whatever it says: another model makes another row of it.
_PROBE = "Wo ist mein Paket? Where is my parcel?"


class Examples(NamedTuple):
    """What is learnt from: each text as it was typed, its intent, and its language (None: unclear)."""

    texts: list[str]
    intents: NDArray[np.str_]
    languages: NDArray[np.object_]


@dataclass
class Apart:
    """Judgements on messages that their judges had not seen."""

    signs: NDArray[np.float64]
    right: NDArray[np.bool_]
    weights: NDArray[np.float64]
    languages: NDArray[np.object_]

    def of(self, language: str) -> NDArray[np.bool_]:
        """Which of them are in `language`; for `any` all."""
        return np.full(len(self.right), True) if language == ANY else self.languages == language


class Fold(NamedTuple):
    """Examples that were `asked`, which of them have a `known` intent, and what a committee without them says."""

    asked: NDArray[np.int64]
    known: NDArray[np.bool_]
    committee: Committee
    rows: sparse.csr_matrix
    judgement: Judgement
    unknown: NDArray[np.float64]


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
        apart = self._cross_fit(plain, examples, intents, rows)
        self._trust = Trust(apart.signs, apart.right, apart.weights)
        self.points = self._points(apart, most_wrong)
        self._spelling = Spelling(plain)
        self._committee = Committee(rows, intents, len(self.intents))

    def read(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Confidences of shape (texts, intents): that of the best is the probability that it is right."""
        plain = [self._spelling.mend(wording(text)) for text in texts]
        unknown = np.array([self._spelling.unknown(text) for text in plain])
        rows = self._features.rows(plain, texts)
        judgement = self._committee.judge(rows)
        shares = self._pool.shares(judgement)
        likeness = self._committee.likeness(rows, shares.argmax(axis=1))
        trust = self._trust.of(signs(judgement, shares, likeness, unknown, self._out_of_scope))
        return _with_best(shares, trust)

    def threshold(self, language: str | None) -> float:
        """From which confidence on an answer in this language is shown."""
        return self.points.get(language or ANY, self.points[ANY]).chosen.threshold

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

    def _cross_fit(
        self, plain: list[str], examples: Examples, intents: NDArray[np.int64], rows: sparse.csr_matrix
    ) -> Apart:
        """Judge each example by a committee that did not learn from it, and learn from that how to pool the members."""
        held_back = self._held_back(intents)
        judged = []
        for fold, number in _folds(intents):
            strange = np.isin(intents, held_back[number::_HELD_BACK])
            learnt, asked = np.flatnonzero((fold != number) & ~strange), np.flatnonzero(fold == number)
            if len(np.unique(intents[learnt])) < _FEWEST_INTENTS or not len(asked):
                continue
            spelling = Spelling(plain[each] for each in learnt)
            texts = [spelling.mend(plain[each]) for each in asked]
            asked_rows = self._features.rows(texts, [examples.texts[each] for each in asked])
            committee = Committee(rows[learnt], intents[learnt], len(self.intents))
            unknown = np.array([spelling.unknown(text) for text in texts])
            judged.append(Fold(asked, ~strange[asked], committee, asked_rows, committee.judge(asked_rows), unknown))
        return self._apart(judged, examples, intents)

    def _apart(self, folds: list[Fold], examples: Examples, intents: NDArray[np.int64]) -> Apart:
        """Put the folds together."""
        asked, known, unknown = (
            np.concatenate(parts) for parts in zip(*((f.asked, f.known, f.unknown) for f in folds), strict=True)
        )
        judgement = Judgement.together([fold.judgement for fold in folds])
        truth = intents[asked]
        self._pool = Pool(judgement.of(known), truth[known])
        shares = self._pool.shares(judgement)
        guesses = shares.argmax(axis=1)
        theirs = np.split(guesses, np.cumsum([len(fold.asked) for fold in folds])[:-1])
        likeness = [fold.committee.likeness(fold.rows, guessed) for fold, guessed in zip(folds, theirs, strict=True)]
        told = signs(judgement, shares, np.concatenate(likeness), unknown, self._out_of_scope)
        strange = ~known | (truth == self._out_of_scope)
        return Apart(told, (guesses == truth) & known, self._weights(strange, intents), examples.languages[asked])

    def _weights(self, strange: NDArray[np.bool_], intents: NDArray[np.int64]) -> NDArray[np.float64]:
        weights = np.ones(len(strange))
        if len(self._held_back(intents)) and 0 < strange.mean() < _OUT_OF_SCOPE_SHARE:
            own = (~strange).sum() / strange.sum()
            weights[strange] = own * _OUT_OF_SCOPE_SHARE / (1 - _OUT_OF_SCOPE_SHARE)
        return weights

    def _held_back(self, intents: NDArray[np.int64]) -> NDArray[np.int64]:
        """The intents, in chance order, that play the unknown in turn; none where there are examples enough for it."""
        if self._out_of_scope is not None and (intents == self._out_of_scope).mean() >= _ENOUGH_OUT_OF_SCOPE:
            return np.zeros(0, np.int64)
        own = [intent for intent in range(len(self.intents)) if intent != self._out_of_scope]
        return np.random.default_rng(SEED).permutation(own)

    def _points(self, apart: Apart, most_wrong: float) -> dict[str, OperatingPoint]:
        confidence = self._trust.of(apart.signs)
        languages = sorted({language for language in apart.languages if language})
        chosen = {language: apart.of(language) for language in (*languages, ANY)}
        return {
            language: choose(confidence[rows], apart.right[rows], apart.weights[rows], most_wrong)
            for language, rows in chosen.items()
        }


def _same(one: NDArray[np.float32] | None, other: NDArray[np.float32]) -> bool:
    return one is not None and one.shape == other.shape and np.allclose(one, other, atol=0.02)


def _folds(intents: NDArray[np.int64]) -> list[tuple[NDArray[np.int64], int]]:
    """The fold of each example, with examples of each intent in every fold; one item per fold."""
    count = _FOLDS_OF_MANY if len(intents) >= _MANY_EXAMPLES else _FOLDS
    random = np.random.default_rng(SEED)
    fold = np.empty(len(intents), np.int64)
    for intent in np.unique(intents):
        places = random.permutation(np.flatnonzero(intents == intent))
        fold[places] = (np.arange(len(places)) + random.integers(count)) % count
    return [(fold, number) for number in range(count)]


def _with_best(shares: NDArray[np.float64], trust: NDArray[np.float64]) -> NDArray[np.float64]:
    """The shares with trust in the place of the best one; the others share what is left, and none is above it."""
    every, best = np.arange(len(shares)), shares.argmax(axis=1)
    top = shares[every, best]
    scale = np.minimum(trust / top, (1 - trust) / np.maximum(1 - top, 1e-9))
    others = shares * np.minimum(scale, trust / top)[:, None]
    others[every, best] = trust
    return others
