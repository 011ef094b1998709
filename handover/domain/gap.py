"""Gaps: topics made of many failures, what is done about them, and whether it helped."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handover.domain.errors import FixNotProvenError
from handover.domain.rates import Rate, difference

# So long after a fix it is told whether it helped, and so far back is looked for how it was before.
LEAST_SINCE = timedelta(days=14)
LONGEST = timedelta(days=90)
# So many failures of so many days mean that it came back.
CAME_BACK, LATELY = 3, timedelta(days=14)
_HARDLY_LESS = 0.5


class GapState(StrEnum):
    """What is done about a gap."""

    OPEN = "open"
    PLANNED = "planned"
    FIXED = "fixed"
    VERIFIED = "verified"
    WONT_DO = "wont_do"


class Verdict(StrEnum):
    """What the days since a fix say of it."""

    TOO_EARLY = "too_early"
    STAYS_AWAY = "stays_away"
    STILL_THERE = "still_there"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Proof:
    """Failures of a gap among the conversations that were opened, before its fix and since.

    Attributes:
        since: How long ago it was fixed.
    """

    before: Rate
    after: Rate
    since: timedelta

    @property
    def verdict(self) -> Verdict:
        """Half of it is still there. Where less is, chance must not be the reason: the difference lies below nought."""
        if self.since < LEAST_SINCE:
            return Verdict.TOO_EARLY
        less = difference(self.after, self.before)
        if less is None:
            return Verdict.NOT_SURE
        was, is_now = self.before.share or 0.0, self.after.share or 0.0
        if is_now > 0 and is_now >= was * _HARDLY_LESS:
            return Verdict.STILL_THERE
        return Verdict.STAYS_AWAY if less[1] < 0 else Verdict.NOT_SURE


def windows(
    fixed_at: datetime, first_failure: datetime, now: datetime
) -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
    """The time before a fix and the time since it, that are compared; each from when until when."""
    # Its conversation was opened before it.
    began = max(fixed_at - LONGEST, min(first_failure, fixed_at) - timedelta(days=1))
    return (began, fixed_at), (fixed_at, min(now, fixed_at + LONGEST))


def check_state(state: GapState, wanted: GapState, verdict: Verdict | None) -> None:
    """Raise unless a gap may go from `state` to the other one that is wanted.

    Args:
        state: What it is.
        wanted: What it shall be.
        verdict: What the days since its fix say, or None where it was not fixed.

    Raises:
        FixNotProvenError: It shall be verified, and is not fixed or did not stay away.
    """
    if wanted is GapState.VERIFIED:
        if state is not GapState.FIXED:
            raise FixNotProvenError("Only what was fixed can be verified.", {"verdict": None})
        if verdict is not Verdict.STAYS_AWAY:
            raise FixNotProvenError("It is not proven yet that its failures stay away.", {"verdict": verdict})
