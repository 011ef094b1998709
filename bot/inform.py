"""The intent `inform`: messages that are nothing but data, whatever the classifier makes of their characters."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.component import StatelessComponent
from bot.words import FILLERS

INFORM = "inform"
_DISCOUNT = 0.25
_DATA = ("order_number", "postcode", "number")
_TOWN = re.compile(r"^,? [A-ZÄÖÜ][^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def is_bare(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether a message holds numbers and, besides them, only words that ask for nothing."""
    spans = [each for each in entities if each["entity"] in _DATA]
    if not spans or "?" in text:
        return False
    for each in sorted(spans, key=lambda each: -each["start"]):
        after = text[each["end"] :]
        text = f"{text[: each['start']]} {_TOWN.sub(' ', after) if _may_be_postcode(each) else after}"
    return all(word in FILLERS for word in _WORD.findall(text.lower()))


def _may_be_postcode(entity: dict[str, Any]) -> bool:
    return entity["entity"] == "postcode" or (entity["entity"] == "number" and len(entity["value"]) in (4, 5))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class InformClassifier(StatelessComponent):
    """Gives bare data the intent `inform`, and other messages with numbers in them rather another one.

    The examples of `inform` are full of numbers, so any number makes a message look like it: a wish that comes with an
    order number has to win against that.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Correct the classifier's ranking of each message that holds numbers."""
        for message in messages:
            text, entities = message.get(TEXT) or "", message.get(ENTITIES, [])
            ranking = message.get("intent_ranking", [])
            if is_bare(text, entities):
                others = [each for each in ranking if each["name"] != INFORM]
                _set(message, [{"name": INFORM, "confidence": 1.0}, *others])
            elif ranking and any(each["entity"] in _DATA for each in entities):
                _set(message, _discounted(ranking))
        return messages


def _discounted(ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    weights = {each["name"]: each["confidence"] * (_DISCOUNT if each["name"] == INFORM else 1) for each in ranking}
    # What the classifier holds back, because it does not know the words, stays held back.
    trust = sum(each["confidence"] for each in ranking)
    whole = sum(weights.values()) / trust if trust else 1.0
    names = sorted(weights, key=lambda name: -weights[name])
    return [{"name": name, "confidence": weights[name] / whole} for name in names]


def _set(message: Message, ranking: list[dict[str, Any]]) -> None:
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set("intent_ranking", ranking, add_to_output=True)
