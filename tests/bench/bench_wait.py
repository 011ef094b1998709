"""`make bench-wait`: how often the range held that customers were told when they joined the queue.

Plays the recording in tests/bench/wait, or the one in the folder `DATA`, through order, offers and estimate as the
service has them (tests/bench/wait/simulation.py), and compares with what then happened.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from handover.domain.waiting import Wait
from tests.bench.wait.generate import generate
from tests.bench.wait.recording import HERE, read
from tests.bench.wait.simulation import Customer, Simulation

_OTHERS = range(301, 304)
# Names and what is made otherwise than in the recording.
_KINDS: tuple[tuple[str, dict[str, float]], ...] = (
    ("made like it, other weeks", {}),
    ("handling times much alike", {"spread": 0.4}),
    ("handling times very unlike", {"spread": 1.2}),
    ("nobody leaves", {"patience": 10_000_000}),
    ("half leave within 10 minutes", {"patience": 600}),
)


def main(folder: Path = HERE) -> None:
    """Simulate and print the table."""
    arrivals, duties = read(folder)
    told = _told(Simulation(arrivals, duties).run())
    table = Table("", "customers", "left", "held", "sooner", "later", "waited", "told", "width")
    for name, group in _groups(told):
        _row(table, name, group)
    for experience in (5, 10, 20, 50):
        seen = _told(Simulation(arrivals, duties, experience).run())
        _row(table, f"pace from the newest {experience}", queued(seen))
    for name, kind in _KINDS:
        weeks = [_told(Simulation(*generate(seed, **kind)).run()) for seed in _OTHERS]
        _row(table, name, [customer for week in weeks for customer in queued(week)])
    Console(width=120).print(table)


def held(customers: Sequence[Customer]) -> float:
    """The share of those who waited as long as they were told."""
    return sum(told.low <= customer.waited <= told.high for customer, told in _with_range(customers)) / len(customers)


def queued(customers: Sequence[Customer]) -> list[Customer]:
    """Those for whom nobody was free at once."""
    return [customer for customer in customers if not customer.at_once]


def _told(customers: Sequence[Customer]) -> list[Customer]:
    return [customer for customer in customers if customer.told is not None]


def _groups(told: Sequence[Customer]) -> Iterator[tuple[str, list[Customer]]]:
    waited = queued(told)
    yield "all", list(told)
    yield "somebody was free at once", [customer for customer in told if customer.at_once]
    yield "the others", waited
    yield "· of these, who stayed", [customer for customer in waited if not customer.left]
    yield from _by(waited, lambda one: _span("place", one.position, (1, 3, 9)))
    yield from _by(waited, lambda one: _span("agents who fit:", one.agents, (1, 2, 3, 4)))
    yield from _by(waited, lambda one: (0, f"{one.arrival.at // 3_600 % 24 // 2 * 2:02}:00, two hours"))
    yield from _by(waited, lambda one: (0, f"team {one.arrival.team}"))
    yield from _by(waited, lambda one: (0, f"priority {one.arrival.priority}"))
    yield from _by(waited, lambda one: (0, f"language {one.arrival.language}"))


def _by(
    customers: Sequence[Customer], name: Callable[[Customer], tuple[int, str]]
) -> Iterator[tuple[str, list[Customer]]]:
    """The customers of each name, in the order of the numbers before the names."""
    for each in sorted({name(customer) for customer in customers}):
        yield each[1], [customer for customer in customers if name(customer) == each]


def _span(what: str, number: int, ends: Sequence[int]) -> tuple[int, str]:
    first = 1
    for end in ends:
        if number <= end:
            return first, f"{what} {end}" if first == end else f"{what} {first} to {end}"
        first = end + 1
    return first, f"{what} {first} and more"


def _row(table: Table, name: str, group: Sequence[Customer]) -> None:
    pairs = _with_range(group)
    share = [
        sum(customer.left for customer in group),
        sum(told.low <= customer.waited <= told.high for customer, told in pairs),
        sum(customer.waited < told.low for customer, told in pairs),
        sum(customer.waited > told.high for customer, told in pairs),
    ]
    middle = [
        median(customer.waited for customer in group),
        median(told.seconds for _, told in pairs),
        median(told.high - told.low for _, told in pairs),
    ]
    shares = [f"{part / len(group):.0%}" for part in share]
    table.add_row(name, f"{len(group):,}", *shares, *[f"{seconds / 60:.1f} min" for seconds in middle])


def _with_range(customers: Sequence[Customer]) -> list[tuple[Customer, Wait]]:
    return [(customer, customer.told) for customer in customers if customer.told is not None]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
