"""From the bot to a person and back: what is allowed when, and who may do it. Decides only; nothing is stored here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handover.domain.agent import Agent
from handover.domain.conversation import Conversation
from handover.domain.errors import (
    AlreadyAcceptedError,
    ConversationClosedError,
    NotValidError,
    WrongFloorError,
)
from handover.domain.events import Event, Floor
from handover.domain.outcome import AGENT_OUTCOMES, CAUSES
from handover.domain.transitions import check

REASONS = frozenset(
    {
        "asked_for_person",
        "not_understood",
        "out_of_scope",
        "complaint",
        "negative_feedback",
        "no_result",
        "backend_error",
        "bot_unavailable",
        "needs_person",
    }
)
RELEASE_REASONS = frozenset({"given_back", "transferred"})


def _event(conversation: Conversation, name: str, now: datetime, **data: Any) -> Event:
    check(conversation.floor, name)
    return Event(name, now, data)


def _mine(conversation: Conversation, agent: Agent) -> None:
    """Raise unless `agent` has the floor here."""
    if conversation.floor is Floor.AGENT and conversation.agent_id != agent.id:
        raise WrongFloorError(f"{conversation.agent_name} has this conversation.", {"floor": "agent"})


def escalate(conversation: Conversation, reason: str, context: Mapping[str, Any] | None, now: datetime) -> Event:
    """The customer leaves the bot for the queue. An unknown `reason` counts as `needs_person`."""
    known = reason if reason in REASONS else "needs_person"
    return _event(conversation, "escalated", now, reason=known, context=dict(context or {}))


def withdraw(conversation: Conversation, now: datetime) -> Event:
    """The customer changed their mind while waiting."""
    return _event(conversation, "withdrawn", now)


def tell_to_wait(
    conversation: Conversation, why: str, opens_at: datetime | None, answer_by: datetime | None, now: datetime
) -> Event:
    """The customer is told that it takes longer, and until when an answer could be promised instead.

    Args:
        conversation: Theirs.
        why: `closed`, `nobody` (on duty within opening hours) or `long`.
        opens_at: When the team is there again, for `closed`.
        answer_by: When a promise made now would be due.
        now: The time.
    """
    times = {name: at.isoformat() if at else None for name, at in (("opens_at", opens_at), ("answer_by", answer_by))}
    return _event(conversation, "told_to_wait", now, why=why, **times)


def offer(conversation: Conversation, agent: Agent, until: datetime, now: datetime) -> Event:
    """`agent` is asked to accept the waiting conversation until `until`; anybody else may still be quicker."""
    return _event(conversation, "offered", now, agent=agent.as_data(), until=until.isoformat())


def lapse(conversation: Conversation, why: str, now: datetime) -> Event:
    """Whoever was asked did not take it: `late`, `declined`, `gone` or `full`.

    Raises:
        WrongFloorError: Nobody was asked.
    """
    check(conversation.floor, "offer_lapsed")
    if conversation.offered_agent_id is None:
        raise WrongFloorError("This conversation is not offered to anybody.", {"floor": conversation.floor.value})
    asked = {"id": str(conversation.offered_agent_id), "name": conversation.offered_agent_name}
    return _event(conversation, "offer_lapsed", now, agent=asked, why=why)


def accept(conversation: Conversation, agent: Agent, now: datetime) -> Event:
    """`agent` takes the waiting conversation. Whether they have room is for `agent.check_room`.

    Raises:
        AlreadyAcceptedError: Another agent was first.
    """
    if conversation.floor is Floor.AGENT:
        raise AlreadyAcceptedError(
            f"{conversation.agent_name} accepted this conversation already.",
            {"agent": {"id": str(conversation.agent_id), "name": conversation.agent_name}},
        )
    return _event(conversation, "accepted", now, agent=agent.as_data())


def release(
    conversation: Conversation, agent: Agent, reason: str, to: Mapping[str, str] | None, now: datetime
) -> Event:
    """`agent` gives the conversation back to the queue, for everybody or for the team or agent in `to`."""
    _mine(conversation, agent)
    if reason not in RELEASE_REASONS:
        raise NotValidError(f"'{reason}' is no reason to release.", {"reasons": sorted(RELEASE_REASONS)})
    return _event(conversation, "released", now, agent=agent.as_data(), reason=reason, to=dict(to) if to else None)


def take_back(conversation: Conversation, reason: str, now: datetime) -> Event:
    """Whoever has the conversation is gone (`agent_gone`) or silent (`agent_silent`): it goes to the front."""
    agent = {"id": str(conversation.agent_id), "name": conversation.agent_name}
    return _event(conversation, "released", now, agent=agent, reason=reason, to=None)


def return_to_bot(
    conversation: Conversation, agent: Agent, summary: str, slots: Mapping[str, Any], now: datetime
) -> Event:
    """`agent` hands the conversation back to the bot, which then knows `slots`."""
    _mine(conversation, agent)
    return _event(conversation, "returned_to_bot", now, agent=agent.as_data(), summary=summary, slots=dict(slots))


def resolve(
    conversation: Conversation, agent: Agent, outcome: str, cause: str, note: str | None, now: datetime
) -> list[Event]:
    """`agent` ends the handover and with it the conversation."""
    _mine(conversation, agent)
    if outcome not in AGENT_OUTCOMES:
        raise NotValidError(f"'{outcome}' is no outcome of an agent.", {"outcomes": sorted(AGENT_OUTCOMES)})
    if cause not in CAUSES:
        raise NotValidError(f"'{cause}' is no cause.", {"causes": list(CAUSES)})
    resolved = _event(
        conversation, "resolved", now, agent=agent.as_data(), outcome=outcome, cause=cause, note=note or None
    )
    return [resolved, Event("closed", now, {"outcome": outcome})]


def reply(conversation: Conversation, agent: Agent) -> None:
    """Raise unless `agent` may write to the customer now."""
    if conversation.floor is Floor.CLOSED:
        raise ConversationClosedError
    if conversation.floor is not Floor.AGENT:
        raise WrongFloorError("Accept the conversation before you answer.", {"floor": conversation.floor.value})
    _mine(conversation, agent)


def reopen(conversation: Conversation, now: datetime) -> list[Event]:
    """What has to happen before a customer can be heard again: nothing, or `reopened` after the end."""
    return [Event("reopened", now, {})] if conversation.floor is Floor.CLOSED else []


def close(conversation: Conversation, outcome: str, now: datetime) -> Event:
    """The customer left or fell silent."""
    return _event(conversation, "closed", now, outcome=outcome)


def promise(conversation: Conversation, due_at: datetime, now: datetime) -> Event:
    """The customer leaves their question and is answered until `due_at`; until then the conversation has ended."""
    return _event(conversation, "promised", now, due_at=due_at.isoformat())


def keep_promise(conversation: Conversation, due_at: datetime, agent: Agent, now: datetime) -> list[Event]:
    """`agent` answers what was to be answered until `due_at`; that may be how the conversation ended."""
    kept = [_event(conversation, "promise_kept", now, due_at=due_at.isoformat(), agent=agent.as_data())]
    if conversation.floor is Floor.CLOSED and conversation.outcome is None:
        kept.append(close(conversation, "promise_kept", now))
    return kept


def break_promise(conversation: Conversation, now: datetime) -> list[Event]:
    """The time for the answer is over; that is how the conversation ended, unless the customer came back."""
    due_at = conversation.promise_due_at
    broken = [_event(conversation, "promise_broken", now, due_at=due_at.isoformat() if due_at else None)]
    if conversation.floor is Floor.CLOSED and conversation.outcome is None:
        broken.append(close(conversation, "promise_broken", now))
    return broken
