"""The classifier, trained with embeddings, stored, and loaded again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_classifier import IntentClassifier
from bot.nlu.intents.model_folder import NoEmbeddings
from tests.bot.inside.tiny_model import model_in

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = {
    "track_order": ["where is my parcel", "parcel please", "my parcel is late", "find the parcel"],
    "cancel_order": ["cancel it", "please cancel that", "cancel my order", "I want to cancel"],
}


def make(how: Any, storage: Path, folder: str | None) -> IntentClassifier:
    storage.mkdir(exist_ok=True)
    config = IntentClassifier.get_default_config() | {"embeddings": folder}
    made: IntentClassifier = how(
        config, LocalModelStorage(storage), Resource("intents"), ExecutionContext(GraphSchema({}))
    )
    return made


def train(storage: Path, folder: str | None) -> None:
    messages = [Message.build(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    make(IntentClassifier.create, storage, folder).train(TrainingData(messages))


def load(storage: Path, folder: str | None) -> IntentClassifier:
    return make(IntentClassifier.load, storage, folder)


def intents(classifier: IntentClassifier, *texts: str) -> list[str]:
    return [each.get("intent")["name"] for each in classifier.process([Message.build(text) for text in texts])]


def test_words_are_understood_that_only_the_embeddings_know(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "tiny")
    train(tmp_path / "with", folder)
    train(tmp_path / "without", None)
    texts, meant = ("carton", "stop", "parcel", "cancel"), ["track_order", "cancel_order"] * 2
    assert intents(load(tmp_path / "with", folder), *texts) == meant
    assert intents(load(tmp_path / "without", None), *texts) != meant


def test_a_text_with_nothing_in_it_is_no_reason_to_fail(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "tiny")
    train(tmp_path / "with", folder)
    assert set(intents(load(tmp_path / "with", folder), "?!", "   ")) <= set(EXAMPLES)


def test_the_embeddings_are_not_stored_but_opened_again(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "tiny")
    train(tmp_path / "with", folder)
    assert not list((tmp_path / "with").rglob("*.onnx"))
    (tmp_path / "tiny" / "model.onnx").unlink()
    with pytest.raises(NoEmbeddings, match="has no model"):
        load(tmp_path / "with", folder)


def test_a_folder_that_is_gone_when_the_bot_starts_is_named(tmp_path: Path) -> None:
    train(tmp_path / "with", model_in(tmp_path / "tiny"))
    with pytest.raises(NoEmbeddings, match=r"There is no folder .*elsewhere"):
        load(tmp_path / "with", str(tmp_path / "elsewhere"))


def test_another_model_in_the_folder_is_refused_instead_of_talking_nonsense(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "tiny")
    train(tmp_path / "with", folder)
    model_in(tmp_path / "tiny", "sentence_embedding")
    with pytest.raises(NoEmbeddings, match="another model than at training"):
        load(tmp_path / "with", folder)
