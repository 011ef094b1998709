from __future__ import annotations

import logging

from bot.replies import choice_of, offered_once, reply_of


def test_buttons_become_choices():
    button = {"title": "Stornieren", "payload": '/cancel_order{"order_number": "BW-104512"}'}
    assert reply_of({"text": " Hallo. ", "buttons": [button]}, ["cancel_order"]) == {
        "text": "Hallo.",
        "choices": [
            {
                "label": "Stornieren",
                "intent": "cancel_order",
                "entities": [{"entity": "order_number", "value": "BW-104512"}],
            }
        ],
        "attachments": [],
    }


def test_a_file_comes_with_the_words_about_it():
    file = {"name": "Rechnung.pdf", "type": "application/pdf", "source": "/desk/orders/BW-104512/invoice.pdf"}
    reply = reply_of({"text": "Hier ist sie.", "attachment": file}, [])
    assert reply is not None
    assert reply["attachments"] == [file]
    plain = reply_of({"text": "Hier ist sie.", "attachment": "https://elsewhere.example/x.pdf"}, [])
    assert plain is not None
    assert plain["attachments"] == []


def test_a_button_without_entities():
    assert choice_of({"title": "Ja", "payload": "/affirm"}) == {"label": "Ja", "intent": "affirm", "entities": []}


def test_a_button_that_is_no_intent_is_left_out_and_logged(caplog):
    with caplog.at_level(logging.ERROR):
        assert choice_of({"title": "?", "payload": "just text"}) is None
        assert choice_of({"title": "?", "payload": "/affirm{broken"}) is None
        assert choice_of({"title": "?", "payload": None}) is None
    assert len(caplog.records) == 3


def test_a_message_of_signals_alone_is_no_reply():
    assert reply_of({"text": None, "custom": {"lotse": {"done": "action_fallback"}}}, []) is None


def test_a_button_to_an_intent_that_the_model_does_not_have_is_left_out_and_logged(caplog):
    buttons = [{"title": "Neu", "payload": "/new_intent"}, {"title": "Alt", "payload": "/greet"}]
    with caplog.at_level(logging.ERROR):
        reply = reply_of({"text": "Hallo", "buttons": buttons}, ["greet"])
    assert [choice["label"] for choice in reply["choices"]] == ["Alt"]
    assert "new_intent" in caplog.text


def test_the_same_choice_is_offered_once_in_a_turn():
    person = {"label": "Person", "intent": "contact_human_agent", "entities": []}
    track, other = ({"label": label, "intent": "track_order", "entities": []} for label in ("Wo ist es?", "Und dies?"))
    replies = [
        {"text": "1", "choices": [person, track]},
        {"text": "2", "choices": [other, person]},
        {"text": "3", "choices": [person]},
    ]
    assert [reply["choices"] for reply in offered_once(replies)] == [[person, track], [other], []]
