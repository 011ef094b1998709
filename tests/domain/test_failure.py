"""Which failure a turn was, when several kinds fit."""

from itertools import combinations

import pytest

from handover.domain import failure
from handover.domain.handover import REASONS

PRECEDENCE = [
    "bot_unavailable",
    "backend_error",
    "no_result",
    "out_of_scope",
    "not_understood",
    "unhelpful_answer",
    "asked_for_person",
    "gave_up",
]


@pytest.mark.parametrize(("earlier", "later"), list(combinations(PRECEDENCE, 2)))
def test_of_two_kinds_the_one_named_first_counts_in_whatever_order_they_came(earlier: str, later: str) -> None:
    assert failure.first_of([later, earlier]) == failure.first_of([earlier, later]) == earlier


def test_kinds_that_nobody_knows_are_left_out() -> None:
    assert failure.first_of(["bad mood", "gave_up"]) == "gave_up"
    assert failure.first_of(["bad mood"]) is None


def test_a_turn_that_went_well_is_no_failure() -> None:
    assert failure.of_turn([], fallback=False) is None


def test_a_turn_that_was_not_understood_is_one_even_when_the_bot_forgets_to_say_so() -> None:
    assert failure.of_turn([], fallback=True) == ("not_understood", None)


def test_the_detail_of_the_kind_that_counts_is_kept() -> None:
    signals = [
        {"failure": {"kind": "not_understood", "detail": "rung 2"}},
        {"failure": {"kind": "backend_error", "detail": "the shop is away"}},
    ]
    assert failure.of_turn(signals, fallback=True) == ("backend_error", "the shop is away")


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("asked_for_person", "asked_for_person"),
        ("not_understood", "not_understood"),
        ("out_of_scope", "out_of_scope"),
        ("negative_feedback", "unhelpful_answer"),
        ("no_result", "no_result"),
        ("backend_error", "backend_error"),
        ("bot_unavailable", "bot_unavailable"),
        ("complaint", None),
        ("needs_person", None),
    ],
)
def test_leaving_the_bot_is_a_failure_unless_the_matter_is_a_persons_by_design(reason: str, kind: str | None) -> None:
    assert failure.kind_of_reason(reason) == kind
    assert failure.of_turn([{"escalate": {"reason": reason}}], fallback=False) == ((kind, None) if kind else None)


def test_every_reason_was_thought_of() -> None:
    assert {reason for reason in REASONS if failure.kind_of_reason(reason) is None} == {"complaint", "needs_person"}


def test_the_ladders_last_rung_is_one_failure_with_its_detail() -> None:
    signals = [{"failure": {"kind": "not_understood", "detail": "rung 4"}}, {"escalate": {"reason": "not_understood"}}]
    assert failure.of_turn(signals, fallback=True) == ("not_understood", "rung 4")


def test_what_a_form_was_told_is_not_a_message_that_nobody_understood() -> None:
    assert failure.not_read(fallback=True, actions=[{"name": "action_fallback", "ok": True}])
    assert not failure.not_read(fallback=True, actions=[{"name": "validate_return_item_form", "ok": True}])
    assert not failure.not_read(fallback=False, actions=None)
