from __future__ import annotations

from pathlib import Path

import yaml
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.product_names import ProductNames
from bot.nlu.product_reader import ProductReader, names_in, ordinary_words

ROOT = Path(__file__).parents[4]

# Kinds of what the shop sells, inflected, in dialect or run together: read rightly, though no name of the table.
RIGHT = {
    "laufschuhen",
    "eispickeln",
    "schueh",
    "sicherheitsschuhe",
    "zweierzelt",
    "herrenjacke",
    "baumwollshirt",
    "headbands",
    "howdoibuythisjacket",
    "howdoiorderthisjacket",
    "wanderjacken",
    "stoecken",
    "wanderstiefeln",
    "wanderschuach",
    "trekkinghosen",
    "biwakzelt",
    "kinderrucksäcke",
    "kinderschlafsäcke",
    "gore-tex",
    "babysocken",
    "heringen",
    "kinderskihose",
    "babyschuhe",
    "kletterschuh",
    "tourenstöcke",
    "tshirts",
    "steinschlaghelm",
    "sportunterhosen",
    "merinounterwösch",
}


def test_no_example_of_another_matter_names_an_article_by_mistake(names, training_data):
    """Every exact name is meant; so what is left are the typos and compounds that are read in some 47,000 messages."""
    known = {name.casefold() for name in names_in(training_data)}
    read = [
        message.get("text")[each.start : each.end]
        for message in training_data.intent_examples
        for each in names.find(message.get("text"), [(at["start"], at["end"]) for at in message.get("entities", [])])
        if each.entity == "product"
    ]
    wrong = [word for word in read if word.casefold() not in known | RIGHT]
    assert len(wrong) <= 15, wrong


def test_an_ordinary_word_is_learnt_from_the_examples():
    data = [
        Message({"text": "Ich bin an der Bergschule", "intent": "greet"}),
        Message({"text": "Bergschule", "intent": "greet"}),
    ]
    before, after = ProductNames(["Bergschuhe"], ()), ProductNames(["Bergschuhe"], ordinary_words(TrainingData(data)))
    assert [each.value for each in before.find("Bergschule")] == ["Bergschuhe"]
    assert after.find("Bergschule") == []


def test_a_marked_article_is_not_learnt_as_an_ordinary_word():
    marked = [{"entity": "product", "start": 4, "end": 11, "value": "rucksak"}]
    data = [Message({"text": "der rucksak", "intent": "greet", "entities": marked})] * 3
    assert ordinary_words(TrainingData(data)) == {"der"}


def test_the_trained_component_knows_the_same_after_loading(tmp_path, training_data):
    storage = LocalModelStorage.create(tmp_path)
    resource = Resource("products")
    trained = ProductReader.create({}, storage, resource, None)
    trained.train(training_data)
    loaded = ProductReader.load({}, storage, resource, None)
    message = Message(
        {"text": "Steigeissen für mia@zelt.example", "entities": [{"entity": "email", "start": 16, "end": 32}]}
    )
    loaded.process([message])
    assert message.get("entities")[1:] == [
        {"entity": "product", "value": "Steigeisen", "start": 0, "end": 11, "extractor": "products"}
    ]
    assert trained.names.find("headtroch") == loaded.names.find("headtroch")


def test_what_the_lookup_table_holds_is_written_well():
    [table] = [each for each in yaml.safe_load((ROOT / "data/nlu/entities.yml").read_text())["nlu"] if "lookup" in each]
    lines = table["examples"].splitlines()
    assert all(line.startswith("- ") and line[2:].strip() == line[2:] for line in lines)
    assert len({line.casefold() for line in lines}) == len(lines)
