"""The gate: nobody sees or changes an order that is not proved to be theirs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from actions.attempts import MOST_WRONG_ANSWERS, Attempts, wrong_answers
from actions.backend.model import OrderState
from actions.backend.port import BackendError
from actions.database import Database
from actions.identity import Closed, Gate, Opened, Proof
from actions.turn import Turn
from tests.actions.conftest import NOW

MIAS, JONAS = "BW-104512", "BW-104733"


@pytest.fixture
def gate(shop, any_gate_database) -> Gate:
    any_gate_database.seconds = 5
    return Gate(shop, Attempts(any_gate_database, lambda: NOW))


def turn(number: int = 1, *, email: str | None = None, conversation: str = "c1", client: str = "c0ffee") -> Turn:
    return Turn(
        conversation=conversation,
        id=f"turn-{number}",
        language="de",
        text="",
        intent="inform",
        ranking=(),
        entities=(),
        identity={"email": email} if email else {},
        client=client,
        slots={},
        events=(),
    )


def test_without_proof_an_order_stays_closed(gate):
    assert gate.open(turn(), MIAS) is Closed.NEEDS_POSTCODE


def test_the_postcode_of_its_address_opens_an_order(gate):
    opened = gate.open(turn(), MIAS, "8004")
    assert isinstance(opened, Opened)
    assert (opened.order.number, opened.how) == (MIAS, Proof.POSTCODE)


def test_a_proved_order_stays_open_in_its_conversation_and_in_no_other(gate):
    gate.open(turn(1), MIAS, "8004")
    assert isinstance(gate.open(turn(2), MIAS), Opened)
    assert gate.open(turn(2), "BW-104855") is Closed.NEEDS_POSTCODE, "the same customer's other order is another secret"
    assert gate.open(turn(3, conversation="c2"), MIAS) is Closed.NEEDS_POSTCODE


def test_a_signed_identity_opens_its_owners_orders_and_no_others(gate):
    opened = gate.open(turn(email="Mia.Keller@Example.com "), MIAS)
    assert isinstance(opened, Opened)
    assert opened.how is Proof.IDENTITY
    assert gate.open(turn(email="mia.keller@example.com"), JONAS) is Closed.NEEDS_POSTCODE


def test_an_identity_is_not_kept_for_the_time_after_signing_out(gate):
    gate.open(turn(1, email="mia.keller@example.com"), MIAS)
    assert gate.open(turn(2), MIAS) is Closed.NEEDS_POSTCODE


@pytest.mark.parametrize(
    "claims", [{}, {"email": ""}, {"email": None}, {"email": ["mia.keller@example.com"]}, {"sub": "1"}]
)
def test_an_identity_without_an_address_opens_nothing(gate, claims):
    assert gate.open(replace(turn(), identity=claims), MIAS) is Closed.NEEDS_POSTCODE


def test_an_order_that_does_not_exist_answers_like_a_wrong_postcode(gate):
    assert gate.open(turn(1), "BW-199999") is gate.open(turn(1), MIAS) is Closed.NEEDS_POSTCODE
    assert gate.open(turn(2), "BW-199999", "8004") is gate.open(turn(3), MIAS, "8001") is Closed.WRONG


def test_a_postcode_without_its_leading_zero_is_wrong(gate):
    assert gate.open(turn(), JONAS, "4109") is Closed.WRONG
    assert isinstance(gate.open(turn(2), JONAS, "04109"), Opened)


def test_after_five_wrong_answers_a_right_one_opens_nothing(gate):
    for number in range(1, MOST_WRONG_ANSWERS):
        assert gate.open(turn(number), MIAS, f"800{number + 4}") is Closed.WRONG
    assert gate.open(turn(5), MIAS, "9000") is Closed.LOCKED
    assert gate.open(turn(6), MIAS, "8004") is Closed.LOCKED
    assert gate.open(turn(7), MIAS) is Closed.LOCKED
    assert gate.open(turn(8), "BW-104855", "8004") is Closed.LOCKED, "another order is no way round"
    assert isinstance(gate.open(turn(9, conversation="c2"), MIAS, "8004"), Opened)


def test_wrong_answers_to_different_orders_and_to_none_are_counted_together(gate):
    for number in range(1, MOST_WRONG_ANSWERS):
        gate.open(turn(number), f"BW-19000{number}", "8004")
    assert gate.open(turn(5), JONAS, "8004") is Closed.LOCKED


def test_what_was_open_before_the_lock_stays_open_to_who_proved_it(gate):
    gate.open(turn(1), MIAS, "8004")
    for number in range(2, 2 + MOST_WRONG_ANSWERS):
        gate.open(turn(number), JONAS, "8004")
    assert isinstance(gate.open(turn(9), MIAS), Opened)
    assert isinstance(gate.open(turn(9, email="jonas.weber@example.com"), JONAS), Opened)


def test_a_turn_that_is_repeated_is_counted_once(gate):
    for _ in range(MOST_WRONG_ANSWERS + 3):
        assert gate.open(turn(1), MIAS, "8001") is Closed.WRONG
    assert isinstance(gate.open(turn(2), MIAS, "8004"), Opened)
    assert isinstance(gate.open(turn(2), MIAS, "8004"), Opened)


def test_a_turn_without_an_id_cannot_be_counted_and_opens_nothing(gate):
    with pytest.raises(ValueError, match="without an id"):
        gate.open(replace(turn(), id=""), MIAS, "8004")


def test_guesses_sent_at_the_same_moment_are_all_counted(gate):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda guess: gate.open(turn(guess), MIAS, f"{8100 + guess}"), range(20)))
    assert answers.count(Closed.WRONG) == MOST_WRONG_ANSWERS - 1
    assert gate.open(turn(99), MIAS, "8004") is Closed.LOCKED


def test_each_wrong_answer_can_be_looked_into(gate, any_gate_database):
    gate.open(turn(1, client="abcd"), MIAS, "8001")
    with any_gate_database.transaction() as connection:
        row = connection.execute(select(wrong_answers)).mappings().one()
    assert (row["conversation"], row["turn"], row["order_number"], row["client"]) == ("c1", "turn-1", MIAS, "abcd")
    assert "8001" not in str(dict(row)), "what was typed may be somebody's address"


def test_when_the_gate_cannot_remember_nothing_opens(shop, tmp_path):
    unreachable = tmp_path / "a folder"
    unreachable.mkdir()
    gate = Gate(shop, Attempts(Database(f"sqlite:///{unreachable}", seconds=0.2, what="gate database"), lambda: NOW))
    with pytest.raises((BackendError, OSError)):
        gate.open(turn(), MIAS, "8004")


def test_the_gate_makes_its_memory_anew_when_it_was_deleted(shop, tmp_path):
    path = tmp_path / "actions.db"
    gate = Gate(shop, Attempts(Database(f"sqlite:///{path}", seconds=1, what="gate database"), lambda: NOW))
    gate.open(turn(1), MIAS, "8004")
    path.unlink()
    with pytest.raises(BackendError):
        gate.open(turn(2), MIAS)
    assert gate.open(turn(3), MIAS) is Closed.NEEDS_POSTCODE


def test_only_an_opened_order_is_cancelled(gate):
    opened = gate.open(turn(1), "BW-104855", "8004")
    assert isinstance(opened, Opened)
    assert gate.cancel(opened, "turn-1").order.state is OrderState.CANCELLED
