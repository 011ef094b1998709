"""Who is next, who can help, who is asked, and whether an agent has room."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from handover.domain import agent, routing
from handover.domain.agent import LEASE, Agent, Availability
from handover.domain.errors import AgentFullError
from handover.domain.events import Floor
from handover.domain.routing import ASKED_AGAIN_AFTER, HEAD_START, Desk, Waiting
from handover.domain.team import Needs
from tests.builders import ANN, BEN, NOW, on


def _waiting(minutes: float, own_id: UUID | None = None, **more: Any) -> Waiting:
    """Somebody who has waited for so long."""
    needs = {name: more.pop(name) for name in ("team", "skills", "priority", "language") if name in more}
    known_to = more.pop("known_to", None)
    conversation = replace(
        on(Floor.QUEUE), id=own_id or uuid4(), waiting_since=NOW - timedelta(minutes=minutes), **more
    )
    usual: dict[str, Any] = {"team": "default", "skills": frozenset(), "priority": 0, "language": "de"}
    return Waiting(conversation, Needs(**usual | needs), known_to)


def _at_work(who: Agent, taken: int = 0, **more: Any) -> Desk:
    """Somebody who is there."""
    return Desk(replace(who, availability=Availability.ONLINE, present_until=NOW + LEASE, **more), taken)


def _asked(waiting: list[Waiting], desks: list[Desk], now: datetime = NOW) -> list[tuple[UUID, str]]:
    found = routing.offers(routing.in_order(waiting), desks, now)
    return [(one.conversation.id, asked.name) for one, asked in found]


def test_whoever_waits_longest_is_next() -> None:
    short, long, middle = _waiting(1), _waiting(9), _waiting(5)
    assert routing.in_order([short, long, middle]) == [long, middle, short]
    assert routing.positions(routing.in_order([short, long, middle]))[middle.conversation.id] == 2


def test_two_who_came_in_the_same_moment_keep_one_order() -> None:
    first, second = _waiting(3, UUID(int=1)), _waiting(3, UUID(int=2))
    assert routing.in_order([second, first]) == routing.in_order([first, second]) == [first, second]


def test_a_fraction_of_a_second_counts() -> None:
    exact, later = _waiting(0), _waiting(-1 / 60_000_000)
    assert routing.in_order([later, exact]) == [exact, later]


def test_the_important_come_first_and_nobody_waits_for_ever_behind_them() -> None:
    ordinary, important = _waiting(1), _waiting(0, priority=1)
    assert routing.in_order([ordinary, important]) == [important, ordinary]
    patient = _waiting(HEAD_START / timedelta(minutes=1) + 1)
    assert routing.in_order([important, patient]) == [patient, important]


def test_whoever_lost_their_agent_is_next_whatever_else() -> None:
    lost, important = _waiting(1, at_front=True), _waiting(60, priority=3)
    assert routing.in_order([important, lost]) == [lost, important]


def test_the_place_is_counted_within_the_team() -> None:
    ordered = routing.in_order([_waiting(9, team="returns"), _waiting(8), mine := _waiting(7)])
    assert routing.positions(ordered)[mine.conversation.id] == 2


@pytest.mark.parametrize(
    ("cannot", "needs"),
    [
        ({"availability": Availability.AWAY}, {}),
        ({"availability": Availability.OFFLINE}, {}),
        ({"present_until": NOW}, {}),
        ({"present_until": None}, {}),
        ({"languages": ("en",)}, {}),
        ({"team": "returns"}, {}),
        ({"skills": frozenset({"damage"})}, {"skills": frozenset({"damage", "french"})}),
    ],
)
def test_nobody_is_asked_who_cannot_help(cannot: dict[str, Any], needs: dict[str, Any]) -> None:
    desk = _at_work(ANN)
    assert _asked([_waiting(1, **needs)], [Desk(replace(desk.agent, **cannot), 0)]) == []


def test_who_has_the_skills_is_asked() -> None:
    one = _waiting(1, skills=frozenset({"damage"}))
    assert _asked([one], [_at_work(ANN), _at_work(BEN, skills=frozenset({"damage", "more"}))]) == [
        (one.conversation.id, "Ben")
    ]


def test_the_least_loaded_is_asked_and_nobody_over_their_capacity() -> None:
    first, second, third = (_waiting(minutes, UUID(int=9 - minutes)) for minutes in (3, 2, 1))
    desks = [_at_work(ANN, taken=4, capacity=5), _at_work(BEN, taken=1, capacity=2)]
    assert _asked([first, second, third], desks) == [(first.conversation.id, "Ben"), (second.conversation.id, "Ann")]


def test_who_knows_the_customer_is_asked_first_and_somebody_else_when_they_are_full() -> None:
    one = _waiting(1, known_to=BEN.id)
    assert _asked([one], [_at_work(ANN), _at_work(BEN, taken=4)]) == [(one.conversation.id, "Ben")]
    assert _asked([one], [_at_work(ANN), _at_work(BEN, taken=5)]) == [(one.conversation.id, "Ann")]


def test_whom_a_conversation_was_given_to_is_waited_for_while_they_are_there() -> None:
    one = _waiting(1, wanted_agent_id=BEN.id, team="returns", skills=frozenset({"damage"}))
    here = _at_work(ANN, team="returns", skills=frozenset({"damage"}))
    assert _asked([one], [here, _at_work(BEN)]) == [(one.conversation.id, "Ben")]
    assert _asked([one], [here, _at_work(BEN, taken=5)]) == []
    assert _asked([one], [here, Desk(BEN, 0)]) == [(one.conversation.id, "Ann")]


def test_who_did_not_take_it_is_not_asked_again_at_once() -> None:
    one = _waiting(1, lapsed={str(ANN.id): NOW.isoformat()})
    assert _asked([one], [_at_work(ANN), _at_work(BEN)]) == [(one.conversation.id, "Ben")]
    assert _asked([one], [_at_work(ANN)]) == []
    later = NOW + ASKED_AGAIN_AFTER
    again = Desk(replace(_at_work(ANN).agent, present_until=later + LEASE), 0)
    assert _asked([one], [again], later) == [(one.conversation.id, "Ann")]


def test_what_is_offered_already_is_left_alone() -> None:
    one = _waiting(1, offered_agent_id=BEN.id, offered_until=NOW + LEASE)
    assert _asked([one], [_at_work(ANN)]) == []


@pytest.mark.parametrize(("assigned", "has_room"), [(0, True), (4, True), (5, False), (6, False)])
def test_an_agent_takes_as_many_as_their_capacity_says(assigned: int, has_room: bool) -> None:
    if has_room:
        agent.check_room(ANN, assigned)
        return
    with pytest.raises(AgentFullError):
        agent.check_room(ANN, assigned)
