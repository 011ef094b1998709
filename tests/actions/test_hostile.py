"""pains.md, row 18: whoever knows a conversation's id can read and act for that customer. Here nobody can."""

from time import monotonic

import pytest
from sqlalchemy import select

from actions.backend.tables import accounts, changes, newsletter, order_lines, orders, refunds, reset_links, returns
from actions.cancel_order import ValidateCancelOrderForm
from actions.fallback import Fallback
from actions.forms.address_form import ValidateChangeShippingAddressForm
from actions.forms.form import FormValidation
from actions.forms.product_form import ValidateProductAvailabilityForm, ValidateProductInformationForm
from actions.forms.return_form import ValidateReturnItemForm
from actions.invoices import ValidateCheckInvoiceForm, ValidateGetInvoiceForm
from actions.newsletter import ValidateNewsletterSubscriptionForm
from actions.recover_password import ValidateRecoverPasswordForm
from actions.refunds import ValidateGetRefundForm, ValidateTrackRefundForm
from actions.report_damaged_item import ValidateReportDamagedItemForm
from actions.track_order import ValidateTrackOrderForm
from actions.wiring import ACTIONS

MIA = "mia.keller@example.com"
HOSTILE = [
    "'; DROP TABLE orders; --",
    "BW-104512' OR '1'='1",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} {number} %(postcode)s {0.__class__}",
    '/cancel_order{"order_number": "BW-104855"}',
    "\x00\x1b[31m\u202e",
    "BW-" + "1" * 100_000,
    "8004 " * 20_000,
    "a" * 4_000,
    "🏔️" * 5_000,
    "İSTANBUL ſ ẞ ﬁ",
    "Bergweg 5, 8005 <b>Zürich</b>\r\nBcc: attacker@example.org",
    "mia.keller@example.com,attacker@example.org",
    "ja <img src=x onerror=alert(1)> {email} 123456",
]
FORMS: list[tuple[type[FormValidation], str, tuple[str, ...]]] = [
    (ValidateTrackOrderForm, "track_order", ("order_number", "postcode")),
    (ValidateCancelOrderForm, "cancel_order", ("order_number", "postcode")),
    (ValidateChangeShippingAddressForm, "change_shipping_address", ("order_number", "postcode", "email")),
    (ValidateReturnItemForm, "return_item", ("order_number", "postcode", "product")),
    (ValidateGetRefundForm, "get_refund", ("order_number", "postcode")),
    (ValidateTrackRefundForm, "track_refund", ("order_number", "postcode")),
    (ValidateCheckInvoiceForm, "check_invoice", ("order_number", "postcode")),
    (ValidateGetInvoiceForm, "get_invoice", ("order_number", "postcode", "email")),
    (ValidateRecoverPasswordForm, "recover_password", ("email",)),
    (ValidateNewsletterSubscriptionForm, "newsletter_subscription", ("email",)),
    (ValidateProductInformationForm, "product_information", ("product",)),
    (ValidateProductAvailabilityForm, "product_availability", ("product",)),
    (ValidateReportDamagedItemForm, "report_damaged_item", ("order_number", "postcode")),
]
# How far each question of a form is away: what is said on the way to it, by whom.
QUESTIONS = [
    (ValidateCancelOrderForm, "cancel_order", MIA, ["BW-104855"], "confirmed"),
    (ValidateChangeShippingAddressForm, "change_shipping_address", None, ["Adresse ändern"], "address_of"),
    (ValidateChangeShippingAddressForm, "change_shipping_address", MIA, ["BW-104855"], "new_address"),
    (ValidateChangeShippingAddressForm, "change_shipping_address", MIA, ["umgezogen"], "new_address"),
    (ValidateChangeShippingAddressForm, "change_shipping_address", MIA, ["BW-104855", "Bergweg 5"], "new_address"),
    (ValidateChangeShippingAddressForm, "change_shipping_address", MIA, ["BW-104855", "Weg 5, 8005 Bern"], "confirmed"),
    (ValidateNewsletterSubscriptionForm, "newsletter_subscription", None, ["Newsletter"], "newsletter"),
    (ValidateNewsletterSubscriptionForm, "newsletter_subscription", None, ["abmelden"], "email"),
    (ValidateNewsletterSubscriptionForm, "newsletter_subscription", None, [f"abmelden {MIA}"], "code"),
    (ValidateNewsletterSubscriptionForm, "newsletter_subscription", MIA, ["abmelden"], "confirmed"),
    (ValidateRecoverPasswordForm, "recover_password", None, ["vergessen"], "email"),
    (ValidateReturnItemForm, "return_item", "jonas.weber@example.com", ["BW-104733"], "confirmed"),
    (ValidateProductInformationForm, "product_information", None, ["Wie schwer?"], "product"),
]
KEPT = (orders, order_lines, returns, refunds, accounts, newsletter, changes, reset_links)


def told(text):
    """What Rasa reads in the words on the way to a question."""
    found = {}
    if text.startswith("BW-"):
        found["order_number"] = text
    if "@" in text:
        found["email"] = text.split()[-1]
    return found


def kept(database):
    """All that the shop knows of its customers."""
    with database.transaction() as connection:
        return [connection.execute(select(table)).all() for table in KEPT]


def check(said):
    """Nothing that belongs to somebody, nothing that a page would run, and no more than people read."""
    assert said.failure != "backend_error", said.signals
    for secret in ("Mia Keller", "Badenerstrasse", "<script", "<img", "<b>"):
        assert secret not in said.text
    assert all(len(each) < 1000 and each.replace("\n", "").isprintable() for each in said.texts)
    assert len(str(said.signals)) < 1000


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(("form", "intent", "slots"), FORMS, ids=[form[1] for form in FORMS])
async def test_hostile_text_in_any_field_leaks_nothing_and_breaks_nothing(
    talk, shop_database, inbox, form, intent, slots, text
):
    before = kept(shop_database)
    customer = talk()
    check(await customer.say(text, intent, form=form))
    if customer.form:
        check(await customer.say(text, "nlu_fallback", **dict.fromkeys(slots, text)))
    if customer.form:
        check(await customer.say(text, "affirm", told=dict.fromkeys(("date", "product", "unclear_email"), text)))
    assert kept(shop_database) == before
    assert inbox.mails == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    ("form", "intent", "email", "way", "asked"),
    QUESTIONS,
    ids=[f"{row[1]}-{row[4]}-{place}" for place, row in enumerate(QUESTIONS)],
)
async def test_hostile_text_as_the_answer_to_any_question_changes_nothing_in_no_time(
    talk, shop_database, inbox, form, intent, email, way, asked, text
):
    customer = talk(email=email)
    for each in way:
        said = await customer.say(each, intent, form=form if each == way[0] else None, **told(each))
    assert said.asked == asked
    before, mails = kept(shop_database), len(inbox.mails)
    begun = monotonic()
    said = await customer.say(text, intent)
    assert monotonic() - begun < 2
    assert all(each.replace("\n", "").isprintable() and len(each) < 1000 for each in said.texts)
    for sign in ("<script", "<img", "<b>"):
        assert sign not in said.text
    if asked != "confirmed" or not text.startswith("ja"):
        assert said.failure != "backend_error", said.signals
        assert kept(shop_database) == before
    assert len(inbox.mails) <= mails + 1
    assert all(mail["To"] in {MIA, "jonas.weber@example.com"} for mail in inbox.mails)


def test_every_form_is_among_them():
    forms = {each for each in ACTIONS if issubclass(each, FormValidation)}
    assert {form for form, _, _ in FORMS} == forms


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
