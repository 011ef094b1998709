"""The same thing from two sides at one moment: it happens once, or not at all."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.attack.conftest import Attacker, Rules
from tests.attack.fort import Fort, identity
from tests.attack.mallory import Answer, Chat

CLOSED, LOCKED = "BW-104512", "mehrmals nicht zusammengepasst"
SIDES = 4


def _at_once(*acts: Callable[[], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(acts)) as crowd:
        return [done.result() for done in [crowd.submit(act) for act in acts]]


@pytest.fixture
def take(fortress: Fort, rules: Rules) -> Callable[[str], str]:
    """An order in a state that nobody else uses, which is Mallory's for this test."""

    def take(state: str) -> str:
        number = fortress.treasure.numbers(f"state = '{state}' AND country <> 'DE' AND number NOT LIKE 'BW-104855'")[-1]
        rules.own = frozenset({number})
        rules.may_change = re.compile(number)
        return number

    return take


def _made(fortress: Fort, number: str, kind: str) -> int:
    return len([row for row in fortress.treasure.rows() if f"/{kind}'" in row and f"'{number}'" in row])


def test_two_conversations_prove_a_locked_order_at_one_moment_in_vain(fortress: Fort, attacker: Attacker) -> None:
    proof = fortress.treasure.postcode(CLOSED)
    for guess in range(10):
        attacker().open().say(f"Wo ist meine Bestellung {CLOSED}, PLZ {9000 + guess}?")
    chats = [attacker().open() for _ in range(SIDES)]
    answers = _at_once(*[lambda chat=chat: chat.say(f"Wo ist {CLOSED}, PLZ {proof}?") for chat in chats])
    assert all(LOCKED in answer.text for answer in answers)
    assert fortress.sees(locked=SIDES + 1)


def test_a_cancellation_confirmed_in_two_conversations_at_once_is_one(
    fortress: Fort, attacker: Attacker, take: Callable[[str], str]
) -> None:
    number = take("packing")
    chats = [attacker().open(identity=identity(fortress.treasure.email(number))) for _ in range(2)]
    for chat in chats:
        assert "?" in chat.say(f"Bitte stornieren Sie {number}").text
    answers = _at_once(*[lambda chat=chat: chat.say("Ja") for chat in chats])
    assert fortress.treasure.state(number) == "cancelled"
    assert all(answer.text for answer in answers)
    assert _made(fortress, number, "cancel") == 1


def test_a_return_started_in_two_conversations_at_once_is_one(fortress: Fort, attacker: Attacker, rules: Rules) -> None:
    number = "BW-104733"
    rules.own, rules.may_change = frozenset({number}), re.compile(number)
    chats = [attacker().open(identity=identity(fortress.treasure.email(number))) for _ in range(2)]
    for chat in chats:
        chat.say(f"Ich möchte {number} zurückschicken")
    _at_once(*[lambda chat=chat: chat.say("Ja") for chat in chats])
    returns = {row for row in fortress.treasure.rows() if row.startswith('INSERT INTO "returns"') and number in row}
    assert len(returns) == 1
    assert _made(fortress, number, "return") == 1


def test_the_same_message_many_times_at_once_is_one_turn(
    fortress: Fort, attacker: Attacker, take: Callable[[str], str]
) -> None:
    number = take("placed")
    chat = attacker().open(identity=identity(fortress.treasure.email(number)))
    chat.say(f"Bitte stornieren Sie {number}")
    message, began = str(uuid4()), time.perf_counter()
    sent = _at_once(*[lambda: chat.post("Ja", id=message) for _ in range(SIDES)])
    assert sorted(response.status_code for response in sent) == [200] * (SIDES - 1) + [201]
    answer = chat.answer_to(message, sent[0].json()["seq"], began)
    time.sleep(0.5)
    replies = [event for event in chat.events() if event.get("reply_to") == message]
    assert len(replies) == len([event for event in answer.events if event.get("reply_to") == message])
    assert len([event for event in chat.events() if event.get("id") == message]) == 1
    assert chat.post("Nein", id=message).status_code == 409
    assert fortress.treasure.state(number) == "cancelled"
    assert _made(fortress, number, "cancel") == 1


def test_yes_and_no_at_once_are_answered_one_after_the_other(
    fortress: Fort, attacker: Attacker, take: Callable[[str], str]
) -> None:
    number = take("packing")
    chat = attacker().open(identity=identity(fortress.treasure.email(number)))
    chat.say(f"Bitte stornieren Sie {number}")
    yes, no = _at_once(lambda: chat.say("Ja"), lambda: chat.say("Nein"))
    assert yes.text
    assert no.text
    assert (fortress.treasure.state(number) == "cancelled") is (_made(fortress, number, "cancel") == 1)


def test_a_choice_pressed_many_times_at_once_counts_once(fortress: Fort, attacker: Attacker, rules: Rules) -> None:
    number = "BW-104855"
    rules.own = frozenset({number})
    chat = attacker().open(identity=identity(fortress.treasure.email(number)))
    [choice] = chat.say(f"Wo ist meine Bestellung {number}?").choices
    sent = _at_once(*[lambda: chat.post(choice["label"], choice=choice["value"]) for _ in range(SIDES)])
    assert sorted(response.status_code for response in sent) == [201] + [409] * (SIDES - 1)
    assert fortress.sees(choice_not_offered=SIDES - 1)
    assert fortress.treasure.state(number) == "packing"


def test_two_sides_proving_at_once_prove_each_for_themselves(fortress: Fort, attacker: Attacker, rules: Rules) -> None:
    rules.own = frozenset({CLOSED})
    good, bad = attacker().open(), attacker().open()
    asks = f"Wo ist meine Bestellung {CLOSED}, PLZ "

    def say(chat: Chat, postcode: str) -> Answer:
        return chat.say(f"{asks}{postcode}?")

    right, wrong = _at_once(lambda: say(good, fortress.treasure.postcode(CLOSED)), lambda: say(bad, "9999"))
    assert fortress.treasure.found_in(right.text, "", frozenset())
    assert not fortress.treasure.found_in(wrong.text, "", frozenset())
    assert not fortress.treasure.found_in(bad.say(f"Und {CLOSED}?").text, "", frozenset())
