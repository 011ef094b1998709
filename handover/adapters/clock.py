"""What time it is; time is a parameter everywhere else."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands until it is moved.

    Args:
        at: What it shows first.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """What it was set to."""
        return self.at

    def pass_time(self, **units: float) -> None:
        """Move it on; takes the arguments of `timedelta`."""
        self.at += timedelta(**units)
