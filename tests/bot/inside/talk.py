"""Trackers as Rasa leaves them behind, for tests."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.bounded import opening


def opened(domain: Domain, conversation: str = "c1", **slots: Any) -> DialogueStateTracker:
    """A conversation that waits for its first message."""
    events = opening(domain, slots)
    return DialogueStateTracker.from_events(conversation, events, slots=domain.slots)


def said(text: str, intent: str = "greet", turn: str = "t1") -> UserUttered:
    """A customer's message as it was understood."""
    ranking = [{"name": intent, "confidence": 0.9}, *({"name": f"other_{n}", "confidence": 0.01} for n in range(40))]
    parsed = {"text": text, "intent": ranking[0], "entities": [], "intent_ranking": ranking}
    metadata = {"turn": turn, "identity": {"email": "mia@example.com"}, "page": None, "client": None}
    return UserUttered(text, ranking[0], [], parsed, message_id=turn, metadata=metadata, input_channel="service")


def ran(action: str, *messages: dict[str, Any]) -> list[Event]:
    """An action and what it said; a message is the data of a bot message, `text` included."""
    uttered = [BotUttered(message.get("text"), {**message}) for message in messages]
    return [ActionExecuted(action), *uttered]


def done(action: str, **notes: Any) -> dict[str, Any]:
    """The marker of an action that ended well."""
    return {"custom": {"lotse": {"done": action, **notes}}}


def listening() -> ActionExecuted:
    """The end of a turn."""
    return ActionExecuted("action_listen")
