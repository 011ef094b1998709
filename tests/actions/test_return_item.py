from datetime import timedelta

import pytest
from sqlalchemy import update

from actions.backend.model import OrderState
from actions.backend.port import BackendDownError
from actions.backend.tables import orders
from actions.return_item import ReturnItem, ValidateReturnItemForm
from tests.actions.conftest import TODAY
from tests.actions.repeating import repeated
from tests.actions.test_locked import locked

FORM, INTENT = ValidateReturnItemForm, "return_item"
ONE = {"order_number": "BW-104733", "postcode": "04109"}  # Jonas: delivered, one article
TWO = {"order_number": "BW-104855", "postcode": "8004"}  # Mia: crampons and gloves, delivered in these tests
CRAMPONS, GLOVES = "BG-5001", "BG-2301"
BOTH = pytest.mark.parametrize("language", ["de", "en"])


def put(database, number, **values):
    with database.transaction() as connection:
        connection.execute(update(orders).where(orders.c.number == number).values(values))


@pytest.fixture(autouse=True)
def _delivered(shop_database):
    until = TODAY + timedelta(days=28)
    put(shop_database, "BW-104855", state="delivered", state_since=TODAY, returnable_until=until)


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


@pytest.mark.parametrize(
    ("number", "postcode", "german", "english", "choice"),
    [
        ("BW-104512", "8004", "ist noch unterwegs", "is still on its way", "contact_human_agent"),
        (
            "BW-104801",
            "6020",
            "Nehmen Sie das Paket einfach nicht an",
            "Simply refuse the parcel",
            "contact_human_agent",
        ),
        ("BW-104977", "6020", "gibt es nichts mehr zurückzuschicken", "nothing left to send back", "track_refund"),
        ("BW-105020", "3011", "gibt es nichts mehr zurückzuschicken", "nothing left to send back", "track_refund"),
        ("BW-105088", "3011", "storniert", "was cancelled", "track_refund"),
    ],
)
@BOTH
async def test_what_cannot_come_back_is_said_with_what_can_be_done(
    talk, shop, language, number, postcode, german, english, choice
):
    before = shop.order(number)
    said = await talk(language).say("…", INTENT, form=FORM, order_number=number, postcode=postcode)
    assert said.asked is None
    assert (german if language == "de" else english) in said.text
    assert said.choices[0][1].startswith(f"/{choice}")
    assert said.failure == "no_result"
    assert shop.order(number) == before


@BOTH
async def test_what_is_not_shipped_is_offered_to_be_cancelled(talk, shop_database, language):
    put(shop_database, "BW-104855", state="packing", returnable_until=None)
    said = await talk(language).say("…", INTENT, form=FORM, **TWO)
    assert said.choices[0][1] == '/cancel_order{"order_number": "BW-104855"}'
    assert said.asked is None


@BOTH
async def test_after_thirty_days_it_is_too_late(talk, shop, shop_database, language):
    put(shop_database, "BW-104733", returnable_until=TODAY - timedelta(days=1))
    said = await talk(language).say("…", INTENT, form=FORM, **ONE)
    assert ("21. November 2026" if language == "de" else "21 November 2026") in said.text
    assert (said.asked, said.failure, said.person_offered) == (None, "no_result", "no_result")
    assert going_back(shop, "BW-104733") == []


async def test_on_the_last_day_it_is_not_too_late(talk, shop_database):
    put(shop_database, "BW-104733", returnable_until=TODAY)
    assert (await talk().say("…", INTENT, form=FORM, **ONE)).asked == "confirmed"


async def test_when_it_becomes_too_late_between_question_and_yes_nothing_is_announced(talk, shop, shop_database):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, **ONE)
    put(shop_database, "BW-104733", returnable_until=TODAY - timedelta(days=1))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.failure == "no_result"
    assert going_back(shop, "BW-104733") == []


@BOTH
async def test_a_no_changes_nothing(talk, shop, language):
    customer = talk(language)
    await customer.say("…", INTENT, form=FORM, **ONE)
    said = await customer.say("nein", "deny", confirmed=False)
    assert said.text.startswith("Gut, ich habe nichts" if language == "de" else "All right, I have not")
    assert going_back(shop, "BW-104733") == []


@pytest.mark.parametrize("asked", ["order_number", "postcode", "items"])
async def test_the_form_can_be_left_at_any_question(talk, asked):
    customer = talk()
    given = {"order_number": {}, "postcode": {"order_number": "BW-104855"}, "items": TWO}[asked]
    assert (await customer.say("…", INTENT, form=FORM, **given)).asked == asked
    said = await customer.say("nein danke", "deny")
    assert (said.asked, said.answers) == (None, ["utter_order_form_left"])


async def test_a_signed_in_owner_needs_no_postcode_and_nobody_else_gets_in(talk):
    owner = await talk(email="jonas.weber@example.com").say("…", INTENT, form=FORM, order_number="BW-104733")
    assert owner.asked == "confirmed"
    other = await talk(email="mia.keller@example.com").say("…", INTENT, form=FORM, order_number="BW-104733")
    assert (other.asked, other.text) == ("postcode", "")
    assert {"refused": {"kind": "foreign_order", "subject": "BW-104733"}} in other.signals


@BOTH
async def test_without_mail_the_label_is_in_the_chat_all_the_same(talk, shop, inbox, language):
    customer = talk(language)
    await customer.say("…", INTENT, form=FORM, **ONE)
    inbox.answer = "451 later"
    try:
        said = await customer.say("ja", "affirm", confirmed=True)
    finally:
        inbox.answer = "250 OK"
    assert said.text.startswith("Erledigt" if language == "de" else "Done")
    assert said.failure is None
    assert said.attachments
    assert "•••" not in said.text
    assert len(going_back(shop, "BW-104733")) == 1


@BOTH
async def test_when_the_change_got_no_answer_the_bot_does_not_claim_to_know(talk, access, monkeypatch, language):
    customer = talk(language)
    await customer.say("…", INTENT, form=FORM, **ONE)

    def lost(*_args):
        raise BackendDownError("shop database: the connection was lost")

    monkeypatch.setattr(access.gate, "start_return", lost)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("nicht sicher" if language == "de" else "do not know for certain") in said.text
    assert (said.failure, customer.slots["confirmed"]) == ("backend_error", None)


async def test_a_shop_that_is_locked_is_said_to_be_slow_and_the_turn_can_be_repeated(
    talk, shop, shop_database, shop_file
):
    shop_database.seconds = 0.3
    customer = talk(email="jonas.weber@example.com")
    with locked(shop_file):
        said = await customer.say("…", INTENT, form=FORM, order_number="BW-104733")
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")
    assert (await customer.say("…", INTENT, form=FORM, order_number="BW-104733")).asked == "confirmed"


@BOTH
async def test_the_action_alone_changes_nothing_without_proof(talk, shop, language):
    customer = talk(language)
    customer.slots["skus"] = ["BG-3001"]
    customer.hear("…", INTENT, verified="BW-104733", confirmed=True, **ONE)
    said = await customer.run(ReturnItem)
    assert said.failure == "no_result"
    assert going_back(shop, "BW-104733") == []


async def test_articles_of_another_order_in_a_slot_are_left_out(talk, shop):
    customer = talk(email="jonas.weber@example.com")
    customer.slots |= {"order_number": "BW-104733", "skus": [CRAMPONS, "x", 5, None], "confirmed": True}
    customer.hear("…", INTENT)
    await customer.run(ReturnItem)
    assert going_back(shop, "BW-104733") == []
    assert shop.order("BW-104733").state is OrderState.DELIVERED
