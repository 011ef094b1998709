"""How often somebody may ask."""

import asyncio
import time
from typing import Any

import structlog
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio import BlockingConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from handover.domain.errors import TooManyError

log = structlog.get_logger(__name__)

_ANSWER_S = 0.5
_PAUSE_S = 2.0
_CONNECTIONS = 20


class Limits:
    """Counts requests in a minute that slides: in this process, or with a Redis in all processes that share it.

    While Redis is away each process counts by itself: nobody is refused for that, and nobody gets more than their due
    from any one of them.

    Args:
        redis_url: Of that Redis; empty for one process.
    """

    def __init__(self, redis_url: str = "") -> None:
        self._here = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._pool = _pool(redis_url) if redis_url else None
        self._together: SlidingWindowCounterRateLimiter | None = None
        if self._pool is not None:
            # It says that options are plain values, and hands them to the client as they are.
            pool: Any = self._pool
            storage = RedisStorage(
                "async+redis://", implementation="redispy", key_prefix="lotse/limits", connection_pool=pool
            )
            self._together = SlidingWindowCounterRateLimiter(storage)
        self._away_until: float | None = None

    async def hit(self, most: int, *whose: str) -> None:
        """Count a request of `whose`.

        Raises:
            TooManyError: There were `most` in the last minute already; `details` tells when to come back.
        """
        item = RateLimitItemPerMinute(most)
        wait = await self._wait_of(item, *whose)
        if wait is not None:
            raise TooManyError(f"Too many requests. Please wait {wait} seconds and try again.", {"retry_after_s": wait})

    async def close(self) -> None:
        """Close all connections."""
        if self._pool is not None:
            await self._pool.aclose()

    async def _wait_of(self, item: RateLimitItem, *whose: str) -> int | None:
        if self._together is not None and self._is_worth_a_try():
            try:
                async with asyncio.timeout(_ANSWER_S):
                    wait = await _count(self._together, item, *whose)
            except (RedisError, OSError) as error:
                self._lose(error)
            else:
                self._find()
                return wait
        return await _count(self._here, item, *whose)

    def _is_worth_a_try(self) -> bool:
        now = time.monotonic()
        if self._away_until is None:
            return True
        if now < self._away_until:
            return False
        # One request tries; those that come meanwhile must not all wait for an answer that does not come.
        self._away_until = now + _PAUSE_S
        return True

    def _lose(self, error: Exception) -> None:
        if self._away_until is None:
            log.warning("limits_counted_in_each_process", error=repr(error))
        self._away_until = time.monotonic() + _PAUSE_S

    def _find(self) -> None:
        if self._away_until is not None:
            log.warning("limits_counted_together")
        self._away_until = None


async def _count(limiter: SlidingWindowCounterRateLimiter, item: RateLimitItem, *whose: str) -> int | None:
    """Count a request; the seconds to wait when there were too many already."""
    if await limiter.hit(item, *whose):
        return None
    window = await limiter.get_window_stats(item, *whose)
    return max(1, round(window.reset_time - time.time()))


def _pool(redis_url: str) -> BlockingConnectionPool:
    return BlockingConnectionPool.from_url(
        redis_url,
        max_connections=_CONNECTIONS,
        timeout=_ANSWER_S,
        socket_connect_timeout=_ANSWER_S,
        retry=Retry(NoBackoff(), 0),
    )
