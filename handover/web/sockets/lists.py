"""When a list is sent again: at once after a change, and at most once a second."""

import time

# A list goes out whole. In a rush it changes with every message, and nobody reads faster than this.
_EVERY_S = 1.0


class Lists:
    """Which lists are outdated, and which of them may be sent."""

    def __init__(self) -> None:
        self._outdated: set[str] = set()
        self._sent_at: dict[str, float] = {}

    def outdate(self, name: str) -> None:
        """The list has changed."""
        self._outdated.add(name)

    def take(self, name: str, *, at_once: bool = False) -> bool:
        """Whether to send this list now: it has changed, and was not sent a moment ago or cannot wait."""
        if name not in self._outdated or (self._rest_s(name) > 0 and not at_once):
            return False
        self._outdated.discard(name)
        self._sent_at[name] = time.monotonic()
        return True

    def next_s(self, otherwise: float) -> float:
        """Seconds until an outdated list may be sent; `otherwise` when none is outdated."""
        return min((max(0.0, self._rest_s(name)) for name in self._outdated), default=otherwise)

    def _rest_s(self, name: str) -> float:
        return self._sent_at.get(name, float("-inf")) + _EVERY_S - time.monotonic()
