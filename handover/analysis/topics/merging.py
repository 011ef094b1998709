"""Groups that mean the same become one: by their words within a language, by what the bot took them for across."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.cluster import AgglomerativeClustering

from handover.analysis.topics.features import Rows

# How near the members of two groups are to each other, measured by how near members of one group are.
SAME_WORDS = 0.45
SAME_READING = 0.75
BELONGS = 0.5
# How near the nearest of a topic is, measured by how near the nearest of its members are.
JOINS = 0.65
# Nobody's nearness is nought; and a group that the bot takes for everything is not near to another such one.
LEAST_BY_WORDS, LEAST_BY_READING = 0.05, 0.2

Labels = NDArray[np.int64]


def closeness(rows: Rows, labels: Labels, count: int, least: float) -> NDArray[np.float64]:
    """Mean product between the members of each two of `count` groups, as a share of that within the two.

    That within is taken to be `least` or more. A row's product with itself is left out: it would make small groups look
    denser than large ones. A group of one has no nearness of its own, and is taken to have the usual one.
    """
    sizes = np.bincount(labels, minlength=count).astype(float)
    member = sparse.csr_matrix((np.ones(len(labels)), (labels, np.arange(len(labels)))), shape=(count, len(labels)))
    sums = member @ rows
    products = (sums @ sums.T).toarray().astype(float)
    own = np.bincount(labels, weights=np.asarray(rows.multiply(rows).sum(axis=1)).ravel(), minlength=count)
    many = sizes > 1
    within = np.full(count, np.nan)
    within[many] = (products.diagonal() - own)[many] / (sizes * (sizes - 1))[many]
    usual = np.nanmedian(within) if many.any() else 1.0
    within = np.maximum(np.where(np.isnan(within), usual, within), least)
    between = products / np.maximum(np.outer(sizes, sizes), 1)
    near: NDArray[np.float64] = np.minimum(between / np.sqrt(np.outer(within, within)), 1.0)
    return near


def far_off(rows: Rows, labels: Labels, held: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rows are not near enough to the group that they came to.

    In a new group a row has to be half as near to the others as these are to one another, or those of a usual group
    are: a loose group would else draw in everything. Members that are `held` may be of several kinds, for owners merge
    what they like, so nobody is near to all of them. Who comes to these has to have one that is near.
    """
    count = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=count)
    member = sparse.csr_matrix((np.ones(len(labels)), (labels, np.arange(len(labels)))), shape=(count, len(labels)))
    own = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    near = (_product_each(rows, (member @ rows).tocsr(), labels) - own) / np.maximum(sizes - 1, 1)[labels]
    within = np.bincount(labels, weights=near, minlength=count) / np.maximum(sizes, 1)
    usual = np.median(within[sizes > 1]) if (sizes > 1).any() else 0.0
    far = near < BELONGS * np.maximum(within, usual)[labels]
    free = np.flatnonzero(~held & np.isin(labels, labels[held]))
    among = _nearest(rows, labels, np.flatnonzero(held), held)
    usual = np.median(among[among > 0]) if (among > 0).any() else 0.0
    far[free] = _nearest(rows, labels, free, held) < JOINS * usual
    return np.asarray(far & ~held)


def _product_each(rows: Rows, sums: Rows, labels: Labels) -> NDArray[np.float64]:
    """The product of each row with the sum of its group.

    Entry by entry: a matrix with the sum once for each member takes many gigabytes where a large group has long texts.
    """
    sums.sort_indices()
    of_row, of_sum = (np.repeat(np.arange(one.shape[0]), np.diff(one.indptr)) for one in (rows, sums))
    width = rows.shape[1]
    there = np.searchsorted(of_sum * width + sums.indices, labels[of_row] * width + rows.indices)
    products = (rows.data * sums.data[there]).astype(float)
    return np.bincount(of_row, weights=products, minlength=rows.shape[0]).astype(float)


def _nearest(rows: Rows, labels: Labels, some: Labels, held: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How near to each of `some` rows the nearest other row is that is held in the same group."""
    near = np.zeros(len(labels))
    for topic in np.unique(labels[some]).tolist():
        asking, members = some[labels[some] == topic], np.flatnonzero(held & (labels == topic))
        products = (rows[asking] @ rows[members].T).toarray()
        products[asking[:, None] == members] = 0
        near[asking] = products.max(axis=1)
    return near[some]


def merge_alike(near: NDArray[np.float64], held: int) -> Labels:
    """A label for each group: the first `held` keep theirs, each other one joins the nearest of them or one another."""
    count = len(near)
    label = np.arange(count)
    free = np.arange(held, count)
    if held and len(free):
        nearest = near[held:, :held].argmax(axis=1)
        close = near[free, nearest] >= SAME_WORDS
        label[free[close]] = nearest[close]
        free = free[~close]
    if len(free) > 1:
        apart = 1 - near[np.ix_(free, free)]
        np.fill_diagonal(apart, 0)
        method = AgglomerativeClustering(
            n_clusters=None, distance_threshold=1 - SAME_WORDS, metric="precomputed", linkage="average"
        )
        label[free] = held + method.fit_predict(apart)
    return label


def pair_across(near: NDArray[np.float64], may: NDArray[np.bool_], held: NDArray[np.bool_]) -> Labels:
    """A label for each group: two that `may` be one are when each is the other's nearest, and near enough.

    The number of the one that is held stays.
    """
    label = np.arange(len(near))
    other = near * may
    nearest = other.argmax(axis=1)
    for one, best in enumerate(nearest.tolist()):
        if one < best and nearest[best] == one and other[one, best] >= SAME_READING:
            keep, goes = (best, one) if held[best] else (one, best)
            label[goes] = keep
    return label
