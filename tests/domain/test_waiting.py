"""How long somebody in the queue will wait."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.domain.agent import Agent, Availability
from handover.domain.events import Floor
from handover.domain.pace import Pace
from handover.domain.routing import Desk, Waiting
from handover.domain.team import Needs
from handover.domain.waiting import EXPERIENCE, Wait, outlooks, wait
from tests.builders import ANN, BEN, NOW, on

seconds = st.lists(st.floats(0, 7_200), min_size=EXPERIENCE, max_size=50)
paces = st.builds(Pace, handling=seconds, acceptance=st.lists(st.floats(0, 120), min_size=EXPERIENCE, max_size=50))

TEN_MINUTES = Pace(handling=[300, 420, 600, 780, 1_200], acceptance=[8, 10, 12, 15, 20])


def known(ahead: int, room: int, capacity: int, pace: Pace) -> Wait:
    """An estimate that there is."""
    found = wait(ahead, room, capacity, pace)
    assert found is not None
    return found


def expected(one: Waiting, ordered: list[Waiting], desks: list[Desk], pace: Pace, now: datetime) -> Wait | None:
    """How long `one` waits in this queue."""
    return outlooks(ordered, desks, now)[one.conversation.id].expected(pace)


def test_nothing_is_said_while_nobody_who_fits_is_there() -> None:
    assert wait(3, room=0, capacity=0, pace=TEN_MINUTES) is None


@pytest.mark.parametrize("seen", ["handling", "acceptance"])
def test_nothing_is_said_of_a_team_that_has_ended_hardly_a_conversation(seen: str) -> None:
    inexperienced = replace(TEN_MINUTES, **{seen: [60.0] * (EXPERIENCE - 1)})
    assert wait(1, room=0, capacity=4, pace=inexperienced) is None


def test_who_finds_a_free_place_only_waits_until_somebody_accepts() -> None:
    accepted = TEN_MINUTES.acceptance * 10
    found = known(2, room=3, capacity=4, pace=replace(TEN_MINUTES, acceptance=accepted))
    assert min(accepted) - 1 <= found.low < found.high <= max(accepted) + 1
    assert found.seconds == pytest.approx(median(accepted), abs=1)


def test_who_finds_none_waits_until_one_of_the_places_is_free() -> None:
    # Two places that end one conversation each ten minutes: one of them does every five.
    found = known(0, room=0, capacity=2, pace=Pace(handling=[600] * 50, acceptance=[1] * 50))
    assert found.seconds == pytest.approx(300 * 0.69, abs=5)  # the median of an exponential time
    assert found.low == pytest.approx(300 * 0.105, abs=5)
    assert found.high == pytest.approx(300 * 2.30, abs=10)


def test_the_longer_it_takes_the_surer_it_is_for_its_length() -> None:
    near, far = known(1, 0, 4, TEN_MINUTES), known(40, 0, 4, TEN_MINUTES)
    assert far.high / far.low < near.high / near.low


def test_the_fewer_conversations_were_seen_the_wider_is_the_range() -> None:
    few, many = TEN_MINUTES, replace(TEN_MINUTES, handling=TEN_MINUTES.handling * 10)
    assert known(8, 0, 4, few).high - known(8, 0, 4, few).low > known(8, 0, 4, many).high - known(8, 0, 4, many).low


def test_those_ahead_who_leave_shorten_the_wait() -> None:
    impatient = replace(TEN_MINUTES, leaving=1 / 1_800)
    assert known(10, 0, 4, impatient).seconds < known(10, 0, 4, TEN_MINUTES).seconds
    assert known(0, 0, 4, impatient) == known(0, 0, 4, TEN_MINUTES)


def test_one_who_once_was_accepted_after_a_night_does_not_make_all_others_wait() -> None:
    after_a_night = replace(TEN_MINUTES, acceptance=[*TEN_MINUTES.acceptance * 10, 43_200])
    assert known(0, 1, 4, after_a_night).high < 60


@given(paces, st.integers(1, 30), st.integers(0, 30))
def test_the_range_is_in_order_and_never_sooner_further_back(pace: Pace, capacity: int, taken: int) -> None:
    room = max(capacity - taken, 0)
    found = [known(ahead, room, capacity, pace) for ahead in range(60)]
    assert all(0 <= place.low <= place.seconds <= place.high for place in found)
    for nearer, further in pairwise(found):
        assert nearer.low <= further.low
        assert nearer.seconds <= further.seconds
        assert nearer.high <= further.high


@given(paces, st.integers(1, 30), st.integers(0, 5), st.integers(0, 60))
def test_one_more_agent_never_makes_anybody_wait_longer(pace: Pace, capacity: int, room: int, ahead: int) -> None:
    room = min(room, capacity)
    before, after = known(ahead, room, capacity, pace), known(ahead, room + 3, capacity + 3, pace)
    assert after.low <= before.low
    assert after.seconds <= before.seconds
    assert after.high <= before.high


def at_work(agent: Agent, taken: int = 2, **more: Any) -> Desk:
    """An agent with room for two who is there."""
    present = {"availability": Availability.ONLINE, "present_until": NOW + timedelta(seconds=45), "capacity": 2}
    return Desk(replace(agent, **(present | more)), taken)


def waiting(language: str = "de", **more: Any) -> Waiting:
    """Somebody in the queue of the only team."""
    return Waiting(replace(on(Floor.QUEUE), id=uuid4(), **more), Needs("default", frozenset(), 0, language))


def test_only_agents_who_are_there_and_fit_count() -> None:
    one, away = waiting(), at_work(BEN, availability=Availability.AWAY)
    assert expected(one, [one], [away, at_work(BEN, languages=("en",))], TEN_MINUTES, NOW) is None
    assert expected(one, [one], [away, at_work(ANN)], TEN_MINUTES, NOW) == wait(0, 0, 2, TEN_MINUTES)


def test_who_is_ahead_counts_as_far_as_the_same_agents_could_help() -> None:
    both, english = at_work(ANN), at_work(BEN, languages=("en",))
    ahead = [waiting("en") for _ in range(6)]
    german, last = waiting(), waiting("en")
    desks = [both, english]
    assert expected(german, [*ahead, german], desks, TEN_MINUTES, NOW) == wait(3, 0, 2, TEN_MINUTES)
    assert expected(last, [*ahead, german, last], desks, TEN_MINUTES, NOW) == wait(7, 0, 4, TEN_MINUTES)


def test_whom_somebody_was_asked_for_has_a_place_and_takes_it_from_the_others() -> None:
    asked = waiting(offered_agent_id=ANN.id)
    others = waiting(), waiting()
    ordered, desks = [asked, *others], [at_work(ANN, taken=2)]
    assert expected(asked, ordered, desks, TEN_MINUTES, NOW) == wait(0, 1, 2, TEN_MINUTES)
    assert expected(others[0], ordered, desks, TEN_MINUTES, NOW) == wait(0, 0, 2, TEN_MINUTES)
    assert expected(others[1], ordered, desks, TEN_MINUTES, NOW) == wait(1, 0, 2, TEN_MINUTES)
