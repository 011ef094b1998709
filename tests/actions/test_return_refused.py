"""Why something does not come back, and what is said then."""

from datetime import timedelta

import pytest

from actions.backend.model import OrderState
from actions.backend.port import BackendDownError
from actions.return_item import ReturnItem
from tests.actions.conftest import TODAY
from tests.actions.test_locked import locked
from tests.actions.test_return_item import BOTH, CRAMPONS, FORM, INTENT, ONE, TWO, deliver, going_back, put


@pytest.fixture(autouse=True)
def _delivered(shop_database):
    deliver(shop_database)


@pytest.mark.parametrize(
    ("number", "postcode", "german", "english", "choice"),
    [
        ("BW-104512", "8004", "ist noch unterwegs", "is still on its way", "contact_human_agent"),
        (
            "BW-104801",
            "6020",
            "Nehmen Sie das Paket einfach nicht an",
            "Simply refuse the parcel",
            "contact_human_agent",
        ),
        ("BW-104977", "6020", "gibt es nichts mehr zurückzuschicken", "nothing left to send back", "track_refund"),
        ("BW-105020", "3011", "gibt es nichts mehr zurückzuschicken", "nothing left to send back", "track_refund"),
        ("BW-105088", "3011", "storniert", "was cancelled", "track_refund"),
    ],
)
@BOTH
async def test_what_cannot_come_back_is_said_with_what_can_be_done(
    talk, shop, language, number, postcode, german, english, choice
):
    before = shop.order(number)
    said = await talk(language).say("…", INTENT, form=FORM, order_number=number, postcode=postcode)
    assert said.asked is None
    assert (german if language == "de" else english) in said.text
    assert said.choices[0][1].startswith(f"/{choice}")
    assert said.failure == "no_result"
    assert shop.order(number) == before


@BOTH
async def test_what_is_not_shipped_is_offered_to_be_cancelled(talk, shop_database, language):
    put(shop_database, "BW-104855", state="packing", returnable_until=None)
    said = await talk(language).say("…", INTENT, form=FORM, **TWO)
    assert said.choices[0][1] == '/cancel_order{"order_number": "BW-104855"}'
    assert said.asked is None


@BOTH
async def test_after_thirty_days_it_is_too_late(talk, shop, shop_database, language):
    put(shop_database, "BW-104733", returnable_until=TODAY - timedelta(days=1))
    said = await talk(language).say("…", INTENT, form=FORM, **ONE)
    assert ("21. November 2026" if language == "de" else "21 November 2026") in said.text
    assert (said.asked, said.failure, said.person_offered) == (None, "no_result", "no_result")
    assert going_back(shop, "BW-104733") == []


async def test_on_the_last_day_it_is_not_too_late(talk, shop_database):
    put(shop_database, "BW-104733", returnable_until=TODAY)
    assert (await talk().say("…", INTENT, form=FORM, **ONE)).asked == "confirmed"


async def test_when_it_becomes_too_late_between_question_and_yes_nothing_is_announced(talk, shop, shop_database):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, **ONE)
    put(shop_database, "BW-104733", returnable_until=TODAY - timedelta(days=1))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.failure == "no_result"
    assert going_back(shop, "BW-104733") == []


@BOTH
async def test_a_no_changes_nothing(talk, shop, language):
    customer = talk(language)
    await customer.say("…", INTENT, form=FORM, **ONE)
    said = await customer.say("nein", "deny", confirmed=False)
    assert said.text.startswith("Gut, ich habe nichts" if language == "de" else "All right, I have not")
    assert going_back(shop, "BW-104733") == []


@pytest.mark.parametrize("asked", ["order_number", "postcode", "items"])
async def test_the_form_can_be_left_at_any_question(talk, asked):
    customer = talk()
    given = {"order_number": {}, "postcode": {"order_number": "BW-104855"}, "items": TWO}[asked]
    assert (await customer.say("…", INTENT, form=FORM, **given)).asked == asked
    said = await customer.say("nein danke", "deny")
    assert (said.asked, said.answers) == (None, ["utter_order_form_left"])


async def test_a_signed_in_owner_needs_no_postcode_and_nobody_else_gets_in(talk):
    owner = await talk(email="jonas.weber@example.com").say("…", INTENT, form=FORM, order_number="BW-104733")
    assert owner.asked == "confirmed"
    other = await talk(email="mia.keller@example.com").say("…", INTENT, form=FORM, order_number="BW-104733")
    assert (other.asked, other.text) == ("postcode", "")
    assert {"refused": {"kind": "foreign_order", "subject": "BW-104733"}} in other.signals


@BOTH
async def test_without_mail_the_label_is_in_the_chat_all_the_same(talk, shop, inbox, language):
    customer = talk(language)
    await customer.say("…", INTENT, form=FORM, **ONE)
    inbox.answer = "451 later"
    try:
        said = await customer.say("ja", "affirm", confirmed=True)
    finally:
        inbox.answer = "250 OK"
    assert said.text.startswith("Erledigt" if language == "de" else "Done")
    assert said.failure is None
    assert said.attachments
    assert "•••" not in said.text
    assert len(going_back(shop, "BW-104733")) == 1


@BOTH
async def test_when_the_change_got_no_answer_the_bot_does_not_claim_to_know(talk, shop, monkeypatch, language):
    customer = talk(language)
    await customer.say("…", INTENT, form=FORM, **ONE)

    def lost(*_args, **_named):
        raise BackendDownError("shop database: the connection was lost")

    monkeypatch.setattr(shop, "start_return", lost)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("nicht sicher" if language == "de" else "do not know for certain") in said.text
    assert (said.failure, customer.slots["confirmed"]) == ("backend_error", None)


async def test_a_shop_that_is_locked_is_said_to_be_slow_and_the_turn_can_be_repeated(
    talk, shop, shop_database, shop_file
):
    shop_database.seconds = 0.3
    customer = talk(email="jonas.weber@example.com")
    with locked(shop_file):
        said = await customer.say("…", INTENT, form=FORM, order_number="BW-104733")
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")
    assert (await customer.say("…", INTENT, form=FORM, order_number="BW-104733")).asked == "confirmed"


@BOTH
async def test_the_action_alone_changes_nothing_without_proof(talk, shop, language):
    customer = talk(language)
    customer.slots["skus"] = ["BG-3001"]
    customer.hear("…", INTENT, verified="BW-104733", confirmed=True, **ONE)
    said = await customer.run(ReturnItem)
    assert said.failure == "no_result"
    assert going_back(shop, "BW-104733") == []


async def test_articles_of_another_order_in_a_slot_are_left_out(talk, shop):
    customer = talk(email="jonas.weber@example.com")
    customer.slots |= {"order_number": "BW-104733", "skus": [CRAMPONS, "x", 5, None], "confirmed": True}
    customer.hear("…", INTENT)
    await customer.run(ReturnItem)
    assert going_back(shop, "BW-104733") == []
    assert shop.order("BW-104733").state is OrderState.DELIVERED
