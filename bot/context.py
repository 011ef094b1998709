"""What a message means at this point of the conversation: "ja", "das zweite", "nein, BW-104801"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.shared.core.constants import REQUESTED_SLOT

from bot.agenda import task_of
from bot.last_turn import LastTurn

if TYPE_CHECKING:
    from rasa.shared.core.trackers import DialogueStateTracker

Json = dict[str, Any]

# Matters that are about one order, and so can be had again for another one.
ABOUT_AN_ORDER = frozenset(
    {
        "track_order",
        "cancel_order",
        "change_shipping_address",
        "return_item",
        "report_damaged_item",
        "get_refund",
        "track_refund",
        "check_invoice",
        "get_invoice",
    }
)
# What a form offers values of, to choose from.
_OFFERED = frozenset({"order_number", "email"})
_SHORT = frozenset({"inform", "deny", "affirm", "nlu_fallback", "out_of_scope"})


def in_context(parsed: Json, tracker: DialogueStateTracker) -> Json:
    """`parsed` as it is meant. An open form reads what it is told by itself, but not which choice is named."""
    if tracker.active_loop_name:
        return _choice_in_form(parsed, tracker)
    last = LastTurn.of(tracker)
    intent = parsed["intent"].get("name")
    choice = last.named(parsed["text"]) or (last.yes() if intent == "affirm" else None)
    if choice:
        return _meaning(parsed, choice["intent"], choice["entities"])
    if intent == "deny" and last.clarifies:
        return _meaning(parsed, "nlu_fallback", [])
    if intent == "deny" and "utter_thank" in last.actions:
        return _meaning(parsed, "goodbye", [])
    return _another_order(parsed, tracker)


def _choice_in_form(parsed: Json, tracker: DialogueStateTracker) -> Json:
    """One of the orders or addresses that a form has just offered, unless the message tells one itself."""
    slot = tracker.get_slot(REQUESTED_SLOT)
    if slot not in _OFFERED or any(value_of(parsed, name) for name in (slot, f"unclear_{slot}", "wrong")):
        return parsed
    yes = parsed["intent"].get("name") == "affirm"
    task = str(task_of(tracker.active_loop_name))
    choice = LastTurn.of(tracker).picked(parsed["text"], slot, task, yes=yes)
    return _meaning(parsed, task, choice["entities"]) if choice else parsed


def _another_order(parsed: Json, tracker: DialogueStateTracker) -> Json:
    """The newest matter once more, for the order that was named or for one that has to be asked for."""
    task = tracker.get_slot("last_task")
    number, wrong = value_of(parsed, "order_number"), value_of(parsed, "wrong")
    short = parsed["intent"].get("name") in _SHORT
    if short and (number or wrong) and task in ABOUT_AN_ORDER:
        return _meaning(parsed, task, parsed["entities"])
    return parsed


def value_of(parsed: Json, entity: str) -> Any:
    """The value of the first entity of this name, or None."""
    return next((each["value"] for each in parsed.get("entities", []) if each["entity"] == entity), None)


def _meaning(parsed: Json, intent: str, entities: list[Json]) -> Json:
    """The message as if it had said so itself."""
    kept = [each for each in parsed.get("entities", []) if each["entity"] in {"language", "also"}]
    told = [{"start": 0, "end": 0, "extractor": "context", **each} for each in entities if each not in kept]
    return {**parsed, "intent": {"name": intent, "confidence": 1.0}, "entities": [*kept, *told]}
