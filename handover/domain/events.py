"""The events of a conversation: what happened, who may read which of its fields, and where the floor goes.

This table is the only place that says so; screens, sockets, reports and docs/protocol.md follow it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Floor(StrEnum):
    """Who answers next."""

    BOT = "bot"
    QUEUE = "queue"
    AGENT = "agent"
    CLOSED = "closed"


class Audience(StrEnum):
    """Who may read an entry. The default everywhere is staff, so that a forgotten audience leaks nothing."""

    EVERYONE = "everyone"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class EventType:
    """One kind of event.

    Attributes:
        fields: The names of all its fields.
        customer: The fields that the customer may see; None hides the event altogether.
        floor: Where the floor moves, or None when it stays.
    """

    fields: frozenset[str]
    customer: frozenset[str] | None
    floor: Floor | None = None


def _type(fields: str, *, customer: str | None, floor: Floor | None = None) -> EventType:
    names = frozenset(fields.split())
    visible = None if customer is None else names if customer == "all" else frozenset(customer.split())
    return EventType(names, visible, floor)


EVENT_TYPES: Mapping[str, EventType] = {
    "conversation_opened": _type("language page channel customer", customer="language page channel", floor=Floor.BOT),
    "message_posted": _type(
        "id author text choices attachments audience reply_to",
        customer="all",
    ),
    "turn_understood": _type(
        "message_id intent confidence threshold ranking entities language fallback meant also asked order_state model "
        "actions ms",
        customer=None,
    ),
    "reply_dropped": _type("message_id text actions signals", customer=None),
    "failure_recorded": _type("message_id failure_id kind touchpoint", customer=None),
    "access_refused": _type("message_id kind subject", customer=None),
    "escalated": _type("reason context", customer="", floor=Floor.QUEUE),
    "withdrawn": _type("", customer="all", floor=Floor.BOT),
    "told_to_wait": _type("why opens_at answer_by", customer="all"),
    "offered": _type("agent until", customer=None),
    "offer_lapsed": _type("agent why", customer=None),
    "accepted": _type("agent", customer="agent", floor=Floor.AGENT),
    "released": _type("agent reason to", customer="", floor=Floor.QUEUE),
    "returned_to_bot": _type("agent summary slots", customer="", floor=Floor.BOT),
    "promised": _type("due_at", customer="all", floor=Floor.CLOSED),
    "promise_kept": _type("due_at agent", customer="due_at"),
    "promise_broken": _type("due_at", customer="all"),
    "resolved": _type("agent outcome cause note", customer="", floor=Floor.CLOSED),
    "closed": _type("outcome", customer="", floor=Floor.CLOSED),
    "reopened": _type("", customer="all", floor=Floor.BOT),
    # `message_seq` and not `seq`, which is the number of the event itself in a frame.
    "judged": _type("message_seq helpful comment", customer="all"),
    "rated": _type("stars comment", customer="all"),
    "visited": _type("url title", customer="all"),
    "language_changed": _type("language", customer="all"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in the log.

    Attributes:
        name: A key of EVENT_TYPES.
        at: When it happened, in UTC.
        data: Its fields; values are JSON.
        seq: Its number in the conversation; 0 until it is recorded.
        floor: Who has the floor after it; None until it is recorded.
    """

    name: str
    at: datetime
    data: Mapping[str, Any]
    seq: int = 0
    floor: Floor | None = None

    def __post_init__(self) -> None:
        if unknown := set(self.data) - EVENT_TYPES[self.name].fields:
            raise ValueError(f"{self.name} has no field {sorted(unknown)}")


def visible_to_customer(event: Event) -> Mapping[str, Any] | None:
    """The fields of `event` that its customer may read, or None when they must not learn of it.

    Threat: notes of agents, what the bot understood and internal reasons in front of a customer. Live frames and
    replays both come through here, and nothing else decides it.
    """
    fields = EVENT_TYPES[event.name].customer
    if fields is None or event.data.get("audience", Audience.EVERYONE) != Audience.EVERYONE:
        return None
    if event.name == "message_posted" and "audience" not in event.data:
        return None
    visible = {name: value for name, value in event.data.items() if name in fields}
    if event.name == "accepted":
        visible["agent"] = {"name": event.data["agent"]["name"]}
    return visible
