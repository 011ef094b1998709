"""How a message was understood, and what the conversation is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.shared.core.constants import DEFAULT_SLOT_NAMES, REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from bot.agenda import SLOT as AGENDA
from bot.agenda import task_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rasa.shared.core.trackers import DialogueStateTracker

Json = dict[str, Any]

FALLBACK = "nlu_fallback"
# Told as `verified`; a secret that proves an order, not something to hand around; a yes that is good for one moment.
_NOT_TOLD = {
    *(*DEFAULT_SLOT_NAMES, "verified", "verified_by", "postcode", "code", "confirmed", "skus", "last_task"),
    AGENDA,
}
# A step that failed longer ago says little about what the customer needs now.
_RECENT_TURNS = 3
# What was not understood is in the transcript, and no step of anything.
_OF_A_STEP = frozenset({"backend_error", "no_result"})
# What our own components tell the dialogue, and not what a customer named.
_INTERNAL = frozenset({"language", "also", "answer", "mood", "wrong", "besides"})


def understanding_of(parsed: Json, language: str | None, thresholds: Mapping[str, float]) -> Json:
    """What Rasa's `parsed` says, with the whole ranking, the fallback included.

    `threshold` is from which confidence on it was answered, by the language of the message and not by that of the
    conversation; null where nothing was doubted, such as a pressed button. `meant` is what the message came to mean in
    its place ("ja" after an offer), null where that is the intent itself; `also` lists the intents of further wishes.
    """
    intent = parsed["intent"]
    meant = parsed.get("meant")
    also = [each["value"] for each in parsed.get("entities", []) if each["entity"] == "also"]
    return {
        "intent": intent.get("name"),
        "confidence": _rounded(intent.get("confidence")),
        "threshold": _rounded(_threshold(parsed, thresholds)),
        "ranking": [
            {"intent": each["name"], "confidence": _rounded(each["confidence"])}
            for each in parsed.get("intent_ranking", [])
        ],
        "entities": [
            {"entity": each["entity"], "value": each["value"]}
            for each in parsed.get("entities", [])
            if each["entity"] not in _INTERNAL
        ],
        "language": language,
        "fallback": intent.get("name") == FALLBACK,
        "meant": None if meant == intent.get("name") else meant,
        "also": also or None,
    }


def _threshold(parsed: Json, thresholds: Mapping[str, float]) -> float | None:
    if parsed["intent"].get("confidence") in {None, 1.0}:
        return None
    spoken = (each["value"] for each in parsed.get("entities", []) if each["entity"] == "language")
    return thresholds.get(next(spoken, "any"), thresholds.get("any"))


def context_of(tracker: DialogueStateTracker) -> Json:
    """What a person who takes over has to know, and what the bot is told again after them."""
    slots = tracker.current_slot_values()
    return {
        "slots": {name: value for name, value in slots.items() if value is not None and name not in _NOT_TOLD},
        "order": slots.get("order_number"),
        "order_state": _order_state(tracker),
        "verified": _verified(tracker),
        "task": task_of(tracker.active_loop_name) or slots.get("last_task"),
        "asked": slots.get(REQUESTED_SLOT) if tracker.active_loop_name else None,
        "failed": _failed_step(tracker),
    }


def _verified(tracker: DialogueStateTracker) -> Json:
    """What was proved in the turns that are kept, and how: an order stays proved when a mailbox is proved after it."""
    proved: Json = {}
    newest = None
    for event in tracker.events:
        if isinstance(event, SlotSet) and event.key == "verified":
            newest = event.value
        elif isinstance(event, SlotSet) and event.key == "verified_by" and newest:
            proved[newest] = event.value
    return {subject: how for subject, how in proved.items() if how}


def _failed_step(tracker: DialogueStateTracker) -> Json | None:
    """The newest step that failed lately: the action, the kind of failure, and its detail for staff."""
    turns: set[str | None] = set()
    found: Json | None = None
    for event in reversed(tracker.events):
        if isinstance(event, ActionExecuted) and found:
            return {"action": event.action_name, **found}
        if isinstance(event, BotUttered) and not found:
            told = _notes(event).get("failure")
            found = (
                {"kind": told["kind"], "detail": told.get("detail")} if told and told["kind"] in _OF_A_STEP else None
            )
        elif isinstance(event, UserUttered):
            turns.add(event.message_id)
            if len(turns) >= _RECENT_TURNS:
                break
    return None


def _order_state(tracker: DialogueStateTracker) -> str | None:
    """Where the order concerned was when it was opened last; None while nobody has proved that it is theirs."""
    number = tracker.get_slot("order_number")
    said = (_notes(event).get("order") for event in reversed(tracker.events) if isinstance(event, BotUttered))
    return next((opened["state"] for opened in said if opened and opened["number"] == number), None)


def _notes(event: BotUttered) -> Json:
    return (event.data.get("custom") or {}).get("lotse") or {}


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(float(confidence), 4)
