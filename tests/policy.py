"""How a test run behaves: quick tests first, and nothing skipped in silence."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

# For a night: other histories than those that every run plays, and many; see docs/development.md.
settings.register_profile("long", max_examples=2_000, stateful_step_count=60, deadline=None, print_blob=True)

# Folders in the order in which a mistake is cheapest to find; those not named come in between.
EARLY = ("domain", "analysis", "check", "services", "storage")
LATE = ("launch", "bot", "attack", "browser", "bench")
# Tests with these need Rasa or a browser, wherever they are.
SLOW_FIXTURES = frozenset({"model", "stack", "browser", "page"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by what a test costs, and leave the order within a folder alone."""
    items.sort(key=_cost)


def _cost(item: pytest.Item) -> tuple[bool, int]:
    slow = bool(SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())))
    folder = item.path.parent.relative_to(item.config.rootpath / "tests").parts[:1]
    name = folder[0] if folder else ""
    if name in EARLY:
        return slow, EARLY.index(name)
    return slow, len(EARLY) + (1 + LATE.index(name) if name in LATE else 0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not hasattr(report, "wasxfail"):
        _no_skip_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _no_skip_in_ci(report)
    return report


def _no_skip_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI a test that cannot run has failed: everything it needs is installed there."""
    if report.skipped and os.environ.get("CI"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} could not run, which is a failure in CI: {reason}"
