"""Who acts next: lives that pause until a moment, or until there is news for them, and go on one at a time."""

import heapq
from collections import defaultdict
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from handover.adapters.clock import SetClock


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing is done until a moment, or until there is news on `topic` before it."""

    until: datetime
    topic: str | None = None


# What somebody does from now on, with the pauses between.
Life = AsyncGenerator[Pause, None]


@dataclass(slots=True, eq=False)
class _Waiting:
    life: Life
    topic: str | None = None
    over: bool = field(default=False)


class Timeline:
    """All lives in the order of simulated time; at the same moment whoever began to wait first is first.

    Args:
        clock: Is moved on to whoever is next.
    """

    def __init__(self, clock: SetClock) -> None:
        self._clock = clock
        self._next: list[tuple[datetime, int, _Waiting]] = []
        self._listening: defaultdict[str, dict[_Waiting, None]] = defaultdict(dict)
        self._numbers = count()

    def begin(self, at: datetime, life: Life) -> None:
        """Have a life begin at a moment; one that is over already counts as now."""
        self._wait(at, _Waiting(life))

    def next_at(self) -> datetime | None:
        """When somebody acts next, or None: never."""
        while self._next and self._next[0][2].over:
            heapq.heappop(self._next)
        return self._next[0][0] if self._next else None

    async def step(self) -> None:
        """Let the next one act, up to their next pause."""
        at, _, waiting = heapq.heappop(self._next)
        self._clock.at = max(self._clock.at, at)
        self._stop_listening(waiting)
        pause = await anext(waiting.life, None)
        if pause is not None:
            self._wait(pause.until, _Waiting(waiting.life, pause.topic))

    def tell(self, topic: str) -> None:
        """There is news on `topic`: whoever pauses for it goes on now."""
        for waiting in list(self._listening.get(topic, ())):
            self._stop_listening(waiting)
            waiting.over = True
            self._wait(self._clock.at, _Waiting(waiting.life))

    async def end(self) -> None:
        """Nobody goes on."""
        for _, _, waiting in self._next:
            if not waiting.over:
                await waiting.life.aclose()
        self._next.clear()
        self._listening.clear()

    def _wait(self, until: datetime, waiting: _Waiting) -> None:
        heapq.heappush(self._next, (max(until, self._clock.at), next(self._numbers), waiting))
        if waiting.topic is not None:
            self._listening[waiting.topic][waiting] = None

    def _stop_listening(self, waiting: _Waiting) -> None:
        if waiting.topic is not None:
            self._listening[waiting.topic].pop(waiting, None)
            if not self._listening[waiting.topic]:
                del self._listening[waiting.topic]
