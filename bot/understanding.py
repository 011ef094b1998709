"""How a message was understood, and what the conversation is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.shared.core.constants import DEFAULT_SLOT_NAMES

from bot.agenda import SLOT as AGENDA

if TYPE_CHECKING:
    from rasa.shared.core.trackers import DialogueStateTracker

Json = dict[str, Any]

FALLBACK = "nlu_fallback"
# Told as `verified`; a secret that proves an order, not something to hand around; a yes that is good for one moment.
_NOT_TOLD = {*DEFAULT_SLOT_NAMES, "verified_order", "verified_by", "postcode", "confirmed", "last_task", AGENDA}
# What our own components tell the dialogue, and not what a customer named.
_INTERNAL = frozenset({"language", "also", "answer", "mood", "wrong", "besides"})


def understanding_of(parsed: Json, language: str | None) -> Json:
    """What Rasa's `parsed` says, with the whole ranking, the fallback included.

    `meant` is what the message came to mean in its place ("ja" after an offer), null where that is the intent itself;
    `also` lists the intents of further wishes.
    """
    intent = parsed["intent"]
    meant = parsed.get("meant")
    also = [each["value"] for each in parsed.get("entities", []) if each["entity"] == "also"]
    return {
        "intent": intent.get("name"),
        "confidence": _rounded(intent.get("confidence")),
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


def context_of(tracker: DialogueStateTracker) -> Json:
    """What a person who takes over has to know, and what the bot is told again after them."""
    slots = tracker.current_slot_values()
    verified = slots.get("verified_order")
    return {
        "slots": {name: value for name, value in slots.items() if value is not None and name not in _NOT_TOLD},
        "order": slots.get("order_number"),
        "verified": {verified: slots.get("verified_by")} if verified else {},
    }


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(float(confidence), 4)
