"""Turns in which self-service failed: their kinds, and which kind counts."""

from collections.abc import Iterable, Mapping
from typing import Any

# Order is precedence: a turn has one record, of the first kind that fits.
KINDS = (
    "bot_unavailable",
    "backend_error",
    "no_result",
    "out_of_scope",
    "not_understood",
    "unhelpful_answer",
    "asked_for_person",
    "gave_up",
    "asked_again",
    "came_back",
)
# What failed for a reason of the technique says nothing about what customers want.
TECHNICAL = frozenset({"bot_unavailable", "backend_error"})
# The same matter asked about again and answered alike (`reckoning.fold`); a matter that was resolved, in another chat
# (`reckoning.returns`).
FOUND_LATER = frozenset({"asked_again", "came_back"})

# Why a customer left the bot, seen as a failure of self-service. A complaint, or a matter that is a person's by
# design, is none.
_KIND_OF_REASON = {
    "bot_unavailable": "bot_unavailable",
    "backend_error": "backend_error",
    "no_result": "no_result",
    "out_of_scope": "out_of_scope",
    "not_understood": "not_understood",
    "negative_feedback": "unhelpful_answer",
    "asked_for_person": "asked_for_person",
}


def kind_of_reason(reason: str) -> str | None:
    """The kind of failure that an escalation for `reason` is, or None when self-service did not fail."""
    return _KIND_OF_REASON.get(reason)


def first_of(kinds: Iterable[str]) -> str | None:
    """The kind that counts among those that fit; unknown ones are left out."""
    known = [kind for kind in kinds if kind in KINDS]
    return min(known, key=KINDS.index) if known else None


def in_form(actions: Iterable[Mapping[str, Any]] | None) -> bool:
    """Whether a form was at work, which reads what it is told by itself: "8004" means nothing anywhere else."""
    return any(str(action["name"]).endswith("_form") for action in actions or ())


def not_read(*, fallback: bool, actions: Iterable[Mapping[str, Any]] | None) -> bool:
    """Whether a message was not understood. What a form cannot read it signals."""
    return fallback and not in_form(actions)


def of_turn(signals: Iterable[Mapping[str, Any]], *, fallback: bool) -> tuple[str, str | None] | None:
    """Kind and detail of the failure that a turn was, or None when it went well.

    Args:
        signals: What the bot asked the service to do.
        fallback: Whether the bot did not understand.
    """
    found: dict[str, str | None] = {"not_understood": None} if fallback else {}
    for signal in signals:
        if failed := signal.get("failure"):
            found[failed["kind"]] = failed.get("detail")
        elif (escalate := signal.get("escalate")) and (kind := kind_of_reason(escalate["reason"])):
            found.setdefault(kind, None)
    kind = first_of(found)
    return (kind, found[kind]) if kind else None
