from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.fallback import Fallback
from bot.nlu.intent_classifier import IntentClassifier

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = {
    "track_order": ["wo ist mein paket", "wann kommt die bestellung", "wo bleibt die lieferung", "paket verfolgen"],
    "cancel_order": ["bitte stornieren", "bestellung abbrechen", "ich will stornieren", "storno bitte sofort"],
    "return_item": ["how do I return this", "send it back", "i want to return my boots", "return label please"],
    "greet": ["hallo", "guten tag", "grüezi zusammen", "hi"],
}
RESOURCE = Resource("intents")


def train(folder: Path, examples: dict[str, list[str]], **config: Any) -> IntentClassifier:
    """A classifier that was trained, stored, and loaded again."""
    storage, context = LocalModelStorage(folder), ExecutionContext(GraphSchema({}))
    settings = IntentClassifier.get_default_config() | config
    messages = [Message.build(text, intent) for intent, texts in examples.items() for text in texts]
    IntentClassifier.create(settings, storage, RESOURCE, context).train(TrainingData(messages))
    return IntentClassifier.load(settings, storage, RESOURCE, context)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> IntentClassifier:
    return train(tmp_path_factory.mktemp("model"), EXAMPLES)


def read(classifier: IntentClassifier, text: str) -> Message:
    [message] = classifier.process([Message.build(text)])
    return message


def intent(classifier: IntentClassifier, text: str) -> str:
    name: str = read(classifier, text).get("intent")["name"]
    return name


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Wo ist mein Packet?", "track_order"),
        ("wo blleibt die Liefreung", "track_order"),
        ("STORNIEREN BITTE", "cancel_order"),
        ("i want to retrun my boooots", "return_item"),
        ("Gruezi zusammen", "greet"),
    ],
)
def test_it_reads_what_it_has_learnt_also_with_typos(trained: IntentClassifier, text: str, meant: str) -> None:
    assert intent(trained, text) == meant


def test_the_whole_ranking_is_kept_best_first(trained: IntentClassifier) -> None:
    message = read(trained, "wo ist mein paket")
    ranking = message.get("intent_ranking")
    confidences = [each["confidence"] for each in ranking]
    assert {each["name"] for each in ranking} == set(EXAMPLES)
    assert ranking[0] == message.get("intent")
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) <= 1 + 1e-9


def test_trap_9_words_that_no_example_has_are_trusted_less(trained: IntentClassifier) -> None:
    known, unknown = read(trained, "wo ist mein paket"), read(trained, "quod erat demonstrandum")
    assert unknown.get("intent")["confidence"] < known.get("intent")["confidence"]


def test_which_order_is_named_does_not_change_what_is_wanted(trained: IntentClassifier) -> None:
    one, other = (read(trained, f"bitte {number} stornieren").get("intent") for number in ("BW-104855", "bw 104 512"))
    assert one == other
    assert one["name"] == "cancel_order"


def test_an_order_number_is_a_word_of_its_own(tmp_path: Path) -> None:
    examples = {**EXAMPLES, "track_order": [*EXAMPLES["track_order"], "BW-104512 wo", "104733 wo", "wo bw 104801"]}
    assert intent(train(tmp_path, examples), "BW-104903") == "track_order"


@pytest.mark.parametrize("text", ["?!", "😡", "日本", "\u0000", "a" * 4000, "wo " * 1300])
def test_whatever_is_typed_is_no_reason_to_fail(trained: IntentClassifier, text: str) -> None:
    assert intent(trained, text) in EXAMPLES


def test_clauses_are_read_one_by_one(trained: IntentClassifier) -> None:
    clauses = read(trained, "Wo ist mein Paket? Ich will stornieren.").get("clauses")
    assert [each["intent"] for each in clauses] == ["track_order", "cancel_order"]
    assert all(isinstance(each["sure"], bool) and each["ranking"] for each in clauses)
    assert read(trained, "wo ist mein paket").get("clauses") is None


def test_the_operating_point_is_stored_with_the_model(tmp_path: Path) -> None:
    train(tmp_path, EXAMPLES)
    stored = json.loads(next(tmp_path.rglob("operating_point.json")).read_text())
    assert {"de", "any"} <= set(stored)
    point = stored["any"]
    assert point["chosen"]["threshold"] == pytest.approx(0.95) or point["chosen"]["wrong"] <= 0.03
    assert [each["threshold"] for each in point["curve"]] == sorted(each["threshold"] for each in point["curve"])


def test_what_is_not_sure_is_asked_and_the_ranking_stays() -> None:
    ranking = [{"name": "greet", "confidence": 0.6}, {"name": "track_order", "confidence": 0.2}]
    unsure, sure, data = (Message.build("x") for _ in range(3))
    for message, is_sure in ((unsure, False), (sure, True), (data, False)):
        message.set("intent", ranking[0])
        message.set("intent_ranking", ranking)
        message.set("sure", is_sure)
    data.set("intent", {"name": "inform", "confidence": 1.0})
    Fallback().process([unsure, sure, data])
    assert unsure.get("intent")["name"] == "nlu_fallback"
    assert unsure.get("intent_ranking")[1:] == ranking
    assert sure.get("intent") == ranking[0]
    assert data.get("intent")["name"] == "inform"


def test_what_was_learnt_to_be_unclear_is_asked_about() -> None:
    ranking = [{"name": "nlu_fallback", "confidence": 0.9}, {"name": "greet", "confidence": 0.05}]
    message, unsure = Message.build("und dann"), Message.build("hallo und dann")
    for each, ranked in ((message, ranking), (unsure, ranking[::-1])):
        each.set("intent", ranked[0])
        each.set("intent_ranking", ranked)
        each.set("sure", False)
    Fallback().process([message, unsure])
    assert message.get("intent_ranking") == ranking
    assert [each["name"] for each in unsure.get("intent_ranking")] == ["nlu_fallback", "greet"]


def test_fewer_than_two_intents_are_nothing_to_learn(tmp_path: Path) -> None:
    classifier = train(tmp_path, {"greet": ["hallo"]})
    assert read(classifier, "hallo").get("intent") is None


def test_two_intents_are_enough(tmp_path: Path) -> None:
    two = {name: EXAMPLES[name] for name in ("track_order", "cancel_order")}
    classifier = train(tmp_path, two)
    assert intent(classifier, "wo ist mein paket") == "track_order"
    assert intent(classifier, "ich will stornieren") == "cancel_order"
