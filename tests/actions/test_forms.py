import json
from pathlib import Path

import pytest
from rasa_sdk.interfaces import Tracker

from actions.backend.model import OrderState
from actions.cancel_order import ValidateCancelOrderForm
from actions.forms.form_turn import FormTurn
from actions.forms.product_form import ValidateProductAvailabilityForm
from actions.track_order import ValidateTrackOrderForm
from actions.turn import Turn

FORM = ValidateTrackOrderForm
STOCK = ValidateProductAvailabilityForm


@pytest.mark.parametrize(
    ("recorded", "requested", "said", "returning"),
    [
        ("form_begins", None, {}, False),
        ("form_gets_the_number", "order_number", {"order_number": "BW-104512"}, False),
        ("form_gets_another_matter", "postcode", {}, False),
        ("form_comes_back", "postcode", {}, True),
        ("form_gets_the_postcode", "postcode", {"postcode": "8004"}, False),
    ],
)
def test_what_rasa_sends_to_a_validation_is_read_right(recorded, requested, said, returning):
    call = json.loads((Path(__file__).parent / "recorded" / f"{recorded}.json").read_text(encoding="utf-8"))
    form = FormTurn.of(Turn.of(Tracker.from_dict(call["tracker"])), FORM.form_name, FORM.slots)
    assert (form.requested, form.said, form.returning) == (requested, said, returning)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("answer", ["BW-10451", "hab ich nicht", "BW-104512 oder BW-104855"])
async def test_a_number_that_cannot_be_read_is_asked_again_only_so_often(talk, language, answer):
    customer = talk(language)
    await customer.say("…", "track_order", form=FORM)
    for _ in range(2):
        said = await customer.say(answer, "inform")
        assert said.asked == "order_number"
        assert len(said.texts) == 1, "a helpful sentence, then the question"
        assert said.failure is None
    said = await customer.say(answer, "inform")
    assert said.asked is None
    assert (said.failure, said.person_offered) == ("not_understood", "not_understood")
    assert len(said.texts) == 1, "the action after the form does not say it again"


async def test_a_postcode_that_cannot_be_read_is_asked_again_only_so_often(talk):
    customer = talk("en")
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    for _ in range(2):
        said = await customer.say("80040000", "inform")
        assert (said.asked, said.failure) == ("postcode", None)
        assert said.text.startswith("I cannot read this as a postcode")
    said = await customer.say("80040000", "inform")
    assert (said.asked, said.person_offered) == (None, "not_understood")


async def test_a_message_that_was_not_understood_inside_a_form_is_a_failure_and_asked_again(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM)
    said = await customer.say("blub", "nlu_fallback")
    assert (said.asked, said.failure) == ("order_number", "not_understood")
    assert said.choices == [], "choices above the form's question could not be pressed any more"


async def test_another_form_counts_anew(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM)
    await customer.say("BW-1", order_number="BW-1")
    await customer.say("BW-1", order_number="BW-1")
    said = await customer.say("stornieren", "cancel_order", form=ValidateCancelOrderForm)
    assert said.asked == "order_number"
    assert (await customer.say("BW-1", order_number="BW-1")).asked == "order_number"


@pytest.mark.parametrize("intent", ["delivery_period", "return_item", "out_of_scope"])
async def test_another_matter_is_left_to_others_and_the_form_comes_back(talk, intent):
    customer = talk()
    await customer.say("…", "track_order", form=FORM)
    assert (await customer.say("Wie lange dauert die Lieferung?", intent)).rejected
    back = await customer.come_back()
    assert (back.asked, back.text) == ("order_number", "")
    assert (await customer.say("BW-104512", order_number="BW-104512")).asked == "postcode"


@pytest.mark.parametrize(("form", "left"), [(FORM, "utter_order_form_left"), (STOCK, "utter_form_left")])
async def test_a_no_leaves_the_form(talk, form, left):
    customer = talk()
    await customer.say("…", form.own_intent, form=form)
    said = await customer.say("abbrechen", "deny")
    assert (said.answers, said.texts, said.asked, customer.form) == ([left], [], None, None)


@pytest.mark.parametrize("intent", ["affirm", "thank"])
async def test_a_yes_or_thanks_to_an_open_question_is_no_answer(talk, intent):
    customer = talk()
    await customer.say("…", "track_order", form=FORM)
    said = await customer.say("ja", intent)
    assert (said.answers, said.asked, said.failure) == (["utter_form_goes_on"], "order_number", None)


@pytest.mark.parametrize("intent", ["affirm", "thank"])
async def test_a_yes_without_end_is_an_answer_that_is_no_use(talk, intent):
    customer = talk()
    await customer.say("…", "track_order", form=FORM)
    assert (await customer.say("ok", intent)).answers == ["utter_form_goes_on"]
    for _ in range(2):
        said = await customer.say("ok", intent)
        assert (said.asked, said.answers, said.texts) == ("order_number", [], [])
    said = await customer.say("ok", intent)
    assert (said.asked, said.failure, said.person_offered) == (None, "not_understood", "not_understood")


async def test_what_may_be_another_matter_is_offered_inside_a_form_which_goes_on(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM)
    ranking = {"nlu_fallback": 0.5, "delivery_period": 0.4, "delivery_options": 0.3, "track_order": 0.1}
    customer.hear("lieferung dings", "nlu_fallback", ranking=ranking)
    said = await customer.go_on()
    assert [payload for _, payload in said.choices] == ["/delivery_period", "/delivery_options", "/nlu_fallback"]
    assert (said.asked, said.failure) == ("order_number", "not_understood")
    assert (await customer.say("BW-104512", order_number="BW-104512")).asked == "postcode"


async def test_the_other_order_is_asked_for(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    said = await customer.say("nein, die andere", told={"wrong": "order_number"})
    assert (said.asked, said.text, customer.slots["order_number"]) == ("order_number", "", None)
    assert (await customer.say("BW-104801", order_number="BW-104801")).asked == "postcode"


@pytest.mark.parametrize(
    ("language", "why", "because"),
    [
        ("de", "Warum brauchen Sie die Postleitzahl?", "Mit der Postleitzahl prüfe ich"),
        ("de", "wieso?", "Mit der Postleitzahl prüfe ich"),
        ("en", "Why do you need my postcode?", "The postcode tells me"),
    ],
)
@pytest.mark.parametrize("intent", ["nlu_fallback", "data_privacy"])
async def test_why_the_postcode_is_asked_for_is_told_and_not_counted(talk, language, why, because, intent):
    customer = talk(language)
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    for _ in range(4):
        said = await customer.say(why, intent)
        assert (said.asked, said.failure, said.text.startswith(because)) == ("postcode", None, True)


@pytest.mark.parametrize("answer", ["ja klar, kein Problem", "Yes, no problem", "yes, no worries"])
async def test_assent_is_no_doubt(talk, shop, answer):
    customer = talk()
    given = {"order_number": "BW-104855", "postcode": "8004"}
    await customer.say("…", "cancel_order", form=ValidateCancelOrderForm, **given)
    assert (await customer.say(answer, "affirm", confirmed=True)).asked is None
    assert shop.order("BW-104855").state is OrderState.CANCELLED


@pytest.mark.parametrize("answer", ["ja, kein Problem, aber erst morgen", "yes, no problem but wait", "kein Problem"])
async def test_assent_with_a_doubt_or_without_a_yes_is_none(talk, shop, answer):
    customer = talk()
    given = {"order_number": "BW-104855", "postcode": "8004"}
    await customer.say("…", "cancel_order", form=ValidateCancelOrderForm, **given)
    assert (await customer.say(answer, "inform")).asked == "confirmed"
    assert shop.order("BW-104855").state is OrderState.PACKING


@pytest.mark.parametrize("language", ["de", "en"])
async def test_who_asks_for_an_order_that_others_have_locked_is_not_blamed(talk, language):
    numbers, told = ("BW-104903", "BW-100001"), []
    for number in numbers:
        for _ in range(2):
            stranger = talk(language)
            await stranger.say("…", "track_order", form=FORM, order_number=number)
            for guess in range(5):
                await stranger.say(f"100{guess}0", postcode=f"101{guess}5")
        said = await talk(language).say(f"Wo ist {number}?", "track_order", form=FORM, order_number=number)
        assert (said.failure, said.person_offered) == ("no_result", "no_result")
        told.append(said.text)
    assert told[0] == told[1], "nobody learns which of the orders exists"
    assert ("muss nicht an Ihnen liegen" if language == "de" else "need not have been you") in told[0]
    assert ("Melden Sie sich auf unserer Website an" if language == "de" else "Sign in on our website") in told[0]


async def test_what_was_proved_for_one_order_does_not_open_the_other(talk):
    customer = talk()
    cancel = ValidateCancelOrderForm
    said = await customer.say("…", "cancel_order", form=cancel, order_number="BW-104855", postcode="8004")
    assert said.asked == "confirmed"
    said = await customer.say("ich meinte BW-104801", order_number="BW-104801", told={"wrong": "order_number"})
    assert (said.asked, customer.slots["confirmed"]) == ("postcode", None)


async def test_a_postcode_that_is_taken_back_is_asked_for_without_reproach(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    said = await customer.say("die PLZ war falsch", told={"wrong": "postcode"})
    assert (said.asked, said.text) == ("postcode", "")


async def test_the_same_wish_again_is_asked_again_without_reproach(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM)
    said = await customer.say("wo ist denn meine Bestellung??", "track_order")
    assert (said.asked, said.text) == ("order_number", "")


async def test_a_new_number_while_the_postcode_is_asked_for_is_taken(talk):
    customer = talk()
    await customer.say("…", "track_order", form=FORM, order_number="BW-104512")
    said = await customer.say("nein, BW-104801, 6020", order_number="BW-104801", postcode="6020")
    assert "BW-104801" in said.text


async def test_language_changes_with_the_customer(talk):
    customer = talk("de")
    await customer.say("…", "track_order", form=FORM)
    customer.slots["language"] = "en"
    assert (await customer.say("BW-1", order_number="BW-1")).text.startswith("I cannot read this number safely")
