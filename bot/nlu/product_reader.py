"""The entity `product`: the shop's articles, by the names that stand in the lookup table of the training data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import LearningComponent, add_entities
from bot.nlu.found import plain
from bot.nlu.product_names import ENTITY, ProductNames, tokens

_FILE = "products.json"
# A long word that stands in one example alone may be a typo there; a short one is more likely to be a word.
_LONG = 8
_FEWEST_EXAMPLES_OF_LONG = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ProductReader(LearningComponent):
    """Finds articles in messages, also misspelled ones, and tells likely ones as `unclear_product`.

    It learns the names from the lookup table `product`, and from all examples the words that are ordinary.
    """

    def __init__(self, *arguments: Any) -> None:
        """Know nothing before the training."""
        super().__init__(*arguments)
        self._known: dict[str, list[str]] = {"names": [], "ordinary": []}
        self.names = ProductNames(**self._known)

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the names and the ordinary words."""
        self._known = {"names": names_in(training_data), "ordinary": sorted(ordinary_words(training_data))}
        self.names = ProductNames(**self._known)
        return self.kept()

    def keep(self, folder: Path) -> None:
        """Write the names and the ordinary words."""
        (folder / _FILE).write_text(json.dumps(self._known, ensure_ascii=False), encoding="utf-8")

    def recall(self, folder: Path) -> None:
        """Read the names and the ordinary words."""
        self.names = ProductNames(**json.loads((folder / _FILE).read_text(encoding="utf-8")))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the articles that each message names; what is other data already is none."""
        for message in messages:
            data = [each for each in message.get(ENTITIES, []) if each["entity"] != "language"]
            taken = [(each["start"], each["end"]) for each in data]
            found = self.names.find(plain(message.get(TEXT) or ""), taken)
            add_entities(message, [{**each._asdict(), "extractor": "products"} for each in found])
        return messages


def names_in(training_data: TrainingData) -> list[str]:
    """The names in the lookup table, as they are written."""
    tables = (table for table in training_data.lookup_tables if table["name"] == ENTITY)
    return [name for table in tables for name in table["elements"] if isinstance(table["elements"], list)]


def ordinary_words(training_data: TrainingData) -> set[str]:
    """The words that examples use, besides those that are marked as an article."""
    examples = Counter(word for message in training_data.intent_examples for word in set(_unmarked(message)))
    return {word for word, count in examples.items() if count >= _FEWEST_EXAMPLES_OF_LONG or len(word) < _LONG}


def _unmarked(message: Message) -> Iterator[str]:
    marked = [(each["start"], each["end"]) for each in message.get(ENTITIES, []) if each["entity"] == ENTITY]
    for token in tokens(message.get(TEXT) or ""):
        if not any(start < token.end and token.start < end for start, end in marked):
            yield token.word
