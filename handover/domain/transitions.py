"""The state table: what may happen while who has the floor, and where the floor goes. There is no other.

docs/handover.md shows it, made from here.
"""

from collections.abc import Mapping

from handover.domain.errors import (
    AlreadyAcceptedError,
    ConversationClosedError,
    WrongFloorError,
    WrongStateError,
)
from handover.domain.events import Floor

TRANSITIONS: Mapping[tuple[Floor, str], Floor] = {
    (Floor.BOT, "escalated"): Floor.QUEUE,
    (Floor.BOT, "promised"): Floor.CLOSED,
    (Floor.BOT, "closed"): Floor.CLOSED,
    (Floor.QUEUE, "told_to_wait"): Floor.QUEUE,
    (Floor.QUEUE, "offered"): Floor.QUEUE,
    (Floor.QUEUE, "offer_lapsed"): Floor.QUEUE,
    (Floor.QUEUE, "withdrawn"): Floor.BOT,
    (Floor.QUEUE, "accepted"): Floor.AGENT,
    (Floor.QUEUE, "promised"): Floor.CLOSED,
    (Floor.QUEUE, "closed"): Floor.CLOSED,
    (Floor.AGENT, "released"): Floor.QUEUE,
    (Floor.AGENT, "returned_to_bot"): Floor.BOT,
    (Floor.AGENT, "resolved"): Floor.CLOSED,
    (Floor.AGENT, "closed"): Floor.CLOSED,
    (Floor.CLOSED, "closed"): Floor.CLOSED,
    (Floor.CLOSED, "reopened"): Floor.BOT,
    # A promise outlives the floor: whoever came back meanwhile is answered all the same.
    **{(floor, name): floor for floor in Floor for name in ("promise_kept", "promise_broken")},
}
MOVING = frozenset(name for _, name in TRANSITIONS)


def refusal(floor: Floor, name: str) -> type[WrongStateError] | None:
    """Why the event `name` cannot happen while `floor` has the floor; None when it can."""
    if (floor, name) in TRANSITIONS:
        return None
    if (floor, name) == (Floor.AGENT, "accepted"):
        return AlreadyAcceptedError
    return ConversationClosedError if floor is Floor.CLOSED else WrongFloorError


def check(floor: Floor, name: str) -> None:
    """Raise unless the event `name` may happen while `floor` has the floor.

    Raises:
        WrongStateError: One of its kinds, as `refusal` says.
    """
    error = refusal(floor, name)
    if error is ConversationClosedError:
        raise ConversationClosedError
    if error is not None:
        raise error(f"This is not possible while the floor is with: {floor.value}.", {"floor": floor.value})
