"""Who is like whom: a graph in which each failure is joined to the few that are most like it."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from handover.analysis.topics.features import Rows

NEIGHBOURS = 10
# Below it two texts share what any two texts share.
_LEAST = 0.1
# So many rows at a time: the products of 20,000 with all others would need 3 GB.
_BLOCK = 200


def graph(rows: Rows, free: NDArray[np.bool_]) -> Rows:
    """The symmetric graph: each free row with its nearest, and as weight the square of their product.

    Rows that are not free are found as neighbours and look for none themselves.
    """
    count = rows.shape[0]
    others = rows.T.tocsc()
    near = min(NEIGHBOURS, count - 1)
    starts, ends, weights = [], [], []
    asking = np.flatnonzero(free)
    for begin in range(0, len(asking) if near > 0 else 0, _BLOCK):
        block = asking[begin : begin + _BLOCK]
        alike = (rows[block] @ others).toarray()
        alike[np.arange(len(block)), block] = 0
        nearest = np.argpartition(-alike, near - 1, axis=1)[:, :near]
        starts.append(np.repeat(block, near))
        ends.append(nearest.ravel())
        weights.append(np.take_along_axis(alike, nearest, axis=1).ravel())
    if not starts:
        return sparse.csr_matrix((count, count), dtype=np.float32)
    weight = np.concatenate(weights)
    weight = np.where(weight >= _LEAST, weight, 0) ** 2
    found = sparse.csr_matrix((weight, (np.concatenate(starts), np.concatenate(ends))), shape=(count, count))
    found.eliminate_zeros()
    return found.maximum(found.T).tocsr()
