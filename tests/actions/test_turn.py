"""What a turn knows of the messages before it."""

from dataclasses import replace

from tests.actions.gates import turn

FORM = "get_invoice_form"
BEGINS = {"event": "active_loop", "name": FORM}


def said(text):
    return {"event": "user", "text": text}


def test_what_was_said_in_a_form_begins_with_the_message_that_began_it():
    events = (said("by mail"), said("the invoice"), BEGINS, said("BW-104512"), said("8004"))
    assert replace(turn(), events=events).said_in(FORM) == ["8004", "BW-104512", "the invoice"]


def test_of_a_form_that_never_began_only_the_newest_message_is_meant():
    events = (said("the label by mail"), said("the invoice"))
    assert replace(turn(), text="the invoice", events=events).said_in(FORM) == ["the invoice"]
    assert replace(turn(), events=events).since_form_began(FORM) == []
