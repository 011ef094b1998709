"""One turn of a conversation at a time: in this process, and through Redis in all of them.

The lock keeps turns in order; it is not what keeps the conversation whole. A process that hung for longer than its
lease wakes up and writes, whatever a lock said, so each turn is written only upon what it has read (`Store.save_turn`).
See docs/decisions/0017-several-rasas.md.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError, RedisError

from bot.errors import unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

logger = logging.getLogger(__name__)

# A process that is killed in the middle of a turn holds it up for so long: less than a customer waits for an answer.
LEASE_S = 2.0
_RENEW_EVERY_S = LEASE_S / 4
_LOOK_EVERY_S = 0.05
# A Redis that does not answer is left alone for a while, or each turn would wait for it.
REDIS_WAIT_S = 0.25
AWAY_S = 5.0


class Locks:
    """A lock for each conversation, gone when nobody holds it or waits for it."""

    def __init__(self, url: str | None, seconds: float) -> None:
        """Lock in this process and, if `url` is given, in that Redis; wait for a turn of another for `seconds`."""
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._seconds = seconds
        waits = {"socket_timeout": REDIS_WAIT_S, "socket_connect_timeout": REDIS_WAIT_S}
        self._redis: Redis | None = Redis.from_url(url, **waits) if url else None
        self._away_until = 0.0

    @asynccontextmanager
    async def alone(self, conversation: str) -> AsyncIterator[None]:
        """Hold a conversation. Without Redis it is held in this process alone: an answer is worth more than the order.

        Raises:
            Refused: 503 when another process holds it for too long.
        """
        here = self._here.get(conversation) or asyncio.Lock()
        self._here[conversation] = here
        async with here:
            lock = await self._acquired(conversation)
            if lock is None:
                yield
                return
            renewing = asyncio.create_task(self._renew(lock))
            try:
                yield
            finally:
                renewing.cancel()
                await self._release(lock)

    async def close(self) -> None:
        """Close the connections."""
        if self._redis:
            await self._redis.close(close_connection_pool=True)

    async def _acquired(self, conversation: str) -> Lock | None:
        if self._redis is None or time.monotonic() < self._away_until:
            return None
        lock = self._redis.lock(f"lotse:turn:{conversation}", timeout=LEASE_S, sleep=_LOOK_EVERY_S)
        try:
            held = await lock.acquire(blocking_timeout=self._seconds)
        except RedisError as error:
            logger.warning("turns go on without Redis for %g s: %s", AWAY_S, error)
            self._away_until = time.monotonic() + AWAY_S
            return None
        if not held:
            raise unavailable("Another turn of this conversation takes too long.")
        return lock

    async def _renew(self, lock: Lock) -> None:
        while True:
            await asyncio.sleep(_RENEW_EVERY_S)
            try:
                await lock.reacquire()
            except LockError:
                return  # It ran out and is somebody else's now.
            except RedisError as error:
                logger.warning("a turn's lock was not renewed: %s", error)

    async def _release(self, lock: Lock) -> None:
        with suppress(RedisError):  # What cannot be released runs out.
            await lock.release()
