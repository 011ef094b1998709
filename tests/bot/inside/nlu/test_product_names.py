from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.nlu.product_names import ProductNames

# The machine may be busy with something else.
UNHURRIED = settings(deadline=None, derandomize=True, database=None)


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


def test_words_inside_other_data_are_no_articles(names):
    assert names.find("mia@zelt.example", [(0, 16)]) == []


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


def test_a_word_of_thousands_of_letters_is_looked_at_from_its_end_alone(names, monkeypatch):
    ends = []

    class Heads(set):
        def __contains__(self, word):
            ends.append(word)
            return super().__contains__(word)

    monkeypatch.setattr(names, "_heads", Heads(names._heads))  # noqa: SLF001
    assert read(names, "ﷺ" * 4000) == []
    assert 0 < len(ends) < 100
