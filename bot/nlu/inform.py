"""The intent `inform`: messages that are nothing but data, whatever the classifier makes of their characters."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import StatelessComponent
from bot.nlu.words import FILLERS

INFORM = "inform"
_DATA = ("order_number", "postcode", "number")
_TOWN = re.compile(r"^,? [A-ZÄÖÜ][^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def is_bare(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether a message holds numbers and, besides them, only words that ask for nothing."""
    spans = [each for each in entities if each["entity"] in _DATA]
    if not spans:
        return False
    for each in sorted(spans, key=lambda each: -each["start"]):
        after = text[each["end"] :]
        text = f"{text[: each['start']]} {_TOWN.sub(' ', after) if _may_be_postcode(each) else after}"
    return all(word in FILLERS for word in _WORD.findall(text.lower()))


def _may_be_postcode(entity: dict[str, Any]) -> bool:
    return entity["entity"] == "postcode" or (entity["entity"] == "number" and len(entity["value"]) in (4, 5))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class InformClassifier(StatelessComponent):
    """Gives bare data the intent `inform`; the classifier, which does not read numbers, stays behind it."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Override the intent of each message that is nothing but data."""
        for message in messages:
            if is_bare(message.get(TEXT) or "", message.get(ENTITIES, [])):
                inform = {"name": INFORM, "confidence": 1.0}
                others = [each for each in message.get("intent_ranking", []) if each["name"] != INFORM]
                message.set(INTENT, inform, add_to_output=True)
                message.set("intent_ranking", [inform, *others], add_to_output=True)
        return messages
