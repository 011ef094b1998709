"""Two hubs as of two processes, and what becomes of nudges between them when Redis does what it likes."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from redis.asyncio import Redis

from handover.realtime.bridge import Bridge
from handover.realtime.hub import Hub, Listener
from tests.redis_server import RedisServer

TYPING = {"type": "typing", "author": {"kind": "customer", "name": None}}


async def until(so: Callable[[], bool], seconds: float = 10) -> float:
    """Wait until something is so; how long it took."""
    begun = time.monotonic()
    async with asyncio.timeout(seconds):
        while not so():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
    return time.monotonic() - begun


class Process:
    """The hub of a process of its own, and the bridge to the others."""

    def __init__(self, url: str) -> None:
        self.hub = Hub()
        self.bridge = Bridge(self.hub, url)
        self.bridge.start()


@asynccontextmanager
async def processes(url: str, *, in_touch: bool = True) -> AsyncIterator[tuple[Process, Process]]:
    """Two of them."""
    pair = Process(url), Process(url)
    try:
        if in_touch:
            await until(lambda: all(one.bridge.in_touch for one in pair))
        yield pair
    finally:
        for one in pair:
            await one.bridge.stop()


async def quiet(ear: Listener) -> None:
    """Let pass what is heard for having listened anew."""
    while any(await ear.wait(0.2)):
        pass


async def test_what_is_nudged_in_one_process_is_heard_at_once_in_the_other(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (one, other):
        with one.hub.listening("a") as near, other.hub.listening("a", "b") as far:
            await quiet(far)
            begun = time.monotonic()
            one.hub.nudge("a")
            assert await near.wait(0) == ({"a": None}, [])
            assert await far.wait(3) == ({"a": None}, [])
            assert time.monotonic() - begun < 0.5
            assert await near.wait(0.3) == ({}, []), "and no echo comes back"


async def test_whispers_travel_with_their_frame_and_in_order(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (one, other):
        with one.hub.listening("a") as near, other.hub.listening("a") as far:
            await quiet(far)
            for number in range(3):
                one.hub.whisper("a", TYPING | {"number": number}, except_for=near)
            heard: list[dict[str, object]] = []
            while len(heard) < 3:
                heard += (await far.wait(3))[1]
            assert heard == [TYPING | {"number": number} for number in range(3)]
            assert await near.wait(0.3) == ({}, [])


async def test_many_nudges_at_once_travel_together(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (one, other), Redis.from_url(redis_server.url) as redis:
        topics = {f"conversation:{number}" for number in range(1_000)}
        before = (await redis.info("commandstats")).get("cmdstat_publish", {"calls": 0})["calls"]
        with other.hub.listening(*topics) as far:
            await quiet(far)
            for topic in topics:
                one.hub.nudge(topic)
            heard: set[str] = set()
            while heard != topics:
                new, _ = await far.wait(3)
                assert new, "some got lost"
                heard |= new.keys()
        assert (await redis.info("commandstats"))["cmdstat_publish"]["calls"] - before < 10


async def test_when_redis_was_killed_and_is_back_everybody_looks_once_at_everything(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (one, other):
        redis_server.kill()
        await until(lambda: not one.bridge.in_touch and not other.bridge.in_touch)
        with other.hub.listening("a", "b") as far:
            redis_server.start()
            assert await until(lambda: one.bridge.in_touch and other.bridge.in_touch) < 5
            assert await far.wait(3) == ({"a": None, "b": None}, [])
            await quiet(far)
            one.hub.nudge("a")
            assert await far.wait(3) == ({"a": None}, [])


async def test_a_connection_that_breaks_for_a_moment_costs_no_nudge(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (_, other), Redis.from_url(redis_server.url) as redis:
        with other.hub.listening("a", "b") as far:
            await quiet(far)
            await redis.client_kill_filter(_type="pubsub")
            assert await far.wait(0.8) == ({"a": None, "b": None}, [])
            await until(lambda: other.bridge.in_touch)


async def test_while_redis_is_away_everybody_looks_every_two_seconds(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (one, other):
        redis_server.kill()
        await until(lambda: not other.bridge.in_touch)
        with one.hub.listening("a") as near, other.hub.listening("a", "b") as far:
            for _ in range(2):
                one.hub.nudge("a")
                assert await near.wait(0) == ({"a": None}, []), "whoever is in the same process hears at once as ever"
                assert await far.wait(3.5) == ({"a": None, "b": None}, [])


async def test_what_is_nudged_while_redis_is_away_is_told_when_it_is_back(redis_server: RedisServer) -> None:
    """The other process may have heard the whole time: it was this one that was cut off."""
    async with processes(redis_server.url) as (one, other):
        await other.bridge.stop()
        redis_server.kill()
        await until(lambda: not one.bridge.in_touch)
        for topic in ("a", "b", "a"):
            one.hub.nudge(topic)
        await asyncio.sleep(1.5)  # Long enough to have tried, in vain.
        redis_server.start()
        async with Redis.from_url(redis_server.url) as redis, redis.pubsub() as ear:
            told: set[str] = set()
            await ear.subscribe("lotse/0/nudges")
            async with asyncio.timeout(10):
                while told != {"a", "b"}:
                    message = await ear.get_message(timeout=1)
                    if message and message["type"] == "message":
                        told |= set(json.loads(message["data"])["nudges"])


async def test_a_redis_that_hangs_holds_up_nobody_and_counts_as_away(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (one, other):
        redis_server.freeze()
        try:
            with one.hub.listening("a") as near, other.hub.listening("a") as far:
                await quiet(far)
                begun = time.monotonic()
                for _ in range(1_000):
                    one.hub.nudge("a")
                    one.hub.whisper("a", TYPING)
                assert time.monotonic() - begun < 0.5
                assert (await near.wait(0))[0] == {"a": None}
                assert await until(lambda: not other.bridge.in_touch) < 6
                await near.wait(0)
                assert (await far.wait(3.5))[0] == {"a": None}
        finally:
            redis_server.thaw()
        assert await until(lambda: one.bridge.in_touch and other.bridge.in_touch) < 6


async def test_a_process_begins_without_redis_and_finds_it_later(redis_server: RedisServer) -> None:
    redis_server.kill()
    async with processes(redis_server.url, in_touch=False) as (one, other):
        with one.hub.listening("a") as near, other.hub.listening("a") as far:
            one.hub.nudge("a")
            assert (await near.wait(0))[0] == {"a": None}
            assert (await far.wait(4))[0] == {"a": None}
            redis_server.start()
            await until(lambda: one.bridge.in_touch and other.bridge.in_touch)


async def test_a_process_that_falls_silent_makes_the_others_look_and_one_that_stops_does_not(
    redis_server: RedisServer,
) -> None:
    async with processes(redis_server.url) as (one, other), Redis.from_url(redis_server.url) as redis:
        await one.bridge.stop()
        with other.hub.listening("a") as far:
            await quiet(far)
            assert await far.wait(6) == ({}, []), "it told all before it went"
            killed = {"from": "somebody", "nudges": [], "whispers": [], "leaving": False}
            await redis.publish("lotse/0/nudges", json.dumps(killed))
            begun = time.monotonic()
            assert await far.wait(8) == ({"a": None}, [])
            assert time.monotonic() - begun > 3


async def test_a_process_that_stops_in_the_middle_of_a_nudge_ends_and_has_told_it(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (one, other):
        with other.hub.listening("a") as far:
            await quiet(far)
            one.hub.nudge("a")
            await asyncio.wait_for(one.bridge.stop(), 3)
            assert await far.wait(3) == ({"a": None}, [])


async def test_where_too_much_waits_to_be_told_everybody_looks_at_everything(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handover.realtime.bridge._MOST_WAITING", 3)
    async with processes(redis_server.url) as (one, other):
        with other.hub.listening("a", "b") as far:
            await quiet(far)
            for number in range(5):
                one.hub.nudge(f"conversation:{number}")
            assert await far.wait(3) == ({"a": None, "b": None}, [])


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\xff",
        b"not JSON",
        b"[]",
        b'"a"',
        b"{}",
        b'{"from": "x", "nudges": 1, "whispers": [], "leaving": false}',
        b'{"from": "x", "nudges": [], "whispers": [["a"]], "leaving": false}',
        b'{"from": "x", "nudges": [], "whispers": [["a", 1]], "leaving": false}',
    ],
)
async def test_nonsense_on_the_channel_is_left_alone(redis_server: RedisServer, nonsense: bytes) -> None:
    async with processes(redis_server.url) as (one, other), Redis.from_url(redis_server.url) as redis:
        with other.hub.listening("a") as far:
            await quiet(far)
            await redis.publish("lotse/0/nudges", nonsense)
            one.hub.nudge("a")
            assert await far.wait(3) == ({"a": None}, [])


async def test_two_databases_of_one_redis_do_not_hear_each_other(redis_server: RedisServer) -> None:
    async with processes(redis_server.url) as (one, _), processes(redis_server.url[:-1] + "1") as (stranger, _):
        with stranger.hub.listening("queue") as far:
            await quiet(far)
            one.hub.nudge("queue")
            assert await far.wait(0.3) == ({}, [])
