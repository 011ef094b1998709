"""What can be read, but not for certain, is asked back and never acted on."""

import pytest

from actions.cancel_order import ValidateCancelOrderForm
from actions.forms.product_form import ValidateProductAvailabilityForm
from actions.report_damaged_item import ValidateReportDamagedItemForm
from actions.track_order import ValidateTrackOrderForm

TRACK, CANCEL, STOCK = ValidateTrackOrderForm, ValidateCancelOrderForm, ValidateProductAvailabilityForm
DAMAGE = ValidateReportDamagedItemForm
BOTH = {"unclear_order_number": ["BW-104855", "BW-104903"]}


async def test_of_two_orders_the_customer_picks_one(talk):
    said = await talk().say("storniere BW-104855 oder BW-104903", "cancel_order", form=CANCEL, told=BOTH)
    assert said.asked == "order_number"
    assert said.choices == [
        ("BW-104855", '/cancel_order{"order_number": "BW-104855"}'),
        ("BW-104903", '/cancel_order{"order_number": "BW-104903"}'),
    ]


async def test_two_new_orders_are_no_reason_to_tell_about_an_old_one(talk):
    customer = talk()
    await customer.say("…", "track_order", form=TRACK, order_number="BW-104512", postcode="8004")
    said = await customer.say("und BW-104855 oder BW-104903?", "track_order", form=TRACK, told=BOTH)
    assert said.asked == "order_number"
    assert "BW-104512" not in said.text


async def test_a_guessed_number_is_offered_and_not_looked_up(talk):
    customer = talk("en")
    said = await customer.say(
        "where is BW-104S12", "track_order", form=TRACK, told={"unclear_order_number": "BW-104512"}
    )
    assert said.text == "I cannot read that for certain. Did you mean BW-104512?"
    assert said.choices == [("BW-104512", '/track_order{"order_number": "BW-104512"}')]
    assert customer.slots["order_number"] is None
    assert (await customer.say("BW-104512", "track_order", order_number="BW-104512")).asked == "postcode"


@pytest.mark.parametrize("typed", ["BW-10451", "BW-1045123", "#14254"])
async def test_a_number_with_a_digit_too_many_or_too_few_is_told_so(talk, typed):
    said = await talk().say(f"wo ist {typed}", "track_order", form=TRACK, told={"unclear_order_number": typed})
    assert "genau sechs Ziffern" in said.text
    assert (said.choices, said.asked) == ([], "order_number")


async def test_an_impossible_number_is_told_so(talk):
    said = await talk().say("wo ist BW-250000", "track_order", form=TRACK, order_number="BW-250000")
    assert "keine Bestellnummer von Bergwerk" in said.text


async def test_an_impossible_reading_is_not_offered(talk):
    said = await talk().say(
        "BW-25000O oder BW-104S12", "track_order", form=TRACK, told={"unclear_order_number": ["BW-250000", "BW-104512"]}
    )
    assert [label for label, _ in said.choices] == ["BW-104512"]


async def test_of_many_readings_a_few_are_offered(talk):
    many = [f"BW-10451{digit}" for digit in range(9)]
    said = await talk().say("…", "track_order", form=TRACK, told={"unclear_order_number": many})
    assert len(said.choices) == 4


async def test_after_the_third_try_a_person_is_offered(talk):
    customer = talk()
    for _ in range(2):
        await customer.say("BW-1045", "track_order", form=TRACK, told={"unclear_order_number": "BW-1045"})
    said = await customer.say("BW-1045", told={"unclear_order_number": "BW-1045"})
    assert said.person_offered == "not_understood"


async def test_a_postcode_that_lost_its_zero_is_offered_with_it(talk):
    customer = talk()
    await customer.say("…", "track_order", form=TRACK, order_number="BW-104733")
    said = await customer.say("D-4109", told={"unclear_postcode": "04109"})
    assert said.text == "Das kann ich nicht sicher lesen. Meinten Sie 04109?"
    assert said.choices == [("04109", '/inform{"postcode": "04109"}')]
    assert "BW-104733" in (await customer.say("04109", postcode="04109")).text


async def test_an_unclear_postcode_is_asked_back_at_once_and_an_earlier_one_does_not_count(talk):
    customer = talk()
    await customer.say("PLZ 8004", "track_order", form=TRACK, postcode="8004")
    said = await customer.say("BW-104512, PLZ 0999", order_number="BW-104512", told={"unclear_postcode": "0999"})
    assert said.asked == "postcode"
    assert "kann ich nicht als Postleitzahl lesen" in said.text


async def test_of_two_postcodes_none_is_tried(talk):
    customer = talk("en")
    await customer.say("…", "track_order", form=TRACK, order_number="BW-104512")
    said = await customer.say("8004 or 8005", told={"unclear_postcode": ["8004", "8005"]})
    assert "These are several numbers" in said.text
    assert [label for label, _ in said.choices] == ["8004", "8005"]
    assert (await customer.say("8004", postcode="8004")).text.startswith("Your order BW-104512")


async def test_a_likely_article_is_offered(talk):
    customer = talk()
    said = await customer.say("Habt ihr Zlet?", "product_availability", form=STOCK, told={"unclear_product": "Zelt"})
    assert said.text == "Das kann ich nicht sicher lesen. Meinten Sie Zelt?"
    assert said.choices == [("Zelt", '/product_availability{"product": "Zelt"}')]
    said = await customer.say("Zelt", "product_availability", product="Zelt")
    assert len(said.choices) == 2, "there are two tents"


async def test_several_likely_articles_are_offered(talk):
    names = ["Helm", "Heringe"]
    said = await talk().say("…", "product_availability", form=STOCK, told={"unclear_product": names})
    assert said.text == "Da bin ich nicht sicher. Meinten Sie etwas davon?"
    assert [label for label, _ in said.choices] == names


async def test_damage_to_one_of_two_orders_is_not_reported_for_an_older_one(talk):
    customer = talk()
    await customer.say("…", "track_order", form=TRACK, order_number="BW-104512", postcode="8004")
    said = await customer.say("Zelt kaputt, BW-104855 oder BW-104903", "report_damaged_item", form=DAMAGE, told=BOTH)
    assert (said.asked, said.escalated) == ("order_number", None)
    assert [label for label, _ in said.choices] == ["BW-104855", "BW-104903"]
    said = await customer.say("BW-104855", "report_damaged_item", order_number="BW-104855")
    assert said.escalated == "needs_person"
    assert "BW-104855" in said.text
