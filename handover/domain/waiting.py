"""How long somebody in the queue will wait, as a range that should hold 8 times out of 10.

Whose turn comes once others have ended waits for the ends before it: the busy places of a team end one after another at
a rate of places by handling time, and the k-th end comes after a time that is about gamma distributed. Those ahead who
leave shorten it. How good that is was measured: docs/waiting.md, docs/decisions/0015-expected-wait.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import NormalDist, fmean, quantiles, stdev
from uuid import UUID

from handover.domain import routing
from handover.domain.pace import Pace
from handover.domain.routing import Desk, Waiting

EXPERIENCE = 5
"""So many conversations at least a team must have ended before anything is said of it."""

# How far the outer tenths of a normal variable lie from its middle; the range leaves these out.
_TENTH = NormalDist().inv_cdf(0.9)
# How far the pace of the next half hour is from that of the recent conversations: other days, breaks, other matters.
# Chosen with the simulation, on recordings other than the one it is measured on.
_DRIFT = 0.2


@dataclass(frozen=True, slots=True)
class Wait:
    """Whole seconds until an agent answers: as often longer as shorter, and the range of the middle 8 of 10."""

    seconds: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What lies before somebody who waits.

    Attributes:
        ahead: How many are served before them by the agents who fit, those whom others may take counted in part.
        room: How many more those agents could have now, open offers taken off.
        capacity: How many they have at most.
    """

    ahead: float
    room: int
    capacity: int

    def expected(self, pace: Pace) -> Wait | None:
        """How long it takes at this pace of the team; None as in `wait`."""
        return wait(round(self.ahead), self.room, self.capacity, pace)


def outlooks(ordered: Sequence[Waiting], desks: Sequence[Desk], now: datetime) -> dict[UUID, Outlook]:
    """What lies before each of a queue, in one pass: those whom the same agents fit are counted together."""
    found: dict[UUID, Outlook] = {}
    ahead: dict[frozenset[int], float] = {}
    fitting = [_fitting(one, desks, now) for one in ordered]
    kinds = set(fitting)
    capacity = {kind: sum(desks[place].agent.capacity for place in kind) for kind in kinds}
    room = {kind: sum(max(desks[p].agent.capacity - desks[p].taken, 0) for p in kind) for kind in kinds}
    for one, kind in zip(ordered, fitting, strict=True):
        if one.conversation.offered_agent_id is not None:
            found[one.conversation.id] = Outlook(0, 1, capacity[kind])
            continue
        found[one.conversation.id] = Outlook(ahead.get(kind, 0.0), room[kind], capacity[kind])
        for other in kinds:
            # How likely one of the agents who fit `other` takes this one, whom somebody else may also help.
            shared = sum(desks[place].agent.capacity for place in kind & other)
            ahead[other] = ahead.get(other, 0.0) + (shared / capacity[kind] if capacity[kind] else 0.0)
    return found


def _fitting(one: Waiting, desks: Sequence[Desk], now: datetime) -> frozenset[int]:
    return frozenset(place for place, desk in enumerate(desks) if routing.fits(one, desk.agent, now))


def wait(ahead: int, room: int, capacity: int, pace: Pace) -> Wait | None:
    """How long it takes with so many `ahead` who were not offered to anybody yet.

    `capacity` is how many conversations the agents who fit and are there have at most, `room` how many more they could
    have now, open offers taken off.

    None when nobody who fits is there, or when too little was seen of the team to tell: unknown is not a figure.
    """
    if capacity < 1 or min(len(pace.handling), len(pace.acceptance)) < EXPERIENCE:
        return None
    handling, acceptance = [max(seconds, 1.0) for seconds in pace.handling], _LogNormal.of(pace.acceptance)
    ends_per_s = capacity / (fmean(handling) + acceptance.mean)
    steps = [1 / (ends_per_s + pace.leaving * further) for further in range(ahead - room + 1)]
    mean = sum(steps)
    variance = sum(step**2 for step in steps) + (_doubt(handling) + _DRIFT**2) * mean**2
    return _range(_Gamma(mean, variance), acceptance)


def _range(turn: "_Gamma", acceptance: "_LogNormal") -> Wait:
    """Until the turn comes and then somebody accepts: means add up, and so do squares of what is off the mean."""

    def at(z: float) -> int:
        off = math.hypot(turn.quantile(z) - turn.mean, acceptance.quantile(z) - acceptance.mean)
        return round(turn.mean + acceptance.mean + (off if z > 0 else -off))

    return Wait(at(0.0), at(-_TENTH), at(_TENTH))


@dataclass(frozen=True, slots=True)
class _Gamma:
    """A time until several have ended."""

    mean: float
    variance: float

    def quantile(self, z: float) -> float:
        """What is not exceeded as often as a normal variable does not exceed `z` (Wilson & Hilferty 1931, PNAS 17)."""
        if self.mean == 0:
            return 0.0
        ninth = self.variance / (9 * self.mean**2)
        return self.mean * max(1 - ninth + z * math.sqrt(ninth), 0.0) ** 3


@dataclass(frozen=True, slots=True)
class _LogNormal:
    """A time as people take it: mostly short, with a long tail (Brown et al. 2005, JASA 100, p. 36)."""

    middle: float
    spread: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "_LogNormal":
        """What the next one is like after these; the fewer they are, the less it is known.

        Read off the middle and the tenths at both ends: one who waited over night says nothing of the next.
        """
        tenths = quantiles([math.log(max(each, 1.0)) for each in seconds], n=10)
        return cls(tenths[4], (tenths[8] - tenths[0]) / (2 * _TENTH) * math.sqrt(1 + 1 / len(seconds)))

    @property
    def mean(self) -> float:
        return math.exp(self.middle + self.spread**2 / 2)

    def quantile(self, z: float) -> float:
        """What is not exceeded as often as a normal variable does not exceed `z`."""
        return math.exp(self.middle + z * self.spread)


def _doubt(seconds: Sequence[float]) -> float:
    """How far the mean of so few may be from the truth: its variance, relative to its square."""
    return (stdev(seconds) / fmean(seconds)) ** 2 / len(seconds)
