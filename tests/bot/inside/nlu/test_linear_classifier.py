from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.linear_classifier import LinearClassifier, softmax

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = {
    "track_order": ["wo ist mein paket", "wann kommt die bestellung", "wo bleibt die lieferung", "paket verfolgen"],
    "cancel_order": ["bitte stornieren", "bestellung abbrechen", "ich will stornieren", "storno bitte sofort"],
    "greet": ["hallo", "guten tag", "grüezi zusammen", "hi"],
}


@pytest.fixture
def trained(tmp_path: Path) -> LinearClassifier:
    """Trained on a handful of examples, stored, and loaded again."""
    storage, resource = LocalModelStorage(tmp_path), Resource("linear")
    context = ExecutionContext(GraphSchema({}))
    config: dict[str, Any] = LinearClassifier.get_default_config()
    messages = [Message.build(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    LinearClassifier.create(config, storage, resource, context).train(TrainingData(messages))
    return LinearClassifier.load(config, storage, resource, context)


def read(classifier: LinearClassifier, text: str) -> tuple[str, float, list[dict[str, Any]]]:
    [message] = classifier.process([Message.build(text)])
    intent = message.get("intent")
    return intent["name"], intent["confidence"], message.get("intent_ranking")


def test_it_reads_what_it_has_learnt_also_with_typos(trained: LinearClassifier) -> None:
    assert read(trained, "Wo ist mein Packet?")[0] == "track_order"
    assert read(trained, "STORNIEREN BITTE")[0] == "cancel_order"


def test_the_whole_ranking_is_kept_best_first(trained: LinearClassifier) -> None:
    name, confidence, ranking = read(trained, "wo ist mein paket")
    assert {each["name"] for each in ranking} == set(EXAMPLES)
    assert ranking[0] == {"name": name, "confidence": confidence}
    assert [each["confidence"] for each in ranking] == sorted((e["confidence"] for e in ranking), reverse=True)


def test_pains_9_words_that_no_example_has_are_trusted_less(trained: LinearClassifier) -> None:
    known, unknown = read(trained, "hallo")[2], read(trained, "hallochen")[2]
    assert sum(each["confidence"] for each in known) == pytest.approx(1)
    assert sum(each["confidence"] for each in unknown) == pytest.approx(0.3)


def test_an_order_number_does_not_change_what_is_wanted(trained: LinearClassifier) -> None:
    assert read(trained, "bitte BW-104855 stornieren")[0] == "cancel_order"
    assert read(trained, "bitte BW-104855 stornieren")[1] == pytest.approx(read(trained, "bitte stornieren")[1])


def test_nothing_is_no_reason_to_fail(trained: LinearClassifier) -> None:
    assert read(trained, "?!")[0] in EXAMPLES


def test_a_larger_scale_is_more_decided() -> None:
    distances = np.array([[0.5, -0.5, -1.0]])
    assert softmax(distances, 4.0)[0, 0] > softmax(distances, 1.0)[0, 0]
    assert softmax(distances, 4.0).sum() == pytest.approx(1)
