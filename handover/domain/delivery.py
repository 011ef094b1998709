"""Deliveries: what is owed to somebody outside until they took it, and when it is tried again."""

from datetime import timedelta
from enum import StrEnum

MAIL = "mail"

_FIRST, _LONGEST = timedelta(seconds=1), timedelta(hours=1)
# Twelve tries in the first 68 minutes and one an hour from then on: about a day.
MOST_ATTEMPTS = 35


class DeliveryState(StrEnum):
    """How far a delivery is. A dead one is tried no more until somebody says so."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"


class NotTakenError(Exception):
    """A delivery was not taken, or nobody knows whether it was.

    Args:
        reason: One word of what went wrong, such as `timeout` or `http_503`. It is stored, logged and shown to owners,
            so nothing of the delivery or its address is in it.
        retry_after: How long whoever refused it asks to be left alone, or None.
        for_good: Whether trying again is useless.
    """

    def __init__(self, reason: str, retry_after: timedelta | None = None, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.for_good = for_good


def wait_after(attempts: int, refused: NotTakenError, chance: float) -> timedelta | None:
    """How long to wait for the next try, or None when there is to be none.

    Args:
        attempts: How often it was tried so far, the last time included.
        refused: What became of the last try.
        chance: From 0 to 1. It spreads the tries, so that a receiver that comes back does not get all of them at once.
    """
    if refused.for_good or attempts >= MOST_ATTEMPTS:
        return None
    doubled = min(_LONGEST, _FIRST * (1 << (attempts - 1)))
    asked = min(_LONGEST, refused.retry_after or timedelta(0))
    return max(doubled * (0.8 + 0.4 * chance), asked)
