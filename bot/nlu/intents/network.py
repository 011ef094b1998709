"""A network with one hidden layer, made for sparse rows: a step touches only the weights of features that occur."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from bot.nlu.intents.compact_layer import CompactLayer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_HIDDEN = 160
_PASSES = 8
_AT_ONCE = 256
_RATE, _LAST_RATE = 0.1, 0.05
# How much is left out at random in a step, so that no feature and no unit is relied on alone (dropout).
_HIDDEN_LEFT_OUT, _FEATURES_LEFT_OUT = 0.5, 0.4


class Network:
    """Scores rows by `relu(rows W1 + b1) W2 + b2`; a softmax makes shares of the scores."""

    def __init__(self, rows: sparse.csr_matrix, intents: NDArray[np.int64], count: int, seed: int) -> None:
        """Learn from `rows` of shape (examples, features) and their `intents`, numbers below `count`."""
        first, self._second = _Learner(rows.shape[1], count, seed).learnt(rows, intents)
        self._first = CompactLayer(first.weights, first.offsets)

    def scores(self, rows: sparse.csr_matrix) -> NDArray[np.float32]:
        """Logits of shape (rows, intents)."""
        return np.maximum(self._first.scores(rows), 0) @ self._second.weights + self._second.offsets


class Layer(NamedTuple):
    """Weights of shape (in, out), and offsets."""

    weights: NDArray[np.float32]
    offsets: NDArray[np.float32]


class _Learner:
    """Learns two layers by Adagrad (Duchi et al. 2011), with one rate per row of the first."""

    def __init__(self, features: int, count: int, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._first = self._layer(features, _HIDDEN, 0.1)
        self._second = self._layer(_HIDDEN, count, _HIDDEN**-0.5)
        self._moved = [np.full(size, 1e-8, np.float32) for size in (features, _HIDDEN, (_HIDDEN, count), count)]

    def learnt(self, rows: sparse.csr_matrix, intents: NDArray[np.int64]) -> tuple[Layer, Layer]:
        """Both layers, after all passes."""
        steps = list(self._steps(rows.shape[0]))
        for number, chosen in enumerate(steps):
            rate = np.float32(_RATE * (1 - (1 - _LAST_RATE) * number / len(steps)))
            self._step(rows[chosen], intents[chosen], rate)
        return self._first, self._second

    def _layer(self, into: int, out: int, spread: float) -> Layer:
        weights = self._random.standard_normal((into, out), dtype=np.float32) * np.float32(spread)
        return Layer(weights, np.zeros(out, np.float32))

    def _steps(self, examples: int) -> Iterator[NDArray[np.int64]]:
        for _ in range(_PASSES):
            order = self._random.permutation(examples)
            yield from (order[start : start + _AT_ONCE] for start in range(0, examples, _AT_ONCE))

    def _step(self, rows: sparse.csr_matrix, intents: NDArray[np.int64], rate: np.float32) -> None:
        kept = self._random.random(len(rows.data), dtype=np.float32) >= _FEATURES_LEFT_OUT
        used, places = np.unique(rows.indices[kept], return_inverse=True)
        ends = np.concatenate([[0], np.cumsum(kept)])[rows.indptr]
        data = rows.data[kept] * np.float32(1 / (1 - _FEATURES_LEFT_OUT))
        batch = sparse.csr_matrix((data, places.astype(np.int32), ends), shape=(rows.shape[0], len(used)))
        before = batch @ self._first.weights[used] + self._first.offsets
        alive = self._random.random(before.shape, dtype=np.float32) >= _HIDDEN_LEFT_OUT
        passed = (alive & (before > 0)) * np.float32(1 / (1 - _HIDDEN_LEFT_OUT))
        hidden = before * passed
        wrong = softmax(hidden @ self._second.weights + self._second.offsets)
        wrong[np.arange(len(intents)), intents] -= 1
        wrong /= len(intents)
        back = (wrong @ self._second.weights.T) * passed
        slope = batch.T.tocsr() @ back
        self._moved[0][used] += np.square(slope).mean(axis=1)
        self._first.weights[used] -= (rate / np.sqrt(self._moved[0][used]))[:, None] * slope
        _adapt(self._first.offsets, back.sum(axis=0), self._moved[1], rate * np.float32(0.1))
        _adapt(self._second.weights, hidden.T @ wrong, self._moved[2], rate * np.float32(0.3))
        _adapt(self._second.offsets, wrong.sum(axis=0), self._moved[3], rate * np.float32(0.1))


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores of shape (messages, intents) as shares that add up to 1."""
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def _adapt(
    weights: NDArray[np.float32], slope: NDArray[np.float32], moved: NDArray[np.float32], rate: np.float32
) -> None:
    moved += slope * slope
    weights -= rate * slope / np.sqrt(moved)
