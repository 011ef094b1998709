"""A list is sent at once after a change, and in a rush once a second."""

from unittest.mock import patch

import pytest

from handover.web.sockets import lists
from handover.web.sockets.lists import Lists


@pytest.fixture
def clock() -> "Clock":
    """A clock that stands until it is moved."""
    return Clock()


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


def test_the_first_change_is_sent_at_once_and_a_rush_once_a_second(clock: Clock) -> None:
    with patch.object(lists, "time", clock):
        sent = Lists()
        assert not sent.take("waiting"), "nothing has changed"
        sent.outdate("waiting")
        assert sent.take("waiting")
        for _ in range(3):
            clock.now += 0.3
            sent.outdate("waiting")
            assert not sent.take("waiting")
        assert sent.next_s(15) == pytest.approx(0.1)
        clock.now += 0.2
        assert sent.take("waiting")
        assert not sent.take("waiting"), "it was sent"
        assert sent.next_s(15) == 15


def test_what_is_ones_own_does_not_wait_and_lists_do_not_wait_for_each_other(clock: Clock) -> None:
    with patch.object(lists, "time", clock):
        sent = Lists()
        for _ in range(2):
            sent.outdate("waiting")
            assert sent.take("waiting", at_once=True)
        sent.outdate("waiting")
        sent.outdate("assigned")
        assert not sent.take("waiting")
        assert sent.take("assigned")
