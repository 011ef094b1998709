"""From the bot to a person and back: every event on every floor either moves it as the table says or is refused."""

from collections.abc import Callable

import pytest

from handover.domain import handover
from handover.domain.conversation import Conversation
from handover.domain.errors import (
    AlreadyAcceptedError,
    ConversationClosedError,
    NotValidError,
    WrongFloorError,
)
from handover.domain.events import EVENT_TYPES, Event, Floor
from handover.domain.transitions import TRANSITIONS, refusal
from tests.builders import ACCEPTED, ANN, BEN, ESCALATED, NOW, RELEASED, after, on

Decide = Callable[[Conversation], Event | list[Event]]


def _lapse(conversation: Conversation) -> Event:
    """What was offered is not taken; on the other floors nothing is on offer."""
    if conversation.floor is Floor.QUEUE:
        conversation = conversation.apply(handover.offer(conversation, ANN, NOW, NOW))
    return handover.lapse(conversation, "late", NOW)


DECISIONS: dict[str, Decide] = {
    "escalated": lambda one: handover.escalate(one, "complaint", None, NOW),
    "withdrawn": lambda one: handover.withdraw(one, NOW),
    "told_to_wait": lambda one: handover.tell_to_wait(one, "long", None, NOW, NOW),
    "offered": lambda one: handover.offer(one, ANN, NOW, NOW),
    "offer_lapsed": _lapse,
    "accepted": lambda one: handover.accept(one, ANN, NOW),
    "released": lambda one: handover.release(one, ANN, "given_back", None, NOW),
    "returned_to_bot": lambda one: handover.return_to_bot(one, ANN, "geklärt", {}, NOW),
    "resolved": lambda one: handover.resolve(one, ANN, "solved_by_agent", "misunderstood", None, NOW),
    "closed": lambda one: handover.close(one, "self_served", NOW),
    "promised": lambda one: handover.promise(one, NOW, NOW),
    "promise_kept": lambda one: handover.keep_promise(one, NOW, ANN, NOW),
    "promise_broken": lambda one: handover.break_promise(one, NOW),
    "reopened": lambda one: handover.reopen(one, NOW),
}

# Written down a second time on purpose: the table of docs/protocol.md as a person reads it.
ALLOWED = {
    ("bot", "escalated"): "queue",
    ("bot", "promised"): "closed",
    ("bot", "closed"): "closed",
    ("queue", "told_to_wait"): "queue",
    ("queue", "offered"): "queue",
    ("queue", "offer_lapsed"): "queue",
    ("queue", "withdrawn"): "bot",
    ("queue", "accepted"): "agent",
    ("queue", "promised"): "closed",
    ("queue", "closed"): "closed",
    ("agent", "released"): "queue",
    ("agent", "returned_to_bot"): "bot",
    ("agent", "resolved"): "closed",
    ("agent", "closed"): "closed",
    ("closed", "closed"): "closed",
    ("closed", "reopened"): "bot",
    **{
        (floor, name): floor
        for floor in ("bot", "queue", "agent", "closed")
        for name in ("promise_kept", "promise_broken")
    },
}


def test_the_table_is_the_one_of_the_protocol() -> None:
    assert {(floor.value, name): to.value for (floor, name), to in TRANSITIONS.items()} == ALLOWED


def test_the_table_and_the_kinds_of_events_move_the_floor_to_the_same_place() -> None:
    for (floor, name), to in TRANSITIONS.items():
        assert (EVENT_TYPES[name].floor or floor) is to


@pytest.mark.parametrize("floor", Floor)
@pytest.mark.parametrize("name", DECISIONS)
def test_every_event_on_every_floor_is_a_transition_or_a_named_error(floor: Floor, name: str) -> None:
    conversation = on(floor)
    if name == "reopened" and floor is not Floor.CLOSED:
        assert DECISIONS[name](conversation) == []
        return
    if (floor, name) in TRANSITIONS:
        decided = DECISIONS[name](conversation)
        for happened in decided if isinstance(decided, list) else [decided]:
            conversation = conversation.apply(happened)
        assert conversation.floor is TRANSITIONS[floor, name]
        return
    expected: type[Exception] = ConversationClosedError if floor is Floor.CLOSED else WrongFloorError
    if (floor, name) == (Floor.AGENT, "accepted"):
        expected = AlreadyAcceptedError
    assert refusal(floor, name) is expected
    with pytest.raises(expected):
        DECISIONS[name](conversation)


def test_no_other_event_moves_the_floor() -> None:
    moving = {name for name, kind in EVENT_TYPES.items() if kind.floor is not None}
    assert moving - {"conversation_opened"} <= {name for _, name in TRANSITIONS}
    assert set(DECISIONS) == {name for _, name in TRANSITIONS}


@pytest.mark.parametrize("floor", Floor)
def test_a_customer_who_writes_reopens_only_what_has_ended(floor: Floor) -> None:
    reopened = handover.reopen(on(floor), NOW)
    assert [happened.name for happened in reopened] == (["reopened"] if floor is Floor.CLOSED else [])


def test_whoever_comes_second_learns_who_accepted() -> None:
    with pytest.raises(AlreadyAcceptedError) as refused:
        handover.accept(after(ESCALATED, ACCEPTED), BEN, NOW)
    assert refused.value.details == {"agent": {"id": str(ANN.id), "name": "Ann"}}


@pytest.mark.parametrize("name", ["released", "returned_to_bot", "resolved"])
def test_only_the_agent_who_has_a_conversation_ends_or_gives_it_back(name: str) -> None:
    by_ben: dict[str, Decide] = {
        "released": lambda one: handover.release(one, BEN, "given_back", None, NOW),
        "returned_to_bot": lambda one: handover.return_to_bot(one, BEN, "", {}, NOW),
        "resolved": lambda one: handover.resolve(one, BEN, "solved_by_agent", "misunderstood", None, NOW),
    }
    with pytest.raises(WrongFloorError):
        by_ben[name](on(Floor.AGENT))


@pytest.mark.parametrize(
    ("floor", "refused"),
    [(Floor.BOT, WrongFloorError), (Floor.QUEUE, WrongFloorError), (Floor.CLOSED, ConversationClosedError)],
)
def test_an_agent_writes_to_a_customer_only_with_the_floor(floor: Floor, refused: type[Exception]) -> None:
    handover.reply(on(Floor.AGENT), ANN)
    with pytest.raises(refused):
        handover.reply(on(floor), ANN)
    with pytest.raises(WrongFloorError):
        handover.reply(on(Floor.AGENT), BEN)


def test_an_escalation_for_an_unknown_reason_still_reaches_a_person() -> None:
    assert handover.escalate(on(Floor.BOT), "something new", None, NOW).data["reason"] == "needs_person"


def test_what_the_bot_knew_travels_with_the_escalation() -> None:
    context = {"slots": {"order_number": "BW-104512"}, "order": "BW-104512", "verified": {"BW-104512": "postcode"}}
    assert handover.escalate(on(Floor.BOT), "complaint", context, NOW).data["context"] == context


def test_resolving_ends_the_handover_and_the_conversation_with_one_outcome() -> None:
    resolved, closed = handover.resolve(on(Floor.AGENT), ANN, "unsolved_by_agent", "technical_error", "", NOW)
    assert (resolved.name, closed.name) == ("resolved", "closed")
    assert resolved.data["outcome"] == closed.data["outcome"] == "unsolved_by_agent"
    assert resolved.data["note"] is None


@pytest.mark.parametrize(
    ("outcome", "cause"),
    [("self_served", "misunderstood"), ("gave_up_in_queue", "misunderstood"), ("solved_by_agent", "moon phase")],
)
def test_an_agent_gives_only_outcomes_and_causes_that_are_an_agents(outcome: str, cause: str) -> None:
    with pytest.raises(NotValidError):
        handover.resolve(on(Floor.AGENT), ANN, outcome, cause, None, NOW)


def test_a_release_needs_a_reason_that_reports_know() -> None:
    with pytest.raises(NotValidError):
        handover.release(on(Floor.AGENT), ANN, "lunch", None, NOW)


def test_a_conversation_that_was_given_back_can_be_accepted_by_somebody_else() -> None:
    accepted = handover.accept(after(ESCALATED, ACCEPTED, RELEASED), BEN, NOW)
    assert accepted.data["agent"]["name"] == "Ben"
