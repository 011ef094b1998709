"""The rule by which `make test-nlu` fails."""

from tests.bench.gate_nlu import worse

COMMITTED = {"cross-validated de": {"accuracy": 0.93}}


def present(accuracy: float, high: float, error: float = 0.02) -> dict[str, dict[str, object]]:
    figures = {"accuracy": accuracy, "interval": [accuracy - 0.01, high], "calibration_error": error}
    return {"cross-validated de": figures}


def test_what_chance_explains_is_not_worse() -> None:
    assert worse(present(0.925, 0.935), COMMITTED) == []


def test_what_chance_does_not_explain_is_worse() -> None:
    [problem] = worse(present(0.91, 0.92), COMMITTED)
    assert "cross-validated de" in problem
    assert "93.0%" in problem


def test_confidence_that_misses_the_truth_is_worse() -> None:
    [problem] = worse(present(0.94, 0.95, error=0.06), COMMITTED)
    assert "calibration error 0.060" in problem


def test_what_was_not_measured_is_not_passed_over() -> None:
    assert worse({}, COMMITTED) == ["cross-validated de was not measured"]
