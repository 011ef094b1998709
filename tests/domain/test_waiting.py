"""How long somebody in the queue will wait."""

from dataclasses import replace
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.domain.pace import Pace
from handover.domain.waiting import EXPERIENCE, Wait, waits

seconds = st.lists(st.floats(0, 7_200), min_size=EXPERIENCE, max_size=50)
paces = st.builds(Pace, handling=seconds, acceptance=st.lists(st.floats(0, 120), min_size=EXPERIENCE, max_size=50))

TEN_MINUTES = Pace(handling=[300, 420, 600, 780, 1_200], acceptance=[8, 10, 12, 15, 20])


def last(length: int, pace: Pace, capacity: int, room: int = 0) -> Wait:
    found = waits(length, pace, capacity, room)
    assert found is not None
    assert len(found) == length
    return found[-1]


def test_nothing_is_said_while_nobody_who_fits_is_present() -> None:
    assert waits(3, TEN_MINUTES, capacity=0, room=0) is None


@pytest.mark.parametrize("seen", ["handling", "acceptance"])
def test_nothing_is_said_of_a_team_that_has_ended_hardly_a_conversation(seen: str) -> None:
    inexperienced = replace(TEN_MINUTES, **{seen: [60.0] * (EXPERIENCE - 1)})
    assert waits(1, inexperienced, capacity=4, room=0) is None


def test_who_finds_a_free_place_only_waits_until_somebody_accepts() -> None:
    accepted = TEN_MINUTES.acceptance * 10
    for place in waits(3, replace(TEN_MINUTES, acceptance=accepted), capacity=4, room=3):
        assert min(accepted) - 1 <= place.low < place.high <= max(accepted) + 1
        assert place.seconds == pytest.approx(median(accepted), abs=1)


def test_who_finds_none_waits_until_one_of_the_places_is_free() -> None:
    # Two places that end one conversation each ten minutes: one of them does every five.
    found = last(1, Pace(handling=[600] * 50, acceptance=[1] * 50), capacity=2)
    assert found.seconds == pytest.approx(300 * 0.69, abs=5)  # the median of an exponential time
    assert found.low == pytest.approx(300 * 0.105, abs=5)
    assert found.high == pytest.approx(300 * 2.30, abs=10)


def test_a_long_queue_is_foretold_more_surely_than_a_short_one_for_its_length() -> None:
    near, far = last(2, TEN_MINUTES, capacity=4), last(40, TEN_MINUTES, capacity=4)
    assert far.high / far.low < near.high / near.low


def test_the_fewer_conversations_were_seen_the_wider_is_the_range() -> None:
    often = replace(TEN_MINUTES, handling=TEN_MINUTES.handling * 10)
    few, many = last(8, TEN_MINUTES, capacity=4), last(8, often, capacity=4)
    assert few.high - few.low > many.high - many.low


def test_those_ahead_who_leave_shorten_the_wait() -> None:
    impatient = replace(TEN_MINUTES, leaving=1 / 1_800)
    assert last(10, impatient, capacity=4).seconds < last(10, TEN_MINUTES, capacity=4).seconds
    assert last(1, impatient, capacity=4) == last(1, TEN_MINUTES, capacity=4)


@given(paces, st.integers(1, 30), st.integers(0, 30), st.integers(1, 60))
def test_the_range_is_in_order_and_never_sooner_further_back(
    pace: Pace, capacity: int, taken: int, length: int
) -> None:
    found = waits(length, pace, capacity, room=max(capacity - taken, 0))
    assert all(0 <= place.low <= place.seconds <= place.high for place in found)
    for nearer, further in pairwise(found):
        assert nearer.low <= further.low
        assert nearer.seconds <= further.seconds
        assert nearer.high <= further.high


@given(paces, st.integers(1, 30), st.integers(0, 5), st.integers(1, 60))
def test_one_more_agent_never_makes_anybody_wait_longer(pace: Pace, capacity: int, room: int, length: int) -> None:
    room = min(room, capacity)
    fewer, more = waits(length, pace, capacity, room), waits(length, pace, capacity + 3, room + 3)
    for before, after in zip(fewer, more, strict=True):
        assert after.low <= before.low
        assert after.seconds <= before.seconds
        assert after.high <= before.high
