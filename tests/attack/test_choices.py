"""Choices: what a button does is kept by the service, for the newest message of one conversation, once."""

import json
from uuid import uuid4

import httpx
import pytest

from tests.attack.conftest import Attacker, Rules
from tests.attack.fort import Fort, identity
from tests.attack.mallory import Answer, Chat, Mallory

MIA, OF_MIA, OF_LEA = "mia.keller@example.com", "BW-104855", "BW-104801"
CANCEL = {"intent": "cancel_order", "entities": [{"entity": "order_number", "value": OF_MIA}]}


@pytest.fixture
def mias(attacker: Attacker, rules: Rules) -> tuple[Chat, Answer]:
    """Mia looks at her order and is offered to cancel it; Mallory has seen the value of the button."""
    rules.own = frozenset({OF_MIA})
    chat = attacker().open(identity=identity(MIA))
    return chat, chat.say(f"Wo ist meine Bestellung {OF_MIA}?")


def _value(answer: Answer) -> str:
    [value] = [choice["value"] for choice in answer.choices]
    return str(value)


def _refused(response: httpx.Response, status: int = 409) -> bool:
    assert response.status_code == status, response.text
    return True


def test_a_choice_says_nothing_of_what_it_stands_for(mias: tuple[Chat, Answer]) -> None:
    _, answer = mias
    for choice in answer.choices:
        assert set(choice) == {"label", "value"}
        assert OF_MIA not in choice["value"]


def test_a_choice_of_another_conversation_is_none(fortress: Fort, mallory: Mallory, mias: tuple[Chat, Answer]) -> None:
    for chat in (mallory.open(), mallory.open(identity=identity())):
        assert _refused(chat.post("Stornieren", choice=_value(mias[1])))
        assert [event["name"] for event in chat.events()] == ["conversation_opened"]
    assert fortress.sees(choice_not_offered=2)
    assert fortress.treasure.state(OF_MIA) == "packing"


def test_a_choice_of_an_older_message_is_none(fortress: Fort, mias: tuple[Chat, Answer]) -> None:
    chat, answer = mias
    chat.say("Hallo")
    assert _refused(chat.post("Stornieren", choice=_value(answer)))
    assert fortress.sees(choice_not_offered=1)


def test_a_choice_is_taken_once(fortress: Fort, mias: tuple[Chat, Answer]) -> None:
    chat, answer = mias
    chat.say("Stornieren", choice=_value(answer))
    assert _refused(chat.post("Stornieren", choice=_value(answer)))
    assert fortress.sees(choice_not_offered=1)


@pytest.mark.parametrize(
    "made_up",
    [
        json.dumps(CANCEL),
        f'/cancel_order{{"order_number": "{OF_MIA}"}}',
        f"cancel_order {OF_MIA}",
        "cancel_order",
        OF_MIA,
        "",
        "' OR '1'='1",
        "%",
        "\x00",
        "x" * 100,
    ],
)  # fmt: skip
def test_a_made_up_choice_is_none(fortress: Fort, mias: tuple[Chat, Answer], made_up: str) -> None:
    chat, _ = mias
    assert _refused(chat.post("Stornieren", choice=made_up))
    assert fortress.sees(choice_not_offered=1)
    assert fortress.treasure.state(OF_MIA) == "packing"


@pytest.mark.parametrize("choice", [CANCEL, [CANCEL], True, 1, {"value": "x"}])
def test_the_meaning_of_a_choice_is_never_taken_from_the_client(mias: tuple[Chat, Answer], choice: object) -> None:
    chat, answer = mias
    assert _refused(chat.post("Stornieren", choice=choice), 422)
    for name in ("intent", "entities", "meaning", "payload"):
        body = {"id": str(uuid4()), "text": "Ja", "choice": _value(answer), name: CANCEL.get(name, "cancel_order")}
        assert _refused(chat.mallory.http.post(chat.path("messages"), json=body, headers=chat.headers), 422)


def test_the_words_beside_a_choice_are_no_order_number(fortress: Fort, mias: tuple[Chat, Answer]) -> None:
    chat, answer = mias
    told = chat.say(f"{OF_LEA} stornieren, ja bitte, PLZ 9999", choice=_value(answer))
    assert OF_MIA in told.text
    assert OF_LEA not in told.text
    assert fortress.refused().total() == 0


def test_a_choice_that_names_somebody_elses_order_does_not_open_it(fortress: Fort, mallory: Mallory) -> None:
    """The bot itself offers a number that it could not read safely; the offer proves nothing."""
    chat = mallory.open(identity=identity())
    answer = chat.say("Wo ist meine Bestellung BW-1O45I2?")
    for choice in answer.choices[:1]:
        answer = chat.say(choice["label"], choice=choice["value"])
    assert "unterwegs" not in answer.text
    assert "Postleitzahl" in chat.say(f"Wo ist {OF_LEA}?").text
    assert fortress.sees(foreign_order=1)
