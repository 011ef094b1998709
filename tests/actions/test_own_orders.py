"""Who is signed in need not know an order's number: their newest orders are offered, to them alone."""

import pytest
from sqlalchemy import func, select, update

from actions.backend.port import BackendDownError
from actions.backend.tables import orders
from actions.cancel_order import ValidateCancelOrderForm
from actions.gate.orders import MOST_LISTED
from actions.gate.records import wrong_answers
from actions.track_order import ValidateTrackOrderForm
from tests.actions.conftest import NOW
from tests.actions.gates import order_gate, turn
from tests.actions.test_return_item import BOTH

FORM, INTENT, MIA = ValidateTrackOrderForm, "track_order", "mia.keller@example.com"


@BOTH
async def test_the_newest_orders_are_choices_of_who_is_signed_in(talk, gate_database, language):
    customer = talk(language, email=MIA)
    said = await customer.say("Wo ist mein Paket?", INTENT, form=FORM)
    assert said.asked == "order_number"
    assert said.text.startswith("Um welche Bestellung geht es?" if language == "de" else "Which order is it about?")
    labels = {
        "de": ["BW-104855, 21. November 2026: Steigeisen Firn 12, …", "BW-104512, 19. November 2026: Tourenrucksack"],
        "en": ["BW-104855, 21 November 2026: Firn 12 crampons, …", "BW-104512, 19 November 2026: Säntis 35"],
    }[language]
    assert [label[: len(start)] for (label, _), start in zip(said.choices, labels, strict=True)] == labels
    assert said.choices[1][1] == '/track_order{"order_number": "BW-104512"}'
    assert said.signals == []
    said = await customer.say(said.choices[1][0], INTENT, order_number="BW-104512")
    assert said.asked is None
    assert "BW-104512" in said.text
    with gate_database.transaction() as connection:
        assert connection.execute(select(func.count()).select_from(wrong_answers)).scalar_one() == 0


@BOTH
async def test_who_does_not_know_the_number_is_offered_them_again(talk, language):
    customer = talk(language, email=MIA)
    await customer.say("Stornieren", "cancel_order", form=ValidateCancelOrderForm)
    said = await customer.say("weiß ich nicht" if language == "de" else "I don't know", "inform")
    assert said.asked == "order_number"
    assert len(said.choices) == 2
    assert said.choices[0][1] == '/cancel_order{"order_number": "BW-104855"}'


@BOTH
async def test_they_are_offered_wherever_the_number_is_asked_for_again(talk, language):
    customer = talk(language, email=MIA)
    await customer.say("Wo ist mein Paket?", INTENT, form=FORM)
    said = await customer.say("ok", "affirm")
    assert (said.answers, said.asked, len(said.choices)) == (["utter_form_goes_on"], "order_number", 2)
    said = await customer.say("wo ist es denn?", INTENT)
    assert (said.asked, len(said.choices)) == ("order_number", 2)


async def test_after_a_mistyped_number_they_are_offered_again(talk):
    customer = talk(email=MIA)
    await customer.say("Wo ist BW-104513?", INTENT, form=FORM, order_number="BW-104513")
    await customer.say("nein", "deny")
    said = await customer.say("Wo ist meine Bestellung?", INTENT, form=FORM)
    assert (said.asked, len(said.choices)) == ("order_number", 2)


async def test_when_the_form_gives_up_a_person_is_offered_and_no_order(talk):
    customer = talk(email=MIA)
    await customer.say("Wo ist mein Paket?", INTENT, form=FORM)
    for _ in range(3):
        said = await customer.say("hm", "inform")
    assert (said.asked, said.person_offered) == (None, "not_understood")
    assert not [text for text in said.texts if "Um welche Bestellung" in text]


async def test_readings_of_an_unclear_number_are_choices_alone(talk):
    customer = talk(email=MIA)
    said = await customer.say("bw 10451Z", INTENT, form=FORM, told={"unclear_order_number": "BW-104512"})
    assert [label for label, _ in said.choices] == ["BW-104512"]


@pytest.mark.parametrize("email", [None, "nobody@example.org"])
async def test_a_guest_and_who_has_no_order_are_offered_none(talk, shop, monkeypatch, email):
    asked = []
    monkeypatch.setattr(shop, "orders_of", lambda *args: asked.append(args) or ())
    said = await talk(email=email).say("Wo ist mein Paket?", INTENT, form=FORM)
    assert (said.asked, said.texts, said.choices) == ("order_number", [], [])
    assert asked == ([] if email is None else [(email,)]), "for a guest the shop is not asked at all"


async def test_the_question_is_asked_also_where_the_shop_cannot_list_them(talk, shop, monkeypatch):
    def away(_email):
        raise BackendDownError("shop: away")

    monkeypatch.setattr(shop, "orders_of", away)
    said = await talk(email=MIA).say("Wo ist mein Paket?", INTENT, form=FORM)
    assert (said.asked, said.failure, said.texts) == ("order_number", None, [])


def test_the_gate_lists_a_few_of_the_newest_and_never_somebody_elses(shop, shop_database, gate_database, monkeypatch):
    with shop_database.transaction() as connection:
        some = select(orders.c.number).where(orders.c.email != MIA).limit(9)
        connection.execute(update(orders).where(orders.c.number.in_(some)).values(email=MIA))
    gate = order_gate(shop, gate_database, lambda: NOW)
    mine = gate.newest(turn(email=MIA))
    assert [order.number for order in mine] == [order.number for order in shop.orders_of(MIA)[:MOST_LISTED]]
    assert gate.newest(turn()) == ()
    theirs = shop.orders_of("jonas.weber@example.com")
    monkeypatch.setattr(shop, "orders_of", lambda _email: theirs)
    assert gate.newest(turn(email=MIA)) == (), "whatever the shop answers"
