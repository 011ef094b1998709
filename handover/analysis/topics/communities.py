"""Communities in a graph, found by the method of Louvain (Blondel et al. 2008), with some that are given and stay."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from handover.analysis.topics.features import Rows

# How much more than by chance a community has to hang together (Reichardt and Bornholdt 2006): with eight none has more
# than an eighth of all. A few hundred failures are about fewer matters. Chosen on the training parts of the public data
# sets in docs/gaps.md.
_RESOLUTION = 8.0
_RISING = 0.3
_SWEEPS = 20
_SEED = 20_26

Labels = NDArray[np.int64]


def resolution(count: int) -> float:
    """How finely to divide `count` failures."""
    return min(_RESOLUTION, _RISING * sqrt(count))


def communities(graph: Rows, held: Labels, fineness: float) -> Labels:
    """The community of each node.

    Args:
        graph: Symmetric weights.
        held: The community that a node is in and stays in, from 0 on, or -1. Of two that are held none becomes one.
        fineness: What `resolution` says.

    Returns:
        Labels; those that are held keep their numbers, new ones follow.
    """
    first_new = int(held.max(initial=-1)) + 1
    labels = held.copy()
    labels[held < 0] = first_new + np.arange(int((held < 0).sum()))
    while True:
        names, nodes = np.unique(labels, return_inverse=True)
        together = sparse.csr_matrix((np.ones(len(nodes)), (nodes, np.arange(len(nodes)))))
        moved = _move((together @ graph @ together.T).tocsr(), names < first_new, fineness)
        if (moved == np.arange(len(names))).all():
            break
        labels = names[moved][nodes]
    fresh = labels >= first_new
    labels[fresh] = first_new + np.unique(labels[fresh], return_inverse=True)[1]
    return labels


def _move(graph: Rows, held: NDArray[np.bool_], fineness: float) -> Labels:
    """Each node that is not held goes to where it gains most, until hardly any moves. Labels are numbers of nodes."""
    degrees = np.asarray(graph.sum(axis=1)).ravel()
    whole = float(degrees.sum()) or 1.0
    links = [
        list(zip(graph.indices[begin:end].tolist(), graph.data[begin:end].tolist(), strict=True))
        for begin, end in zip(graph.indptr[:-1], graph.indptr[1:], strict=True)
    ]
    label, total, degree = list(range(len(degrees))), degrees.tolist(), degrees.tolist()
    order = np.random.default_rng(_SEED)
    for _ in range(_SWEEPS):
        moves = 0
        for node in order.permutation(np.flatnonzero(~held)).tolist():
            own = label[node]
            total[own] -= degree[node]
            joined: dict[int, float] = {own: 0.0}
            for other, weight in links[node]:
                if other != node:
                    joined[label[other]] = joined.get(label[other], 0.0) + weight
            price = fineness * degree[node] / whole
            best = max(joined, key=lambda one: (joined[one] - price * total[one], one == own))
            label[node] = best
            total[best] += degree[node]
            moves += best != own
        if moves <= len(label) * 0.002:
            break
    return np.array(label, dtype=np.int64)
