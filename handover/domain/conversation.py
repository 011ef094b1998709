"""The state of a conversation, made by applying its events one after another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from handover.domain import journey
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
        context: What the bot knew last: `{slots, order, verified, task, asked, failed}`.
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
    context: Mapping[str, Any] | None = None
    summary: Mapping[str, Any] | None = None
    last_message: Mapping[str, Any] | None = None
    failing: bool = False
    outcome: str | None = None
    client: str | None = None

    @property
    def touchpoint(self) -> str | None:
        """The step of the journey that the customer's page belongs to."""
        return journey.touchpoint(self.page)

    def apply(self, event: Event) -> "Conversation":
        """This conversation after `event`; does not check whether the event was allowed."""
        change: dict[str, Any] = {"last_seq": event.seq, "active_at": event.at}
        moved = EVENT_TYPES[event.name].floor
        if moved is not None and (moved != self.floor or self.floor_since is None):
            change |= {"floor": moved, "floor_since": event.at}
        change |= _CHANGES.get(event.name, _nothing)(self, event)
        return replace(self, **change)


def _nothing(_conversation: Conversation, _event: Event) -> dict[str, Any]:
    return {}


def _message_posted(conversation: Conversation, event: Event) -> dict[str, Any]:
    if event.data["audience"] != "everyone":
        return {"active_at": conversation.active_at}
    author = event.data["author"]
    said = {"text": event.data["text"], "author": author, "at": event.at.isoformat()}
    return {"last_message": said} | ({"failing": False} if author["kind"] == "customer" else {})


def _opened(_conversation: Conversation, event: Event) -> dict[str, Any]:
    return {name: event.data[name] for name in ("language", "page", "channel")}


def _escalated(conversation: Conversation, event: Event) -> dict[str, Any]:
    # Made from the event's number, so that a replay of the log gives the same handover the same id.
    handover_id = uuid5(conversation.id, f"handover {event.seq}")
    return {
        "handover_id": handover_id,
        "reason": event.data["reason"],
        "context": event.data["context"],
        "waiting_since": event.at,
    }


def _accepted(_conversation: Conversation, event: Event) -> dict[str, Any]:
    agent = event.data["agent"]
    return {"agent_id": UUID(agent["id"]), "agent_name": agent["name"], "wanted_agent_id": None}


def _released(_conversation: Conversation, event: Event) -> dict[str, Any]:
    wanted = (event.data.get("to") or {}).get("agent")
    return {"agent_id": None, "agent_name": None, "wanted_agent_id": UUID(wanted) if wanted else None}


_HANDED_OVER_NO_MORE = {
    "handover_id": None,
    "reason": None,
    "agent_id": None,
    "agent_name": None,
    "wanted_agent_id": None,
    "waiting_since": None,
}


def _ended(_conversation: Conversation, _event: Event) -> dict[str, Any]:
    return dict(_HANDED_OVER_NO_MORE)


def _returned(_conversation: Conversation, event: Event) -> dict[str, Any]:
    # What failed before was in a person's hands since; it does not make the customer one who gave up.
    told = {"summary": event.data["summary"], "slots": event.data["slots"]}
    return _HANDED_OVER_NO_MORE | {"summary": told, "failing": False}


_CHANGES: dict[str, Callable[[Conversation, Event], dict[str, Any]]] = {
    "conversation_opened": _opened,
    "message_posted": _message_posted,
    "failure_recorded": lambda _conversation, _event: {"failing": True},
    "escalated": _escalated,
    "withdrawn": _ended,
    "accepted": _accepted,
    "released": _released,
    "returned_to_bot": _returned,
    "resolved": _ended,
    "closed": lambda _conversation, event: _HANDED_OVER_NO_MORE | {"outcome": event.data["outcome"]},
    "reopened": lambda _conversation, _event: {"outcome": None, "failing": False},
    "visited": lambda _conversation, event: {"page": dict(event.data)},
    "language_changed": lambda _conversation, event: {"language": event.data["language"]},
}
