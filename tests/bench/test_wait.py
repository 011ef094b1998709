"""What customers are told of their wait, on the recording that `make bench-wait` plays."""

from statistics import median

import pytest

from tests.bench.bench_wait import held, queued
from tests.bench.wait.recording import read
from tests.bench.wait.simulation import Customer, Simulation


@pytest.fixture(scope="module")
def told() -> list[Customer]:
    """Everybody who was told something when they joined the queue."""
    return [customer for customer in Simulation(*read()).run() if customer.told]


def test_the_range_holds_about_8_times_of_10_for_all_and_for_those_who_had_to_wait(told: list[Customer]) -> None:
    waited = queued(told)
    assert len(waited) > 1_000
    assert 0.72 <= held(told) <= 0.90
    assert 0.72 <= held(waited) <= 0.90


def test_about_as_many_wait_longer_as_shorter_than_the_one_figure(told: list[Customer]) -> None:
    shorter = [customer.waited < customer.told.seconds for customer in queued(told) if customer.told]
    assert 0.4 <= sum(shorter) / len(shorter) <= 0.6


def test_the_range_says_something(told: list[Customer]) -> None:
    waited = queued(told)
    width = median(customer.told.high - customer.told.low for customer in waited if customer.told)
    assert width < 2 * median(customer.waited for customer in waited)
