"""How fast a team was lately, read off its newest handovers."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

_NEWEST = 50


@dataclass(frozen=True, slots=True)
class Handled:
    """A handover that an agent had, and that has ended.

    Attributes:
        agent_s: For how many seconds agents had it.
    """

    escalated_at: datetime
    accepted_at: datetime
    ended_at: datetime
    agent_s: float


@dataclass(frozen=True, slots=True)
class Waited:
    """Somebody who waits no longer: for how many seconds they did, and whether they left unanswered."""

    seconds: float
    left: bool


@dataclass(frozen=True, slots=True)
class Pace:
    """How it went lately.

    Attributes:
        handling: Seconds that agents had a conversation.
        acceptance: Seconds from when there was room for a conversation until an agent accepted it.
        leaving: How many of those who wait leave unanswered, per second of waiting.
    """

    handling: Sequence[float]
    acceptance: Sequence[float]
    leaving: float = 0.0

    @classmethod
    def of(cls, handled: Iterable[Handled], waited: Sequence[Waited], newest: int = _NEWEST) -> "Pace":
        """The pace of a team with the `newest` of those that it `handled`; who `waited` may have done so for any team.

        The older ones tell since when there was room for the newest.
        """
        by_end = sorted(handled, key=lambda one: one.ended_at)
        seconds = sum(one.seconds for one in waited)
        return cls(
            handling=[one.agent_s for one in by_end[-newest:]],
            acceptance=_acceptance(by_end)[-newest:],
            leaving=sum(one.left for one in waited) / seconds if seconds else 0.0,
        )


def _acceptance(by_end: Sequence[Handled]) -> list[float]:
    """There was room when it was asked for, or else when the last one before ended: nobody wrote down which.

    Where there was room before that end this is too short, and where an agent came meanwhile it is too long.
    """
    ends = [one.ended_at for one in by_end]
    found = []
    for one in by_end:
        before = ends[: bisect_right(ends, one.accepted_at)]
        room_at = max([one.escalated_at, *before[-1:]])
        found.append((one.accepted_at - room_at).total_seconds())
    return found
