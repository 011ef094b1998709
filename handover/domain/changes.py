"""What each event changes about its conversation, besides its number and the floor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from handover.domain.events import Event, Floor

if TYPE_CHECKING:
    from handover.domain.conversation import Conversation

Changes = dict[str, Any]

# What happens by itself is no sign that anybody is still there.
_BY_ITSELF = frozenset({"told_to_wait", "offered", "offer_lapsed", "promise_kept", "promise_broken"})


def changes(conversation: Conversation, event: Event) -> Changes:
    """The fields of `conversation` that are others after `event`."""
    active = {} if event.name in _BY_ITSELF else {"active_at": event.at}
    return active | _CHANGES.get(event.name, _nothing)(conversation, event)


def _nothing(_conversation: Conversation, _event: Event) -> Changes:
    return {}


def _opened(_conversation: Conversation, event: Event) -> Changes:
    return {name: event.data[name] for name in ("language", "page", "channel")}


def _message_posted(conversation: Conversation, event: Event) -> Changes:
    kind = event.data["author"]["kind"]
    if event.data["audience"] != "everyone":
        # A note shows that somebody works on it; it does not show that the customer is there.
        waiting = conversation.unanswered_since is not None
        return {"active_at": conversation.active_at} | ({"unanswered_since": event.at} if waiting else {})
    if kind == "system":
        # What the service says shows nobody's presence, and tells whoever takes over nothing about the customer.
        return {"active_at": conversation.active_at}
    said = {"text": event.data["text"], "author": event.data["author"], "at": event.at.isoformat()}
    change: Changes = {"last_message": said}
    if kind == "agent" and event.data["author"]["name"] == conversation.agent_name:
        # A colleague who keeps an earlier promise has not answered what the customer is waiting for now.
        change["unanswered_since"] = None
    elif kind == "customer":
        change["failing"] = False
        if conversation.floor is Floor.AGENT:
            change["unanswered_since"] = conversation.unanswered_since or event.at
    return change


def _escalated(conversation: Conversation, event: Event) -> Changes:
    # Made from the event's number, so that a replay of the log gives the same handover the same id.
    handover_id = uuid5(conversation.id, f"handover {event.seq}")
    return {
        "handover_id": handover_id,
        "reason": event.data["reason"],
        "context": event.data["context"],
        "waiting_since": event.at,
    }


_OFFERED_NO_MORE: Mapping[str, Any] = {"offered_agent_id": None, "offered_agent_name": None, "offered_until": None}
_QUEUED_NO_MORE: Mapping[str, Any] = {
    "wanted_agent_id": None,
    "wanted_team": None,
    "at_front": False,
    "lapsed": {},
    "told": None,
    "told_until": None,
    **_OFFERED_NO_MORE,
}
_WITH_NOBODY: Mapping[str, Any] = {"agent_id": None, "agent_name": None, "unanswered_since": None}
_HANDED_OVER_NO_MORE: Mapping[str, Any] = {
    "handover_id": None,
    "reason": None,
    "waiting_since": None,
    **_WITH_NOBODY,
    **_QUEUED_NO_MORE,
}


def _told_to_wait(_conversation: Conversation, event: Event) -> Changes:
    opens_at = event.data["opens_at"]
    return {"told": event.data["why"], "told_until": datetime.fromisoformat(opens_at) if opens_at else event.at}


def _offered(_conversation: Conversation, event: Event) -> Changes:
    agent, until = event.data["agent"], event.data["until"]
    return {
        "offered_agent_id": UUID(agent["id"]),
        "offered_agent_name": agent["name"],
        "offered_until": datetime.fromisoformat(until),
    }


def _offer_lapsed(conversation: Conversation, event: Event) -> Changes:
    lapsed = {**conversation.lapsed, event.data["agent"]["id"]: event.at.isoformat()}
    return {**_OFFERED_NO_MORE, "lapsed": lapsed}


def _accepted(_conversation: Conversation, event: Event) -> Changes:
    agent = event.data["agent"]
    return {
        **_QUEUED_NO_MORE,
        "agent_id": UUID(agent["id"]),
        "agent_name": agent["name"],
        "unanswered_since": event.at,
    }


def _released(_conversation: Conversation, event: Event) -> Changes:
    to = event.data.get("to") or {}
    return {
        **_WITH_NOBODY,
        # Whoever just gave it away, or left it, knows the customer best and would be asked first.
        "lapsed": {event.data["agent"]["id"]: event.at.isoformat()},
        "wanted_agent_id": UUID(to["agent"]) if "agent" in to else None,
        "wanted_team": to.get("team"),
        "at_front": event.data["reason"] in {"agent_gone", "agent_silent"},
    }


def _ended(_conversation: Conversation, _event: Event) -> Changes:
    return dict(_HANDED_OVER_NO_MORE)


def _returned(_conversation: Conversation, event: Event) -> Changes:
    # What failed before was in a person's hands since; it does not make the customer one who gave up.
    told = {"summary": event.data["summary"], "slots": event.data["slots"]}
    return {**_HANDED_OVER_NO_MORE, "summary": told, "failing": False}


def _promised(_conversation: Conversation, event: Event) -> Changes:
    return {**_HANDED_OVER_NO_MORE, "promise_due_at": datetime.fromisoformat(event.data["due_at"])}


def _failed(conversation: Conversation, event: Event) -> Changes:
    # What is found out after the end, or of a turn before it, says nothing of what comes next.
    late = conversation.floor is Floor.CLOSED or event.data["kind"] == "came_back"
    return {"active_at": conversation.active_at} if late else {"failing": True}


_CHANGES: Mapping[str, Callable[[Conversation, Event], Changes]] = {
    "conversation_opened": _opened,
    "message_posted": _message_posted,
    "failure_recorded": _failed,
    "escalated": _escalated,
    "withdrawn": _ended,
    "told_to_wait": _told_to_wait,
    "offered": _offered,
    "offer_lapsed": _offer_lapsed,
    "accepted": _accepted,
    "released": _released,
    "returned_to_bot": _returned,
    "promised": _promised,
    "promise_kept": lambda _conversation, _event: {"promise_due_at": None},
    "promise_broken": lambda _conversation, _event: {"promise_due_at": None},
    "resolved": _ended,
    "closed": lambda _conversation, event: {**_HANDED_OVER_NO_MORE, "outcome": event.data["outcome"]},
    "reopened": lambda _conversation, _event: {"outcome": None, "failing": False},
    "visited": lambda _conversation, event: {"page": dict(event.data)},
    "language_changed": lambda _conversation, event: {"language": event.data["language"]},
}
