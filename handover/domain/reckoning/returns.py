"""Whether a resolution held, or the customer came back about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from handover.domain.events import Event
from handover.domain.reckoning.contact import matter_of
from handover.domain.reckoning.sheet import Silent

# A resolution holds when the customer does not come back about the same matter for so long.
DURABLE_AFTER = timedelta(days=7)
RESOLVED = frozenset({"self_served", "solved_by_agent", "promise_kept"})


def is_return(earlier: Mapping[str, Any], began_at: datetime, matters: Sequence[str]) -> bool:
    """Whether who came at `began_at`, wanting this, came about what the stored contact `earlier` had resolved."""
    if earlier["outcome"] not in RESOLVED or earlier["ended_at"] is None:
        return False
    in_time = _over_at(earlier) < began_at <= earlier["ended_at"] + DURABLE_AFTER
    return bool(in_time and not set(matters).isdisjoint(earlier["matters"]))


def _over_at(contact: Mapping[str, Any]) -> datetime:
    """What the bot served is over for the customer with their last word; it ends only after a time of silence."""
    over_at: datetime = contact["ended_at"]
    if contact["outcome"] == "self_served":
        # Not known of what was reckoned before this was stored.
        over_at = contact["said_at"] or over_at
    return over_at


def held(was: Mapping[str, Any] | None, now: Mapping[str, Any], came_back_in: UUID | None) -> dict[str, Any]:
    """Whether the resolution of a contact held, as far as that is known.

    A contact is one for all its visits. Once the customer had to come back, however it was resolved then did not hold;
    that stays so when they write once more. While it is open, and where it ended unresolved, there is nothing to hold.

    Args:
        was: The contact as it is stored, or None.
        now: As it is reckoned.
        came_back_in: Where they came back about it: in the contact itself, or in another one before it had ended.

    Returns:
        `durable` and `came_back_in`.
    """
    back_in = (was and was["came_back_in"]) or came_back_in
    if now["outcome"] not in RESOLVED:
        durable = None
    elif back_in:
        durable = False
    else:
        # Anew after each end.
        durable = was["durable"] if was and was["ended_at"] == now["ended_at"] else None
    return {"durable": durable, "came_back_in": back_in}


def last_answered(log: Sequence[Event], matters: Sequence[str]) -> Silent | None:
    """The customer's last message about one of these matters that the bot answered."""
    answered = [event for event in log if event.name == "turn_understood" and matter_of(event.data) in matters]
    return Silent(answered[-1].data["message_id"], answered[-1].at, "came_back") if answered else None
