from datetime import timedelta

import pytest
from sqlalchemy import update

from actions.backend.tables import orders
from actions.forms.return_form import ValidateReturnItemForm
from tests.actions.conftest import TODAY
from tests.actions.repeating import repeated

FORM, INTENT = ValidateReturnItemForm, "return_item"
ONE = {"order_number": "BW-104733", "postcode": "04109"}  # Jonas: delivered, one article
TWO = {"order_number": "BW-104855", "postcode": "8004"}  # Mia: crampons and gloves, delivered in these tests
CRAMPONS, GLOVES = "BG-5001", "BG-2301"
BOTH = pytest.mark.parametrize("language", ["de", "en"])


def put(database, number, **values):
    with database.transaction() as connection:
        connection.execute(update(orders).where(orders.c.number == number).values(values))


def deliver(database):
    until = TODAY + timedelta(days=28)
    put(database, "BW-104855", state="delivered", state_since=TODAY, returnable_until=until)


@pytest.fixture(autouse=True)
def _delivered(shop_database):
    deliver(shop_database)


def going_back(shop, number="BW-104855"):
    return [set(each.skus) for each in shop.order(number).returns]


@pytest.mark.parametrize(
    ("language", "asked", "done", "name"),
    [
        ("de", "Zurück kommt aus der Bestellung BW-104733:", "Erledigt: Die Rücksendung RT-", "Etikett-RT-"),
        ("en", "Coming back from order BW-104733:", "Done: return RT-", "label"),
    ],
)
async def test_the_only_article_of_an_order_needs_no_name(talk, shop, inbox, language, asked, done, name):
    customer = talk(language)
    said = await customer.say("…", INTENT, form=FORM, **ONE)
    assert said.text.startswith(asked)
    assert said.asked == "confirmed"
    assert shop.order("BW-104733").returns == ()
    said = await repeated(customer, "ja", "affirm", confirmed=True)
    assert said.text.startswith(done)
    assert said.failure is None
    assert len(shop.order("BW-104733").returns) == 1
    assert len(inbox.mails) == 1, "the label goes out once"
    assert customer.slots["confirmed"] is None
    files = [each.get_filename() for each in inbox.mails[0].iter_attachments()]
    assert name.lower() in files[0].lower()
    assert inbox.mails[0]["To"] == "jonas.weber@example.com"
    assert "j•••@example.com" in said.text
    assert "jonas.weber@example.com" not in said.text, "who has only the postcode does not learn the address"


@BOTH
async def test_the_label_comes_as_a_file_of_its_own_return(talk, shop, language):
    customer = talk(language, email="jonas.weber@example.com")
    await customer.say("…", INTENT, form=FORM, order_number="BW-104733")
    said = await customer.say("ja", "affirm", confirmed=True)
    number = shop.order("BW-104733").returns[0].number
    assert said.attachments == [
        {
            "name": f"Etikett-{number}.pdf" if language == "de" else f"Label-{number}.pdf",
            "type": "application/pdf",
            "source": f"/desk/orders/BW-104733/returns/{number}.pdf?language={language}",
        }
    ]


@pytest.mark.parametrize(
    ("answer", "named", "back"),
    [
        ("die Steigeisen", "Steigeisen", {CRAMPONS}),
        ("Steigeisen Firn 12", "Steigeisen Firn 12", {CRAMPONS}),
        ("the gloves", "gloves", {GLOVES}),
        ("Fingerhandschuhe Firn", None, {GLOVES}),
        ("Handschuhe und Steigeisen", "Handschuhe", {CRAMPONS, GLOVES}),
        ("beide", None, {CRAMPONS, GLOVES}),
        ("Alles zurückschicken", None, {CRAMPONS, GLOVES}),
        ("Send everything back", None, {CRAMPONS, GLOVES}),
    ],
)
async def test_several_articles_are_asked_about_and_named_in_words_or_by_button(talk, shop, answer, named, back):
    customer = talk()
    said = await customer.say("…", INTENT, form=FORM, **TWO)
    assert said.asked == "items"
    assert [label for label, _ in said.choices] == [
        "Steigeisen Firn 12",
        "Fingerhandschuhe Firn",
        "Alles zurückschicken",
    ]
    told = {"product": named} if named else {}
    said = await customer.say(answer, INTENT, **told)
    assert said.asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert going_back(shop) == [back]


async def test_an_article_that_sounds_like_a_question_about_it_is_the_answer(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, **TWO)
    assert (await customer.say("Steigeisen", "product_information", product="Steigeisen")).asked == "confirmed"


async def test_what_was_told_in_the_first_message_is_not_asked_for_again(talk, shop):
    customer = talk()
    said = await customer.say(
        "die Handschuhe aus BW-104855 zurück", INTENT, form=FORM, order_number="BW-104855", product="Handschuhe"
    )
    assert said.asked == "postcode"
    said = await customer.say("8004", postcode="8004")
    assert said.asked == "confirmed"
    assert "Fingerhandschuhe" in said.text
    assert "Steigeisen" not in said.text
    await customer.say("ja", "affirm", confirmed=True)
    assert going_back(shop) == [{GLOVES}]


async def test_everything_in_one_message_is_taken(talk):
    said = await talk().say("alles aus BW-104855 zurück, PLZ 8004", INTENT, form=FORM, **TWO)
    assert said.asked == "confirmed"
    assert "Steigeisen Firn 12, Fingerhandschuhe Firn" in said.text


async def test_articles_that_were_spoken_of_elsewhere_are_not_meant(talk):
    customer = talk()
    customer.slots |= {"items": "Steigeisen", "skus": [CRAMPONS], "product": "Steigeisen"}
    assert (await customer.say("zurückschicken", INTENT, form=FORM, **TWO)).asked == "items"


@BOTH
async def test_what_is_not_in_the_order_is_asked_for_only_so_often(talk, language):
    customer = talk(language)
    await customer.say("…", INTENT, form=FORM, **TWO)
    for _ in range(2):
        said = await customer.say("das Zelt", INTENT, product="Zelt")
        assert said.asked == "items"
        assert said.text.startswith("Das habe ich keinem Artikel" if language == "de" else "I could not match that")
    said = await customer.say("das Zelt", INTENT, product="Zelt")
    assert (said.asked, said.person_offered) == (None, "not_understood")


async def test_a_turn_that_is_repeated_returns_what_was_confirmed_and_not_what_is_left(talk, shop, inbox):
    customer = talk(email="mia.keller@example.com")
    await customer.say("…", INTENT, form=FORM, order_number="BW-104855")
    await customer.say("Steigeisen", INTENT)
    said = await repeated(customer, "ja", "affirm", confirmed=True)
    assert said.text.startswith("Erledigt")
    assert going_back(shop) == [{CRAMPONS}]
    assert len(inbox.mails) == 1


async def test_a_yes_to_other_articles_counts_for_nothing(talk, shop):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, **TWO)
    await customer.say("Steigeisen", INTENT)
    said = await customer.say("ja, aber die Handschuhe", "affirm", confirmed=True, told={"product": "Handschuhe"})
    assert said.asked == "confirmed"
    assert "Fingerhandschuhe" in said.text
    assert going_back(shop) == []
    await customer.say("ja", "affirm", confirmed=True)
    assert going_back(shop) == [{GLOVES}]


async def test_a_yes_to_another_order_counts_for_nothing(talk, shop):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, **ONE)
    said = await customer.say("ja BW-104855", "affirm", confirmed=True, order_number="BW-104855")
    assert said.asked == "postcode"
    said = await customer.say("8004", postcode="8004")
    assert said.asked == "items"
    assert going_back(shop, "BW-104733") == going_back(shop) == []


async def test_another_order_at_the_question_for_articles_is_told_anew(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, **TWO)
    said = await customer.say("nein, BW-104733, PLZ 04109", INTENT, **ONE)
    assert said.asked == "confirmed"
    assert "BW-104733" in said.text


async def test_what_comes_back_already_is_not_offered_again(talk, shop):
    shop.start_return("BW-104855", [CRAMPONS], "before")
    said = await talk().say("…", INTENT, form=FORM, **TWO)
    assert said.asked == "confirmed"
    assert "Fingerhandschuhe" in said.text
    assert "Steigeisen" not in said.text


@BOTH
async def test_the_label_of_what_is_announced_is_given_again(talk, shop, language):
    number = shop.start_return("BW-104733", ["BG-3001"], "before").order.returns[0].number
    said = await talk(language).say("…", INTENT, form=FORM, **ONE)
    assert (said.asked, said.failure) == (None, None)
    assert number in said.text
    assert number in said.attachments[0]["source"]
    assert ("noch einmal" if language == "de" else "again") in said.text
    assert len(shop.order("BW-104733").returns) == 1
