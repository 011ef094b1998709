from __future__ import annotations

import pytest

from bot.nlu.deciding import read


def clause(text, intent, confidence):
    ranking = [{"name": intent, "confidence": confidence}]
    return {"text": text, "intent": intent, "confidence": confidence, "sure": confidence >= 0.8, "ranking": ranking}


@pytest.mark.parametrize(
    ("room", "confidence", "leads"),
    [
        (0.04, 0.92, True),
        (0.0001, 0.99, True),  # nobody in danger is overlooked
        (0.0001, 0.95, False),  # "I left by accident", of a newsletter
        (0.04, 0.7, False),
    ],
)
def test_an_emergency_beside_another_matter_leads_where_the_whole_message_leaves_room_for_it(room, confidence, leads):
    clauses = [clause("wo ist mein paket", "track_order", 1.0), clause("mir ist kalt hier", "emergency", confidence)]
    guesses = [{"name": "track_order", "confidence": 0.9}, {"name": "emergency", "confidence": room}]
    reading = read("track_order", clauses, guesses)
    assert (reading.intent == {"name": "emergency", "confidence": confidence}) is leads


@pytest.mark.parametrize(
    ("likeliest", "read_as"), [("out_of_scope", "nlu_fallback"), ("review", "contact_customer_service")]
)
def test_one_sure_clause_of_what_is_likely_no_matter_of_ours_is_asked_about(likeliest, read_as):
    clauses = [
        clause("my colleague booked a room there", "out_of_scope", 0.6),
        clause("who does he have to contact", "contact_customer_service", 0.9),
    ]
    reading = read("nlu_fallback", clauses, [{"name": likeliest, "confidence": 0.6}])
    assert reading.intent["name"] == read_as
    assert (reading.ranking or clauses[1]["ranking"])[0]["name"] == "contact_customer_service"


@pytest.mark.parametrize(
    ("whole", "first"),
    [
        ("track_order", clause("wo ist mein paket", "track_order", 0.95)),
        ("track_order", clause("mein paket", "track_order", 0.6)),
        ("nlu_fallback", clause("hallo", "greet", 0.95)),
        ("nlu_fallback", clause("ich will nicht stornieren", "cancel_order", 0.95)),
    ],
)
def test_what_is_no_emergency_in_its_place_is_no_second_wish_either(whole, first):
    reading = read(whole, [first, clause("hilfe, was soll ich tun?", "emergency", 0.95)], [])
    assert (reading.intent or {"name": whole})["name"] in (whole, "deny")
    assert reading.also == []


def test_an_emergency_is_not_overruled_by_clauses_of_other_matters():
    matters = [
        clause("wo ist mein paket?", "track_order", 0.95),
        clause("ich will mein geld zurück", "get_refund", 0.95),
    ]
    reading = read("emergency", [*matters, clause("mein freund liegt im schnee", "emergency", 0.7)], [])
    assert (reading.intent, reading.also) == (None, [])


def test_a_clause_that_nobody_could_place_is_no_no():
    clauses = [clause("ich will nicht stornieren", "cancel_order", 0.95), clause("und dann das", "nlu_fallback", 0.9)]
    assert read("cancel_order", clauses, []).intent == {"name": "nlu_fallback", "confidence": 0.9}
