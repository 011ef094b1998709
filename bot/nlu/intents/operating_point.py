"""From which confidence on an answer is shown, chosen so that an owner can say what it means."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CURVE = np.round(np.arange(0.05, 1.0, 0.05), 2)
# Never so strict that a message which could hardly be clearer is asked back.
_STRICTEST = 0.95
_LEAST_SHOWN = 50


@dataclass(frozen=True)
class Point:
    """With this threshold, of all messages `shown` are answered at once, and of these `wrong` wrongly (shares)."""

    threshold: float
    shown: float
    wrong: float


@dataclass(frozen=True)
class OperatingPoint:
    """The point that was chosen, from the curve; `balanced` is where showing and asking back are right most often."""

    chosen: Point
    balanced: Point
    curve: list[Point]
    messages: int

    def told(self) -> dict[str, Any]:
        """Everything as JSON."""
        return asdict(self)


def choose(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64], most_wrong: float
) -> OperatingPoint:
    """The lowest threshold with which at most the share `most_wrong` of the answers shown is wrong."""
    order = np.argsort(-confidence)
    shown = np.cumsum(weights[order])
    wrong = np.cumsum((weights * ~right)[order]) / shown
    # Of the first few shown a single wrong one is a large share.
    good = np.flatnonzero((wrong <= most_wrong) & (np.arange(len(order)) >= min(_LEAST_SHOWN, len(order)) - 1))
    threshold = min(float(confidence[order][good[-1]]), _STRICTEST) if len(good) else _STRICTEST
    gained = np.cumsum((weights * np.where(right, 1, -1))[order])
    balanced = float(confidence[order][gained.argmax()])
    points = [_at(each, confidence, right, weights) for each in (threshold, balanced, *_CURVE)]
    return OperatingPoint(points[0], points[1], points[2:], len(confidence))


def _at(
    threshold: float, confidence: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64]
) -> Point:
    shown = confidence >= threshold
    total = float(weights[shown].sum())
    wrong = float((weights * ~right)[shown].sum())
    return Point(float(threshold), total / float(weights.sum()), wrong / total if total else 0.0)
