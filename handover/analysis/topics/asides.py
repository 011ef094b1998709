"""What customers say around a matter, such as a greeting or "no, in other words": it tells nothing of the matter."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from handover.analysis.topics.features import Rows
from handover.analysis.topics.words import plain

_CLAUSE = re.compile(r"[^.,:;!?…\n]+[.,:;!?…\n]*")
_EDGES = " .,:;!?…\n"
# Said beside so many different things.
_LEAST = 5
# Greetings come to 1 and a little more, clauses that tell something to 5 and far more: on the training parts of the
# public data sets in docs/gaps.md and in the demo's year.
_IN_COMMON = 3.0


def without(texts: Sequence[str]) -> list[str]:
    """The `texts` of one language without the clauses that are said beside anything.

    A clause is such a one when the things that it is said beside have nothing more in common than any others. A text
    that has no other clauses stays as it is.
    """
    clauses = [_CLAUSE.findall(text) for text in texts]
    said = [[plain(clause).strip(_EDGES) for clause in each] for each in clauses]
    asides = _asides(said)
    kept = [
        "".join(clause for clause, key in zip(own, keys, strict=True) if key not in asides).strip()
        for own, keys in zip(clauses, said, strict=True)
    ]
    return [rest or text for rest, text in zip(kept, texts, strict=True)]


def _asides(said: Sequence[Sequence[str]]) -> set[str]:
    often = {clause: found for clause, found in _beside(said).items() if len(found) >= _LEAST}
    if not often:
        return set()
    whole = sorted({" ".join(clauses) for clauses in said})
    words = TfidfVectorizer(analyzer=str.split, sublinear_tf=True).fit(whole)
    usual = _in_common(words.transform(whole))
    return {
        clause for clause, found in often.items() if _in_common(words.transform(sorted(found))) < _IN_COMMON * usual
    }


def _beside(said: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """Of each clause the longest other ones that are not themselves said beside more than it is."""
    several = {tuple(dict.fromkeys(clause for clause in clauses if clause)) for clauses in said}
    partners: dict[str, set[str]] = defaultdict(set)
    for clauses in several:
        for clause in clauses:
            partners[clause].update(clauses)
    found: dict[str, set[str]] = defaultdict(set)
    for clauses in several:
        for clause in clauses:
            if fewer := [one for one in clauses if len(partners[one]) < len(partners[clause])]:
                found[clause].add(max(fewer, key=len))
    return found


def _in_common(rows: Rows) -> float:
    """The mean product of two of the rows."""
    count = rows.shape[0]
    whole = np.asarray(rows.sum(axis=0)).ravel()
    own = rows.multiply(rows).sum()
    return float((whole @ whole - own) / (count * (count - 1)))
