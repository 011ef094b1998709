"""How often somebody may ask."""

import time

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from handover.domain.errors import TooManyError


class Limits:
    """Counts requests in a minute that slides, in this process."""

    def __init__(self) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def hit(self, most: int, *whose: str) -> None:
        """Count a request of `whose`.

        Raises:
            TooManyError: There were `most` in the last minute already; `details` tells when to come back.
        """
        item = RateLimitItemPerMinute(most)
        if await self._limiter.hit(item, *whose):
            return
        window = await self._limiter.get_window_stats(item, *whose)
        wait = max(1, round(window.reset_time - time.time()))
        raise TooManyError(f"Too many requests. Please wait {wait} seconds and try again.", {"retry_after_s": wait})
