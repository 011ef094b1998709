"""Guessing postcodes: from one conversation, from many, from many addresses, and all at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attack.conftest import Attacker
from tests.attack.fort import Fort
from tests.attack.mallory import Mallory

ORDER = "BW-104855"
LOCKED = "mehrmals nicht zusammengepasst"
IN_A_CONVERSATION, ABOUT_AN_ORDER, OF_AN_ADDRESS, IN_AN_HOUR = 5, 10, 20, 60
CROWD = 16


@pytest.fixture
def proof(fortress: Fort) -> str:
    """The postcode that Mallory comes to in the end."""
    return fortress.treasure.postcode(ORDER)


def _asks(number: str, postcode: str) -> str:
    return f"Wo ist meine Bestellung {number}, PLZ {postcode}?"


def test_in_one_conversation_the_right_postcode_comes_too_late(fortress: Fort, mallory: Mallory, proof: str) -> None:
    chat = mallory.open()
    answers = [chat.say(_asks(ORDER, f"{9000 + guess}")) for guess in range(IN_A_CONVERSATION)]
    assert LOCKED in answers[-1].text
    for again in (_asks(ORDER, proof), f"Bitte stornieren Sie {ORDER}, PLZ {proof}", "Hallo", _asks(ORDER, proof)):
        answer = chat.say(again)
        assert "Steigeisen" not in answer.text
    assert LOCKED in answer.text
    assert fortress.sees(wrong_postcode=IN_A_CONVERSATION - 1, locked=3)


def test_a_list_of_postcodes_is_no_more_than_one_guess(fortress: Fort, mallory: Mallory, proof: str) -> None:
    chat = mallory.open().says(f"Wo ist meine Bestellung {ORDER}?")
    for place in (0, 10):
        many = [f"{9000 + guess}" for guess in range(20)]
        answer = chat.say(", ".join([*many[:place], proof, *many[place:]]))
        assert proof not in [choice["label"] for choice in answer.choices]
    assert "Steigeisen" not in answer.text
    assert fortress.refused()["wrong_postcode"] <= 2


def test_many_conversations_and_addresses_get_ten_guesses_at_an_order(
    fortress: Fort, attacker: Attacker, proof: str
) -> None:
    for guess in range(ABOUT_AN_ORDER):
        attacker().open().say(_asks(ORDER, f"{9000 + guess}"))
    assert LOCKED in attacker().open().say(_asks(ORDER, proof)).text
    assert fortress.sees(wrong_postcode=ABOUT_AN_ORDER - 1, locked=2)
    figures = fortress.staff["olga"].get("/api/insights/refusals", params={"from": fortress.since.isoformat()}).json()
    [guessed] = figures["guessed"]["orders"]
    assert (guessed["key"], guessed["clients"]) == (ORDER, ABOUT_AN_ORDER + 1)


def test_an_address_stays_the_same_whatever_it_says_of_itself(fortress: Fort, mallory: Mallory, proof: str) -> None:
    last = mallory.http.headers["X-Forwarded-For"]
    others = [number for number in fortress.treasure.numbers() if number != ORDER]
    for guess in range(OF_AN_ADDRESS):
        # A proxy adds what it sees behind what came with the request.
        mallory.http.headers["X-Forwarded-For"] = f"203.0.113.{guess}, {last}"
        mallory.http.headers["Forwarded"] = f"for=203.0.113.{guess}"
        mallory.http.headers["X-Real-IP"] = mallory.http.headers["True-Client-IP"] = f"203.0.113.{guess}"
        mallory.open().say(_asks(others[guess], "9999"))
    assert LOCKED in mallory.open().say(_asks(ORDER, proof)).text
    assert fortress.sees(wrong_postcode=OF_AN_ADDRESS - 1, locked=2)
    assert len({item["client"] for item in _items(fortress)}) == 1


def test_one_common_postcode_on_all_orders_from_everywhere_ends_within_the_hour(
    fortress: Fort, attacker: Attacker, proof: str
) -> None:
    closed = fortress.treasure.numbers(f"postcode <> '{proof}' AND number <> '{ORDER}'")[: IN_AN_HOUR + 4]

    def guess(number: str) -> str:
        return attacker().open().say(_asks(number, proof)).text

    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(guess, closed))
    assert LOCKED in guess(ORDER)
    assert fortress.sees(wrong_postcode=IN_AN_HOUR - 1, locked=5)
    assert fortress.refused()["wrong_postcode"] == IN_AN_HOUR - 1


def test_guesses_of_one_moment_are_counted_one_by_one(fortress: Fort, attacker: Attacker, proof: str) -> None:
    chats = [attacker().open() for _ in range(CROWD)]
    with ThreadPoolExecutor(CROWD) as crowd:
        answers = list(crowd.map(lambda pair: pair[1].say(_asks(ORDER, f"{9000 + pair[0]}")), enumerate(chats)))
    assert sum(LOCKED in answer.text for answer in answers) == CROWD - ABOUT_AN_ORDER + 1
    assert LOCKED in attacker().open().say(_asks(ORDER, proof)).text
    assert fortress.sees(wrong_postcode=ABOUT_AN_ORDER - 1, locked=CROWD - ABOUT_AN_ORDER + 2)


def test_messages_of_one_moment_in_one_conversation_are_counted_one_by_one(
    fortress: Fort, mallory: Mallory, proof: str
) -> None:
    chat = mallory.open()
    with ThreadPoolExecutor(12) as crowd:
        sent = list(crowd.map(lambda guess: chat.post(_asks(ORDER, f"{9000 + guess}")), range(12)))
    assert {response.status_code for response in sent} == {201}
    assert LOCKED in chat.say(_asks(ORDER, proof)).text
    assert fortress.sees(wrong_postcode=IN_A_CONVERSATION - 1, locked=1)
    assert fortress.refused()["wrong_postcode"] == IN_A_CONVERSATION - 1


def _items(fortress: Fort) -> list[dict[str, str]]:
    asked = {"from": fortress.since.isoformat()}
    items: list[dict[str, str]] = fortress.staff["olga"].get("/api/refusals", params=asked).json()["items"]
    return items
