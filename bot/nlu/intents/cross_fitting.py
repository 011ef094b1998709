"""Judging each example by judges that did not learn from it: what their pool, and the trust in it, are learnt on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from bot.nlu.intents.committee import SEED, Committee, Judgement
from bot.nlu.intents.neighbours import Neighbours
from bot.nlu.intents.spelling import Spelling
from bot.nlu.intents.trust import Pool, signs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    from bot.nlu.intents.features import Features

# Messages out of scope are at least so many of those on which trust is learnt: in real chats they are, or more.
_OUT_OF_SCOPE_SHARE = 0.2
# With fewer examples of them, whole intents are held back as well, to play messages that nobody thought of.
_ENOUGH_OUT_OF_SCOPE = 0.05
_HELD_BACK = 5  # one intent in five
# From so many examples on, judges are worth a process each.
_MANY_EXAMPLES = 5000
_FOLDS, _FOLDS_OF_MANY = 5, 3
_FEWEST_INTENTS = 2


class Material(NamedTuple):
    """What is learnt from: each text as it was typed and in plain wording, its row, and its intent.

    `intents` are numbers below `count`; `out_of_scope` is that of messages that are not our matter, if there is one.
    """

    typed: list[str]
    plain: list[str]
    rows: sparse.csr_matrix
    intents: NDArray[np.int64]
    count: int
    out_of_scope: int | None


class Fold(NamedTuple):
    """Examples to learn from, others that are `asked`, which of these have a `known` intent, and how they are seen."""

    learnt: NDArray[np.int64]
    asked: NDArray[np.int64]
    known: NDArray[np.bool_]
    rows: sparse.csr_matrix
    unknown: NDArray[np.float64]


@dataclass
class Apart:
    """Judgements on the examples `asked`, whose judges had not seen them: the signs, and whether each was right."""

    asked: NDArray[np.int64]
    signs: NDArray[np.float64]
    right: NDArray[np.bool_]
    weights: NDArray[np.float64]


def cross_fitted(material: Material, features: Features) -> tuple[Committee, Pool, Apart]:
    """The committee of all examples, how to weigh its members, and what judges that had not seen it say of each one.

    Raises:
        ValueError: there are too few examples to keep any apart.
    """
    committee, folds, judgements = _trained(material, features)
    if not folds:
        raise ValueError("The classifier needs at least two examples of each of two intents.")
    asked, known, unknown = (
        np.concatenate(parts) for parts in zip(*((f.asked, f.known, f.unknown) for f in folds), strict=True)
    )
    judgement = Judgement.together(judgements)
    truth = material.intents[asked]
    pool = Pool(judgement.of(known), truth[known])
    shares = pool.shares(judgement)
    guesses = shares.argmax(axis=1)
    theirs = np.split(guesses, np.cumsum([len(fold.asked) for fold in folds])[:-1])
    likeness = [
        _neighbours(material, fold).likeness(fold.rows, guessed) for fold, guessed in zip(folds, theirs, strict=True)
    ]
    told = signs(judgement, shares, np.concatenate(likeness), unknown, material.out_of_scope)
    weights = _weights(~known | (truth == material.out_of_scope), material)
    return committee, pool, Apart(asked, told, (guesses == truth) & known, weights)


def _folds(material: Material, features: Features) -> Iterator[Fold]:
    held_back = _held_back(material)
    number_of = _fold_numbers(material.intents)
    for number in range(number_of.max() + 1):
        strange = np.isin(material.intents, held_back[number::_HELD_BACK])
        learnt, asked = np.flatnonzero((number_of != number) & ~strange), np.flatnonzero(number_of == number)
        if len(np.unique(material.intents[learnt])) < _FEWEST_INTENTS or not len(asked):
            continue
        spelling = Spelling(material.plain[each] for each in learnt)
        texts = [spelling.mend(material.plain[each]) for each in asked]
        rows = features.rows(texts, [material.typed[each] for each in asked])
        yield Fold(learnt, asked, ~strange[asked], rows, np.array([spelling.unknown(text) for text in texts]))


def _trained(material: Material, features: Features) -> tuple[Committee, list[Fold], list[Judgement]]:
    """The committee of all examples, and what those of the folds say; where it takes long, several at once."""
    from joblib import Parallel, cpu_count, delayed  # noqa: PLC0415  (only training needs it)
    from joblib.externals.loky import get_reusable_executor  # noqa: PLC0415

    rows, intents, count = material.rows, material.intents, material.count
    folds: list[Fold] = []

    def jobs() -> Iterator[Any]:
        yield delayed(Committee)(rows, intents, count)
        for fold in _folds(material, features):
            folds.append(fold)
            yield delayed(_judged)(rows[fold.learnt], intents[fold.learnt], count, fold.rows)

    at_once = min(cpu_count(), _FOLDS_OF_MANY + 1) if len(intents) >= _MANY_EXAMPLES else 1
    try:
        # Handed over as files (`max_nbytes`), rows could not be sorted.
        committee, *judgements = Parallel(n_jobs=at_once, max_nbytes=None)(jobs())
    finally:
        if at_once > 1:  # else they sit there with their memory for five minutes
            get_reusable_executor(reuse=True).shutdown(wait=True)
    return committee, folds, judgements


def _judged(rows: sparse.csr_matrix, intents: NDArray[np.int64], count: int, asked: sparse.csr_matrix) -> Judgement:
    return Committee(rows, intents, count).judge(asked)


def _neighbours(material: Material, fold: Fold) -> Neighbours:
    return Neighbours(material.rows[fold.learnt], material.intents[fold.learnt], material.count)


def _weights(strange: NDArray[np.bool_], material: Material) -> NDArray[np.float64]:
    weights = np.ones(len(strange))
    if len(_held_back(material)) and 0 < strange.mean() < _OUT_OF_SCOPE_SHARE:
        own = (~strange).sum() / strange.sum()
        weights[strange] = own * _OUT_OF_SCOPE_SHARE / (1 - _OUT_OF_SCOPE_SHARE)
    return weights


def _held_back(material: Material) -> NDArray[np.int64]:
    """The intents, in chance order, that play the unknown in turn; none where there are examples enough for it."""
    none = material.out_of_scope
    if none is not None and (material.intents == none).mean() >= _ENOUGH_OUT_OF_SCOPE:
        return np.zeros(0, np.int64)
    return np.random.default_rng(SEED).permutation([intent for intent in range(material.count) if intent != none])


def _fold_numbers(intents: NDArray[np.int64]) -> NDArray[np.int64]:
    """The fold of each example, with examples of each intent in every fold."""
    count = _FOLDS_OF_MANY if len(intents) >= _MANY_EXAMPLES else _FOLDS
    random = np.random.default_rng(SEED)
    fold = np.empty(len(intents), np.int64)
    for intent in np.unique(intents):
        places = random.permutation(np.flatnonzero(intents == intent))
        fold[places] = (np.arange(len(places)) + random.integers(count)) % count
    return fold
