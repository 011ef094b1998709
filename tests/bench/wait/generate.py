"""Makes a recording: a week of three teams, with all that makes waiting hard to foretell.

    python -m tests.bench.wait.generate 2026 tests/bench/wait

Customers come by a profile of the day; days differ, and now and then there is a rush. Handling times are log-normal
with a long tail (Brown et al. 2005 found so in the call centre of a bank), longer on some days and in the evening.
Agents have shifts, breaks and days when they are ill, and some speak German only. Some customers are important, some
have little patience, and some offers lapse.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.wait.recording import Arrival, Duty, write

_DAYS, _DAY_S, _HOUR_S = 5, 86_400, 3_600
_OPENS = 8
# How many come, hour by hour, as a share of the busiest.
_PROFILE = (0.45, 0.75, 1.0, 0.95, 0.7, 0.6, 0.75, 0.85, 0.9, 0.8, 0.6, 0.4)
_RUSH, _RUSH_HOURS = 3, 0.4


@dataclass(frozen=True, slots=True)
class _Team:
    """Attributes: customers in the busiest hour, median seconds of handling, agents in each shift."""

    name: str
    busiest: int
    handling: int
    early: int
    late: int
    capacity: int = 2


_TEAMS = (_Team("orders", 50, 420, 5, 4), _Team("technical", 19, 600, 3, 2), _Team("invoices", 10, 300, 1, 1))


def generate(seed: int, spread: float = 0.8, patience: float = 1_500) -> tuple[list[Arrival], list[Duty]]:
    """A recording, the same for the same seed.

    Args:
        seed: Any number.
        spread: How unlike handling times are: the standard deviation of their logarithms.
        patience: After how many seconds half of the customers would have left.
    """
    chance = random.Random(seed)
    arrivals: list[Arrival] = []
    duties: list[Duty] = []
    for team in _TEAMS:
        for midnight in range(0, _DAYS * _DAY_S, _DAY_S):
            arrivals += _arrivals(chance, team, midnight, spread, patience)
            duties += _duties(chance, team, midnight)
    return sorted(arrivals, key=lambda one: one.at), sorted(duties, key=lambda one: (one.begins, one.agent))


def _arrivals(chance: random.Random, team: _Team, midnight: int, spread: float, patience: float) -> Iterator[Arrival]:
    many, slow = chance.lognormvariate(0, 0.15), chance.lognormvariate(0, 0.12)
    rush = chance.uniform(9, 19) if chance.random() < 0.4 else None
    hour = float(_OPENS)
    # As many as in a rush at the busiest hour; of these as many stay as the hour has.
    while (hour := hour + chance.expovariate(_RUSH * team.busiest * many)) < _OPENS + len(_PROFILE):
        rushing = rush is not None and rush <= hour < rush + _RUSH_HOURS
        if chance.random() * _RUSH < _PROFILE[int(hour) - _OPENS] * (_RUSH if rushing else 1):
            evening = 1.15 if hour >= 17 else 1.0
            yield Arrival(
                at=midnight + int(hour * _HOUR_S),
                team=team.name,
                language="en" if chance.random() < 0.15 else "de",
                priority=int(chance.random() < 0.1),
                handling=max(20, round(chance.lognormvariate(0, spread) * team.handling * slow * evening)),
                patience=max(15, round(chance.lognormvariate(0, 0.9) * patience)),
                reaction=_reaction(chance),
            )


def _reaction(chance: random.Random) -> int:
    lapsed = 45 if chance.random() < 1 / 30 else 0
    return lapsed + max(2, round(chance.lognormvariate(0, 0.6) * 11))


def _duties(chance: random.Random, team: _Team, midnight: int) -> Iterator[Duty]:
    shifts = [("early", number, 8.0) for number in range(team.early)]
    shifts += [("late", number, 13.0) for number in range(team.late)]
    for shift, number, begins in shifts:
        if number and chance.random() < 0.06:
            continue  # ill, but never all of a shift
        lunch = begins + 3 + 0.5 * number + chance.uniform(-0.2, 0.2)
        tea = begins + 5.5 + chance.uniform(-0.5, 0.5)
        late = chance.uniform(0, 0.15)
        for since, until in ((begins + late, lunch), (lunch + 0.5, tea), (tea + 0.15, begins + 7)):
            agent = f"{team.name} {shift} {number + 1}"
            languages = "de" if number % 3 == 1 else "de en"
            begin, end = (midnight + int(hour * _HOUR_S) for hour in (since, until))
            if begin < end:
                yield Duty(agent, team.name, languages, team.capacity, begin, end)


if __name__ == "__main__":
    write(Path(sys.argv[2]), *generate(int(sys.argv[1])))
