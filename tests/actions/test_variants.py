"""Stock is known for an article as a whole: nobody is told that their size or colour is there."""

import pytest

from actions.backend.model import Article, Name
from actions.forms.product_form import ValidateProductAvailabilityForm
from actions.reading.variants import asks_for_variant

FORM, INTENT = ValidateProductAvailabilityForm, "product_availability"
FOEHN = Article("BG-2001", Name("Hardshelljacke Föhn", "Föhn hardshell jacket"), 0, 0, 0, None)
SAENTIS = Article("BG-1001", Name("Tourenrucksack Säntis 35", "Säntis 35 touring backpack"), 0, 0, 0, None)
ROPE = Article("BG-5005", Name("Kletterseil Granit 60 m", "Granit climbing rope 60 m"), 0, 0, 0, None)
BOTTLE = Article("BG-6003", Name("Trinkflasche Quelle 1 l", "Quelle water bottle 1 l"), 0, 0, 0, None)


@pytest.mark.parametrize(
    "said",
    [
        *("Hardshelljacke Föhn in XL?", "habt ihr den jaket föhn in xl", "Föhn M noch da?", "Föhn in m auf Lager?"),
        *(
            "Föhn in Größe 50?",
            "Föhn Grösse L",
            "Föhn Gr. 52",
            "Welche Größen gibt es von der Föhn?",
            "groesse 44",
        ),
        *("Is the Föhn in size M in stock?", "Föhn jacket, size 43", "which sizes do you have of Föhn?", "Föhn EU 44?"),
        *("Föhn in 44 auf Lager?", "Föhn in a large?", "Föhn in 2XL", "Gibt es die Föhn eine Nummer größer?"),
        *("Föhn in Rot?", "die rote Föhn", "Föhn in weiß vorrätig?", "Welche Farben hat die Föhn?", "Föhn, dunkelblau"),
        *("the Föhn jacket in red?", "Do you have a black Föhn?", "which colours of Föhn?", "any other color?"),
    ],
)
def test_a_size_or_a_colour_is_read(said):
    assert asks_for_variant(said, FOEHN)


@pytest.mark.parametrize(
    ("said", "article"),
    [
        ("Ist der Säntis 35 auf Lager?", SAENTIS),
        ("Gibt es den Rucksack Säntis in Größe 35?", SAENTIS),
        ("Is the Säntis in 35 available?", SAENTIS),
        ("Kletterseil in 60 m lieferbar?", ROPE),
        ("Granit 60 M", ROPE),
        ("Quelle 1 L noch da?", BOTTLE),
        ("Weiß jemand, ob die Föhn noch da ist?", FOEHN),
        ("Ich weiß nicht, ist die Föhn da?", FOEHN),
        ("It's the Föhn, is it in stock?", FOEHN),
        ("Kommt die Föhn in 3 Tagen wieder rein?", FOEHN),
        ("Habt ihr eine große Auswahl an Föhn?", FOEHN),
    ],
)
def test_what_belongs_to_the_name_or_means_something_else_is_neither(said, article):
    assert not asks_for_variant(said, article)


@pytest.mark.parametrize(
    ("language", "text", "product", "there", "unknown"),
    [
        ("de", "Hardshelljacke Föhn in XL?", "Föhn", "Hardshelljacke Föhn", "in welchen Größen und Farben"),
        ("de", "Brocken in Größe 50?", "Brocken", "Wanderschuhe Brocken GTX", "in welchen Größen und Farben"),
        ("de", "Bernina in L?", "Bernina", "noch 3 Stück", "in welchen Größen und Farben"),
        ("en", "Säntis backpack in red?", "Säntis", "Säntis 35 touring backpack", "which sizes and colours"),
        ("en", "Bernina in size L?", "Bernina", "3", "which sizes and colours"),
    ],
)
async def test_what_is_known_of_the_whole_article_is_told_and_a_person_offered(
    talk, language, text, product, there, unknown
):
    said = await talk(language).say(text, INTENT, form=FORM, product=product)
    assert there in said.text
    assert unknown in said.text
    assert not said.text.startswith(("Ja", "Yes"))
    assert (said.failure, said.person_offered) == (None, "no_result")


async def test_what_is_sold_out_is_sold_out_in_every_size(talk):
    said = await talk("en").say("Solo in blue?", INTENT, form=FORM, product="Solo")
    assert said.text.startswith("Solo ultralight tent is sold out")


async def test_a_size_that_was_told_before_the_article_is_kept(talk):
    customer = talk()
    assert (await customer.say("Habt ihr das in XL?", INTENT, form=FORM)).asked == "product"
    said = await customer.say("die Föhn", product="Föhn")
    assert "in welchen Größen und Farben" in said.text


async def test_a_size_that_was_told_before_one_of_several_was_chosen_is_kept(talk):
    customer = talk("en")
    said = await customer.say("any rucksack in red?", INTENT, form=FORM, product="backpack")
    label = next(label for label, _ in said.choices if "Grimsel" in label)
    said = await customer.say(label, INTENT, form=FORM, product=label)
    assert "which sizes and colours" in said.text
    said = await customer.say("and the Säntis?", INTENT, form=FORM, product="Säntis")
    assert said.text.startswith("Yes"), "the next question is another one"
