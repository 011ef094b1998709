from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.turn_request import MOST_CHARACTERS, parse_slots, parse_turn

CONTRACT = Path(__file__).parents[2] / "contract" / "turns"
GOOD = {"conversation": "c1", "turn": "t1", "text": " Hallo "}


def parse(domain, **changed):
    return parse_turn({**GOOD, **changed}, domain.intents, domain.entities)


def refusal(call, *args, **kwargs) -> tuple[int, str | None]:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.status, (caught.value.details or {}).get("field")


def test_a_turn_is_read_with_what_travels_along(domain):
    turn = parse(
        domain, language="de-CH", identity={"email": "mia@example.com"}, page={"url": "/", "title": "x"}, client="h"
    )
    assert (turn.text, turn.language, turn.country, turn.choice) == ("Hallo", "de", "CH", None)
    assert turn.metadata == {
        "turn": "t1",
        "page": {"url": "/", "title": "x"},
        "identity": {"email": "mia@example.com"},
        "client": "h",
    }


def test_a_language_that_is_not_ours_is_none(domain):
    assert parse(domain, language="fr").language is None


@pytest.mark.parametrize(
    "text", ["/restart", "  /restart", '/cancel_order{"order_number": "BW-104855"}', "/", "\n/greet"]
)
def test_trap_18_a_typed_command_is_refused(domain, text):
    assert refusal(parse, domain, text=text) == (422, "text")


@pytest.mark.parametrize("text", ["", "  \n", None, 5, "x" * (MOST_CHARACTERS + 1)])
def test_text_has_to_be_text_of_a_sane_length(domain, text):
    assert refusal(parse, domain, text=text) == (422, "text")


def test_a_choice_may_carry_any_label(domain):
    turn = parse(
        domain, text="/ oder so", choice={"intent": "track_order", "entities": [{"entity": "reason", "value": "x"}]}
    )
    assert turn.choice.intent == "track_order"


def test_none_of_these_is_a_choice(domain):
    assert parse(domain, choice={"intent": "nlu_fallback"}).choice.entities == []


@pytest.mark.parametrize("intent", ["restart", "back", "session_start", "no_such_intent", "", None, 3, ["greet"]])
def test_trap_18_a_choice_is_an_intent_of_the_dialogue(domain, intent):
    assert refusal(parse, domain, choice={"intent": intent}) == (422, "choice.intent")


@pytest.mark.parametrize(
    "entities",
    [
        "x",
        [1],
        [{"entity": "secret", "value": 1}],
        [{"entity": "reason"}],
        [{"entity": "reason", "value": 1, "x": 2}],
        [{"entity": "reason", "value": {"a": 1}}],
        [{"entity": "reason", "value": None}],
    ],
)
def test_a_choice_has_entities_of_the_dialogue(domain, entities):
    assert refusal(parse, domain, choice={"intent": "greet", "entities": entities}) == (422, "choice.entities")


@pytest.mark.parametrize(
    ("field", "value"),
    [("conversation", ""), ("turn", None), ("turn", "x" * 201), ("turn", "a\0b"), ("conversation", 7)],
)
def test_ids_are_needed(domain, field, value):
    assert refusal(parse, domain, **{field: value}) == (422, field)


@pytest.mark.parametrize(
    ("field", "value"), [("identity", "x"), ("page", []), ("client", 3), ("language", 1), ("choice", 1)]
)
def test_each_field_has_its_kind(domain, field, value):
    assert refusal(parse, domain, **{field: value}) == (422, field)


def test_unknown_fields_are_refused(domain):
    assert refusal(parse, domain, sender="x") == (422, "sender")


@pytest.mark.parametrize("body", [None, [], "text", 1])
def test_a_body_is_an_object(domain, body):
    assert refusal(parse_turn, body, domain.intents, domain.entities) == (400, None)


def test_the_fingerprint_tells_what_was_said_and_nothing_else(domain):
    same = parse(domain, client="elsewhere", language="en")
    assert parse(domain).fingerprint == same.fingerprint
    assert parse(domain).fingerprint != parse(domain, text="Hallo!").fingerprint
    assert parse(domain).fingerprint != parse(domain, choice={"intent": "greet"}).fingerprint


def test_a_handed_back_conversation_knows_what_a_person_can_have_learned():
    told = {"order_number": " BW-104512 ", "language": "en-GB", "product": "", "confirmed": True, "size": "42"}
    assert parse_slots({"slots": told}) == {"order_number": "BW-104512", "language": "en"}


@pytest.mark.parametrize(
    ("body", "expected"), [({"slots": []}, (422, "slots")), ({"x": 1}, (422, "x")), ([], (400, None))]
)
def test_slots_are_an_object(body, expected):
    assert refusal(parse_slots, body) == expected


@pytest.mark.parametrize("path", sorted(CONTRACT.glob("*.json")), ids=lambda path: path.stem)
def test_the_examples_of_the_contract_are_turns(domain, path):
    request = json.loads(path.read_text())["request"]
    assert parse_turn(request, domain.intents, domain.entities).id == request["turn"]
