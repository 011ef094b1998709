"""Why the address of an order stays as it is, and what is said then."""

import pytest
from sqlalchemy import text

from actions.backend.port import BackendDownError
from actions.change_address import ChangeShippingAddress
from tests.actions.test_change_address import (
    BOTH,
    FORM,
    INTENT,
    MIA,
    MIAS,
    NEW,
    NUMBER,
    TOM,
    asked_for_a_yes,
    refusals,
)
from tests.actions.test_locked import locked


@pytest.fixture
def before(shop):
    return shop.order(NUMBER).address


@pytest.mark.parametrize(
    "other", ["Bergweg 5, 80331 München", "Bergweg 5, D-80331 München", "Bergweg 5, A-6020 Innsbruck"]
)
@BOTH
async def test_an_order_does_not_go_to_another_country(talk, shop, before, language, other):
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say(other)
    assert said.asked == "new_address"
    assert ("desselben Landes" if language == "de" else "within the same country") in said.text
    assert said.person_offered == "no_result"
    said = await customer.say("8005 Zürich")
    assert said.asked == "confirmed", "the street was told already"
    assert NEW in said.text


@pytest.mark.parametrize(
    ("number", "email", "german", "english"),
    [
        ("BW-104512", MIA, "beim Zusteller umleiten", "carrier can still redirect"),
        ("BW-104801", "lea.huber@example.com", "beim Zusteller umleiten", "carrier can still redirect"),
        ("BW-104733", "jonas.weber@example.com", "kann ich nicht mehr ändern", "I can no longer change"),
        ("BW-105088", TOM, "kann ich nicht mehr ändern", "I can no longer change"),
    ],
)
@BOTH
async def test_when_it_is_too_late_nothing_more_is_asked(talk, shop, language, number, email, german, english):
    was = shop.order(number)
    said = await talk(language, email=email).say(NEW, INTENT, form=FORM, order_number=number)
    assert (german if language == "de" else english) in said.text
    assert (said.asked, said.failure, said.person_offered) == (None, "no_result", "no_result")
    assert shop.order(number) == was


async def test_an_order_that_is_shipped_between_question_and_yes_goes_where_it_went(talk, shop, shop_database, before):
    customer = await asked_for_a_yes(talk)
    with shop_database.transaction() as connection:
        connection.execute(text(f"UPDATE orders SET state = 'shipped' WHERE number = '{NUMBER}'"))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.failure == "no_result"
    assert shop.order(NUMBER).address == before


@pytest.mark.parametrize("asked", ["address_of", "order_number", "postcode", "new_address", "email", "code"])
async def test_the_form_can_be_left_at_any_question(talk, inbox, asked):
    customer = talk()
    wish, given = {
        "address_of": ("Adresse ändern", {}),
        "order_number": ("Adresse der Bestellung ändern", {}),
        "postcode": ("…", {"order_number": NUMBER}),
        "new_address": ("…", MIAS),
        "email": ("Adresse im Konto", {}),
        "code": ("Adresse im Konto", {"email": MIA}),
    }[asked]
    assert (await customer.say(wish, INTENT, form=FORM, **given)).asked == asked
    said = await customer.say("nein danke", "deny")
    assert (said.asked, said.answers) == (None, ["utter_order_form_left"])


@BOTH
async def test_an_answer_without_an_address_is_asked_again_only_so_often(talk, language):
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    for _ in range(2):
        assert (await customer.say("weiß nicht", "inform")).asked == "new_address"
    said = await customer.say("hm", "inform")
    assert (said.asked, said.failure, said.person_offered) == (None, "not_understood", "not_understood")


async def test_signing_out_before_the_yes_closes_the_order(talk, shop, before):
    customer = await asked_for_a_yes(talk)
    customer.email = None
    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.asked == "postcode"
    assert shop.order(NUMBER).address == before


async def test_a_new_postcode_after_signing_out_is_no_wrong_answer(talk):
    customer = talk(email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    await customer.say("Bergweg 5")
    customer.email = None
    said = await customer.say("8005", postcode="8005")
    assert (said.asked, refusals(said)) == ("postcode", [])
    said = await customer.say("8004", postcode="8004")
    assert refusals(said) == []


@BOTH
async def test_when_the_change_got_no_answer_the_bot_does_not_claim_to_know(talk, shop, monkeypatch, language):
    customer = await asked_for_a_yes(talk, language)

    def lost(*_args, **_named):
        raise BackendDownError("shop database: the connection was lost")

    monkeypatch.setattr(shop, "change_address", lost)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("nicht sicher" if language == "de" else "do not know for certain") in said.text
    assert (said.failure, customer.slots["confirmed"]) == ("backend_error", None)


async def test_a_shop_that_is_locked_is_said_to_be_slow(talk, shop_database, shop_file):
    shop_database.seconds = 0.3
    with locked(shop_file):
        said = await talk().say("…", INTENT, form=FORM, **MIAS)
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")


@pytest.mark.parametrize("of", ["order", "account", None])
@BOTH
async def test_the_action_alone_changes_nothing_without_proof(talk, shop, before, language, of):
    customer = talk(language)
    customer.slots |= {"address_of": of, "new_address": NEW, "confirmed": True, "verified": NUMBER, "email": MIA}
    customer.hear("…", INTENT, **MIAS)
    said = await customer.run(ChangeShippingAddress)
    assert said.failure == "no_result"
    assert shop.order(NUMBER).address == before
    assert shop.account(MIA).move is None
