"""What was told before it was asked for, or for another order: what of it counts, and what does not."""

from actions.cancel_order import ValidateCancelOrderForm
from actions.track_order import ValidateTrackOrderForm

FORM = ValidateTrackOrderForm


async def test_a_postcode_is_tried_on_the_number_that_the_customer_puts_right(talk):
    customer = talk()
    said = await customer.say("…", "track_order", form=FORM, order_number="BW-104513", postcode="8004")
    assert said.text.startswith("Bestellnummer und Postleitzahl passen nicht zusammen")
    meant = {"told": {"wrong": "order_number"}, "order_number": "BW-104512"}
    assert "unterwegs" in (await customer.say("Ich meinte BW-104512", **meant)).text


async def test_a_postcode_that_opened_one_order_is_not_tried_on_the_next(talk):
    customer = talk()
    cancel = ValidateCancelOrderForm
    await customer.say("…", "cancel_order", form=cancel, order_number="BW-104855", postcode="8004")
    meant = {"told": {"wrong": "order_number"}, "order_number": "BW-104801"}
    said = await customer.say("ich meinte BW-104801", **meant)
    assert (said.asked, said.texts, said.signals) == ("postcode", [], [])


async def test_number_and_postcode_that_were_told_together_before_the_form_count(talk):
    customer = talk()
    customer.hear("BW-104512 8004", "inform", order_number="BW-104512", postcode="8004")
    assert "unterwegs" in (await customer.say("Wo ist meine Bestellung?", "track_order", form=FORM)).text


async def test_a_postcode_that_was_told_beside_another_number_does_not_count(talk):
    customer = talk()
    customer.hear("BW-104801 8004", "inform", order_number="BW-104801", postcode="8004")
    said = await customer.say("Wo ist BW-104512?", "track_order", form=FORM, order_number="BW-104512")
    assert (said.asked, said.texts, said.signals) == ("postcode", [], [])


async def test_a_postcode_that_was_told_beside_the_number_is_tried_once(talk):
    customer = talk()
    customer.hear("BW-104512 8001", "inform", order_number="BW-104512", postcode="8001")
    said = await customer.say("Wo ist meine Bestellung?", "track_order", form=FORM)
    assert [signal["refused"]["kind"] for signal in said.signals] == ["wrong_postcode"]
    said = await customer.say("wo ist sie denn?", "track_order")
    assert (said.asked, said.texts, said.signals) == ("postcode", [], [])


async def test_a_number_that_was_not_proved_is_forgotten_when_its_form_is_left(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    assert (await customer.say("nein", "deny")).answers == ["utter_order_form_left"]
    assert customer.slots["order_number"] is None


async def test_an_order_that_was_proved_is_known_when_its_form_is_left(talk):
    customer = talk()
    customer.slots["verified"] = "BW-104512"
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    assert (await customer.say("nein", "deny")).answers == ["utter_order_form_left"]
    assert customer.slots["order_number"] == "BW-104512"


async def test_a_postcode_that_was_told_before_the_number_is_not_asked_for(talk):
    customer = talk()
    said = await customer.say("PLZ 8004, wo ist mein Paket?", "track_order", form=FORM, postcode="8004")
    assert said.asked == "order_number"
    assert (await customer.say("BW-10451", order_number="BW-10451")).asked == "order_number"
    assert "unterwegs" in (await customer.say("BW-104512", order_number="BW-104512")).text


async def test_a_postcode_from_another_talk_is_not_tried(talk):
    customer = talk()
    customer.hear("Liefern Sie nach 10115?", "delivery_options", postcode="10115")
    said = await customer.say("Wo ist BW-104512?", "track_order", form=FORM, order_number="BW-104512")
    assert (said.asked, said.text) == ("postcode", "")


async def test_a_postcode_that_was_wrong_is_not_tried_again(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512", postcode="8001")
    said = await customer.say("BW-104855", order_number="BW-104855")
    assert (said.asked, said.text) == ("postcode", "")


async def test_several_postcodes_in_one_message_are_not_tried_one_by_one(talk, access):
    customer = talk()
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    said = await customer.say("8001 8002 8003 8004", "inform")
    assert said.asked == "postcode"
    assert said.text.startswith("Das sind mehrere Zahlen.")


async def test_a_number_that_an_earlier_message_left_unreadable_is_no_number(talk):
    customer = talk()
    customer.slots["order_number"] = "irgendwas 12"
    assert (await customer.say("…", "track_order", form=FORM)).asked == "order_number"
    assert customer.slots["order_number"] is None
