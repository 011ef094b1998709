"""Whether what became due by itself happened, and once.

Each log is played through the domain, one transaction after another. Before each it is known what is due when. What
happened by itself must have been due by then and be so no longer; in the end nothing may be due.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from handover.domain import due
from handover.domain.conversation import Conversation
from handover.domain.due import Due, Patience
from handover.domain.events import Event, Floor
from tests.chaos.findings import Finding, Kind
from tests.chaos.logs import Log, Logs


@dataclass
class Timers:
    """What the logs tell of them.

    Attributes:
        patience: When they are due.
        fired: How often each did.
        late_s: How much later than due, in seconds.
        overtaken_s: How long something had been due when a person did something about it, in seconds.
    """

    patience: Patience
    fired: Counter[Due] = field(default_factory=Counter)
    late_s: list[float] = field(default_factory=list)
    overtaken_s: list[float] = field(default_factory=list)

    def check(self, logs: Logs, now: datetime) -> Iterator[Finding]:
        """What is wrong with them."""
        for conversation, log in logs.of.items():
            yield from self._check(conversation, log, now)

    def _check(self, conversation: str, log: Log, now: datetime) -> Iterator[Finding]:
        state = Conversation(UUID(conversation), log[0].event.at)
        for _, group in groupby(log, key=lambda each: each.committed_at):
            events = [each.event for each in group]
            moments, before = due.moments(state, self.patience), state
            for event in events:
                state = state.apply(event)
            what = _by_itself(before.floor, events)
            at = events[0].at
            if what is None:
                gone = _told(before, moments).keys() - due.moments(state, self.patience).keys()
                self.overtaken_s += [(at - moments[each]).total_seconds() for each in gone if moments[each] < at]
            elif what not in moments or moments[what] >= at:
                due_at = moments.get(what)
                yield Finding(Kind.TIMER, conversation, f"{what} at {events[0].seq} was due at {due_at}, not at {at}")
            else:
                self.fired[what] += 1
                self.late_s += [(at - moments[what]).total_seconds() for each in _told(before, moments) if each is what]
        for what, moment in _told(state, due.moments(state, self.patience)).items():
            if moment < now:
                yield Finding(Kind.TIMER, conversation, f"{what} was due at {moment} and did not happen")


def _told(state: Conversation, moments: Mapping[Due, datetime]) -> dict[Due, datetime]:
    """Those of the moments that the log alone tells: an open page puts off when whoever waits has left."""
    return {what: at for what, at in moments.items() if (state.floor, what) != (Floor.QUEUE, Due.IDLE)}


def _by_itself(before: Floor, events: Sequence[Event]) -> Due | None:
    """What of it happened in this transaction, if anything."""
    named = {event.name: event.data for event in events}
    if "promise_broken" in named:
        return Due.PROMISE
    if named.get("offer_lapsed", {}).get("why") == "late":
        return Due.OFFER
    if named.get("told_to_wait", {}).get("why") == "long":
        return Due.LONG_WAIT
    if named.get("released", {}).get("reason") == "agent_silent":
        return Due.AGENT_SILENT
    if "closed" in named and not {"resolved", "promise_kept"} & named.keys():
        return Due.CUSTOMER_SILENT if before is Floor.AGENT else Due.IDLE
    return None
