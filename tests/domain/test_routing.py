"""Who is next, and whether an agent has room."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from handover.domain import agent, routing
from handover.domain.conversation import Conversation
from handover.domain.errors import AgentFullError
from handover.domain.events import Floor
from tests.builders import ANN, NOW, on


def _waiting(minutes: int, own_id: UUID | None = None) -> Conversation:
    """A conversation that has waited for so long."""
    return replace(on(Floor.QUEUE), id=own_id or uuid4(), waiting_since=NOW - timedelta(minutes=minutes))


def test_whoever_waits_longest_is_next() -> None:
    short, long, middle = _waiting(1), _waiting(9), _waiting(5)
    assert routing.in_order([short, long, middle]) == [long, middle, short]
    assert routing.position([short, long, middle], middle.id) == 2


def test_two_who_came_in_the_same_moment_keep_one_order() -> None:
    first, second = _waiting(3, UUID(int=1)), _waiting(3, UUID(int=2))
    assert routing.in_order([second, first]) == routing.in_order([first, second]) == [first, second]


def test_a_fraction_of_a_second_counts() -> None:
    exact = replace(_waiting(0), waiting_since=NOW)
    later = replace(_waiting(0), waiting_since=NOW + timedelta(microseconds=1))
    assert routing.in_order([later, exact]) == [exact, later]


def test_who_does_not_wait_has_no_position() -> None:
    assert routing.position([_waiting(1)], uuid4()) is None


@pytest.mark.parametrize(("assigned", "has_room"), [(0, True), (4, True), (5, False), (6, False)])
def test_an_agent_takes_as_many_as_their_capacity_says(assigned: int, has_room: bool) -> None:
    if has_room:
        agent.check_room(ANN, assigned)
        return
    with pytest.raises(AgentFullError):
        agent.check_room(ANN, assigned)
