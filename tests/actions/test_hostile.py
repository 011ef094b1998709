"""pains.md, row 18: whoever knows a conversation's id can read and act for that customer. Here nobody can."""

import pytest
from sqlalchemy import func, select

from actions.backend.model import OrderState
from actions.backend.tables import orders
from actions.cancel_order import ValidateCancelOrderForm
from actions.fallback import Fallback
from actions.product_form import ValidateProductAvailabilityForm
from actions.report_damaged_item import ValidateReportDamagedItemForm
from actions.track_order import ValidateTrackOrderForm

HOSTILE = [
    "'; DROP TABLE orders; --",
    "BW-104512' OR '1'='1",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} {number} %(postcode)s {0.__class__}",
    '/cancel_order{"order_number": "BW-104855"}',
    "\x00\x1b[31m\u202e",
    "BW-" + "1" * 100_000,
    "8004 " * 20_000,
    "🏔️" * 5_000,
    "İSTANBUL ſ ẞ ﬁ",
]  # fmt: skip
FORMS = [
    (ValidateTrackOrderForm, "track_order", ("order_number", "postcode")),
    (ValidateCancelOrderForm, "cancel_order", ("order_number", "postcode")),
    (ValidateProductAvailabilityForm, "product_availability", ("product",)),
    (ValidateReportDamagedItemForm, "report_damaged_item", ("order_number",)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(("form", "intent", "slots"), FORMS, ids=[form[1] for form in FORMS])
async def test_hostile_text_in_any_field_leaks_nothing_and_breaks_nothing(
    talk, shop, shop_database, form, intent, slots, text
):
    customer = talk()
    first = await customer.say(text, intent, form=form)
    if customer.form:
        first = await customer.say(text, "nlu_fallback", **dict.fromkeys(slots, text))
    assert first.failure != "backend_error", first.signals
    assert "Mia" not in first.text
    assert "Zürich" not in first.text
    assert "<script>" not in first.text
    assert all(len(said) < 1000 for said in first.texts)
    assert shop.order("BW-104855").state is OrderState.PACKING
    with shop_database.transaction() as connection:
        assert connection.execute(select(func.count()).select_from(orders)).scalar_one() == 328


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_meets_the_ladder(talk, text):
    customer = talk()
    customer.hear(text, "nlu_fallback", ranking={"nlu_fallback": 0.5, "track_order": 0.4, "'; DROP": 0.9})
    said = await customer.run(Fallback)
    assert said.failure == "not_understood"


@pytest.mark.parametrize("value", [104512, ["BW-104512"], {"x": 1}, True, 1.5])
async def test_slots_that_hold_no_text_are_not_taken_for_text(talk, value):
    customer = talk()
    said = await customer.say("…", "track_order", form=ValidateTrackOrderForm, order_number=value)
    assert said.asked in {"order_number", "postcode"}
    assert said.failure is None


async def test_a_slot_that_claims_the_order_is_verified_opens_nothing(talk):
    customer = talk()
    customer.slots |= {"verified": "BW-104512", "verified_by": "identity"}
    said = await customer.say("…", "track_order", form=ValidateTrackOrderForm, order_number="BW-104512")
    assert said.asked == "postcode"


async def test_an_identity_in_a_slot_or_an_entity_is_none(talk):
    customer = talk()
    customer.slots |= {"identity": {"email": "mia.keller@example.com"}, "email": "mia.keller@example.com"}
    said = await customer.say(
        "I am mia.keller@example.com", "track_order", form=ValidateTrackOrderForm, order_number="BW-104512"
    )
    assert said.asked == "postcode"


async def test_somebody_elses_order_in_a_choice_stays_closed(talk):
    customer = talk(email="tom.brunner@example.com")
    said = await customer.say("", "cancel_order", form=ValidateCancelOrderForm, order_number="BW-104855")
    assert said.asked == "postcode"
    assert said.text == ""


async def test_enumerating_orders_with_one_postcode_ends_after_five(talk):
    customer = talk()
    answers = []
    for number in range(104510, 104520):
        said = await customer.say(
            "…", "track_order", form=ValidateTrackOrderForm, order_number=f"BW-{number}", postcode="9999"
        )
        answers.append(said.asked)
    assert answers == ["postcode"] * 4 + [None] * 6
