"""How much of a conversation the bot remembers.

Rasa sends a whole tracker to the action server at each custom action and walks through all of it at each prediction, so
without a bound a long conversation makes every turn slower. Kept are the last turns word for word, and of what was
before them where it had led to: the slots, and the form that was open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

if TYPE_CHECKING:
    from rasa.shared.core.domain import Domain

TURNS_KEPT = 10


def opening(domain: Domain, slots: dict[str, Any], loop: str | None = None) -> list[Event]:
    """The events of a conversation that waits for the customer's first message, knowing `slots`, inside form `loop`."""
    known = [SlotSet(name, value) for name, value in slots.items() if value != _initial(domain, name)]
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *([ActiveLoop(loop)] if loop else []),
        *known,
        ActionExecuted(ACTION_LISTEN_NAME),
    ]


def bounded(tracker: DialogueStateTracker, domain: Domain) -> list[dict[str, Any]]:
    """The events to keep of a tracker, oldest first, as JSON."""
    events = list(tracker.events)
    said = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(said) > TURNS_KEPT:
        cut = said[-TURNS_KEPT]
        before = DialogueStateTracker.from_events(tracker.sender_id, events[:cut], slots=domain.slots)
        events = opening(domain, before.current_slot_values(), before.active_loop_name) + events[cut:]
    return [_lean(event.as_dict()) for event in events]


def _initial(domain: Domain, name: str) -> Any:
    return next((slot.initial_value for slot in domain.slots if slot.name == name), None)


def _lean(event: dict[str, Any]) -> dict[str, Any]:
    """An understood message without what only its own turn needs: the ranking of all intents, who wrote, and where."""
    if event["event"] != UserUttered.type_name:
        return event
    parsed = {name: event["parse_data"].get(name) for name in ("intent", "entities", "text")}
    return {**event, "parse_data": parsed, "metadata": {"turn": event["message_id"]}}
