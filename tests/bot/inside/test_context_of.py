"""What a person who takes over is told of the matter in hand."""

from __future__ import annotations

from rasa.shared.core.events import ActiveLoop, BotUttered, SlotSet

from bot.understanding import context_of
from tests.bot.inside.talk import done, listening, opened, ran, said

DOWN = {"kind": "backend_error", "detail": "action_cancel_order: shop database: no answer within 2 s"}


def test_inside_a_form_it_is_told_what_it_is_about_and_what_is_still_asked_for(domain):
    tracker = opened(domain, order_number="BW-104855", last_task="track_order")
    asks = [said("stornieren", "cancel_order"), ActiveLoop("cancel_order_form"), SlotSet("requested_slot", "postcode")]
    tracker.update_with_events([*asks, listening()], domain)
    context = context_of(tracker)
    assert (context["task"], context["asked"], context["failed"]) == ("cancel_order", "postcode", None)


def test_after_a_form_the_newest_matter_is_told_and_nothing_is_asked_for(domain):
    tracker = opened(domain, last_task="cancel_order")
    assert (context_of(tracker)["task"], context_of(tracker)["asked"]) == ("cancel_order", None)


def test_the_step_that_failed_is_told_with_its_action(domain):
    tracker = opened(domain)
    failure = {"text": "Nicht erreichbar.", "custom": {"lotse": {"failure": DOWN}}}
    answer = ran("action_cancel_order", failure, done("action_cancel_order"))
    tracker.update_with_events([said("ja", "affirm"), *answer, listening()], domain)
    assert context_of(tracker)["failed"] == {"action": "action_cancel_order", **DOWN}


def test_a_step_that_failed_some_turns_ago_is_no_news(domain):
    tracker = opened(domain)
    failed = BotUttered("…", {"custom": {"lotse": {"failure": DOWN}}})
    tracker.update_with_events([said("ja", "affirm"), *ran("action_cancel_order"), failed, listening()], domain)
    for number in range(2, 5):
        tracker.update_with_events([said("hallo", turn=f"t{number}"), *ran("utter_greet"), listening()], domain)
    assert context_of(tracker)["failed"] is None


def test_the_state_of_the_order_is_told_as_it_was_when_it_was_opened_last(domain):
    tracker = opened(domain, order_number="BW-104855")
    assert context_of(tracker)["order_state"] is None
    for state in ("packing", "cancelled"):
        note = done("validate_track_order_form", order={"number": "BW-104855", "state": state})
        tracker.update_with_events([said("8004"), *ran("track_order_form", note), listening()], domain)
    assert context_of(tracker)["order_state"] == "cancelled"


def test_the_state_of_another_order_is_not_told(domain):
    note = done("validate_track_order_form", order={"number": "BW-104855", "state": "packing"})
    tracker = opened(domain, order_number="BW-104855")
    tracker.update_with_events([said("8004"), *ran("track_order_form", note), listening()], domain)
    tracker.update(SlotSet("order_number", "BW-104512"))
    assert context_of(tracker)["order_state"] is None


def test_secrets_and_a_yes_stay_here(domain):
    told = {"postcode": "8004", "code": "123456", "confirmed": True, "skus": ["BG-1001"], "email": "mia@example.com"}
    tracker = opened(domain, verified="mia@example.com", verified_by="code", **told)
    context = context_of(tracker)
    assert context["slots"] == {"language": "de", "email": "mia@example.com"}
    assert context["verified"] == {"mia@example.com": "code"}


def test_what_was_proved_before_stays_proved_beside_what_was_proved_last(domain):
    tracker = opened(domain, verified="BW-104733", verified_by="postcode")
    proofs = [SlotSet("verified", "mia@example.com"), SlotSet("verified_by", "code")]
    tracker.update_with_events([said("newsletter"), *ran("action_x"), *proofs, listening()], domain)
    assert context_of(tracker)["verified"] == {"BW-104733": "postcode", "mia@example.com": "code"}


def test_what_was_not_understood_is_no_step(domain):
    tracker = opened(domain)
    lost = {"text": "Wie bitte?", "custom": {"lotse": {"failure": {"kind": "not_understood", "detail": "rung 1"}}}}
    tracker.update_with_events([said("xyz", "nlu_fallback"), *ran("action_fallback", lost), listening()], domain)
    assert context_of(tracker)["failed"] is None
