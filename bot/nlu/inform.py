"""The intent `inform`: messages that are nothing but data, whatever the classifier makes of their characters."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import StatelessComponent
from bot.nlu.found import UNCLEAR, Found, blanked, collect, plain
from bot.nlu.order_numbers import BEHIND, find_marked
from bot.nlu.postcodes import countries
from bot.nlu.towns import TOWNS
from bot.nlu.words import FILLERS

INFORM = "inform"
_DATA = frozenset({"order_number", "postcode", "number", "email", "date", "amount"})
_TOWN = re.compile(r"^,? [A-ZÄÖÜ][^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def is_bare(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether a message holds data and, besides it, only words that ask for nothing."""
    # An unclear piece of data stands there once for each of its readings.
    data = {(each["start"], each["end"]): each for each in entities if _is_data(each, text)}
    rest = blanked(plain(text), (Found(each["entity"], "", *span) for span, each in data.items()))
    # A telephone number answers nothing, and asks for nothing either; nor does a number that is not meant.
    left = collect(rest, (find_marked, *BEHIND))
    data |= {(each.start, each.end): {"entity": each.entity, "value": each.value} for each in left}
    if not data:
        return False
    said_nothing = FILLERS
    for (start, end), each in sorted(data.items(), reverse=True):
        after = text[end:]
        if _may_be_postcode(each):
            said_nothing, after = FILLERS | TOWNS, _TOWN.sub(" ", after)
        text = f"{text[:start]} {after}"
    return all(word in said_nothing for word in _WORD.findall(text.lower()))


def _is_data(entity: dict[str, Any], text: str) -> bool:
    name = entity["entity"].removeprefix(UNCLEAR)
    # "Morgen!" is a greeting, and "not today" an answer.
    return name in _DATA and (name != "date" or any(map(str.isdigit, text[entity["start"] : entity["end"]])))


def _may_be_postcode(entity: dict[str, Any]) -> bool:
    name = entity["entity"].removeprefix(UNCLEAR)
    return name == "postcode" or (name == "number" and bool(countries(entity["value"])))


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
