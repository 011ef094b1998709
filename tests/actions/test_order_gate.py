"""The gate: nobody sees or changes an order that is not proved to be theirs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic

import pytest
from sqlalchemy import select

from actions.backend.model import OrderState
from actions.backend.port import BackendError
from actions.database import Database
from actions.gate.attempts import (
    DAY,
    HOUR,
    MOST_ABOUT_A_SUBJECT,
    MOST_IN_A_CONVERSATION,
    MOST_OF_A_CLIENT,
    PROOFS_LAST,
)
from actions.gate.orders import Closed, Opened, OrderGate, Proof
from actions.gate.records import wrong_answers
from tests.actions.conftest import NOW
from tests.actions.gates import order_gate, turn

MIAS, JONAS = "BW-104512", "BW-104733"


@pytest.fixture
def gate(shop, any_gate_database) -> OrderGate:
    any_gate_database.seconds = 5
    return order_gate(shop, any_gate_database, lambda: NOW)


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
    for number in range(1, MOST_IN_A_CONVERSATION):
        assert gate.open(turn(number), MIAS, f"800{number + 4}") is Closed.WRONG
    assert gate.open(turn(5), MIAS, "9000") is Closed.LOCKED
    assert gate.open(turn(6), MIAS, "8004") is Closed.LOCKED
    assert gate.open(turn(7), MIAS) is Closed.LOCKED
    assert gate.open(turn(8), "BW-104855", "8004") is Closed.LOCKED, "another order is no way round"
    assert isinstance(gate.open(turn(9, conversation="c2"), MIAS, "8004"), Opened)


def test_wrong_answers_to_different_orders_and_to_none_are_counted_together(gate):
    for number in range(1, MOST_IN_A_CONVERSATION):
        gate.open(turn(number), f"BW-19000{number}", "8004")
    assert gate.open(turn(5), JONAS, "8004") is Closed.LOCKED


def test_what_was_open_before_the_lock_stays_open_to_who_proved_it(gate):
    gate.open(turn(1), MIAS, "8004")
    for number in range(2, 2 + MOST_IN_A_CONVERSATION):
        gate.open(turn(number), JONAS, "8004")
    assert isinstance(gate.open(turn(9), MIAS), Opened)
    assert isinstance(gate.open(turn(9, email="jonas.weber@example.com"), JONAS), Opened)


def test_a_turn_that_is_repeated_is_counted_once(gate):
    for _ in range(MOST_IN_A_CONVERSATION + 3):
        assert gate.open(turn(1), MIAS, "8001") is Closed.WRONG
    assert isinstance(gate.open(turn(2), MIAS, "8004"), Opened)
    assert isinstance(gate.open(turn(2), MIAS, "8004"), Opened)


def test_a_turn_without_an_id_cannot_be_counted_and_opens_nothing(gate):
    with pytest.raises(ValueError, match="without an id"):
        gate.open(replace(turn(), id=""), MIAS, "8004")


def test_guesses_sent_at_the_same_moment_are_all_counted(gate):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda guess: gate.open(turn(guess), MIAS, f"{8100 + guess}"), range(20)))
    assert answers.count(Closed.WRONG) == MOST_IN_A_CONVERSATION - 1
    assert gate.open(turn(99), MIAS, "8004") is Closed.LOCKED


def test_each_wrong_answer_can_be_looked_into(gate, any_gate_database):
    gate.open(turn(1, client="abcd"), MIAS, "8001")
    with any_gate_database.transaction() as connection:
        row = connection.execute(select(wrong_answers)).mappings().one()
    assert (row["conversation"], row["turn"], row["subject"], row["client"]) == ("c1", "turn-1", MIAS, "abcd")
    assert "8001" not in str(dict(row)), "what was typed may be somebody's address"


def test_when_the_gate_cannot_remember_nothing_opens(shop, tmp_path):
    unreachable = tmp_path / "a folder"
    unreachable.mkdir()
    gate = order_gate(shop, Database(f"sqlite:///{unreachable}", seconds=0.2, what="gate database"), lambda: NOW)
    with pytest.raises((BackendError, OSError)):
        gate.open(turn(), MIAS, "8004")


def test_the_gate_makes_its_memory_anew_when_it_was_deleted(shop, tmp_path):
    path = tmp_path / "actions.db"
    gate = order_gate(shop, Database(f"sqlite:///{path}", seconds=1, what="gate database"), lambda: NOW)
    gate.open(turn(1), MIAS, "8004")
    path.unlink()
    with pytest.raises(BackendError):
        gate.open(turn(2), MIAS)
    assert gate.open(turn(3), MIAS) is Closed.NEEDS_POSTCODE


def test_only_an_opened_order_is_cancelled(gate):
    opened = gate.open(turn(1), "BW-104855", "8004")
    assert isinstance(opened, Opened)
    assert gate.cancel(turn(1), opened).order.state is OrderState.CANCELLED


def test_many_conversations_do_not_get_further_with_one_order(gate):
    guesses = [gate.open(turn(n, conversation=f"c{n}", client=f"a{n}"), MIAS, f"{8100 + n}") for n in range(20)]
    assert guesses.count(Closed.WRONG) == MOST_ABOUT_A_SUBJECT - 1
    assert gate.open(turn(99, conversation="new", client="new"), MIAS, "8004") is Closed.LOCKED
    assert isinstance(gate.open(turn(99, conversation="new", client="new"), JONAS, "04109"), Opened)
    assert isinstance(gate.open(turn(99, conversation="new", email="mia.keller@example.com"), MIAS), Opened)


def test_an_order_that_does_not_exist_locks_like_one_that_does(gate):
    for number in range(MOST_ABOUT_A_SUBJECT):
        gate.open(turn(number, conversation=f"c{number}", client=f"a{number}"), "BW-199999", "8004")
    assert gate.open(turn(99, conversation="new", client="new"), "BW-199999") is Closed.LOCKED


def test_one_address_does_not_get_further_with_new_conversations(gate):
    guesses = [gate.open(turn(n, conversation=f"c{n}"), f"BW-1900{n:02}", "8004") for n in range(30)]
    assert guesses.count(Closed.WRONG) == MOST_OF_A_CLIENT - 1
    assert gate.open(turn(99, conversation="new"), MIAS, "8004") is Closed.LOCKED
    assert isinstance(gate.open(turn(99, conversation="new", client="other"), MIAS, "8004"), Opened)


def test_addresses_that_nobody_told_are_not_counted_as_one(gate):
    for number in range(MOST_OF_A_CLIENT):
        gate.open(turn(number, conversation=f"c{number}", client=None), f"BW-1900{number:02}", "8004")
    assert isinstance(gate.open(turn(99, conversation="new", client=None), MIAS, "8004"), Opened)


def test_many_addresses_with_many_orders_end_at_the_limit_of_all(shop, any_gate_database):
    gate = order_gate(shop, any_gate_database, lambda: NOW, in_an_hour=30)
    guesses = [gate.open(turn(n, conversation=f"c{n}", client=f"a{n}"), f"BW-{190000 + n}", "8004") for n in range(50)]
    assert guesses.count(Closed.WRONG) == 29
    assert gate.open(turn(99, conversation="new", client="new"), MIAS, "8004") is Closed.LOCKED
    later = order_gate(shop, any_gate_database, lambda: NOW + HOUR, in_an_hour=30)
    assert isinstance(later.open(turn(99, conversation="new", client="new"), MIAS, "8004"), Opened)


def test_many_at_the_same_moment_do_not_pass_the_limit_of_an_order(gate):
    def guess(number: int) -> object:
        return gate.open(turn(number, conversation=f"c{number}", client=f"a{number}"), MIAS, f"{8100 + number}")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(24)))
    assert answers.count(Closed.WRONG) == MOST_ABOUT_A_SUBJECT - 1


def test_two_guesses_in_one_turn_are_two(gate):
    for number in range(MOST_IN_A_CONVERSATION):
        answer = gate.open(turn(1), MIAS, f"{8100 + number}")
    assert answer is Closed.LOCKED


def test_a_day_later_an_order_can_be_proved_again(shop, any_gate_database):
    gate = order_gate(shop, any_gate_database, lambda: NOW)
    for number in range(MOST_ABOUT_A_SUBJECT):
        gate.open(turn(number, conversation=f"c{number}", client=f"a{number}"), MIAS, "8001")
    tomorrow = order_gate(shop, any_gate_database, lambda: NOW + DAY)
    assert isinstance(tomorrow.open(turn(99, conversation="new"), MIAS, "8004"), Opened)


def test_a_proof_does_not_open_the_order_to_who_sits_there_next_week(shop, any_gate_database):
    order_gate(shop, any_gate_database, lambda: NOW).open(turn(1), MIAS, "8004")
    later = order_gate(shop, any_gate_database, lambda: NOW + PROOFS_LAST)
    assert later.open(turn(2), MIAS) is Closed.NEEDS_POSTCODE
    assert isinstance(later.open(turn(3), MIAS, "8004"), Opened)


def test_a_change_belongs_to_its_turn(gate):
    opened = gate.open(turn(1), "BW-104855", "8004")
    assert isinstance(opened, Opened)
    assert gate.cancel(turn(1), opened).done
    assert gate.cancel(turn(1), opened).done, "a repeat is told the same"
    assert not gate.cancel(turn(2), opened).done
    with pytest.raises(ValueError, match="without an id"):
        gate.cancel(replace(turn(), id=""), opened)


def test_what_was_opened_for_one_turn_changes_nothing_for_another(gate, shop):
    opened = gate.open(turn(1), "BW-104855", "8004")
    assert isinstance(opened, Opened)
    forged = replace(opened, order=shop.order("BW-105156"))
    for change in (gate.cancel, gate.pay_back):
        with pytest.raises(PermissionError):
            change(turn(2, conversation="another"), opened)
        with pytest.raises(PermissionError):
            change(turn(2), forged)
    assert shop.order("BW-104855").state is OrderState.PACKING
    assert shop.order("BW-105156").state is OrderState.PLACED


def test_how_long_a_refusal_takes_does_not_tell_whether_there_is_such_an_order(shop, gate_database):
    gate = order_gate(shop, gate_database, lambda: NOW, no_sooner_s=0.3)
    for number, postcode in ((MIAS, "8001"), ("BW-199999", "8001"), (MIAS, None), ("BW-199999", None)):
        begun = monotonic()
        assert isinstance(gate.open(turn(f"{number} {postcode}"), number, postcode), Closed)
        assert monotonic() - begun >= 0.3
