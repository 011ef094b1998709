"""Where the log of one conversation is added up, event after event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from handover.domain.conversation import Conversation
from handover.domain.events import Event, Floor
from handover.domain.reckoning.contact import Contact
from handover.domain.team import Plan


@dataclass(slots=True)
class Aftermath:
    """What followed a failure.

    Attributes:
        failure_id: Its record.
        kind: Its kind.
        followed_by: `chose` one of the offered meanings, `rephrased`, `asked_for_person`, `handed_over` by the bot,
            `promised` an answer, `left`; None while nothing followed yet.
        helped_by: The name of the agent who ended the handover that it led to.
        waiting_s: What the customer waited because of it, in seconds; `agent_s` what it took of agents' time.
    """

    failure_id: str
    kind: str
    followed_by: str | None = None
    helped_by: str | None = None
    waiting_s: float = 0
    agent_s: float = 0


@dataclass(frozen=True, slots=True)
class Silent:
    """A failure that nobody noticed when it happened.

    Attributes:
        message_id: The customer's message whose answer did not help.
        at: When that was answered.
        kind: `asked_again` or `came_back`.
    """

    message_id: str
    at: datetime
    kind: str


@dataclass(slots=True)
class Turn:
    """A message of the customer for the bot, and its answer."""

    message_id: str
    at: datetime
    matter: str | None = None
    asking: bool = False
    reply: str = ""
    failed: bool = False


@dataclass(slots=True)
class Visit:
    """A time that the customer came: with the opening, and whenever they wrote again after an end.

    Attributes:
        began_at: When.
        matters: What they wanted then.
    """

    began_at: datetime
    matters: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """All that follows from one log.

    Attributes:
        visits: When the customer came, and what for; at least one.
        came_back: Whether they came back in this very chat about what had been resolved in it.
    """

    contact: Contact
    aftermaths: Sequence[Aftermath]
    silent: Sequence[Silent]
    visits: Sequence[Visit]
    came_back: bool


@dataclass(slots=True)
class Sheet:
    """Where one log is added up, event after event."""

    plan: Plan
    state: Conversation
    contact: Contact
    turns: list[Turn] = field(default_factory=list)
    aftermaths: list[Aftermath] = field(default_factory=list)
    silent: list[Silent] = field(default_factory=list)
    # By the turn that they are about: what was found out after it had its place before what followed it.
    found_later: Mapping[str, Aftermath] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    came_back: bool = False
    page: Mapping[str, Any] | None = None
    # Where the order was when they came with it.
    order_state: str | None = None
    labels: frozenset[str] = frozenset()
    charged: Aftermath | None = None
    # From which failure on none was in a person's hands yet.
    unhelped: int = 0
    asked_at: datetime | None = None
    people_spoke: bool = False
    judged: dict[int, bool] = field(default_factory=dict)
    at: datetime | None = None
    # Where the part of the conversation begins that was not resolved before.
    part: int = 0
    resolved_at: datetime | None = None

    def change(self, **facts: Any) -> None:
        """Set figures of the contact."""
        self.contact = replace(self.contact, **facts)

    def spend(self, event: Event) -> None:
        """Add the time since the event before to whoever had the floor."""
        seconds = (event.at - (self.at or event.at)).total_seconds()
        self.at = event.at
        if self.state.floor is Floor.QUEUE:
            self.change(waiting_s=self.contact.waiting_s + seconds)
            if self.charged:
                self.charged.waiting_s += seconds
        elif self.state.floor is Floor.AGENT:
            self.change(agent_s=self.contact.agent_s + seconds)
            if self.charged:
                self.charged.agent_s += seconds

    def followed(self, how: str) -> None:
        """Something followed the failures that nothing followed so far."""
        for aftermath in self.aftermaths:
            aftermath.followed_by = aftermath.followed_by or how

    def charge(self) -> None:
        """Say which failure what comes now is the cost of: the last one that is not yet in a person's hands.

        To want a person says nothing of why; it is the cost of itself only where nothing else had failed.
        """
        unhelped = self.aftermaths[self.unhelped :]
        others = [aftermath for aftermath in unhelped if aftermath.kind != "asked_for_person"]
        self.charged = next(reversed(others or unhelped), None)

    def turn(self, message_id: str | None) -> Turn | None:
        """The turn of this message."""
        return next((turn for turn in reversed(self.turns) if turn.message_id == message_id), None)
