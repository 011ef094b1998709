"""The state of a conversation, made by applying its events one after another."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from handover.domain.changes import changes
from handover.domain.events import EVENT_TYPES, Event, Floor


@dataclass(frozen=True, slots=True)
class Customer:
    """Who the host site says this is; everything unknown is None.

    Attributes:
        verified: True only when the host site signed it.
        until: When its word runs out; afterwards they are like anybody else until the host site signs it anew.
    """

    subject: str | None = None
    name: str | None = None
    email: str | None = None
    verified: bool = False
    until: datetime | None = None

    def vouched_for(self, now: datetime) -> bool:
        """Whether the host site's word for who this is counts at `now`."""
        return self.verified and self.until is not None and now < self.until


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is true of a conversation now.

    Attributes:
        version: Rises with each write.
        last_seq: Number of its newest event.
        floor_since: When the floor came to where it is.
        waiting_since: When the open handover joined the queue; giving back does not reset it.
        wanted_agent_id: Whom it was transferred to; `wanted_team` likewise.
        at_front: It waits before all others: the agent who had it is gone or fell silent.
        offered_agent_id: Who is asked to accept it, until `offered_until`.
        lapsed: When which agent (by id) did not take an offer of this episode, or gave it away last.
        told: What the customer was told about waiting last: `closed`, `nobody`, `long`, or None.
        told_until: Since when that explains their waiting no more: when it was said, or when the team opens.
        unanswered_since: Since when the customer waits for the agent's answer; None when it is the customer's turn.
        seen_at: When the customer's socket was seen last while they waited.
        promise_due_at: Until when an answer is promised that was not given yet.
        context: What the bot knew last: `{slots, order, order_state, verified, task, asked, failed}`.
        summary: What an agent told the bot on return and it has not been told yet; None when there is nothing.
        failing: Whether the customer's newest turn failed.
    """

    id: UUID
    opened_at: datetime
    version: int = 1
    last_seq: int = 0
    floor: Floor = Floor.BOT
    floor_since: datetime | None = None
    waiting_since: datetime | None = None
    active_at: datetime | None = None
    language: str = "de"
    channel: str = "web"
    page: Mapping[str, Any] | None = None
    customer: Customer = field(default_factory=Customer)
    handover_id: UUID | None = None
    reason: str | None = None
    agent_id: UUID | None = None
    agent_name: str | None = None
    wanted_agent_id: UUID | None = None
    wanted_team: str | None = None
    at_front: bool = False
    offered_agent_id: UUID | None = None
    offered_agent_name: str | None = None
    offered_until: datetime | None = None
    lapsed: Mapping[str, str] = field(default_factory=dict)
    told: str | None = None
    told_until: datetime | None = None
    unanswered_since: datetime | None = None
    seen_at: datetime | None = None
    promise_due_at: datetime | None = None
    context: Mapping[str, Any] | None = None
    summary: Mapping[str, Any] | None = None
    last_message: Mapping[str, Any] | None = None
    failing: bool = False
    outcome: str | None = None
    client: str | None = None

    def apply(self, event: Event) -> "Conversation":
        """This conversation after `event`; does not check whether the event was allowed."""
        change: dict[str, Any] = {"last_seq": event.seq}
        moved = EVENT_TYPES[event.name].floor
        if moved is not None and (moved != self.floor or self.floor_since is None):
            change |= {"floor": moved, "floor_since": event.at}
        return replace(self, **change, **changes(self, event))
