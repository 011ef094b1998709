from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.product_names import ProductNames
from bot.nlu.product_reader import ProductReader, names_in, ordinary_words

# The machine may be busy with something else.
UNHURRIED = settings(deadline=None, derandomize=True, database=None)

ROOT = Path(__file__).parents[4]


def examples(path: Path) -> list[Message]:
    # Rasa's own reader checks every line against a schema, which takes half a minute.
    topics = yaml.load(path.read_text(), yaml.CSafeLoader)["nlu"]
    told = [
        (topic["intent"], line[2:]) for topic in topics if "intent" in topic for line in topic["examples"].splitlines()
    ]
    return [parse_training_example(text, intent) for intent, text in told]


@pytest.fixture(scope="module")
def training_data() -> TrainingData:
    messages = [message for path in sorted((ROOT / "data" / "nlu").glob("*.yml")) for message in examples(path)]
    [table] = yaml.safe_load((ROOT / "data" / "nlu" / "entities.yml").read_text())["nlu"]
    names = [line.removeprefix("- ") for line in table["examples"].splitlines()]
    return TrainingData(messages, lookup_tables=[{"name": table["lookup"], "elements": names}])


@pytest.fixture(scope="module")
def names(training_data) -> ProductNames:
    return ProductNames(names_in(training_data), ordinary_words(training_data))


def read(names: ProductNames, text: str) -> list[tuple[str, str]]:
    return [(each.entity, each.value) for each in names.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Steigeissen", "Steigeisen"),
        ("Habt ihr die Steigeise noch?", "Steigeisen"),
        ("headtroch", "head torch"),
        ("head troch", "head torch"),
        ("Wanderschue", "Wanderschuh"),
        ("Schneeschue", "Schneeschuh"),
        ("klettersteigsett", "Klettersteigset"),
        ("Stirnlamppe", "Stirnlampe"),
        ("Trekkingstökke", "Trekkingstöcke"),
        ("Klettergutr", "Klettergurt"),
        ("Eispickl", "Eispickel"),
        ("karabinr", "Karabiner"),
        ("Fleecjacke", "Fleecejacke"),
        ("sleepign bag", "sleeping bag"),
        ("slepping bags", "sleeping bags"),
        ("down jaket", "down jacket"),
        ("wather bottle", "water bottle"),
        ("snowshoos", "snowshoes"),
        ("backpak", "backpack"),
        ("crampns", "crampons"),
        ("carbiners please", "carabiners"),
    ],
)
def test_a_misspelled_article_is_read_by_its_name(names, text, name):
    assert read(names, text) == [("product", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Schlafsäcke",
        "SCHLAFSAECKE",
        "Schlafsäcken",
        "rucksack",
        "Isomatten",
        "Helme",
        "sleeping-bags",
        "Klettersteig Set",
        "regen jacke",
        "T-Shirts",
        "tshirt",
        "2-Personen-Zelt",
        "Säntis 35",
        "saentis 35",
        "Daunenschlafsack Polaris −10",
        "Kletterseil Granit 60 m",
        "Gstältli",
        "Hüttenfinken",
        "Haube",
        "Mätteli",
        "Bergschueh",
        "head torches",
        "damenwanderschuhe",
        "Kinderschlafsack",
        "Merinohandschuhe",
        "Aussenzelt",
    ],
)
def test_every_spelling_and_every_compound_of_a_name_is_read_as_typed(names, text):
    assert read(names, text) == [("product", text)]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Zlet", ["Zelt"]),
        ("Stirnlanpe", ["Stirnlampe"]),
        ("daunnenjake", ["Daunenjacke"]),
        ("Regenschirmhülle", []),
    ],
)
def test_a_word_that_is_only_like_an_article_is_a_reading(names, text, readings):
    found = read(names, text)
    assert {entity for entity, _ in found} <= {"unclear_product"}
    assert {name for _, name in found} <= set(readings)
    assert bool(found) == bool(readings)


@pytest.mark.parametrize(
    "text",
    [
        "falsche Adresse",
        "Das ist die falsche, eine andere bitte",
        "seit wann",
        "in der Zeit",
        "die ganze Welt",
        "ich hole es im Store",
        "sent it to my home",
        "Best shop ever",
        "water the plants",
        "the box fell and I'm at home",
        "im Stock",
        "express delivery",
        "Ich heiße Wilhelm",
        "kompetent und inkompetent",
        "such content",
        "Beispiel",
        "gelten die Zeiten",
        "zwei Meilen",
        "",
        "🏔️",
    ],
)
def test_ordinary_words_are_no_articles(names, text):
    assert read(names, text) == []


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


def test_words_inside_other_data_are_no_articles(names):
    assert names.find("mia@zelt.example", [(0, 16)]) == []


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


@UNHURRIED
@given(text=some.text() | some.text("abcdeschlafzelt -'äöü"))
def test_no_text_breaks_the_reader_and_spans_are_right(names, text):
    last = 0
    for each in names.find(text):
        assert 0 <= each.start < each.end <= len(text)
        assert each.start >= last or each.entity == "unclear_product"
        last = each.start


def test_a_long_and_hostile_message_is_read_in_no_time(names):
    for piece in ("schlafsakc ", "a ", "zelt", "ruck sakc ", "äöü", "steigeisenn-"):
        began = process_time()
        names.find(piece * (4_000 // len(piece)))
        assert process_time() - began < 0.5


def test_what_the_lookup_table_holds_is_written_well():
    [table] = [each for each in yaml.safe_load((ROOT / "data/nlu/entities.yml").read_text())["nlu"] if "lookup" in each]
    lines = table["examples"].splitlines()
    assert all(line.startswith("- ") and line[2:].strip() == line[2:] for line in lines)
    assert len({line.casefold() for line in lines}) == len(lines)


def test_a_word_of_thousands_of_letters_is_looked_at_from_its_end_alone(names, monkeypatch):
    ends = []

    class Heads(set):
        def __contains__(self, word):
            ends.append(word)
            return super().__contains__(word)

    monkeypatch.setattr(names, "_heads", Heads(names._heads))  # noqa: SLF001
    assert read(names, "ﷺ" * 4000) == []
    assert 0 < len(ends) < 100
