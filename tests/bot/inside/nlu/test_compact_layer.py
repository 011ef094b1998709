"""Weights of a byte each give the scores that full ones give."""

from __future__ import annotations

import pickle

import numpy as np
from scipy import sparse

from bot.nlu.intents.compact_layer import CompactLayer

FEATURES, SCORES = 400, 30


def _layer():
    random = np.random.default_rng(1)
    # Of very different sizes, as those of rare and of common features are.
    weights = random.standard_normal((FEATURES, SCORES)) * random.uniform(0.001, 10, FEATURES)[:, None]
    return weights.astype(np.float32), random.standard_normal(SCORES).astype(np.float32)


def test_each_weight_is_kept_to_half_a_step_of_its_own_feature():
    weights, offsets = _layer()
    kept = CompactLayer(weights, offsets).scores(sparse.identity(FEATURES, np.float32, "csr")) - offsets
    steps = np.abs(weights).max(axis=1) / 127
    assert (np.abs(kept - weights) <= steps[:, None] * 0.501).all()


def test_scores_are_those_of_the_full_weights():
    weights, offsets = _layer()
    rows = sparse.random(50, FEATURES, 0.2, "csr", np.float32, np.random.default_rng(2))
    full = rows @ weights + offsets
    assert np.abs(CompactLayer(weights, offsets).scores(rows) - full).max() < 0.01 * np.abs(full).max()


def test_features_without_weight_and_rows_without_features_score_the_offsets():
    offsets = np.array([1.0, -1.0], np.float32)
    layer = CompactLayer(np.zeros((3, 2), np.float32), offsets)
    assert (layer.scores(sparse.csr_matrix(np.array([[0, 5, 0], [0, 0, 0]], np.float32))) == offsets).all()


def test_it_takes_a_quarter_of_the_memory():
    weights, offsets = _layer()
    assert len(pickle.dumps(CompactLayer(weights, offsets))) < 0.35 * weights.nbytes
