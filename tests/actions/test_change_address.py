"""An order that goes elsewhere: told at once, piece by piece, in any order, and corrected before the yes."""

import pytest
from sqlalchemy import text

from actions.backend.model import Address
from actions.forms.address_form import ValidateChangeShippingAddressForm
from tests.actions.repeating import repeated

FORM, INTENT = ValidateChangeShippingAddressForm, "change_shipping_address"
NUMBER, MIA, TOM, NOBODY = "BW-104855", "mia.keller@example.com", "tom.brunner@example.com", "nobody@example.org"
MIAS = {"order_number": NUMBER, "postcode": "8004"}
NEW = "Bergweg 5, 8005 Zürich"
MOVED = Address("Mia Keller", "Bergweg 5", "8005", "Zürich", "CH")
BOTH = pytest.mark.parametrize("language", ["de", "en"])


def refusals(said):
    return [signal["refused"]["kind"] for signal in said.signals if "refused" in signal]


@pytest.fixture
def before(shop):
    return shop.order(NUMBER).address


async def asked_for_a_yes(talk, language="de"):
    customer = talk(language, email=MIA)
    await customer.say("Adresse der Bestellung ändern", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say(NEW)
    assert said.asked == "confirmed"
    return customer


@pytest.mark.parametrize(
    ("language", "summary", "done"),
    [
        (
            "de",
            "Ihre Bestellung BW-104855 ginge dann an: Mia Keller, Bergweg 5, 8005 Zürich.",
            "Erledigt: Ihre Bestellung",
        ),
        ("en", "Your order BW-104855 would then go to: Mia Keller, Bergweg 5, 8005 Zürich.", "Done: your order"),
    ],
)
async def test_an_order_goes_elsewhere_after_a_yes(talk, shop, shop_database, before, language, summary, done):
    customer = talk(language)
    said = await customer.say("…", INTENT, form=FORM, **MIAS)
    assert (said.asked, said.text) == ("new_address", "")
    said = await customer.say(NEW, "inform", postcode="8005")
    assert (said.asked, said.text, refusals(said)) == ("confirmed", summary, [])
    assert shop.order(NUMBER).address == before
    said = await repeated(customer, "ja", "affirm", confirmed=True)
    assert said.text.startswith(done)
    assert said.failure is None
    assert shop.order(NUMBER).address == MOVED
    assert customer.slots["confirmed"] is None
    with shop_database.transaction() as connection:
        keys = connection.execute(text("SELECT key FROM changes WHERE kind = 'change_address'")).scalars().all()
    assert keys == ["a-repeated-turn/address"]


@pytest.mark.parametrize(
    "said",
    [
        f"Bitte BW-104855 an {NEW}, PLZ 8004",
        f"BW-104855, Postleitzahl 8004, neue Adresse: {NEW}",
        f"please send order BW-104855 (postcode 8004) to {NEW}",
        f"8004, BW-104855, neu ist {NEW}",
    ],
)
async def test_everything_in_one_message_is_taken_and_the_proof_is_told_from_the_new_postcode(talk, said):
    answer = await talk().say(said, INTENT, form=FORM, order_number=NUMBER, postcode="8005")
    assert (answer.asked, refusals(answer)) == ("confirmed", [])
    assert NEW in answer.text


@pytest.mark.parametrize("new", [NEW, "Bergweg 5, 8005", "Mariahilfer Straße 77, 8005 Zürich"])
async def test_a_new_postcode_is_never_a_wrong_answer(talk, new):
    customer = talk()
    said = await customer.say(f"{NUMBER} an {new}", INTENT, form=FORM, order_number=NUMBER, postcode="8005")
    assert (said.asked, said.text, refusals(said)) == ("postcode", "", [])
    said = await customer.say("8004", postcode="8004")
    assert refusals(said) == []
    assert new.split(",")[0] in said.text


async def test_a_proof_with_its_town_is_a_proof_and_no_new_address(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say("8004 Zürich", postcode="8004")
    assert (said.asked, said.text) == ("new_address", "")
    assert customer.slots["new_address"] is None


async def test_a_wrong_proof_is_one(talk):
    said = await talk().say(f"{NEW}, PLZ 8001", INTENT, form=FORM, order_number=NUMBER, postcode="8001")
    assert (said.asked, refusals(said)) == ("postcode", ["wrong_postcode"])


@BOTH
async def test_an_address_is_taken_piece_by_piece(talk, shop, language):
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say("Bergweg 5")
    assert said.asked == "new_address"
    assert "Bergweg 5" in said.text
    assert (await customer.say("8005")).asked == "new_address"
    said = await customer.say("Zürich", "nlu_fallback")
    assert said.asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.order(NUMBER).address == MOVED


@pytest.mark.parametrize(
    "pieces",
    [
        *(["Bergweg 5, 8005", "Zürich"], ["8005 Zürich", "Bergweg 5"], ["Bergweg 5", "Zürich 8005"]),
        *(["Bergweg 5, Zürich", "8005"], ["Bergweg 5, Zürich 8005"]),
    ],
)
async def test_the_pieces_come_in_any_order(talk, pieces):
    customer = talk(email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    for piece in pieces:
        said = await customer.say(piece)
    assert said.asked == "confirmed"
    assert NEW in said.text


async def test_what_was_told_of_the_address_first_is_not_asked_for_again(talk):
    customer = talk()
    assert (await customer.say(f"neue Adresse: {NEW}", INTENT, form=FORM)).asked == "address_of"
    assert (await customer.say("Für eine Bestellung", INTENT)).asked == "order_number"
    assert (await customer.say(NUMBER, order_number=NUMBER)).asked == "postcode"
    said = await customer.say("8004", postcode="8004")
    assert said.asked == "confirmed"
    assert NEW in said.text


@pytest.mark.parametrize(
    ("correction", "line"),
    [
        ("nein, Hausnummer 7", "Bergweg 7, 8005 Zürich"),
        ("nein, Talstrasse 1", "Talstrasse 1, 8005 Zürich"),
        ("nein, die Postleitzahl ist 8006", "Bergweg 5, 8006 Zürich"),
        ("no, 8006", "Bergweg 5, 8006 Zürich"),
        ("nein, 3011 Bern", "Bergweg 5, 3011 Bern"),
        ("nein, der Ort ist Bern", "Bergweg 5, 8005 Bern"),
        ("Talstrasse 1, 3011 Bern", "Talstrasse 1, 3011 Bern"),
    ],
)
@pytest.mark.parametrize(("intent", "answer"), [("deny", False), ("affirm", True), ("inform", None)])
async def test_an_address_is_corrected_at_the_yes(talk, shop, before, correction, line, intent, answer):
    customer = await asked_for_a_yes(talk)
    given = {} if answer is None else {"confirmed": answer}
    said = await customer.say(correction, intent, **given)
    assert said.asked == "confirmed", "a yes to another address counts for nothing"
    assert line in said.text
    assert shop.order(NUMBER).address == before


async def test_a_yes_to_one_order_is_none_to_another(talk, shop, before, shop_database):
    with shop_database.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'placed' WHERE number = 'BW-104512'"))
    customer = await asked_for_a_yes(talk)
    said = await customer.say("ja, BW-104512", "affirm", confirmed=True, order_number="BW-104512")
    assert said.asked == "confirmed"
    assert "BW-104512" in said.text
    assert shop.order(NUMBER).address == before


@BOTH
async def test_a_no_changes_nothing(talk, shop, before, language):
    customer = await asked_for_a_yes(talk, language)
    said = await customer.say("nein", "deny", confirmed=False)
    assert said.text.startswith("Gut, die Adresse bleibt" if language == "de" else "All right, the address stays")
    assert shop.order(NUMBER).address == before


async def test_a_form_that_begins_anew_begins_without_the_old_address(talk):
    customer = await asked_for_a_yes(talk)
    await customer.say("nein", "deny", confirmed=False)
    said = await customer.say("Adresse der Bestellung ändern", INTENT, form=FORM)
    assert said.asked == "new_address"
    assert customer.slots["new_address"] is None


async def test_i_do_not_know_is_no_town(talk):
    customer = talk(email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    await customer.say("Bergweg 5, 8005")
    for answer in ("weiß nicht", "PLZ 8005", "keine Ahnung"):
        assert (await customer.say(answer)).asked in {"new_address", None}
    assert "Ahnung" not in str(customer.slots["new_address"])
