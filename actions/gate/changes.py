"""Sending a change: from then on silence says nothing about whether it was made, before it nothing is changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from actions.backend.port import NotOfferedError, RefusedError
from actions.turn import Turn


@contextmanager
def changing(turn: Turn) -> Iterator[None]:
    """Mark the turn as one that sent a change, unless the answer is certain: it was not made.

    Raises:
        RefusedError: The shop does not take it; nothing is changed.
        NotOfferedError: The shop cannot do such a thing; nothing is changed.
    """
    turn.sent.set()
    try:
        yield
    except NotOfferedError:
        turn.sent.clear()
        raise
    except KeyError as error:
        turn.sent.clear()
        raise RefusedError("there is no such order or account") from error
    except ValueError as error:
        turn.sent.clear()
        raise RefusedError(str(error)) from error
