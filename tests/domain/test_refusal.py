"""What is noted of an attempt that was refused, and what never is."""

import pytest

from handover.domain.refusal import GUESSES, RefusalKind, of_turn, order_number


@pytest.mark.parametrize("subject", ["BW-104512", "BW104512", "R/20261122001", "ORDER 104512"])
def test_the_number_of_an_order_is_kept(subject: str) -> None:
    assert order_number(subject) == subject


@pytest.mark.parametrize(
    "typed",
    [
        *["8004", "CH-8004", "D-80331", "80331", "123456", "A1B2C3", "mia@example.com"],
        *["bw-104512 8004", "BW-104512\n8004", "", None, 104512, ["BW-104512"], "X" * 10_000, "BW-" + "1" * 10_000],
    ],
)
def test_what_could_be_a_proof_that_was_typed_is_not_kept(typed: object) -> None:
    assert order_number(typed) is None


def _refused(kind: object, subject: object = None) -> dict[str, object]:
    return {"refused": {"kind": kind, "subject": subject}}


def test_a_turn_says_each_refusal_once() -> None:
    signals = [_refused("wrong_postcode", "BW-104512"), {"failure": {"kind": "no_result"}}]
    signals += [_refused("wrong_postcode", "BW-104512"), _refused("locked", "BW-104512")]
    assert of_turn(signals) == [(RefusalKind.WRONG_POSTCODE, "BW-104512"), (RefusalKind.LOCKED, "BW-104512")]


def test_a_proof_in_the_place_of_the_order_is_left_out_and_the_attempt_is_not() -> None:
    assert of_turn([_refused("wrong_code", "482913")]) == [(RefusalKind.WRONG_CODE, None)]


@pytest.mark.parametrize("kind", ["command_typed", "foreign_conversation", "something_new", "", None])
def test_the_bot_can_tell_only_what_it_is_asked_to(kind: object) -> None:
    assert of_turn([_refused(kind, "BW-104512")]) == []


def test_a_bot_gone_wrong_does_not_fill_the_log() -> None:
    assert len(of_turn([_refused("wrong_postcode", f"BW-{number:06}") for number in range(1_000)])) == 5


def test_what_anybody_may_do_by_mistake_on_a_page_is_no_guess() -> None:
    assert RefusalKind.CHOICE_NOT_OFFERED not in GUESSES
    assert RefusalKind.IDENTITY_NOT_VALID not in GUESSES
