"""That a change may have been made is said only where it was sent and its answer is missing."""

import time
from dataclasses import replace

import pytest

from actions.backend.port import BackendDownError, BackendSlowError, NotOfferedError
from actions.cancel_order import ValidateCancelOrderForm
from actions.change_address import ChangeShippingAddress
from actions.forms.return_form import ValidateReturnItemForm
from actions.newsletter import ValidateNewsletterSubscriptionForm
from actions.refunds import ValidateGetRefundForm

UNSURE = {"de": "nicht sicher", "en": "do not know for certain"}
MIA, TO_MIA = "mia.keller@example.com", {"order_number": "BW-104855", "postcode": "8004"}
# The form, its intent, what fills it up to the question for the yes, and the change of the shop behind it.
CHANGES = [
    (ValidateCancelOrderForm, "cancel_order", TO_MIA, "cancel"),
    (ValidateReturnItemForm, "return_item", {"order_number": "BW-104733", "postcode": "04109"}, "start_return"),
    (ValidateGetRefundForm, "get_refund", {"order_number": "BW-104253", "postcode": "6003"}, "pay_back"),
    (ValidateNewsletterSubscriptionForm, "newsletter_subscription", {"email": MIA}, "set_newsletter"),
]
EACH = pytest.mark.parametrize(("form", "intent", "given", "change"), CHANGES, ids=[each[3] for each in CHANGES])
BOTH = pytest.mark.parametrize("language", ["de", "en"])


async def asked_for_a_yes(talk, language, form, intent, given):
    customer = talk(language, email=given.get("email"))
    assert (await customer.say("Newsletter abmelden", intent, form=form, **given)).asked == "confirmed"
    return customer


def failing(error):
    def fail(*_args, **_named):
        raise error

    return fail


@BOTH
@EACH
async def test_a_lost_answer_to_a_change_is_no_certainty(
    talk, shop, monkeypatch, language, form, intent, given, change
):
    customer = await asked_for_a_yes(talk, language, form, intent, given)
    monkeypatch.setattr(shop, change, failing(BackendDownError("shop: the connection was lost")))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert UNSURE[language] in said.text
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")


@BOTH
@EACH
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BackendDownError("shop: away"), ("Ich erreiche unser Bestellsystem", "I cannot reach our order system")),
        (BackendSlowError("shop: slow"), ("antwortet gerade zu langsam", "is answering too slowly")),
    ],
    ids=["down", "slow"],
)
async def test_before_the_change_is_sent_nothing_is_changed_for_certain(
    talk, access, monkeypatch, language, form, intent, given, change, error, told
):
    customer = await asked_for_a_yes(talk, language, form, intent, given)
    gate = access.accounts if change == "set_newsletter" else access.gate
    opened = gate.open

    def open_in_the_form_alone(turn, *args):
        if turn.slots.get("confirmed") is True and turn.slots.get("requested_slot") is None:
            raise error
        return opened(turn, *args)

    monkeypatch.setattr(gate, "open", open_in_the_form_alone)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert told[language == "en"] in said.text
    assert UNSURE[language] not in said.text
    assert said.failure == "backend_error"


@BOTH
@EACH
@pytest.mark.parametrize("error", [ValueError("street is too long"), KeyError("BW-104855")], ids=["value", "missing"])
async def test_what_the_shop_does_not_take_is_said_to_be_unchanged(
    talk, shop, monkeypatch, language, form, intent, given, change, error
):
    customer = await asked_for_a_yes(talk, language, form, intent, given)
    monkeypatch.setattr(shop, change, failing(error))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("nimmt das so nicht an" if language == "de" else "does not take this as it is") in said.text
    assert ("nichts geändert" if language == "de" else "Nothing was changed") in said.text
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")
    assert "BW-1" not in str(said.signals), "the detail names no data"


@BOTH
@EACH
async def test_what_a_shop_cannot_do_is_not_to_be_tried_again(
    talk, shop, monkeypatch, language, form, intent, given, change
):
    customer = await asked_for_a_yes(talk, language, form, intent, given)
    monkeypatch.setattr(shop, change, failing(NotOfferedError("shop API: the mapping has no such thing")))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("hier im Chat nicht erledigen" if language == "de" else "cannot do that here in the chat") in said.text
    assert UNSURE[language] not in said.text
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")


async def test_an_address_that_no_shop_can_keep_is_refused_and_not_unsure(talk, shop):
    customer = talk(email=MIA)
    before = shop.order("BW-104855")
    customer.slots |= {"address_of": "order", "order_number": "BW-104855", "confirmed": True}
    customer.slots["new_address"] = "Langstrasse 4, 80050 Zürich"
    customer.hear("ja", "affirm")
    said = await customer.run(ChangeShippingAddress)
    assert said.text.startswith("Unser Bestellsystem nimmt das so nicht an.")
    assert shop.order("BW-104855") == before


@BOTH
async def test_a_change_that_takes_too_long_is_no_certainty(talk, access, shop, monkeypatch, language):
    customer = await asked_for_a_yes(talk, language, *CHANGES[0][:3])
    customer.access = replace(access, action_seconds=0.3, shop_seconds=0.1)
    monkeypatch.setattr(shop, "cancel", lambda *_args: time.sleep(0.6))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert UNSURE[language] in said.text


async def test_a_newsletter_without_accounts_can_be_set(talk, shop, monkeypatch):
    monkeypatch.setattr(shop, "account", failing(NotOfferedError("shop API: the mapping has no account")))
    customer = await asked_for_a_yes(talk, "de", *CHANGES[3][:3])
    assert (await customer.say("ja", "affirm", confirmed=True)).text.startswith("Erledigt")
    assert not shop.subscribes(MIA)
