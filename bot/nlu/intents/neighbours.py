"""The examples of each intent, to see how like a message is to those of its guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

_NEAREST = 3
# Of an intent that has more, so many are kept, from all over: each takes half a microsecond of every message.
_MOST = 200


class Neighbours:
    """Keeps the rows of the examples by intent."""

    def __init__(self, rows: sparse.csr_matrix, intents: NDArray[np.int64], count: int) -> None:
        """Keep `rows` and their `intents`, numbers below `count`; some may have no example."""
        self._examples = [rows[_spread(np.flatnonzero(intents == intent))] for intent in range(count)]

    def likeness(self, rows: sparse.csr_matrix, guesses: NDArray[np.int64]) -> NDArray[np.float32]:
        """How like each row is to the three nearest examples of its guess, from 0 to 1 (1.5 with embeddings)."""
        like = np.zeros(rows.shape[0], np.float32)
        # One row at a time is written out: with its zeros it takes some hundred kilobytes.
        dense = np.zeros(rows.shape[1], np.float32)
        for place, guess in enumerate(guesses):
            own = slice(rows.indptr[place], rows.indptr[place + 1])
            dense[rows.indices[own]] = rows.data[own]
            alike = self._examples[guess] @ dense / 2
            dense[rows.indices[own]] = 0
            like[place] = np.sort(alike)[-_NEAREST:].mean() if len(alike) else 0
        return like


def _spread(places: NDArray[np.int64]) -> NDArray[np.int64]:
    return places if len(places) <= _MOST else places[np.linspace(0, len(places) - 1, _MOST).astype(np.int64)]
