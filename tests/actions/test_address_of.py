"""Whose address changes: a customer who speaks of an order never has the account changed instead."""

import pytest

from actions.forms.address_of import read_of
from tests.actions.test_change_address import BOTH, FORM, INTENT, MIA, MOVED, NEW, NUMBER


@pytest.mark.parametrize(
    ("said", "of"),
    [
        ("Ich bin umgezogen, bitte meine letzte Bestellung an die neue Adresse schicken", "order"),
        ("I have moved, please send my parcel to the new address", "order"),
        ("Ich bin umgezogen", "account"),
        ("I am moving", "account"),
        ("Bitte meine Kontoadresse ändern", "account"),
        ("the address in my account", "account"),
        ("für alle künftigen Bestellungen", "account"),
        ("for future orders", "account"),
        ("die Adresse meiner Bestellung und die in meinem Konto", None),
        ("Adresse ändern", None),
    ],
)
def test_what_is_meant_is_read_off_the_words(said, of):
    assert read_of(said) == of


@pytest.mark.parametrize(
    ("language", "wish"),
    [
        ("de", "Ich bin umgezogen, bitte meine letzte Bestellung an die neue Adresse schicken"),
        ("en", "I have moved, please send my last order to the new address"),
    ],
)
async def test_who_moved_and_speaks_of_an_order_has_the_order_changed_and_not_the_account(talk, shop, language, wish):
    customer = talk(language, email=MIA)
    assert (await customer.say(wish, INTENT, form=FORM)).asked == "order_number"
    await customer.say(NUMBER, order_number=NUMBER)
    assert (await customer.say(NEW)).asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.order(NUMBER).address == MOVED
    assert shop.account(MIA).move is None


@pytest.mark.parametrize("later", [NUMBER, f"Nein, für {NUMBER}"])
@BOTH
async def test_a_number_that_is_told_later_means_the_order(talk, shop, language, later):
    customer = talk(language, email=MIA)
    assert (await customer.say("Ich bin umgezogen", INTENT, form=FORM)).asked == "new_address"
    assert (await customer.say(later, order_number=NUMBER)).asked == "new_address"
    said = await customer.say(NEW)
    assert NUMBER in said.text
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.order(NUMBER).address == MOVED
    assert shop.account(MIA).move is None


@pytest.mark.parametrize(
    ("said", "intent", "yes"), [("ja, für BW-104855", "affirm", True), ("BW-104855", "inform", None)]
)
async def test_a_number_at_the_yes_is_no_yes_to_the_account(talk, shop, said, intent, yes):
    customer = talk(email=MIA)
    await customer.say(f"Ich bin umgezogen: {NEW}", INTENT, form=FORM)
    given = {} if yes is None else {"confirmed": yes}
    answer = await customer.say(said, intent, order_number=NUMBER, **given)
    assert answer.asked == "confirmed"
    assert answer.text.startswith("Ihre Bestellung BW-104855 ginge dann an")
    assert shop.account(MIA).move is None


async def test_who_says_that_the_order_is_meant_is_asked_which_one(talk, shop):
    customer = talk(email=MIA)
    await customer.say(f"Ich bin umgezogen: {NEW}", INTENT, form=FORM)
    said = await customer.say("Nein, meine Bestellung soll dorthin", "deny", confirmed=False)
    assert said.asked == "order_number"
    assert shop.account(MIA).move is None


@BOTH
async def test_an_address_in_place_of_what_it_is_for_is_kept_and_no_failed_answer(talk, language):
    customer = talk(language, email=MIA)
    await customer.say("Adresse ändern", INTENT, form=FORM)
    said = await customer.say("Lindenweg 3, 8048 Zürich", INTENT, postcode="8048")
    assert said.asked == "address_of"
    assert "Lindenweg 3, 8048 Zürich" in said.text
    said = await customer.say("Schweiz", "nlu_fallback")
    assert (said.asked, said.failure) == ("address_of", None)
    said = await customer.say("In meinem Konto" if language == "de" else "In my account", INTENT)
    assert said.asked == "confirmed"
    assert "Lindenweg 3, CH-8048 Zürich" in said.text


@BOTH
async def test_after_a_move_the_orders_keep_their_address_and_one_can_be_changed(talk, shop, language):
    customer = talk(language, email=MIA)
    said = await customer.say(f"Ich bin umgezogen: {NEW}", INTENT, form=FORM)
    assert ("behalten ihre Adresse" if language == "de" else "keep their address") in said.text
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("behalten ihre Adresse" if language == "de" else "keep their address") in said.text
    label, payload = said.choices[0]
    assert payload == "/change_shipping_address"
    assert (await customer.say(label, INTENT, form=FORM)).asked == "order_number"
