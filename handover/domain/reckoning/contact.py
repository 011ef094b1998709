"""A conversation as reports count it. It follows from the log alone, and is reckoned anew when the log has grown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

# Intents that are no matter: what is said around one.
_TALK = frozenset(
    {
        "greet",
        "goodbye",
        "thank",
        "affirm",
        "deny",
        "inform",
        "ask_capabilities",
        "bot_challenge",
        "contact_human_agent",
        "out_of_scope",
        "nlu_fallback",
    }
)


@dataclass(frozen=True, slots=True)
class Contact:
    """What a conversation was, in figures. Times are in UTC, durations in seconds; unknown is None.

    Attributes:
        seq: Up to which event of the log it is reckoned.
        said_at: When the customer wrote last; None while they did not.
        ended_at: When it ended last; None while it is open.
        outcome: How it ended last; None while it is open, and while an answer is promised.
        page: The address at which it began, without what stands behind `?` or `#`.
        touchpoint: Where on their way the customer met us: by the page, the order as it was then, the matter.
        matters: What the customer wanted, as intents, in the order in which they said it.
        failure: Of the kinds of its failures the first by precedence.
        turns: Messages of the customer for the bot; `understood` and `failed` are of these.
        reason: Why the customer left the bot first.
        cause: Why self-service did not do, as the agent who resolved it said last.
        team: Whose queue it was in last.
        first_answer_s: From the customer's first message to the first answer of bot or agent.
        bot_stars: The newest rating that was given before any agent had said something; `people_stars` after.
        helpful: Judged messages of the bot, each by its newest judgement; `unhelpful` likewise.
    """

    conversation_id: UUID
    opened_at: datetime
    seq: int = 0
    said_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    language: str = "de"
    page: str | None = None
    touchpoint: str | None = None
    matters: tuple[str, ...] = ()
    failure: str | None = None
    turns: int = 0
    understood: int = 0
    failed: int = 0
    handovers: int = 0
    reason: str | None = None
    cause: str | None = None
    team: str | None = None
    first_answer_s: float | None = None
    waiting_s: float = 0
    agent_s: float = 0
    promises_kept: int = 0
    promises_broken: int = 0
    bot_stars: int | None = None
    people_stars: int | None = None
    helpful: int = 0
    unhelpful: int = 0

    @property
    def matter(self) -> str | None:
        """What the customer came for."""
        return self.matters[0] if self.matters else None


def matter_of(understood: Mapping[str, Any]) -> str | None:
    """The matter that a message was about by the fields of its `turn_understood`, or None."""
    if understood.get("fallback"):
        return None
    intent = understood.get("meant") or understood.get("intent")
    return intent if intent and intent not in _TALK else None


# What a correction is about: all that reports of a period count or add up.
CORRECTED = (
    "outcome",
    "durable",
    "matters",
    "touchpoint",
    "language",
    "failure",
    "turns",
    "understood",
    "failed",
    "handovers",
    "reason",
    "cause",
    "team",
    "first_answer_s",
    "waiting_s",
    "agent_s",
    "promises_kept",
    "promises_broken",
    "bot_stars",
    "people_stars",
    "helpful",
    "unhelpful",
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of a past day that became another one.

    Attributes:
        field: One of CORRECTED.
        was: What reports had said.
        now: What they say instead.
    """

    field: str
    was: Any
    now: Any


def corrections(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Correction]:
    """What of a stored contact that reports have shown is another now.

    Whether a resolution held was shown as not known before it became known, and is then no correction.
    """
    changed = [name for name in CORRECTED if was[name] != now[name]]
    return [Correction(name, was[name], now[name]) for name in changed if not (name == "durable" and was[name] is None)]
