"""How far a guess can be trusted: the probability that it is right, learnt from guesses on messages kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.nlu.intents.network import softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.nlu.intents.committee import Judgement

# So strong that with a few hundred examples all signs count about the same, and many examples decide themselves.
_SIGN_COST = 0.001
_FREE = 1e3
_LEAST = 1e-4


class Pool:
    """One ranking out of what the members say: their sum, with the weights under which the truth surprises least."""

    def __init__(self, judgement: Judgement, intents: NDArray[np.int64]) -> None:
        """Weigh the members on messages that they were not trained on."""
        from scipy.optimize import minimize  # noqa: PLC0415  (only training needs it)

        members, messages = judgement.members(), np.arange(len(intents))

        def surprise(logarithms: NDArray[np.float64]) -> float:
            shares = softmax(_sum(members, np.exp(logarithms)))
            return float(-np.log(shares[messages, intents] + _LEAST**2).mean())

        found = minimize(surprise, np.ones(len(members)), method="Nelder-Mead", options={"maxiter": 120})
        self._weights = np.exp(found.x)

    def shares(self, judgement: Judgement) -> NDArray[np.float64]:
        """The shares of shape (messages, intents)."""
        return softmax(_sum(judgement.members(), self._weights))


def _sum(members: list[NDArray[np.float32]], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return sum(weight * scores.astype(np.float64) for weight, scores in zip(weights, members, strict=True))


def signs(
    judgement: Judgement,
    shares: NDArray[np.float64],
    likeness: NDArray[np.float32],
    unknown: NDArray[np.float64],
    out_of_scope: int | None,
) -> NDArray[np.float64]:
    """What speaks for the best guess, of shape (messages, 5).

    How far the machine is on its side, its share, how like it is to examples, how many words are known, and how far it
    is ahead of "out of scope", where that is an intent.
    """
    every = np.arange(len(shares))
    best = shares.argmax(axis=1)
    share = np.minimum(np.maximum(shares[every, best], _LEAST), 1 - _LEAST)
    ahead = np.zeros(len(shares))
    if out_of_scope is not None:
        second = np.partition(shares, -2, axis=1)[:, -2]
        rival = np.where(best == out_of_scope, second, shares[:, out_of_scope])
        ahead = np.log(share / np.maximum(rival, _LEAST))
    return np.stack([judgement.machine[every, best], np.log(share / (1 - share)), likeness, -unknown, ahead], axis=1)


class Trust:
    """Turns the signs into a probability: a regularised logistic regression, then its scale (Platt 1999)."""

    def __init__(self, signs: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64]) -> None:
        """Learn from guesses of which it is known whether they were `right`."""
        self._middle, self._spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
        standard = (signs - self._middle) / self._spread
        self._slopes, _ = _logistic(standard, right, weights, _SIGN_COST)
        summed = (standard @ self._slopes)[:, None]
        self._scale, self._offset = _logistic(summed, right, weights, _FREE)

    def of(self, signs: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability that each guess is right."""
        summed = (signs - self._middle) / self._spread @ self._slopes
        return 1 / (1 + np.exp(-(summed * self._scale[0] + self._offset)))


def _logistic(
    signs: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64], cost: float
) -> tuple[NDArray[np.float64], float]:
    """Slopes and offset; flat where all guesses were right or all were wrong."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (only training needs it)

    if right.all() or not right.any():
        share = (right.sum() + 1) / (len(right) + 2)
        return np.zeros(signs.shape[1]), float(np.log(share / (1 - share)))
    fitted = LogisticRegression(C=cost).fit(signs, right, sample_weight=weights)
    return fitted.coef_[0], float(fitted.intercept_[0])
