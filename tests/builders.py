"""Conversations and events as tests of the domain need them: only what matters to the test is said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from handover.domain.agent import Agent
from handover.domain.conversation import Conversation
from handover.domain.events import Event, Floor

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CLEOS = UUID("00000000-0000-4000-8000-0000000000c1")
ANN = Agent(UUID("00000000-0000-4000-8000-00000000000a"), "Ann", "ann@bergwerk.example")
BEN = Agent(UUID("00000000-0000-4000-8000-00000000000b"), "Ben", "ben@bergwerk.example")


def opened(language: str = "de", page: dict[str, str] | None = None) -> Event:
    """Cleo opens the chat."""
    return Event("conversation_opened", NOW, {"language": language, "page": page, "channel": "web", "customer": None})


def said(kind: str, text: str = "Hallo", *, audience: str = "everyone") -> Event:
    """Somebody writes."""
    author = {"kind": kind, "name": None}
    data = {"id": "m", "author": author, "text": text, "choices": [], "attachments": [], "audience": audience}
    return Event("message_posted", NOW, data)


def failed(kind: str = "not_understood") -> Event:
    """The newest turn failed."""
    return Event("failure_recorded", NOW, {"message_id": "m", "failure_id": "f", "kind": kind, "touchpoint": None})


def event(name: str, **data: Any) -> Event:
    """Something else happens."""
    return Event(name, NOW, data)


ESCALATED = event("escalated", reason="asked_for_person", context={})
ACCEPTED = event("accepted", agent=ANN.as_data())
RELEASED = event("released", agent=ANN.as_data(), reason="given_back", to=None)
RETURNED = event("returned_to_bot", agent=ANN.as_data(), summary="Adresse geklärt", slots={"product": "Seil"})
CLOSED = event("closed", outcome="self_served")

# The shortest way to each floor.
WAY_TO = {
    Floor.BOT: [],
    Floor.QUEUE: [ESCALATED],
    Floor.AGENT: [ESCALATED, ACCEPTED],
    Floor.CLOSED: [CLOSED],
}


def after(*events: Event) -> Conversation:
    """Cleo's conversation after these events, which happen one second after another."""
    return replay(numbered([opened(), *events]))


def on(floor: Floor) -> Conversation:
    """Cleo's conversation while `floor` has the floor."""
    return after(*WAY_TO[floor])


def numbered(events: Iterable[Event]) -> list[Event]:
    """These events as the log has them."""
    return [replace(event, seq=seq, at=NOW + timedelta(seconds=seq - 1)) for seq, event in enumerate(events, start=1)]


def replay(events: Iterable[Event]) -> Conversation:
    """What these events make of a conversation of which nothing is known."""
    conversation = Conversation(CLEOS, NOW)
    for happened in events:
        conversation = conversation.apply(happened)
    return conversation
