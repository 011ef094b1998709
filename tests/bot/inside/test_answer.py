from __future__ import annotations

from rasa.shared.core.events import ActionExecutionRejected, BotUttered, SlotSet

from bot.answer import outcome_of
from tests.bot.inside.talk import done, listening, opened, ran, said

FAILURE = {"failure": {"kind": "backend_error", "detail": "action_track_order"}}


def outcome(domain, *events, reason=None, **slots):
    tracker = opened(domain, **slots)
    tracker.update_with_events([said("hallo", turn="t0"), *ran("utter_greet", {"text": "früher"}), listening()], domain)
    before = len(tracker.events)
    tracker.update_with_events([said("wo ist meine bestellung"), *events, listening()], domain)
    return outcome_of(list(tracker.events)[before:], tracker, domain, reason=reason)


def texts(result):
    return [reply["text"] for reply in result.replies]


def test_only_the_newest_turn_is_told(domain):
    result = outcome(domain, *ran("utter_greet", {"text": "Guten Tag"}))
    assert (texts(result), result.actions, result.signals, result.failed) == (["Guten Tag"], [], [], False)


def test_an_action_with_its_marker_ended_well(domain):
    result = outcome(domain, *ran("action_track_order", {"text": "Unterwegs."}, done("action_track_order")))
    assert texts(result) == ["Unterwegs."]
    assert result.actions == [{"name": "action_track_order", "ok": True}]
    assert not result.failed


def test_trap_10_an_action_without_its_marker_failed_and_nothing_after_it_is_said(domain):
    result = outcome(
        domain,
        *ran("utter_delivery_period", {"text": "Drei Tage."}),
        *ran("action_track_order", {"text": "Ich sehe nach."}),
        *ran("utter_greet", {"text": "Fertig!"}),
    )
    assert texts(result) == ["Drei Tage."]
    assert result.actions == [{"name": "action_track_order", "ok": False}]
    assert result.signals == [FAILURE]
    assert result.failed


def test_trap_10_the_marker_of_another_action_does_not_count(domain):
    result = outcome(domain, *ran("action_track_order", {"text": "x"}, done("action_cancel_order")))
    assert result.failed


def test_trap_10_a_form_whose_validation_failed_has_failed(domain):
    result = outcome(domain, *ran("track_order_form"))
    assert result.actions == [{"name": "validate_track_order_form", "ok": False}]
    assert result.signals == [{"failure": {"kind": "backend_error", "detail": "validate_track_order_form"}}]


def test_a_form_whose_validation_ended_well_asks(domain):
    question = {"text": "Wie lautet die Nummer?"}
    result = outcome(domain, *ran("track_order_form", done("validate_track_order_form"), question))
    assert texts(result) == ["Wie lautet die Nummer?"]
    assert not result.failed


def test_a_validation_that_asks_by_itself_leaves_out_the_question_of_its_form(domain):
    which = {"text": "In welchem Land ist das?", "buttons": [{"title": "Schweiz", "payload": "/affirm"}]}
    marker = done("validate_track_order_form", asks="order_number")
    buttons = {"buttons": [{"title": "Person", "payload": "/contact_human_agent"}]}

    def answered(question):
        asked = BotUttered("Wie lautet sie?", buttons, metadata={"utter_action": question})
        return outcome(domain, *ran("track_order_form", which, marker), asked)

    for own in ("utter_ask_order_number", "utter_ask_track_order_form_order_number"):
        assert texts(answered(own)) == ["In welchem Land ist das?"]
        assert [choice["label"] for choice in answered(own).replies[0]["choices"]] == ["Schweiz", "Person"]
    assert texts(answered("utter_ask_postcode")) == ["In welchem Land ist das?", "Wie lautet sie?"]


def test_a_form_that_gives_way_has_not_failed(domain):
    rejected = ActionExecutionRejected("track_order_form")
    result = outcome(domain, rejected, *ran("utter_delivery_period", {"text": "Drei Tage."}))
    assert (texts(result), result.actions, result.failed) == (["Drei Tage."], [], False)


def test_trap_10_an_empty_reply_is_a_failure(domain):
    result = outcome(domain, *ran("action_track_order", done("action_track_order")))
    assert result.replies == []
    assert [signal["failure"]["kind"] for signal in result.signals] == ["backend_error"]


def test_a_handover_needs_no_words(domain):
    silent = {"custom": {"lotse": {"escalate": {"reason": "needs_person"}}}}
    result = outcome(domain, *ran("action_report_damaged_item", silent, done("action_report_damaged_item")))
    assert not result.failed
    assert result.signals[0]["escalate"]["reason"] == "needs_person"


def test_an_escalation_carries_what_is_known(domain):
    spoken = {"text": "Gern.", "custom": {"lotse": {"escalate": {"reason": "asked_for_person"}}}}
    known = {"order_number": "BW-104512", "verified": "BW-104512", "verified_by": "identity", "postcode": "8004"}
    result = outcome(domain, *ran("utter_contact_human_agent", spoken), **known, language="de")
    assert result.signals == [
        {
            "escalate": {
                "reason": "asked_for_person",
                "context": {
                    "slots": {"language": "de", "order_number": "BW-104512"},
                    "order": "BW-104512",
                    "order_state": None,
                    "verified": {"BW-104512": "identity"},
                    "task": None,
                    "asked": None,
                    "failed": None,
                },
            }
        }
    ]


def test_an_action_tells_its_own_failure_and_is_still_ok(domain):
    told = {"custom": {"lotse": {"failure": {"kind": "no_result", "detail": "no such order"}}}}
    result = outcome(domain, *ran("action_track_order", {"text": "Nicht gefunden."}, told, done("action_track_order")))
    assert result.signals == [{"failure": {"kind": "no_result", "detail": "no such order"}}]
    assert result.actions == [{"name": "action_track_order", "ok": True}]
    assert not result.failed


def test_what_was_refused_is_signalled(domain):
    told = {"custom": {"lotse": {"refused": {"kind": "wrong_postcode", "subject": "BW-104512", "answer": "8001"}}}}
    result = outcome(domain, *ran("track_order_form", {"text": "Falsch."}, told, done("validate_track_order_form")))
    assert result.signals == [{"refused": {"kind": "wrong_postcode", "subject": "BW-104512"}}]


def test_slots_between_messages_do_not_matter(domain):
    result = outcome(
        domain, SlotSet("product", "Zelt"), *ran("utter_greet", {"text": "Hallo"}), SlotSet("product", None)
    )
    assert texts(result) == ["Hallo"]


def test_what_a_form_asks_again_in_the_same_turn_is_told_once_at_the_end(domain):
    def asks(words):
        question = BotUttered(words, {}, metadata={"utter_action": "utter_ask_postcode"})
        return [*ran("track_order_form", done("validate_track_order_form")), question]

    again = asks("Und die Postleitzahl?")
    result = outcome(domain, *asks("Ihre Postleitzahl?"), *ran("utter_return_item", {"text": "30 Tage."}), *again)
    assert texts(result) == ["30 Tage.", "Ihre Postleitzahl?"]


def test_who_takes_an_offered_person_is_handed_over_for_the_reason_of_the_offer(domain):
    spoken = {"text": "Gern.", "custom": {"lotse": {"escalate": {"reason": "asked_for_person"}}}}
    result = outcome(domain, *ran("utter_contact_human_agent", spoken), reason="no_result")
    assert result.signals[0]["escalate"]["reason"] == "no_result"
