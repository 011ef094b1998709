"""When a delivery that was not taken is tried again."""

from datetime import timedelta

import pytest

from handover.domain.delivery import MOST_ATTEMPTS, NotTakenError, wait_after

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def test_pauses_double_from_a_second_to_an_hour() -> None:
    waits = [wait_after(attempts, NotTakenError("timeout"), 0.5) for attempts in range(1, MOST_ATTEMPTS)]
    assert waits[:4] == [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND]
    assert waits[11:13] == [2048 * SECOND, HOUR]
    assert waits[-1] == HOUR
    assert timedelta(hours=22) < sum(filter(None, waits), timedelta(0)) < timedelta(hours=24)


@pytest.mark.parametrize(("chance", "waits_s"), [(0, 3.2), (0.5, 4), (1, 4.8)])
def test_chance_spreads_them_by_a_fifth(chance: float, waits_s: float) -> None:
    assert wait_after(3, NotTakenError("timeout"), chance) == timedelta(seconds=waits_s)


def test_who_asks_to_be_left_alone_is_for_an_hour_at_most() -> None:
    def wait(asked: timedelta) -> timedelta | None:
        return wait_after(3, NotTakenError("http_503", asked), 0.5)

    assert wait(timedelta(minutes=5)) == timedelta(minutes=5)
    assert wait(timedelta(days=5)) == HOUR
    assert wait(timedelta(seconds=1)) == wait(timedelta(days=-5)) == 4 * SECOND


def test_after_a_day_or_a_last_word_it_is_not_tried_again() -> None:
    assert wait_after(MOST_ATTEMPTS, NotTakenError("timeout"), 0.5) is None
    assert wait_after(MOST_ATTEMPTS - 1, NotTakenError("timeout"), 0.5) == HOUR
    assert wait_after(1, NotTakenError("http_410", HOUR, for_good=True), 0.5) is None
