"""Texts and rankings as rows of numbers whose products say how alike two of them are."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from handover.analysis.topics.words import plain, telling

# Parts of words find typos and compounds, and count for less than the words themselves.
_PARTS_WEIGHT = 0.7
# Guesses that say nothing about the matter.
_NO_MEANING = frozenset({"nlu_fallback", "out_of_scope", "inform", "affirm", "deny"})

# scipy.sparse.csr_matrix, which has no types.
Rows: TypeAlias = Any


def of_texts(texts: Sequence[str]) -> Rows:
    """A row for each text of one language: of length one, or nought where it tells nothing or shares nothing."""
    said = [plain(text) for text in texts]
    told = [telling(text) for text in said]
    whole = [text if words else "" for text, words in zip(said, told, strict=True)]
    parts = [
        _weighed({"ngram_range": (1, 2), "token_pattern": r"[^\W\d_]{2,}"}, whole),
        _weighed({"ngram_range": (3, 5), "analyzer": "char_wb"}, told) * _PARTS_WEIGHT,
    ]
    return normalize(sparse.hstack(parts).tocsr())


def _weighed(pieces: dict[str, Any], texts: list[str]) -> Rows:
    try:
        return TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32, **pieces).fit_transform(texts)
    except ValueError:  # No word at all, or none that comes twice.
        return sparse.csr_matrix((len(texts), 1), dtype=np.float32)


def of_rankings(rankings: Sequence[Sequence[tuple[str, float]]]) -> Rows:
    """A row for each ranking; the product of two is how likely both mean the same, if the bot is as sure as it says.

    So two of which it has no idea are not alike.
    """
    places: dict[str, int] = {}
    rows, columns, values = [], [], []
    for row, ranking in enumerate(rankings):
        for intent, confidence in ranking:
            if intent not in _NO_MEANING and confidence > 0:
                rows.append(row)
                columns.append(places.setdefault(intent, len(places)))
                values.append(confidence)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(rankings), max(len(places), 1)), dtype=np.float32)
