"""Lists page by page: where a page ended is given out with it, opaque, and asked for with the next one."""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from handover.domain.errors import NotValidError
from handover.web.queries import in_utc

# No database compares a number that is longer than its own with what it counted.
_COUNTABLE = 2**31

Item = TypeVar("Item")


def page(
    found: Sequence[Item],
    most: int,
    shape: Callable[[Item], dict[str, Any]],
    place: Callable[[Item], tuple[datetime | int, UUID]],
) -> dict[str, Any]:
    """A page of a list as it goes over the wire: `{items, next}`.

    Args:
        found: What is on it.
        most: How many a page has; with fewer it is the last one.
        shape: What an item looks like.
        place: By what the list is in order, and the item's id.
    """
    following = behind(*place(found[-1])) if len(found) == most else None
    return {"items": [shape(one) for one in found], "next": following}


def behind(value: datetime | int, last_id: UUID) -> str:
    """The cursor behind the last item of a page, by what the list is in order of."""
    said = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([said, last_id.hex]).encode()).decode()


def read(text: str | None) -> tuple[datetime, UUID] | None:
    """The cursor of a list in order of time; None without one.

    Raises:
        NotValidError: It is none of ours.
    """
    if not text:
        return None
    at, last_id = _read(text)
    try:
        return in_utc(datetime.fromisoformat(at)), last_id
    except (ValueError, TypeError, OverflowError) as error:
        raise _no_cursor() from error


def read_counted(text: str | None) -> tuple[int, UUID] | None:
    """The cursor of a list in order of counts; None without one.

    Raises:
        NotValidError: It is none of ours.
    """
    if not text:
        return None
    count, last_id = _read(text)
    if type(count) is not int or not 0 <= count < _COUNTABLE:
        raise _no_cursor()
    return count, last_id


def _read(text: str) -> tuple[Any, UUID]:
    try:
        value, last_id = json.loads(base64.urlsafe_b64decode(text.encode()))
        return value, UUID(hex=last_id)
    except (ValueError, TypeError, AttributeError) as error:
        raise _no_cursor() from error


def _no_cursor() -> NotValidError:
    return NotValidError("after: is no cursor of a list.")
