"""Ways to group, and how well each does against labels."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.metrics import adjusted_rand_score, v_measure_score
from sklearn.preprocessing import normalize

from handover.analysis.topics import asides, features
from handover.analysis.topics.grouping import READING_WEIGHT, group
from handover.analysis.topics.identity import heirs, is_grown
from handover.analysis.topics.material import Said
from handover.analysis.topics.words import short

NOT_GROUPED = "-"
# HDBSCAN takes no sparse rows, and finds next to nothing in thousands of columns.
_REDUCED = 100
_STARTS, _SEED = 3, 0
_FIRST, _DAYS = 0.2, 20


@dataclass(frozen=True)
class Measured:
    """How well a method did; `left` is the share that it put into no topic, which counts as one more topic."""

    method: str
    topics: int
    v_measure: float
    rand: float
    left: float
    seconds: float


def measure(failures: Sequence[Said], labels: Sequence[str], counted: Sequence[bool]) -> Iterator[Measured]:
    """Each method in turn; all are given everything, and scored on what is `counted`."""
    truth = [label for label, counts in zip(labels, counted, strict=True) if counts]

    def score(method: str, find: Callable[[], Sequence[str]]) -> Measured:
        began = time.perf_counter()
        found = find()
        seconds = time.perf_counter() - began
        own = [topic for topic, counts in zip(found, counted, strict=True) if counts]
        left = own.count(NOT_GROUPED) / len(own)
        topics = len(set(found) - {NOT_GROUPED})
        return Measured(
            method, topics, float(v_measure_score(truth, own)), float(adjusted_rand_score(truth, own)), left, seconds
        )

    ours = score("ours", lambda: at_once(failures))
    yield ours
    rows = same_features(failures)
    reduced = normalize(TruncatedSVD(min(_REDUCED, rows.shape[1] - 1), random_state=_SEED).fit_transform(rows))
    for told, count in (("as many as there are", len(set(truth))), ("as many as ours", ours.topics)):
        means = KMeans(count, n_init=_STARTS, random_state=_SEED)
        yield score(f"k-means, {told}", lambda means=means: _named(means.fit_predict(rows)))  # type: ignore[misc]
        yield score(f"k-means, reduced, {told}", lambda means=means: _named(means.fit_predict(reduced)))  # type: ignore[misc]
    yield score("HDBSCAN, reduced", lambda: _named(HDBSCAN(min_cluster_size=5, copy=True).fit_predict(reduced)))
    stability: dict[bool, list[float]] = {False: [], True: []}
    last = score(f"ours, day by day for {_DAYS} days", lambda: day_by_day(failures, stability))
    least = f"least {min(stability[False]):.3f}, when sorted anew {min(stability[True]):.3f}"
    yield replace(last, method=f"{last.method}; adjusted Rand from day to day: {least}")


def same_features(failures: Sequence[Said]) -> features.Rows:
    """The rows that ours looks at, of all languages together."""
    texts: list[features.Rows] = []
    order: list[int] = []
    for language in sorted({short(one.language) for one in failures}):
        places = [place for place, one in enumerate(failures) if short(one.language) == language]
        texts.append(features.of_texts(asides.without([failures[place].text for place in places])))
        order += places
    words = sparse.block_diag(texts).tocsr()[np.argsort(order)]
    readings = features.of_rankings([one.ranking for one in failures])
    return sparse.hstack([words, readings * READING_WEIGHT]).tocsr()


def at_once(failures: Sequence[Said]) -> list[str]:
    """The topics that ours finds."""
    grouping = group(failures)
    topics = {one: f"new {number}" for number, members in enumerate(grouping.found) for one in members}
    return [topics.get(one.id, NOT_GROUPED) for one in failures]


def day_by_day(failures: Sequence[Said], stability: dict[bool, list[float]]) -> list[str]:
    """The topics after many days on which new failures came.

    How alike each two days are is added to `stability`, by whether topics were sorted anew.
    """
    order = list(failures)
    random.Random(_SEED).shuffle(order)
    first = int(len(order) * _FIRST)
    topics: dict[str, str] = {}
    seen: Sequence[Said] = ()
    sorted_of = 0
    for day in range(_DAYS + 1):
        known = order[: first + (len(order) - first) * day // _DAYS]
        before, anew = topics, is_grown(len(known), sorted_of)
        sorted_of = len(known) if anew else sorted_of
        grouping = group([replace(one, topic=None if anew else before.get(one.id)) for one in known])
        heir = heirs(grouping.found, before)
        topics = ({} if anew else before) | grouping.joined
        for number, members in enumerate(grouping.found):
            topics |= dict.fromkeys(members, heir.get(number, f"day {day} {number}"))
        if seen:
            assert anew or before.items() <= topics.items()
            both = [(before.get(one.id, NOT_GROUPED), topics.get(one.id, NOT_GROUPED)) for one in seen]
            stability[anew].append(float(adjusted_rand_score(*zip(*both, strict=True))))
        seen = known
    return [topics.get(one.id, NOT_GROUPED) for one in failures]


def _named(labels: Sequence[int]) -> list[str]:
    return [NOT_GROUPED if label < 0 else str(label) for label in labels]
