"""Events as they are sent: the one place that turns an event into what an audience may read."""

from collections.abc import Iterable
from typing import Any

from handover.domain.events import Audience, Event, visible_to_customer

Frame = dict[str, Any]


def frame(event: Event, reader: Audience) -> Frame | None:
    """`event` as `reader` may see it, or None when they must not learn of it.

    Args:
        event: A recorded event.
        reader: `everyone` for the customer, `staff` for agents and owners.
    """
    data = event.data if reader is Audience.STAFF else visible_to_customer(event)
    if data is None:
        return None
    head = {"type": "event", "seq": event.seq, "at": event.at.isoformat(), "name": event.name, "floor": event.floor}
    return {**head, **data}


def frames(events: Iterable[Event], reader: Audience) -> list[Frame]:
    """The frames of those events that `reader` may see."""
    return [made for event in events if (made := frame(event, reader)) is not None]
