"""What a customer still waits for while the bot is busy with something else: second wishes, and forms that gave way."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasa.shared.core.trackers import DialogueStateTracker

Json = dict[str, Any]

SLOT = "agenda"
_FORM = "_form"
MOST_ITEMS = 3


@dataclass(frozen=True)
class Item:
    """One thing on the agenda.

    `kind` is `wish` (will be taken up), `unsure` (the customer is asked what they meant), or `interrupted` (the
    customer is asked whether to go on). `ranking` is how its words were read.
    """

    kind: str
    intent: str
    text: str = ""
    order_number: str | None = None
    ranking: list[Json] = field(default_factory=list)

    def parsed(self) -> Json:
        """The item as a message that was understood."""
        entities = [_entity("order_number", self.order_number)] if self.order_number else []
        if self.kind == "unsure":
            intent = {"name": "nlu_fallback", "confidence": 1.0}
            return _parsed(self.text, intent, [_entity("besides", self.intent)], [intent, *self.ranking])
        intent = {"name": self.intent, "confidence": 1.0}
        return _parsed(self.text, intent, entities, [intent, *self.ranking])

    def payload(self) -> str:
        """The item as a button of Rasa."""
        return f"/{self.intent}" + (json.dumps({"order_number": self.order_number}) if self.order_number else "")


def task_of(form: str | None) -> str | None:
    """The matter of a form, which is called after the intent that begins it."""
    return form.removesuffix(_FORM) if form else None


def wishes_in(parsed: Json) -> list[Item]:
    """What a message asks for besides its intent."""
    return [
        Item(
            kind="wish" if each.get("sure") else "unsure",
            intent=each["value"],
            text=each.get("text") or "",
            order_number=each.get("order_number"),
            ranking=each.get("ranking") or [],
        )
        for each in parsed.get("entities", [])
        if each["entity"] == "also"
    ]


def agenda_of(tracker: DialogueStateTracker) -> list[Item]:
    """What is still open in a conversation."""
    return [Item(**each) for each in tracker.get_slot(SLOT) or []]


def as_slot(items: list[Item]) -> list[Json] | None:
    """The agenda as the slot keeps it, without repetitions; the oldest things that do not fit are dropped."""
    different = {(item.kind, item.intent, item.order_number): item for item in items}
    return [asdict(item) for item in list(different.values())[:MOST_ITEMS]] or None


def _entity(name: str, value: str) -> Json:
    return {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "agenda"}


def _parsed(text: str, intent: Json, entities: list[Json], ranking: list[Json]) -> Json:
    return {"text": text, "intent": intent, "entities": entities, "intent_ranking": ranking}
