from __future__ import annotations

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered

from bot.last_turn import LastTurn
from tests.bot.inside.talk import listening, opened, said

PERSON = ("Mit einer Person sprechen", '/contact_human_agent{"reason": "no_result"}')
TRACK = ("Wo ist meine Bestellung?", "/track_order")
RETURN = ("Etwas zurückschicken", "/return_item")
NONE = ("Nichts davon", "/nlu_fallback")


def last(domain, text, *buttons, before=()):
    """The bot has just said this."""
    tracker = opened(domain)
    data = {"buttons": [{"title": title, "payload": payload} for title, payload in buttons]}
    uttered = [BotUttered(told, {}) for told in before]
    tracker.update_with_events(
        [said("hallo"), ActionExecuted("utter_greet"), *uttered, BotUttered(text, data), listening()], domain
    )
    return LastTurn.of(tracker)


def chosen(choice):
    return choice and choice["intent"]


@pytest.mark.parametrize(
    ("text", "buttons", "means"),
    [
        ("Soll ich Sie mit einer Person verbinden?", [TRACK, PERSON], "contact_human_agent"),
        ("Das geht leider nicht. Eine Person hilft Ihnen gern.", [PERSON, TRACK], "contact_human_agent"),
        ("A person on our team will be glad to help.", [PERSON], "contact_human_agent"),
        ("Auf Wunsch hole ich auch jemanden aus unserem Team dazu.", [PERSON], "contact_human_agent"),
        ("Haben Sie schon bestellt? Dann sehe ich gern nach, wo Ihr Paket ist.", [TRACK, RETURN], "track_order"),
        ("Shall we go on?", [TRACK, RETURN], "track_order"),
        ("Meinen Sie das?", [TRACK, NONE], "track_order"),
        ("Was möchten Sie wissen?", [TRACK, RETURN], None),
        ("Meinen Sie eines davon?", [TRACK, RETURN, NONE], None),
        ("Wenn Sie lieber mit einem Menschen sprechen, verbinde ich Sie.", [PERSON, TRACK], None),
        ("Das war alles. Oder eine Person sucht mit Ihnen.", [PERSON], None),
        ("Guten Tag!", [], None),
        ("Wobei kann ich helfen?", [], None),
    ],
)
def test_yes_takes_what_was_offered_and_nothing_else(domain, text, buttons, means):
    assert chosen(last(domain, text, *buttons).yes()) == means


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("das zweite", "return_item"),
        ("Die erste bitte", "track_order"),
        ("2", "return_item"),
        ("the second one", "return_item"),
        ("ok, the first one please", "track_order"),
        ("wo ist meine bestellung", "track_order"),
        ("nichts davon", "nlu_fallback"),
        ("das dritte", None),
        ("zweite Rechnung", None),
        ("8004", None),
    ],
)
def test_a_choice_is_named_by_its_place_or_by_its_label(domain, words, means):
    assert chosen(last(domain, "Meinen Sie eines davon?", TRACK, RETURN, NONE).named(words)) == means


def test_a_place_needs_several_choices(domain):
    assert last(domain, "Soll ich?", TRACK).named("1") is None


def test_a_conversation_that_just_began_has_no_last_turn(domain):
    assert LastTurn.of(opened(domain)).yes() is None


def test_all_messages_of_the_turn_are_read(domain):
    turn = last(domain, "Soll ich Sie verbinden?", PERSON, before=("Das tut mir leid.",))
    assert turn.texts == ["Das tut mir leid.", "Soll ich Sie verbinden?"]


def test_the_bot_knows_that_it_asked_what_was_meant(domain):
    assert last(domain, "Meinen Sie?", TRACK, NONE).clarifies
    assert not last(domain, "Meinen Sie?", TRACK).clarifies


FIRN = ("BW-104855, 22. November 2026: Steigeisen Firn 12, …", '/track_order{"order_number": "BW-104855"}')
PACK = ("BW-104512, 20. November 2026: Tourenrucksack Säntis 35", '/track_order{"order_number": "BW-104512"}')


def picked(domain, words, *offered, yes=False):
    """The number of the order that is taken from those that a form has just offered."""
    turn = last(domain, "Um welche Bestellung geht es?", *offered, PERSON)
    choice = turn.picked(words, "order_number", "track_order", yes=yes)
    return choice and choice["entities"][0]["value"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("die erste", "BW-104855"),
        ("die zweite Bestellung bitte", "BW-104512"),
        ("the second one", "BW-104512"),
        ("2", "BW-104512"),
        ("und die mit den Steigeisen?", "BW-104855"),
        ("Firn 12", "BW-104855"),
        ("the Säntis one", "BW-104512"),
        ("der Rucksack", "BW-104512"),
        ("die vom 20. November", "BW-104512"),
        ("die dritte", None),
        ("November 2026", None),
        ("Steigeisen und Rucksack", None),
        ("Haben Sie Steigeisen?", None),
        ("Die Steigeisen sind kaputt", None),
        ("Bestellung", None),
        ("Mit einer Person sprechen", None),
        ("ja", None),
    ],
)
def test_in_a_form_one_of_the_orders_is_named_by_its_place_or_its_words(domain, words, number):
    assert picked(domain, words, FIRN, PACK, yes=words == "ja") == number


@pytest.mark.parametrize(("words", "number"), [("ja", "BW-104855"), ("ok", "BW-104855"), ("die zweite", None)])
def test_in_a_form_a_yes_takes_the_only_order(domain, words, number):
    assert picked(domain, words, FIRN, yes=True) == number


def test_in_a_form_an_order_that_was_offered_for_another_matter_is_not_taken(domain):
    cancel = ("Bestellung stornieren", '/cancel_order{"order_number": "BW-104855"}')
    assert picked(domain, "ja", cancel, yes=True) is None
