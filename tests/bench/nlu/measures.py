"""How good a reading of messages is. Runs in Rasa's environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.metrics import matthews_corrcoef, roc_auc_score

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUT_OF_SCOPE = "oos"
COVERAGE = 0.95
# The out-of-scope recall that Rasa has in the table of Larson et al. 2019, for comparing what is right in scope there.
RASA_RECALL = 0.66
_BINS = 10
_THRESHOLDS = 200
_DRAWS = 1000


class Readings(NamedTuple):
    """Per message its label, the best intent in scope with its confidence, and the best intent of all with its own."""

    labels: NDArray[np.str_]
    best: NDArray[np.str_]
    confidence: NDArray[np.float64]
    guess: NDArray[np.str_]
    guess_confidence: NDArray[np.float64]

    @property
    def in_scope(self) -> NDArray[np.bool_]:
        """Which messages are our matter."""
        return self.labels != OUT_OF_SCOPE

    def decided(self, threshold: float) -> NDArray[np.str_]:
        """The answer to each message: its intent, or out of scope below the threshold."""
        return np.where(self.guess_confidence >= threshold, self.guess, OUT_OF_SCOPE)


def measure(readings: Readings, chosen: float, owners: float | None) -> dict[str, float | None]:
    """All figures of one reading.

    `chosen` is the threshold found on training data alone, `owners` that of "at most so many answers are wrong".
    Correlations are those of Matthews over all intents and "out of scope" (Gorodkin 2004), as HINT3 reports them.
    """
    figures: dict[str, float | None] = {
        "accuracy": float((readings.guess == readings.labels)[readings.in_scope].mean()),
        "calibration_error": calibration_error(readings.guess_confidence, readings.guess == readings.labels),
    }
    if readings.in_scope.all():
        return figures
    confidence, own = readings.confidence, readings.in_scope
    covering = np.quantile(confidence[own], 1 - COVERAGE)
    holding = np.quantile(confidence[~own], RASA_RECALL)
    thresholds = np.unique(np.quantile(readings.guess_confidence, np.linspace(0, 1, _THRESHOLDS)))
    return figures | {
        "recall_at_coverage": float((confidence[~own] < covering).mean()),
        "accuracy_at_recall": float(((confidence > holding) & (readings.best == readings.labels))[own].mean()),
        "auroc": float(roc_auc_score(own, confidence)),
        "matthews_best": max(_matthews(readings, threshold) for threshold in thresholds),
        "matthews_chosen": _matthews(readings, chosen),
        "matthews_owners": None if owners is None else _matthews(readings, owners),
    }


def _matthews(readings: Readings, threshold: float) -> float:
    return float(matthews_corrcoef(readings.labels, readings.decided(threshold)))


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error with ten equal bins (Naeini et al. 2015): by how much confidence misses the truth."""
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [
        (bins == each).mean() * abs(confidence[bins == each].mean() - right[bins == each].mean()) for each in set(bins)
    ]
    return float(sum(gaps))


def interval(right: NDArray[np.bool_]) -> tuple[float, float]:
    """Between which shares the truth lies with 95 %, by the bootstrap (Efron 1979)."""
    draws = np.random.default_rng(20_26).choice(right, (_DRAWS, len(right))).mean(axis=1)
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(low), float(high)
