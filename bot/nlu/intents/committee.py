"""Those who judge a message: a linear machine and a small network."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.nlu.intents.compact_layer import CompactLayer
from bot.nlu.intents.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

SEED = 20_26
# With fewer examples the network learns them by heart, and only does harm.
_FEWEST_FOR_NETWORK = 2000
_FEW_COST, _MANY_COST = 0.3, 1.0
# Of an intent that has no example: further from the plane than any that has.
_ABSENT = -2.0


class Judgement(NamedTuple):
    """What the members say: scores of shape (messages, intents) each; `network` is None where there is none."""

    machine: NDArray[np.float32]
    network: NDArray[np.float32] | None

    def members(self) -> list[NDArray[np.float32]]:
        """The scores of those who are there."""
        return [scores for scores in self if scores is not None]

    def of(self, chosen: NDArray[np.bool_]) -> Judgement:
        """What they say of the messages chosen."""
        return Judgement(*(None if scores is None else scores[chosen] for scores in self))

    @staticmethod
    def together(judgements: list[Judgement]) -> Judgement:
        """Several judgements as one. A network counts where every committee has one."""
        machines, networks = zip(*judgements, strict=True)
        return Judgement(
            np.concatenate(machines), np.concatenate(networks) if all(each is not None for each in networks) else None
        )


class Committee:
    """Learns the intents of rows, and judges others."""

    def __init__(self, rows: sparse.csr_matrix, intents: NDArray[np.int64], count: int) -> None:
        """Learn from `rows` and their `intents`, numbers below `count`; some may have no example."""
        few = len(intents) < _FEWEST_FOR_NETWORK
        self._present, self._planes = _planes(rows, intents, _FEW_COST if few else _MANY_COST)
        self._count = count
        self._network = None if few else Network(rows, intents, count, SEED)

    def judge(self, rows: sparse.csr_matrix) -> Judgement:
        """What each member says of each row."""
        machine = np.full((rows.shape[0], self._count), _ABSENT, np.float32)
        machine[:, self._present] = self._planes.scores(rows)
        return Judgement(machine, self._network.scores(rows) if self._network else None)


def _planes(rows: sparse.csr_matrix, intents: NDArray[np.int64], cost: float) -> tuple[NDArray[np.int64], CompactLayer]:
    """The intents that have examples, and how far on its side of the plane that parts it from all others a row is."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415  (only training needs it, and it takes a second to import)

    machine = LinearSVC(C=cost, tol=1e-2, random_state=SEED).fit(rows, intents)
    planes, offsets = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:  # noqa: PLR2004  (of two intents there is one plane: the second one's)
        planes, offsets = np.vstack([-planes, planes]), np.concatenate([-offsets, offsets])
    return machine.classes_, CompactLayer(planes.T, offsets)
