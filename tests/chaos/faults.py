"""What goes wrong meanwhile."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from tests.chaos.line import Line
from tests.chaos.plan import Plan
from tests.chaos.world import SERVICES, World

_KILLS_S = (3, 7)
_DEAD_S = (0.2, 2)
# So often in the whole run, and the same in a short one.
_RASA, _REDIS = 4, 6
# Each socket every so often.
_DROPPED_S = 60


class Faults:
    """Kills and restarts until told to stop, and leaves everything running.

    Attributes:
        done: How often what was done.
        start_s: How long it took each time until a process of the service was ready again, in seconds.
    """

    def __init__(self, world: World, plan: Plan, lines: Sequence[Line], stop: asyncio.Event) -> None:
        self._world, self._lines, self._stop = world, lines, stop
        self._plan = plan
        self._chance = random.Random(plan.seed)
        self.done: Counter[str] = Counter()
        self.start_s: list[float] = []

    async def happen(self) -> None:
        """All of them, side by side."""
        rasas = ["rasa", *(f"rasa-{number}" for number in range(2, self._plan.rasas + 1))]
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._again(_KILLS_S, lambda: self._kill(SERVICES)))
            tasks.create_task(self._again(self._spread(_RASA), lambda: self._kill(rasas)))
            tasks.create_task(self._again(self._spread(_REDIS), self._kill_redis))
            tasks.create_task(self._again((0, 2 * _DROPPED_S / len(self._lines)), self._drop))

    def _spread(self, times: int) -> tuple[float, float]:
        middle = self._plan.seconds / times
        return 0.5 * middle, 1.5 * middle

    async def _again(self, pause: tuple[float, float], act: Callable[[], Awaitable[None]]) -> None:
        while not self._stop.is_set():
            try:
                await asyncio.wait_for(self._stop.wait(), self._chance.uniform(*pause))
            except TimeoutError:
                await act()

    async def _kill(self, names: Sequence[str]) -> None:
        """One of them, which is started again: the others go on meanwhile."""
        name = self._chance.choice(names)
        self.done[f"{names[0]} killed with -9"] += 1
        await asyncio.to_thread(self._world.stack.kill, name)
        await asyncio.sleep(self._chance.uniform(*_DEAD_S))
        begun = time.monotonic()
        await asyncio.to_thread(self._world.stack.start, name)
        if names is SERVICES:
            self.start_s.append(time.monotonic() - begun)

    async def _kill_redis(self) -> None:
        self.done["redis killed with -9"] += 1
        await asyncio.to_thread(self._world.redis.kill)
        await asyncio.sleep(self._chance.uniform(*_DEAD_S))
        await asyncio.to_thread(self._world.redis.start)

    async def _drop(self) -> None:
        line = self._chance.choice(self._lines)
        self.done["sockets dropped"] += 1
        line.drop()
