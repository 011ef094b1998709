import pytest

from actions.backend.tables import article_facts
from actions.forms.product_form import ValidateProductInformationForm
from actions.product_information import ProductInformation
from tests.actions.repeating import repeated
from tests.actions.test_locked import locked

FORM, INTENT = ValidateProductInformationForm, "product_information"
BOTH = pytest.mark.parametrize("language", ["de", "en"])


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [
        ("de", "Steigeisen Firn 12 (159,00 €", "Ist das vorrätig?"),
        ("en", "Firn 12 crampons (€159.00", "Is it in stock?"),
    ],
)
async def test_the_facts_of_an_article_are_told(talk, shop, language, title, label):
    article = next(each for each in shop.articles() if each.sku == "BG-5001")
    said = await repeated(talk(language), "…", INTENT, form=FORM, product="Steigeisen")
    assert said.text.startswith(title)
    assert article.facts
    for fact in article.facts:
        assert f"• {fact.in_(language)}" in said.text
    name = article.name.in_(language)
    assert said.choices[0] == (label, f'/product_availability{{"product": "{name}"}}')
    assert (said.asked, said.failure, said.person_offered) == (None, None, "no_result")


async def test_every_article_of_the_demo_has_facts_in_both_languages(talk, shop):
    for article in shop.articles():
        assert article.facts, article.name
        for language in ("de", "en"):
            name = article.name.in_(language)
            said = await talk(language).say("…", INTENT, form=FORM, product=name)
            assert said.text.startswith(name)
            assert len(said.text) < 1000


@BOTH
async def test_an_article_without_facts_is_told_with_its_price(talk, shop_database, language):
    with shop_database.transaction() as connection:
        connection.execute(article_facts.delete())
    said = await talk(language).say("…", INTENT, form=FORM, product="Steigeisen")
    assert ("Mehr als das weiß ich" if language == "de" else "I know no more about it") in said.text
    assert said.person_offered == "no_result"


@BOTH
async def test_the_article_is_asked_for_where_it_is_missing(talk, language):
    customer = talk(language)
    assert (await customer.say("…", INTENT, form=FORM)).asked == "product"
    said = await customer.say("Steigeisen", INTENT, product="Steigeisen")
    assert "Firn" in said.text


@pytest.mark.parametrize("answer", ["die steigeisn", "crampons pls", "STEIGEISEN FIRN"])
async def test_an_article_that_rasa_did_not_recognise_is_found_in_the_message(talk, answer):
    assert "Steigeisen Firn 12" in (await talk().say(answer, INTENT, form=FORM)).text


@BOTH
async def test_several_articles_become_choices_of_the_same_question(talk, language):
    customer = talk(language)
    said = await customer.say("…", INTENT, form=FORM, product="tent" if language == "en" else "Zelt")
    assert len(said.choices) == 2
    assert all(payload.startswith("/product_information{") for _, payload in said.choices)
    label = said.choices[0][0]
    assert (await customer.say(label, INTENT, form=FORM, product=label)).text.startswith(label)


@BOTH
async def test_what_the_shop_does_not_sell_is_said_with_a_person_offered(talk, language):
    said = await talk(language).say("…", INTENT, form=FORM, product="Surfbrett")
    assert (said.failure, said.person_offered) == ("no_result", "no_result")


async def test_an_answer_without_a_name_is_asked_again_only_so_often(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM)
    for _ in range(2):
        assert (await customer.say("12", "inform", product="12")).asked == "product"
    said = await customer.say("12", "inform", product="12")
    assert (said.asked, said.person_offered) == (None, "not_understood")


async def test_an_unclear_name_is_asked_back(talk):
    told = {"unclear_product": ["Steigeisen Firn 12", "Fingerhandschuhe Firn"]}
    said = await talk().say("das Firn-Ding", INTENT, form=FORM, told=told)
    assert said.asked == "product"
    assert [label for label, _ in said.choices] == told["unclear_product"]


async def test_the_form_can_be_left(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM)
    said = await customer.say("nein danke", "deny")
    assert (said.asked, said.answers) == (None, ["utter_form_left"])


async def test_a_question_for_the_stock_inside_it_is_an_answer_and_another_matter_is_none(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM)
    assert (await customer.say("wo ist mein Paket", "track_order")).rejected
    assert "Firn" in (await customer.say("Steigeisen", "product_availability", product="Steigeisen")).text


async def test_who_is_signed_in_is_told_the_same(talk):
    stranger = await talk().say("…", INTENT, form=FORM, product="Steigeisen")
    owner = await talk(email="mia.keller@example.com").say("…", INTENT, form=FORM, product="Steigeisen")
    assert stranger == owner


@BOTH
async def test_a_shop_that_is_down_is_said_once(talk, shop_file, language):
    shop_file.unlink()
    customer = talk(language)
    said = await customer.say("…", INTENT, form=FORM, product="Steigeisen")
    assert said.text.startswith("Ich erreiche unser" if language == "de" else "I cannot reach our")
    assert (said.failure, said.person_offered, len(said.texts)) == ("backend_error", "backend_error", 1)
    assert customer.slots["product"] is None


async def test_a_shop_that_is_locked_is_said_to_be_slow(talk, shop_database, shop_file):
    shop_database.seconds = 0.3
    with locked(shop_file):
        said = await talk().say("…", INTENT, form=FORM, product="Steigeisen")
    assert said.failure == "backend_error"


async def test_the_action_alone_tells_of_no_article_that_nobody_named(talk):
    customer = talk()
    customer.hear("…", INTENT)
    assert (await customer.run(ProductInformation)).failure == "no_result"
