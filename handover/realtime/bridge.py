"""The bridge between the hubs of several processes, over a channel of Redis.

What is nudged or whispered in one process is told to all others. Nothing depends on it: a nudge says only that there is
something to read, and while one may have been lost, everybody looks by themselves.
"""

import asyncio
import contextlib
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import ConnectionError as LostError
from redis.exceptions import RedisError

from handover.realtime.hub import Hub
from handover.realtime.roll import BEAT_S, SILENT_S, Roll

log = structlog.get_logger(__name__)

# How often everybody looks by themselves while nudges may get lost.
_LOOK_S = 2.0
_ANSWER_S = 2.0
_LEAVE_S = 1.0
_MOST_WAITING = 10_000
_MOST_FAILURES = 10
_WHISPERS = 100
# Stands for all topics, where there are too many to name them.
_ALL = "*"


class Bridge:
    """Tells other processes what the hub of this one is told, and the hub what they tell.

    Args:
        hub: The hub of this process; from now on it passes on what it is told.
        url: Of the Redis that all processes share.
    """

    def __init__(self, hub: Hub, url: str) -> None:
        self._hub = hub
        # Its own ways of trying again would subscribe anew without a word, and nobody would look for what was lost.
        self._redis = Redis.from_url(
            url, socket_timeout=_ANSWER_S, socket_connect_timeout=_ANSWER_S, retry=Retry(NoBackoff(), 0)
        )
        # Redis keeps the keys of its databases apart, but not their channels.
        self._channel = f"lotse/{parse_url(url).get('db', 0)}/nudges"
        self._roll = Roll(uuid4().hex)
        self._nudges: dict[str, None] = {}
        self._whispers: deque[tuple[str, dict[str, Any]]] = deque(maxlen=_WHISPERS)
        self._something = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._stopped = False
        hub.pass_on(self._send_later)

    @property
    def in_touch(self) -> bool:
        """Whether all other processes are heard, as far as can be known."""
        return self._roll.is_complete(time.monotonic())

    def start(self) -> None:
        """Begin, and go on until `stop`, whatever becomes of Redis."""
        self._running = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Tell what is left to tell, and end."""
        # A cancellation that comes together with an answer of Redis may be swallowed on its way.
        self._stopped = True
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running
        with contextlib.suppress(RedisError, OSError, TimeoutError):
            async with asyncio.timeout(_LEAVE_S):
                await self._publish(leaving=True)
        await self._redis.aclose()

    def _send_later(self, topic: str, frame: dict[str, Any] | None) -> None:
        if frame is not None:
            self._whispers.append((topic, frame))
        elif len(self._nudges) < _MOST_WAITING:
            self._nudges[topic] = None
        else:
            self._nudges = {_ALL: None}
        self._something.set()

    async def _run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            for work in (self._send, self._listen, self._look):
                tasks.create_task(self._again_and_again(work))

    async def _again_and_again(self, work: Callable[[], Awaitable[None]]) -> None:
        backoff, failures = ExponentialWithJitterBackoff(cap=1, base=0.05), 0
        while not self._stopped:
            begun = time.monotonic()
            try:
                await work()
            except (RedisError, OSError) as error:
                log.debug("redis_away", error=repr(error))
            except Exception:
                log.exception("bridge_failed")
            # Whatever ran well for a while begins anew with short pauses.
            failures = 1 if time.monotonic() - begun > SILENT_S else failures + 1
            # The library raises this to a power: after 17 minutes without Redis it would be too large a number.
            await asyncio.sleep(backoff.compute(min(failures, _MOST_FAILURES)))

    async def _send(self) -> None:
        """Publish what there is, all at once; what comes meanwhile goes with the next."""
        while not self._stopped:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT_S):
                    await self._something.wait()
            self._something.clear()
            await self._publish()

    async def _publish(self, *, leaving: bool = False) -> None:
        nudges, self._nudges = self._nudges, {}
        told = {"from": self._roll.own, "nudges": list(nudges), "whispers": list(self._whispers), "leaving": leaving}
        # What is worth nothing a second later is not tried twice.
        self._whispers.clear()
        try:
            await self._redis.publish(self._channel, json.dumps(told))
        except (RedisError, OSError):
            # Perhaps it was heard all the same; a nudge that comes twice does no harm.
            for topic in nudges:
                self._send_later(topic, None)
            raise

    async def _listen(self) -> None:
        try:
            async with self._redis.pubsub() as ear:
                await ear.subscribe(self._channel)
                await self._hear_all(ear)
        finally:
            self._roll.leave(self._roll.own)

    async def _hear_all(self, ear: PubSub) -> None:
        since = time.monotonic()
        while not self._stopped:
            message = await ear.get_message(timeout=BEAT_S)
            if message is not None and message["type"] == "subscribe":
                # Nobody knows what was told while we did not listen.
                self._hub.nudge_all()
                self._something.set()
            elif message is not None:
                self._hear(message["data"])
            now = time.monotonic()
            if now - since > SILENT_S and self._roll.is_silent(self._roll.own, now):
                raise LostError("the connection is open, and nothing comes")

    def _hear(self, data: bytes) -> None:
        try:
            told = json.loads(data)
            who, leaving = str(told["from"]), bool(told["leaving"])
            nudges = [str(topic) for topic in told["nudges"]]
            whispers = [(str(topic), dict(frame)) for topic, frame in told["whispers"]]
        except (ValueError, TypeError, KeyError):
            log.warning("bridge_heard_nonsense")
            return
        self._roll.hear(who, time.monotonic())
        if leaving:
            self._roll.leave(who)
        if who == self._roll.own:
            return
        for topic in nudges:
            if topic == _ALL:
                self._hub.nudge_all()
            else:
                self._hub.nudge_here(topic)
        for topic, frame in whispers:
            self._hub.whisper_here(topic, frame)

    async def _look(self) -> None:
        """While nudges may get lost, have everybody look by themselves."""
        was_in_touch = True
        await asyncio.sleep(BEAT_S)
        while not self._stopped:
            if self.in_touch != was_in_touch:
                was_in_touch = not was_in_touch
                log.warning("other_processes_heard" if was_in_touch else "other_processes_not_heard")
            if was_in_touch:
                await asyncio.sleep(BEAT_S)
            else:
                await self._hub.nudge_all_within(_LOOK_S)
