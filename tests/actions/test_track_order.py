from dataclasses import replace

import pytest
from sqlalchemy import update

from actions.backend.tables import orders, returns
from actions.gate.attempts import MOST_IN_A_CONVERSATION
from actions.track_order import TrackOrder, ValidateTrackOrderForm

FORM = ValidateTrackOrderForm

# order, postcode, what a German and an English customer hear
STATES = [
    (
        "BW-104512",
        "8004",
        "ist unterwegs: verschickt am 21. November 2026, voraussichtlich bei Ihnen am 24. November 2026.",
        "from 19 November 2026 is on its way: shipped on 21 November 2026, expected with you on 24 November 2026.",
    ),
    ("BW-104733", "04109", "wurde am 17. November 2026 zugestellt", "was delivered on 17 November 2026"),
    ("BW-104801", "6020", "im Zustellfahrzeug und kommt heute an", "is out for delivery and arrives today"),
    ("BW-104855", "8004", "wird gerade gepackt", "is being packed right now"),
    ("BW-104903", "04109", "verschickt am 21. November 2026", "shipped on 21 November 2026"),
    (
        "BW-104977",
        "6020",
        "ist am 20. November 2026 bei uns angekommen. Die Erstattung",
        "reached us on 20 November 2026",
    ),
    (
        "BW-105020",
        "3011",
        "haben Ihnen den Betrag am 14. November 2026 erstattet",
        "refunded the amount on 14 November",
    ),
    ("BW-105088", "3011", "seit dem 19. November 2026 storniert", "was cancelled on 19 November 2026"),
]


@pytest.mark.parametrize(("number", "postcode", "german", "english"), STATES)
@pytest.mark.parametrize("language", ["de", "en"])
async def test_each_state_of_an_order_has_its_own_sentence(talk, language, number, postcode, german, english):
    customer = talk(language)
    said = await customer.say("…", "track_order", form=FORM, order_number=number, postcode=postcode)
    assert (german if language == "de" else english) in said.text
    assert number in said.text
    assert said.failure is None
    assert [marker["done"] for marker in said.markers] == ["validate_track_order_form", "action_track_order"]


@pytest.mark.parametrize("language", ["de", "en"])
async def test_a_refund_that_nobody_started_is_not_on_its_way(talk, shop_database, language):
    customer = talk(language)
    given = {"order_number": "BW-104253", "postcode": "6003"}
    said = await customer.say("…", "track_order", form=FORM, **given)
    assert ("noch nicht veranlasst" if language == "de" else "not been started yet") in said.text
    assert ("auf dem Weg" if language == "de" else "on its way") not in said.text
    assert [payload for _, payload in said.choices] == ['/get_refund{"order_number": "BW-104253"}']
    with shop_database.transaction() as connection:
        connection.execute(update(returns).where(returns.c.order_number == "BW-104253").values(state="announced"))
    said = await talk(language).say("…", "track_order", form=FORM, **given)
    assert said.person_offered, "what did not arrive as a return cannot be paid back here"


async def test_a_parcel_can_be_followed_and_the_lines_are_told(talk):
    customer = talk("en")
    said = await customer.say("…", "track_order", form=FORM, order_number="BW-104512", postcode="8004")
    assert "Parcel number 99.34.104512.27630528 (Schweizerische Post)" in said.text
    assert "https://service.post.ch/ekp-web/ui/entry/search/99.34.104512.27630528" in said.text
    assert "1 × Säntis 35 touring backpack, 2 × Merino hiking socks. In total CHF 202.80" in said.text


async def test_number_and_postcode_are_asked_for_one_after_the_other(talk):
    customer = talk()
    assert (await customer.say("Wo ist meine Bestellung?", "track_order", form=FORM)).asked == "order_number"
    assert (await customer.say("bw 104512", order_number="BW-104512")).asked == "postcode"
    said = await customer.say("8004", postcode="8004")
    assert "unterwegs" in said.text
    assert customer.slots["verified"] == "BW-104512"
    assert customer.slots["verified_by"] == "postcode"
    assert customer.slots["postcode"] is None, "the secret is not kept"


async def test_a_message_that_says_it_all_is_asked_nothing(talk):
    said = await talk().say("BW-104801, 6020", form=FORM, order_number="BW-104801", postcode="6020")
    assert said.asked is None
    assert "kommt heute an" in said.text


async def test_a_signed_in_owner_is_not_asked_for_the_postcode(talk):
    customer = talk("en", email="lea.huber@example.com")
    said = await customer.say("…", "track_order", form=FORM, order_number="BW-104801")
    assert "arrives today" in said.text
    assert customer.slots["verified_by"] == "identity"


async def test_somebody_else_who_is_signed_in_is_asked_for_the_postcode(talk):
    said = await talk(email="tom.brunner@example.com").say("…", "track_order", form=FORM, order_number="BW-104801")
    assert said.asked == "postcode"
    assert said.text == ""


async def test_an_order_that_was_proved_is_not_asked_for_again(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512", postcode="8004")
    again = await customer.say("und wo ist sie jetzt?", "track_order", form=FORM)
    assert "unterwegs" in again.text
    other = await customer.say("und BW-104855?", "track_order", form=FORM, order_number="BW-104855")
    assert other.asked == "postcode"


async def test_a_wrong_postcode_and_an_unknown_order_sound_the_same(talk):
    heard = []
    for number in ("BW-104512", "BW-199999"):
        customer = talk("en")
        begun = await customer.say("…", "track_order", form=FORM, order_number=number)
        wrong = await customer.say("1234", postcode="1234")
        heard.append((begun.text, begun.asked, wrong.text, wrong.asked, wrong.choices))
        assert wrong.signals == [{"refused": {"kind": "wrong_postcode", "subject": number}}]
    assert heard[0] == heard[1]
    assert heard[0][2].startswith("The order number and the postcode do not match.")


async def test_after_a_wrong_postcode_another_number_can_be_given(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM, order_number="BW-104513")
    await customer.say("8004", postcode="8004")
    assert (await customer.say("ach, BW-104512", order_number="BW-104512")).asked == "postcode"
    assert "unterwegs" in (await customer.say("8004", postcode="8004")).text


@pytest.mark.parametrize(
    ("language", "begin"), [("de", "Die Angaben haben mehrmals"), ("en", "The details did not match")]
)
async def test_after_five_wrong_postcodes_the_bot_stops_asking_and_offers_a_person(talk, language, begin):
    customer = talk(language)
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    for guess in range(1, MOST_IN_A_CONVERSATION):
        assert (await customer.say(f"910{guess}", postcode=f"910{guess}")).asked == "postcode"

    fifth = await customer.say("9105", postcode="9105")
    assert fifth.asked is None
    assert fifth.text.startswith(begin)
    assert (fifth.person_offered, fifth.failure) == ("no_result", "no_result")

    right = await customer.say("8004", "track_order", form=FORM, postcode="8004")
    assert right.text == fifth.text, "said once, and the right one opens nothing any more"
    assert (right.asked, right.person_offered) == (None, "no_result")


async def test_a_number_outside_the_shops_range_is_said_to_be_none_of_ours(talk):
    customer = talk("en")
    said = await customer.say("BW-999999", "track_order", form=FORM, order_number="BW-999999")
    assert said.text.startswith("This is not a Bergwerk order number.")
    assert said.asked == "order_number"


async def test_a_parcel_that_should_have_come_is_said_to_be_late(talk, access):
    customer = talk("en")
    later = access.now().replace(day=28)
    customer.access = replace(access, now=lambda: later)
    said = await customer.say("…", "track_order", form=FORM, order_number="BW-104512", postcode="8004")
    assert "should have been with you on 24 November 2026. I am sorry." in said.text
    assert said.person_offered == "needs_person"


async def test_a_shipped_order_without_a_promised_day_promises_none(talk, shop_database):
    with shop_database.transaction() as connection:
        connection.execute(update(orders).where(orders.c.number == "BW-104512").values(expected_on=None))
    said = await talk("en").say("…", "track_order", form=FORM, order_number="BW-104512", postcode="8004")
    assert "has been on its way since 21 November 2026." in said.text


async def test_what_can_be_done_next_is_offered(talk):
    packing = await talk("en").say("…", "track_order", form=FORM, order_number="BW-104855", postcode="8004")
    assert packing.choices == [("Cancel the order", '/cancel_order{"order_number": "BW-104855"}')]
    delivered = await talk("en").say("…", "track_order", form=FORM, order_number="BW-104733", postcode="04109")
    assert ("Something is damaged", '/report_damaged_item{"order_number": "BW-104733"}') in delivered.choices
    assert delivered.person_offered == "needs_person"


@pytest.mark.parametrize("language", ["de", "en"])
async def test_the_action_alone_tells_nothing_without_proof(talk, language):
    customer = talk(language)
    customer.hear("…", "track_order", order_number="BW-104512", verified="BW-104512", postcode="8004")
    said = await customer.run(TrackOrder)
    assert "2026" not in said.text
    assert (said.person_offered, said.failure) == ("no_result", "no_result")


async def test_where_the_order_is_is_noted_once_it_is_proved_and_not_before(talk):
    cleo = talk()
    closed = await cleo.say("Wo ist BW-104855?", "track_order", form=FORM, order_number="BW-104855")
    assert not any("order" in marker for marker in closed.markers)
    opened = await cleo.say("8004", postcode="8004")
    [noted] = [marker["order"] for marker in opened.markers if "order" in marker]
    assert noted == {"number": "BW-104855", "state": "packing"}
