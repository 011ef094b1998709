"""The entities `order_number`, `postcode` and `number`."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import StatelessComponent, add_entities
from bot.nlu.order_numbers import find


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NumberExtractor(StatelessComponent):
    """Adds what `bot.nlu.order_numbers` reads in a message."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message."""
        for message in messages:
            entities = [{**found._asdict(), "extractor": "numbers"} for found in find(message.get(TEXT) or "")]
            add_entities(message, entities)
        return messages
