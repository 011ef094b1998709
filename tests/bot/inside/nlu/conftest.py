"""What the tests of the reader of articles have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.product_names import ProductNames
from bot.nlu.product_reader import names_in, ordinary_words

ROOT = Path(__file__).parents[4]


def examples(path: Path) -> list[Message]:
    # Rasa's own reader checks every line against a schema, which takes half a minute.
    topics = yaml.load(path.read_text(), yaml.CSafeLoader)["nlu"]
    told = [
        (topic["intent"], line[2:]) for topic in topics if "intent" in topic for line in topic["examples"].splitlines()
    ]
    return [parse_training_example(text, intent) for intent, text in told]


@pytest.fixture(scope="session")
def training_data() -> TrainingData:
    messages = [message for path in sorted((ROOT / "data" / "nlu").glob("*.yml")) for message in examples(path)]
    [table] = yaml.safe_load((ROOT / "data" / "nlu" / "entities.yml").read_text())["nlu"]
    names = [line.removeprefix("- ") for line in table["examples"].splitlines()]
    return TrainingData(messages, lookup_tables=[{"name": table["lookup"], "elements": names}])


@pytest.fixture(scope="session")
def names(training_data) -> ProductNames:
    return ProductNames(names_in(training_data), ordinary_words(training_data))
