"""Counting up order numbers: one that exists and one that does not cannot be told apart."""

import statistics

import pytest

from tests.attack.conftest import Attacker
from tests.attack.fort import Fort, identity
from tests.attack.mallory import Mallory

REAL, NONE = "BW-104855", "BW-104856"
MATTERS = [
    "Wo ist meine Bestellung {}?",
    "Bitte stornieren Sie {}",
    "I want to send order {} back",
    "Ich möchte für {} mein Geld zurück",
    "Where is my refund for {}?",
    "Ich brauche die Rechnung zu {} als PDF",
    "Stimmt die Rechnung von {}?",
    "Please change the delivery address of order {}",
]
ALIKE = 2.0


def test_one_number_is_an_order_and_the_other_is_not(fortress: Fort) -> None:
    assert fortress.treasure.numbers(f"number IN ('{REAL}', '{NONE}')") == [REAL]


@pytest.mark.parametrize("matter", MATTERS)
def test_until_the_lock_every_word_and_event_is_the_same(fortress: Fort, attacker: Attacker, matter: str) -> None:
    heard = []
    for number in (REAL, NONE):
        chat = attacker().open()
        answers = [chat.say(text) for text in (matter.format(number), "9999", "12345", "9998", "9997", "9996")]
        heard.append([answer.shape(number) for answer in answers])
    assert heard[0] == heard[1]
    assert fortress.sees(wrong_postcode=8, locked=2)


@pytest.mark.parametrize("matter", MATTERS[:2])
def test_who_is_signed_in_as_somebody_else_learns_no_more(fortress: Fort, attacker: Attacker, matter: str) -> None:
    heard = []
    for number in (REAL, NONE):
        chat = attacker().open(identity=identity())
        heard.append([chat.say(text).shape(number) for text in (matter.format(number), "9999")])
    assert heard[0] == heard[1]
    assert fortress.sees(foreign_order=2, wrong_postcode=2)


def test_a_damaged_item_of_either_goes_to_a_person_without_a_word_about_the_order(attacker: Attacker) -> None:
    heard = []
    for number in (REAL, NONE):
        answer = attacker().open().say(f"Die Steigeisen aus Bestellung {number} sind gebrochen")
        heard.append(answer.shape(number))
    assert heard[0] == heard[1]


def test_both_take_about_as_long(fortress: Fort, attacker: Attacker) -> None:
    took: dict[str, list[float]] = {REAL: [], NONE: []}
    for turn in range(9):
        for number in (REAL, NONE) if turn % 2 else (NONE, REAL):
            took[number].append(_guess(attacker(), number))
    # What is done for the first time takes longer.
    real, none = (statistics.median(took[number][1:]) for number in (REAL, NONE))
    print(f"an order that exists took {real:.3f} s, one that does not {none:.3f} s")
    assert max(real, none) / min(real, none) < ALIKE
    assert fortress.sees(wrong_postcode=18 - 2)


def _guess(mallory: Mallory, number: str) -> float:
    return mallory.open().say(f"Wo ist meine Bestellung {number}, PLZ 9999?").seconds
