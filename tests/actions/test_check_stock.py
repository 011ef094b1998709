import pytest

from actions.forms.product_form import ValidateProductAvailabilityForm

FORM = ValidateProductAvailabilityForm


@pytest.mark.parametrize(
    ("product", "german", "english"),
    [
        (
            "Säntis",
            "Ja, Tourenrucksack Säntis 35 ist auf Lager und kostet 149,00 € (CHF 159.00 in der Schweiz).",
            "Yes, Säntis 35 touring backpack is in stock and costs €149.00 (CHF 159.00 in Switzerland).",
        ),
        ("Bernina", "Daunenjacke Bernina haben wir nur noch 3 Stück", "only 3 left of Bernina down jacket"),
        ("Matterhorn", "Wir erwarten Nachschub am 1. Dezember 2026", "We expect more on 1 December 2026"),
        (
            "gas stove",
            "Gaskocher Funke ist gerade ausverkauft, und ich weiß nicht",
            "I do not know when more will come",
        ),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
async def test_what_is_in_stock_is_told_in_the_customers_language(talk, language, product, german, english):
    said = await talk(language).say("…", "product_availability", form=FORM, product=product)
    assert (german if language == "de" else english) in said.text
    assert said.failure is None


async def test_an_article_that_rasa_did_not_recognise_is_found_in_the_message(talk):
    said = await talk().say("Sind die steigeisn noch zu haben?", "product_availability", form=FORM)
    assert "Steigeisen Firn 12 ist auf Lager" in said.text


async def test_the_rest_of_the_message_decides_among_several(talk):
    said = await talk().say("der Rucksack Rigi, noch da?", "product_availability", form=FORM, product="Rucksack")
    assert said.text.startswith("Ja, Tagesrucksack Rigi 18 ist auf Lager")


async def test_several_articles_become_choices(talk):
    customer = talk("en")
    said = await customer.say("any tents?", "product_availability", form=FORM, product="tent")
    assert said.text == "We have several of those. Which one do you mean?"
    assert {label for label, _ in said.choices} == {"Lagalp two-person tent", "Solo ultralight tent"}
    assert ("Solo ultralight tent", '/product_availability{"product": "Solo ultralight tent"}') in said.choices
    assert said.failure is None

    chosen = await customer.say(
        "Solo ultralight tent", "product_availability", form=FORM, product="Solo ultralight tent"
    )
    assert chosen.text.startswith("Solo ultralight tent is sold out at the moment.")


async def test_more_than_four_articles_are_cut_with_a_word(talk):
    said = await talk().say("Habt ihr Jacken?", "product_availability", form=FORM, product="Jacke")
    assert "einige davon zeige ich Ihnen" in said.text
    assert len(said.choices) == 4


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Diesen Artikel habe ich"), ("en", "I could not find this item")]
)
async def test_what_is_not_sold_is_a_failure_and_a_person_is_offered(talk, language, text):
    said = await talk(language).say("Kajak?", "product_availability", form=FORM, product="Kajak")
    assert said.text.startswith(text)
    assert (said.failure, said.person_offered) == ("no_result", "no_result")


async def test_an_article_is_asked_for_and_the_answer_taken(talk):
    customer = talk()
    assert (await customer.say("Ist das noch da?", "product_availability", form=FORM)).asked == "product"
    assert "Stirnlampe Nordlicht 400" in (await customer.say("die stirnlampe", product="die stirnlampe")).text


async def test_an_article_that_was_never_shown_is_not_meant(talk):
    customer = talk()
    customer.slots["product"] = "Steigeisen"
    assert (await customer.say("Ist das auf Lager?", "product_availability", form=FORM)).asked == "product"


async def test_gibberish_is_asked_again_and_a_person_offered_in_the_end(talk):
    customer = talk("en")
    await customer.say("in stock?", "product_availability", form=FORM)
    for _ in range(2):
        said = await customer.say("blub", "nlu_fallback", product="blub")
        assert (said.asked, said.failure) == ("product", "not_understood")
        assert said.text.startswith("I could not make out an item in that.")
    said = await customer.say("blub", "nlu_fallback", product="blub")
    assert (said.asked, said.failure, said.person_offered) == (None, "not_understood", "not_understood")
    assert len(said.texts) == 1


async def test_an_article_in_a_message_that_rasa_did_not_understand_is_still_an_article(talk):
    customer = talk()
    await customer.say("auf Lager?", "product_availability", form=FORM)
    assert "Gaskocher" in (await customer.say("gaskocher hä", "nlu_fallback", product="gaskocher hä")).text
