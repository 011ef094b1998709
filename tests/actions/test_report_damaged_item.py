import pytest

from actions.report_damaged_item import ReportDamagedItem, ValidateReportDamagedItemForm
from actions.track_order import ValidateTrackOrderForm

FORM = ValidateReportDamagedItemForm


@pytest.mark.parametrize(("language", "order"), [("de", "zur Bestellung BW-104733"), ("en", "about order BW-104733")])
async def test_a_report_with_its_order_number_is_handed_over_at_once(talk, language, order):
    customer = talk(language)
    said = await customer.say("…", "report_damaged_item", form=FORM, order_number="bw 104733")
    assert order in said.text
    assert said.escalated == "needs_person"
    assert customer.slots["order_number"] == "BW-104733"


async def test_the_number_is_asked_for_once(talk):
    customer = talk()
    assert (await customer.say("kaputt!", "report_damaged_item", form=FORM)).asked == "order_number"
    said = await customer.say("BW 104733", order_number="BW 104733")
    assert said.escalated == "needs_person"
    assert customer.slots["order_number"] == "BW-104733"


@pytest.mark.parametrize("answer", ["weiß ich nicht", "BW-1047", "der Schnallenverschluss ist gebrochen", "BW-999999"])
async def test_whatever_is_answered_it_is_handed_over_with_what_is_known(talk, answer):
    customer = talk()
    await customer.say("kaputt!", "report_damaged_item", form=FORM)
    said = await customer.say(answer, "nlu_fallback", order_number=answer)  # the form takes any text
    assert said.escalated == "needs_person"
    assert said.asked is None
    assert said.failure is None
    assert customer.slots["order_number"] is None, "nothing that is no number goes to the agent as one"


async def test_the_order_that_was_talked_about_is_the_one_that_is_meant(talk):
    customer = talk("en")
    await customer.say("…", "track_order", form=ValidateTrackOrderForm, order_number="BW-104733", postcode="04109")
    said = await customer.say("it is broken", "report_damaged_item", form=FORM)
    assert "about order BW-104733" in said.text


async def test_the_articles_of_a_return_before_are_not_those_that_are_broken(talk):
    customer = talk("en")
    customer.slots["items"] = "Brocken GTX hiking boots"
    await customer.say("my tent is broken", "report_damaged_item", form=FORM, product="tent")
    assert (customer.slots["items"], customer.slots["product"]) == (None, "tent")


@pytest.mark.parametrize(("language", "question"), [("de", "Um welche Bestellung"), ("en", "Which order is it about?")])
async def test_who_is_signed_in_chooses_the_order(talk, language, question):
    customer = talk(language, email="mia.keller@example.com")
    said = await customer.say("…", "report_damaged_item", form=FORM)
    assert said.asked == "order_number"
    assert question in said.text
    assert [payload for _, payload in said.choices] == [
        f'/report_damaged_item{{"order_number": "{number}"}}' for number in ("BW-104855", "BW-104512")
    ]
    said = await customer.say(said.choices[1][0], "report_damaged_item", order_number="BW-104512")
    assert said.escalated == "needs_person"
    assert customer.slots["verified"] == "BW-104512"


async def test_a_question_that_was_open_in_another_form_is_not_the_one_that_was_answered(talk):
    customer = talk()
    await customer.say("wo ist sie", "track_order", form=ValidateTrackOrderForm)
    assert (await customer.say("die ist kaputt", "report_damaged_item", form=FORM)).asked == "order_number"


async def test_it_is_handed_over_even_when_the_action_breaks(talk, monkeypatch):
    def broken(*_args):
        raise RuntimeError

    monkeypatch.setattr("actions.report_damaged_item.known_number", broken)
    customer = talk()
    customer.hear("kaputt", "report_damaged_item")
    said = await customer.run(ReportDamagedItem)
    assert said.escalated == "needs_person"
    assert said.failure == "backend_error"
