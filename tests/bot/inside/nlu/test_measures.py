from __future__ import annotations

import numpy as np
import pytest

from tests.bench.nlu.measures import Readings, calibration_error, interval, measure


def readings(rows: list[tuple[str, str, float]]) -> Readings:
    labels, guesses, confidence = (np.array(each) for each in zip(*rows, strict=True))
    return Readings(labels, guesses, confidence, guesses, confidence)


def test_figures_of_a_small_case_counted_by_hand() -> None:
    found = measure(readings([("a", "a", 0.9), ("b", "a", 0.8), ("b", "b", 0.7), ("oos", "a", 0.2)]), 0.5, 0.95)
    assert found["accuracy"] == pytest.approx(2 / 3)
    assert found["auroc"] == pytest.approx(1)
    assert found["recall_at_coverage"] == pytest.approx(1)
    assert found["accuracy_at_recall"] == pytest.approx(2 / 3)
    assert found["matthews_chosen"] == found["matthews_best"]
    assert found["matthews_owners"] == pytest.approx(0)


def test_without_messages_out_of_scope_nothing_is_said_about_them() -> None:
    assert set(measure(readings([("a", "a", 0.9), ("b", "a", 0.8)]), 0.5, None)) == {"accuracy", "calibration_error"}


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    confidence = np.full(100, 0.75)
    right = np.arange(100) % 4 > 0
    assert calibration_error(confidence, right) == pytest.approx(0)
    assert calibration_error(np.ones(100), right) == pytest.approx(0.25)


def test_more_messages_make_the_interval_narrower() -> None:
    few, many = (interval(np.arange(count) % 10 > 0) for count in (100, 10_000))
    assert few[0] < 0.9 < few[1]
    assert many[1] - many[0] < (few[1] - few[0]) / 5
