"""The entities that are data: order numbers, postcodes, mail addresses, dates and amounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import StatelessComponent, add_entities
from bot.nlu.found import OTHER, Found
from bot.nlu.postcodes import countries
from bot.nlu.readings import read

# Customers in all three countries share it.
_ZONE = ZoneInfo("Europe/Zurich")


def today() -> date:
    """The day on which a message is read."""
    return datetime.now(_ZONE).date()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DataReader(StatelessComponent):
    """Adds what `bot.nlu.readings` finds in a message. Stands behind the `LanguageRecogniser`: 03/04 depends on it."""

    def __init__(self, today: Callable[[], date] = today) -> None:
        """Read dates as seen from `today()`."""
        self._today = today

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message."""
        for message in messages:
            found = read(message.get(TEXT) or "", _language(message), self._today())
            add_entities(message, [_entity(each) for each in found if each.entity != OTHER])
        return messages


def _entity(found: Found) -> dict[str, Any]:
    entity = {**found._asdict(), "extractor": "data"}
    return entity | {"countries": list(countries(found.value))} if found.entity == "postcode" else entity


def _language(message: Message) -> str | None:
    return next((each["value"] for each in message.get(ENTITIES, []) if each["entity"] == "language"), None)
