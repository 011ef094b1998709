from __future__ import annotations

import json

import pytest
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered

from bot.agenda import agenda_of, task_of
from bot.course import Course
from bot.turn_request import Turn
from tests.bot.inside.talk import listening, opened

ASK = BotUttered("Nummer?", {}, metadata={"utter_action": "utter_ask_order_number"})


def does(form=None, *, ends=False, says="", buttons=(), escalates=False):
    """What Rasa does with a message: it opens a form, ends the one that is open, or says something."""
    events = [ActionExecuted("action_unlikely_intent")]
    events += [ActiveLoop(form), ASK] if form else []
    events += [ActiveLoop(None)] if ends else []
    custom = {"lotse": {"escalate": {"reason": "complaint"}}} if escalates else None
    events += [BotUttered(says, {"buttons": list(buttons), "custom": custom})] if says else []
    return events


class Rasa:
    """An agent that does what a test says for each intent, and remembers what it heard."""

    def __init__(self, domain, tracker, script):
        self.domain = domain
        self.processor = self
        self.nlg = self
        self.tracker = tracker
        self.script = script
        self.heard = []

    async def handle_message(self, message):
        parsed = message.parse_data
        self.heard.append((parsed["intent"]["name"], self.tracker.active_loop_name))
        events = self.script.get(parsed["intent"]["name"], does(says="ok"))
        user = UserUttered(message.text, parsed["intent"], parsed["entities"], parsed, message_id=message.message_id)
        self.tracker.update_with_events([user, *events, listening()], self.domain)

    async def generate(self, name, _tracker, _channel, **_):
        return {"text": name, "buttons": [{"title": "Ja", "payload": "/yes"}, {"title": "Nein", "payload": "/deny"}]}

    def said(self):
        return [event.text for event in self.tracker.events if isinstance(event, BotUttered)]


@pytest.fixture
def tracker(domain):
    return opened(domain)


async def turn(domain, tracker, intent, script, *entities, number=1):
    rasa = Rasa(domain, tracker, script)
    parsed = {"text": intent, "intent": {"name": intent, "confidence": 0.9}, "entities": list(entities)}
    await Course(rasa, tracker, Turn("c1", f"t{number}", intent, None, "de", {})).run(parsed)
    return rasa


def also(intent, *, sure=True, order_number=None):
    return {"entity": "also", "value": intent, "sure": sure, "text": intent, "order_number": order_number}


async def test_a_question_beside_a_task_is_answered_in_the_same_turn(domain, tracker):
    rasa = await turn(
        domain, tracker, "track_order", {"track_order": does("track_order_form")}, also("delivery_period")
    )
    assert rasa.heard == [("track_order", None), ("delivery_period", "track_order_form")]
    assert agenda_of(tracker) == []


async def test_a_second_task_waits_until_the_form_is_done_and_is_then_taken_up(domain, tracker):
    begins = {"track_order": does("track_order_form"), "cancel_order": does("cancel_order_form")}
    wish = also("cancel_order", order_number="BW-104855")
    assert (await turn(domain, tracker, "track_order", begins, wish)).heard == [("track_order", None)]
    await turn(domain, tracker, "inform", {"inform": does(says="Und?")}, number=2)
    assert [item.intent for item in agenda_of(tracker)] == ["cancel_order"]
    done = {"inform": does(ends=True, says="Unterwegs."), **begins}
    rasa = await turn(domain, tracker, "inform", done, number=3)
    assert rasa.heard == [("inform", "track_order_form"), ("cancel_order", None)]
    assert rasa.said()[-3:] == ["Unterwegs.", "utter_next_cancel_order", "Nummer?"]
    assert tracker.latest_message.entities[0]["value"] == "BW-104855"
    assert agenda_of(tracker) == []


async def test_a_wish_that_is_not_sure_is_asked_about_in_the_end(domain, tracker):
    rasa = await turn(domain, tracker, "delivery_period", {}, also("get_invoice", sure=False))
    assert [name for name, _ in rasa.heard] == ["delivery_period", "nlu_fallback"]
    assert tracker.latest_message.entities[0]["entity"] == "besides"


async def test_a_form_that_gave_way_is_offered_again_once(domain, tracker):
    tracker.update_with_events(
        [ActiveLoop("cancel_order_form"), SlotSet("order_number", "BW-104855"), listening()], domain
    )
    other = {"product_availability": [*does("product_availability_form"), *does(ends=True, says="Ja.")]}
    rasa = await turn(domain, tracker, "product_availability", other)
    assert rasa.said()[-2:] == ["Ja.", "utter_go_on_with_cancel_order"]
    last = [event for event in tracker.events if isinstance(event, BotUttered)][-1]
    assert last.data["buttons"][0]["payload"] == "/cancel_order" + json.dumps({"order_number": "BW-104855"})
    rasa = await turn(domain, tracker, "delivery_period", {}, number=2)
    assert [name for name, _ in rasa.heard] == ["delivery_period"]
    assert "utter_go_on_with_cancel_order" not in rasa.said()[-1:]


async def test_yes_goes_on_with_what_was_offered(domain, tracker):
    tracker.update_with_events([ActiveLoop("track_order_form"), listening()], domain)
    other = {"product_availability": [*does("product_availability_form"), *does(ends=True, says="Ja.")]}
    await turn(domain, tracker, "product_availability", other)
    [event for event in tracker.events if isinstance(event, BotUttered)][-1].text = "Sollen wir weitermachen?"
    assert (await turn(domain, tracker, "affirm", {}, number=2)).heard == [("track_order", None)]


@pytest.mark.parametrize("intent", ["contact_human_agent", "complaint", "goodbye", "emergency"])
async def test_who_leaves_a_form_is_answered_outside_of_it_and_nothing_stays_open(domain, tracker, intent):
    begins = {"track_order": does("track_order_form")}
    await turn(domain, tracker, "track_order", begins, also("cancel_order"))
    rasa = await turn(domain, tracker, intent, {}, number=2)
    assert rasa.heard == [(intent, None)]
    assert agenda_of(tracker) == []


async def test_after_a_handover_nothing_else_is_said(domain, tracker):
    script = {"report_damaged_item": does(says="Ich verbinde.", escalates=True)}
    rasa = await turn(domain, tracker, "report_damaged_item", script, also("return_item"))
    assert [name for name, _ in rasa.heard] == ["report_damaged_item"]


async def test_a_yes_before_another_wish_counts_where_a_yes_was_asked_for(domain, tracker):
    answer = {"entity": "answer", "value": "affirm"}
    asked = [ActiveLoop("cancel_order_form"), SlotSet("requested_slot", "confirmed"), listening()]
    tracker.update_with_events(asked, domain)
    rasa = await turn(domain, tracker, "track_refund", {"affirm": does(ends=True, says="Erledigt.")}, answer)
    assert [name for name, _ in rasa.heard] == ["affirm", "track_refund"]


async def test_a_yes_before_a_wish_is_left_out_where_nothing_was_asked(domain, tracker):
    rasa = await turn(domain, tracker, "track_refund", {}, {"entity": "answer", "value": "affirm"})
    assert [name for name, _ in rasa.heard] == ["track_refund"]
    rasa = await turn(domain, tracker, "affirm", {}, also("track_refund"), number=2)
    assert [name for name, _ in rasa.heard] == ["track_refund"]


async def test_a_yes_with_the_forms_own_matter_is_the_yes_alone(domain, tracker):
    asked = [ActiveLoop("cancel_order_form"), SlotSet("requested_slot", "confirmed"), listening()]
    tracker.update_with_events(asked, domain)
    script = {"affirm": does(ends=True, says="Erledigt.")}
    rasa = await turn(domain, tracker, "affirm", script, also("cancel_order"))
    assert [name for name, _ in rasa.heard] == ["affirm"]


async def test_another_order_after_the_answer_begins_the_matter_again(domain, tracker):
    await turn(
        domain, tracker, "track_order", {"track_order": [*does("track_order_form"), *does(ends=True, says="Da.")]}
    )
    number = {"entity": "order_number", "value": "BW-104801"}
    assert (await turn(domain, tracker, "inform", {}, number, number=2)).heard == [("track_order", None)]


async def test_the_other_order_is_asked_for_and_the_old_one_forgotten(domain, tracker):
    done = {"track_order": [*does("track_order_form"), *does(ends=True, says="Da.")]}
    tracker.update(SlotSet("order_number", "BW-104512"))
    await turn(domain, tracker, "track_order", done)
    wrong = {"entity": "wrong", "value": "order_number"}
    rasa = await turn(domain, tracker, "deny", done, wrong, number=2)
    assert [name for name, _ in rasa.heard] == ["track_order"]
    assert tracker.get_slot("order_number") is None


async def test_anger_is_acknowledged_before_the_answer(domain, tracker):
    mood = {"entity": "mood", "value": "angry"}
    rasa = await turn(domain, tracker, "delivery_period", {"delivery_period": does(says="Drei Tage.")}, mood)
    assert rasa.said() == ["utter_sorry_for_trouble", "Drei Tage."]


def test_every_form_can_be_gone_back_to(domain):
    for task in map(task_of, domain.form_names):
        assert task in domain.intents
        assert {f"utter_next_{task}", f"utter_go_on_with_{task}"} <= set(domain.responses)


def test_every_form_gives_way_to_all_other_matters(domain):
    tasks = {task_of(form) for form in domain.form_names}
    alike = {"product_information", "product_availability"}
    for form in domain.form_names:
        task = task_of(form)
        others = tasks - {task} - (alike if task in alike else set())
        assert set(domain.forms[form]["ignored_intents"]) == others | {"contact_human_agent", "complaint"}, form
