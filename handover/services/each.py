"""Doing something with many conversations, where what goes wrong in one must hold up no other."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import TypeVar

import structlog

from handover.domain.errors import UnavailableError, WrongStateError

log = structlog.get_logger(__name__)
T = TypeVar("T")


async def each(found: Iterable[T], act: Callable[[T], Awaitable[None]]) -> None:
    """`act` on everything that was found, one after another.

    Whoever was quicker changed what this was about, which is no fault. What cannot be done is logged: it comes first at
    each look, being the most overdue, and would else keep all others waiting for ever.

    Raises:
        UnavailableError: The database is away; there is no sense in going on.
    """
    for one in found:
        try:
            with suppress(WrongStateError):
                await act(one)
        except UnavailableError:
            raise
        except Exception:
            log.exception("could_not_be_done", what=act.__qualname__)
