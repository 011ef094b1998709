from __future__ import annotations

import json

from rasa.shared.core.events import ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.bounded import TURNS_KEPT, bounded
from tests.bot.inside.talk import done, listening, opened, ran, said


def long_talk(domain, turns: int) -> DialogueStateTracker:
    """A conversation that is inside a form since its third turn."""
    tracker = opened(domain, language="en")
    for number in range(turns):
        tracker.update(said(f"message {number}", turn=f"t{number}"), domain)
        if number == 2:
            tracker.update_with_events(
                [
                    *ran("track_order_form"),
                    ActiveLoop("track_order_form"),
                    SlotSet("order_number", "BW-104512"),
                    SlotSet("requested_slot", "postcode"),
                ],
                domain,
            )
        else:
            tracker.update_with_events(ran("utter_greet", {"text": "answer"}, done("x")), domain)
        tracker.update(listening(), domain)
    return tracker


def again(domain, events) -> DialogueStateTracker:
    return DialogueStateTracker.from_dict("c1", json.loads(json.dumps(events)), domain.slots)


def test_a_short_conversation_is_kept_word_for_word(domain):
    tracker = long_talk(domain, TURNS_KEPT)
    assert [event["event"] for event in bounded(tracker, domain)] == [event.type_name for event in tracker.events]


def test_trap_11_a_long_conversation_stays_as_small_as_a_short_one(domain):
    sizes = [len(json.dumps(bounded(long_talk(domain, turns), domain))) for turns in (TURNS_KEPT, 40, 400)]
    assert sizes[2] < sizes[0] * 1.2
    assert sizes[2] < 20_000


def test_trap_11_bounding_it_at_each_turn_loses_nothing_that_counts(domain):
    tracker = long_talk(domain, 4)
    for number in range(4, 60):
        tracker.update_with_events(
            [said("x", turn=f"t{number}"), *ran("utter_greet", {"text": "y"}), listening()], domain
        )
        tracker = again(domain, bounded(tracker, domain))
    assert tracker.active_loop_name == "track_order_form"
    assert tracker.get_slot("requested_slot") == "postcode"
    assert tracker.get_slot("order_number") == "BW-104512"
    assert tracker.get_slot("language") == "en"
    assert tracker.latest_action_name == "action_listen"
    assert tracker.latest_message.message_id == "t59"
    assert sum(isinstance(event, UserUttered) for event in tracker.events) == TURNS_KEPT


def test_a_cleared_slot_stays_cleared(domain):
    tracker = opened(domain, product="Zelt")
    tracker.update_with_events([said("x"), SlotSet("product", None), listening()], domain)
    for number in range(TURNS_KEPT + 1):
        tracker.update_with_events([said("y", turn=f"u{number}"), listening()], domain)
    assert again(domain, bounded(tracker, domain)).get_slot("product") is None


def test_who_wrote_is_not_kept(domain):
    tracker = opened(domain)
    tracker.update_with_events([said("x"), listening()], domain)
    assert "mia@example.com" not in json.dumps(bounded(tracker, domain))
