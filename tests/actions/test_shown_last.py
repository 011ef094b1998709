"""A question that names no article is about the one that was shown last."""

import pytest

from actions.forms.product_form import ValidateProductAvailabilityForm, ValidateProductInformationForm
from actions.reading.pointing import points_back
from actions.track_order import ValidateTrackOrderForm

FACTS, STOCK = ValidateProductInformationForm, ValidateProductAvailabilityForm


@pytest.mark.parametrize(
    "said",
    [
        *("und wie schwer ist es?", "ist es auf Lager?", "Ist das wasserdicht?", "und auf lager?", "Wie groß ist er?"),
        *("Kann ich ihn in der Waschmaschine waschen?", "ist sie noch lieferbar", "und in Größe L?", "Gewicht?"),
        *("welche farben gibt es?", "Haben Sie das auf Lager?", "Aus welchem Material?", "was kostet das"),
        *("what size are they?", "is it in stock?", "and how heavy is it?", "What is it made of?", "in size M?"),
        *("Is that waterproof?", "do you have it in stock", "tell me when it is back", "can I use it in snow?"),
    ],
)
def test_a_question_without_a_name_points_back(said):
    assert points_back(said)


@pytest.mark.parametrize(
    "said",
    [
        *("Haben Sie Kajaks?", "Gibt es Surfbretter?", "ist das trampolin da", "Das Kajak, ist es auf Lager?"),
        *("Kajak?", "do they sell kayaks?", "do you have trampolines?", "the kayak, is it in stock?", "", "12", "…"),
    ],
)
def test_what_names_something_does_not_even_where_we_do_not_have_it(said):
    assert not points_back(said)


@pytest.mark.parametrize(
    ("language", "shown", "asked", "wanted", "told"),
    [
        ("de", "Lagalp", "und wie schwer ist es?", FACTS, "Zweipersonenzelt Lagalp (399,00 €"),
        ("de", "Lagalp", "ist es auf Lager?", STOCK, "Ja, Zweipersonenzelt Lagalp ist auf Lager"),
        ("en", "Lagalp", "is it in stock?", STOCK, "Yes, Lagalp two-person tent is in stock"),
        ("en", "Lagalp", "and how heavy is it?", FACTS, "Lagalp two-person tent ("),
        ("de", "Föhn", "und in XL?", STOCK, "in welchen Größen und Farben"),
    ],
)
@pytest.mark.parametrize("before", [FACTS, STOCK])
async def test_the_article_that_was_shown_last_is_meant(talk, language, shown, asked, wanted, told, before):
    customer = talk(language)
    await customer.say("…", before.own_intent, form=before, product=shown)
    assert customer.slots["product"] is None
    assert told in (await customer.say(asked, wanted.own_intent, form=wanted)).text


async def test_an_article_that_is_named_is_meant_and_not_the_last(talk):
    customer = talk()
    await customer.say("…", FACTS.own_intent, form=FACTS, product="Lagalp")
    said = await customer.say("Ist er schwer, der Säntis?", FACTS.own_intent, form=FACTS)
    assert said.text.startswith("Tourenrucksack Säntis 35")


async def test_after_another_task_the_article_is_asked_for(talk):
    customer = talk()
    await customer.say("…", FACTS.own_intent, form=FACTS, product="Lagalp")
    await customer.say("…", "track_order", form=ValidateTrackOrderForm, order_number="BW-104733", postcode="04109")
    assert (await customer.say("ist es auf Lager?", STOCK.own_intent, form=STOCK)).asked == "product"


@pytest.mark.parametrize("question", ["ist es auf Lager?", "is it in stock?"])
async def test_a_question_is_no_name_of_an_article(talk, question):
    customer = talk()
    assert (await customer.say("wie schwer ist es?", FACTS.own_intent, form=FACTS)).asked == "product"
    said = await customer.say(question, STOCK.own_intent, product=question)
    assert (said.asked, said.failure) == ("product", None)
    assert "keinen Artikel erkannt" in said.text
    said = await customer.say("das Kajak", "inform", product="das Kajak")
    assert "in unserem Sortiment nicht gefunden" in said.text
