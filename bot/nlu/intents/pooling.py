"""How the rows of a text's tokens become one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Pooling = Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]


def _first(tokens: NDArray[np.float32], there: NDArray[np.float32]) -> NDArray[np.float32]:
    return tokens[:, 0] * there[:, 0]


def _largest(tokens: NDArray[np.float32], there: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.where(there > 0, tokens, np.finfo(np.float32).min).max(axis=1) * there[:, 0]


def _mean(tokens: NDArray[np.float32], there: NDArray[np.float32]) -> NDArray[np.float32]:
    return (tokens * there).sum(axis=1) / np.maximum(there.sum(axis=1), 1)


def _root(tokens: NDArray[np.float32], there: NDArray[np.float32]) -> NDArray[np.float32]:
    return (tokens * there).sum(axis=1) / np.sqrt(np.maximum(there.sum(axis=1), 1))


def _later_more(tokens: NDArray[np.float32], there: NDArray[np.float32]) -> NDArray[np.float32]:
    weights = there * np.arange(1, tokens.shape[1] + 1, dtype=np.float32)[:, None]
    return (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)


def _last(tokens: NDArray[np.float32], there: NDArray[np.float32]) -> NDArray[np.float32]:
    last = np.maximum(there[:, :, 0].sum(axis=1).astype(np.int64) - 1, 0)
    return tokens[np.arange(len(tokens)), last] * there[:, 0]


# By the names that sentence-transformers gives them, in the order in which it puts several side by side.
POOLINGS: dict[str, Pooling] = {
    "cls": _first,
    "max": _largest,
    "mean": _mean,
    "mean_sqrt_len": _root,
    "weightedmean": _later_more,
    "lasttoken": _last,
}


def pooled(tokens: NDArray[np.float32], mask: NDArray[np.int64], names: list[str]) -> NDArray[np.float32]:
    """One row per text, from `tokens` of shape (texts, tokens, dimensions); `mask` is 1 where a text has a token.

    Tokens are padded on the right. A text without any token gets a row of zeros.
    """
    there = mask[:, :, None].astype(np.float32)
    return np.concatenate([POOLINGS[name](tokens, there) for name in names], axis=1)


def of_length_1(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row divided by its length; zeros stay zeros."""
    lengths = np.sqrt(np.square(rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)
