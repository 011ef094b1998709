"""What becomes due by itself follows from the state alone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handover.domain import due
from handover.domain.conversation import Conversation
from handover.domain.due import Due, Patience
from handover.domain.events import Floor
from tests.builders import NOW, on

MINUTE = timedelta(minutes=1)
PATIENCE = Patience()


def _on(floor: Floor, **more: Any) -> Conversation:
    return replace(on(floor), active_at=NOW, floor_since=NOW, **more)


@pytest.mark.parametrize(
    ("conversation", "expected"),
    [
        (_on(Floor.BOT), {Due.IDLE: 30}),
        (_on(Floor.QUEUE), {Due.IDLE: 30, Due.LONG_WAIT: 5}),
        (_on(Floor.QUEUE, told="long"), {Due.IDLE: 30}),
        (_on(Floor.QUEUE, told="long", seen_at=NOW + 9 * MINUTE), {Due.IDLE: 39}),
        (_on(Floor.QUEUE, told="long", offered_until=NOW + MINUTE), {Due.IDLE: 30, Due.OFFER: 1}),
        (_on(Floor.AGENT, unanswered_since=NOW), {Due.AGENT_SILENT: 10}),
        (_on(Floor.AGENT, unanswered_since=None), {Due.CUSTOMER_SILENT: 30}),
        (_on(Floor.CLOSED), {}),
        (_on(Floor.CLOSED, promise_due_at=NOW + MINUTE), {Due.PROMISE: 1}),
        (_on(Floor.BOT, promise_due_at=NOW + MINUTE), {Due.IDLE: 30, Due.PROMISE: 1}),
    ],
)
def test_each_state_has_its_moments(conversation: Conversation, expected: dict[Due, int]) -> None:
    moments = due.moments(conversation, PATIENCE)
    assert moments == {what: NOW + minutes * MINUTE for what, minutes in expected.items()}
    assert due.next_moment(conversation, PATIENCE) == min(moments.values(), default=None)


def test_exactly_at_its_moment_nothing_is_due_yet() -> None:
    conversation = _on(Floor.BOT)
    assert due.due_now(conversation, PATIENCE, NOW + PATIENCE.idle) is None
    assert due.due_now(conversation, PATIENCE, NOW + PATIENCE.idle + timedelta(microseconds=1)) is Due.IDLE


def test_who_has_left_is_not_told_first_that_it_takes_longer() -> None:
    assert due.due_now(_on(Floor.QUEUE), PATIENCE, NOW + 6 * MINUTE) is Due.LONG_WAIT
    assert due.due_now(_on(Floor.QUEUE), PATIENCE, NOW + 31 * MINUTE) is Due.IDLE
