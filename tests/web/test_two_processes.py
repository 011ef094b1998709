"""A conversation whose people are on different processes is one as if they were on one."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest
from redis.asyncio import Redis

from tests.redis_server import RedisServer
from tests.service import Customer, Person, Socket
from tests.two_services import Pair, two_services
from tests.web.asking import one_minute

# A heartbeat makes up for a lost nudge after 25 s; what is nudged comes well before.
AT_ONCE_S = 1.5


@asynccontextmanager
async def talking(pair: Pair) -> AsyncIterator[tuple[Customer, Socket, Person, Socket]]:
    """Cleo and her socket on one process, Ann who has her conversation and Ann's socket on the other."""
    cleo, ann = await pair.one.customer(), await pair.other.signed_in("ann")
    assert (await cleo.http.post(cleo.path("escalation"), json={})).status_code == 201
    assert (await ann.http.put(cleo.path("assignment"), json={})).status_code == 200
    async with cleo.reading() as socket, ann.socket() as desk:
        await desk.send({"type": "hello"})
        await desk.send({"type": "watch", "conversation": cleo.id, "after": 0})
        await desk.until(lambda frame: frame.get("name") == "accepted")
        await socket.until(lambda frame: frame.get("name") == "accepted")
        yield cleo, socket, ann, desk


async def answer(ann: Person, cleo: Customer, text: str) -> httpx.Response:
    body = {"id": str(uuid4()), "text": text, "audience": "everyone"}
    return await ann.http.post(cleo.path("messages"), json=body)


def said(frames: list[dict[str, Any]]) -> list[str]:
    return [frame["text"] for frame in frames if frame.get("name") == "message_posted"]


async def test_messages_cross_both_ways_in_order_and_at_once(pair: Pair) -> None:
    async with talking(pair) as (cleo, socket, ann, desk):
        seen: list[str] = []
        for number in range(10):
            begun = time.monotonic()
            assert (await cleo.say(f"Frage {number}")).status_code == 201
            seen += said(await desk.until(lambda frame, asked=f"Frage {number}": frame.get("text") == asked))
            assert (await answer(ann, cleo, f"Antwort {number}")).status_code == 201
            frames = await socket.until(lambda frame: frame.get("author", {}).get("kind") == "agent")
            assert said(frames)[-1] == f"Antwort {number}"
            assert time.monotonic() - begun < AT_ONCE_S
        assert seen == [text for number in range(10) for text in (f"Frage {number}", f"Antwort {number}")][:-1]


async def test_the_bots_answer_reaches_a_socket_on_the_other_process(pair: Pair) -> None:
    cleo = await pair.one.customer()
    async with pair.moved(cleo).reading() as socket:
        await socket.until(lambda frame: frame.get("seq") == 1)
        begun = time.monotonic()
        await cleo.say("Hallo")
        frames = await socket.until(lambda frame: frame.get("author", {}).get("kind") == "bot")
        assert time.monotonic() - begun < AT_ONCE_S
    assert [frame["seq"] for frame in frames] == [2, 4]


async def test_typing_crosses_both_ways(pair: Pair) -> None:
    async with talking(pair) as (cleo, socket, _, desk):
        begun = time.monotonic()
        await socket.send({"type": "typing"})
        typing = (await desk.until(lambda frame: frame["type"] == "typing"))[-1]
        assert (typing["conversation"], typing["author"]["kind"]) == (cleo.id, "customer")
        await desk.send({"type": "typing", "conversation": cleo.id})
        typing = (await socket.until(lambda frame: frame["type"] == "typing"))[-1]
        assert typing["author"] == {"kind": "agent", "name": "Ann"}
        assert time.monotonic() - begun < AT_ONCE_S


async def test_an_agent_who_signs_out_on_one_process_is_out_on_the_other_at_once(pair: Pair) -> None:
    ann = await pair.one.signed_in("ann")
    there = await pair.other.somebody()
    there.http.cookies.update(ann.http.cookies)
    async with there.socket() as desk:
        await desk.send({"type": "hello"})
        await desk.until(lambda frame: frame["type"] == "waiting")
        begun = time.monotonic()
        assert (await ann.http.delete("/api/session")).status_code == 204
        assert await desk.close_code() == 4401
        assert time.monotonic() - begun < AT_ONCE_S


async def test_who_waits_shows_at_once_on_the_other_process_and_moves_up_there(pair: Pair) -> None:
    first, second = await pair.one.customer(), await pair.one.customer()
    ann, ben = await pair.one.signed_in("ann"), await pair.other.signed_in("ben")
    async with ben.socket() as desk:
        await desk.send({"type": "hello"})
        await desk.until(lambda frame: frame["type"] == "waiting")
        begun = time.monotonic()
        for cleo in (first, second):
            pair.one.clock.pass_time(seconds=1)
            assert (await cleo.http.post(cleo.path("escalation"), json={})).status_code == 201
        both = [first.id, second.id]
        await desk.until(lambda frame: frame["type"] == "waiting" and [one["id"] for one in frame["items"]] == both)
        async with pair.moved(second).reading() as socket:
            assert (await socket.next())["queue"]["position"] == 2
            assert (await ann.http.put(first.path("assignment"), json={})).status_code == 200
            frames = await socket.until(lambda frame: frame["type"] == "queue" and frame["position"] == 1)
            assert frames
        await desk.until(lambda frame: frame["type"] == "waiting" and len(frame["items"]) == 1)
        assert time.monotonic() - begun < 2 * AT_ONCE_S


async def test_of_two_agents_who_accept_at_once_on_two_processes_one_wins_each_of_50_times(pair: Pair) -> None:
    ann, ben = await pair.one.signed_in("ann"), await pair.other.signed_in("ben")
    for number in range(50):
        cleo = await pair.one.customer()
        await cleo.http.post(cleo.path("escalation"), json={})
        asked = [ann, ben] if number % 2 else [ben, ann]
        answers = await asyncio.gather(*(agent.http.put(cleo.path("assignment"), json={}) for agent in asked))
        assert sorted(answered.status_code for answered in answers) == [200, 409]
        log = (await pair.moved(cleo).events())["events"]
        assert [event["name"] for event in log].count("accepted") == 1


async def test_with_redis_killed_and_started_again_nothing_is_lost_and_little_is_late(pair: Pair) -> None:
    async with talking(pair) as (cleo, socket, ann, desk):
        pair.redis.kill()
        begun = time.monotonic()
        for number in range(3):
            assert (await cleo.say(f"Frage {number}")).status_code == 201
            assert (await answer(ann, cleo, f"Antwort {number}")).status_code == 201
        assert time.monotonic() - begun < AT_ONCE_S, "no request waits for Redis"
        everything = [text for number in range(3) for text in (f"Frage {number}", f"Antwort {number}")]
        for reader in (desk, socket):
            heard: list[str] = []
            while len(heard) < len(everything):
                heard += said([await reader.next(5)])
            assert heard == everything
        pair.redis.start()
        await pair.in_touch()
        begun = time.monotonic()
        await cleo.say("Sind Sie noch da?")
        await desk.until(lambda frame: frame.get("text") == "Sind Sie noch da?")
        assert time.monotonic() - begun < AT_ONCE_S


async def test_nudges_that_come_late_and_twice_double_nothing(pair: Pair) -> None:
    async def parrot(heard: asyncio.Event) -> None:
        async with Redis.from_url(pair.redis.url) as redis, redis.pubsub() as ear:
            await ear.subscribe("lotse/0/nudges")
            async for message in ear.listen():
                heard.set()
                told = json.loads(message["data"]) if message["type"] == "message" else {}
                if told.get("nudges") and told["from"] != "parrot":
                    await asyncio.sleep(0.05)
                    for _ in range(2):
                        await redis.publish("lotse/0/nudges", json.dumps({**told, "from": "parrot", "leaving": True}))

    async with talking(pair) as (cleo, socket, _, desk), asyncio.TaskGroup() as tasks:
        listening = asyncio.Event()
        task = tasks.create_task(parrot(listening))
        await listening.wait()
        everything = [*(f"{number}" for number in range(20)), "Ende"]
        for text in everything:
            await cleo.say(text)
            if text == "19":
                await asyncio.sleep(0.5)
        for reader in (desk, socket):
            frames = await reader.until(lambda frame: frame.get("text") == "Ende")
            assert said(frames) == everything
            numbers = [frame["seq"] for frame in frames if "seq" in frame]
            assert numbers == sorted(set(numbers))
        task.cancel()


async def test_a_turn_is_asked_once_though_two_processes_look_for_turns(pair: Pair) -> None:
    cleo = await pair.one.customer()
    for number in range(5):
        await (cleo if number % 2 else pair.moved(cleo)).say(f"{number}")
        await asyncio.gather(*(service.lotse.runner.resume() for service in (pair.one, pair.other)))
    async with cleo.reading() as socket:
        await socket.until(lambda frame: frame.get("text") == "Sie sagten: 4")
    asked = [turn.text for service in (pair.one, pair.other) for turn in service.bot.asked]
    assert sorted(asked) == ["0", "1", "2", "3", "4"]
    log = said((await cleo.events())["events"])
    assert [text for text in log if text.startswith("Sie sagten")] == [f"Sie sagten: {number}" for number in range(5)]


@pytest.fixture
async def strict(emptied_postgres_url: str, redis_server: RedisServer) -> AsyncIterator[Pair]:
    """Two services that allow four messages, and three of everything else, in a minute."""
    few = {"messages_per_minute": 4, "conversations_per_minute": 3, "sign_ins_per_minute": 3, "uploads_per_minute": 3}
    async with two_services(emptied_postgres_url, redis_server, **few) as pair:
        await one_minute(lasting=15)
        yield pair


async def test_what_is_asked_of_several_processes_is_counted_together(strict: Pair) -> None:
    cleo = await strict.one.customer()
    there = strict.moved(cleo)
    statuses = [(await person.say("Hallo")).status_code for person in (cleo, there, there, cleo, there, cleo)]
    assert statuses == [201, 201, 201, 201, 429, 429]
    assert (await there.say("Hallo")).headers["Retry-After"]
    opened = [
        (await (await service.somebody()).http.post("/api/conversations", json={})).status_code
        for service in (strict.other, strict.one, strict.other)
    ]
    assert opened == [201, 201, 429]


async def test_files_are_counted_together(strict: Pair) -> None:
    cleo, other = await strict.one.customer(), await strict.other.customer()
    statuses = [
        (await person.http.post(person.path("files"), files={"file": ("a.txt", b"Hallo")})).status_code
        for person in (cleo, other, cleo, other)
    ]
    assert statuses == [201, 201, 201, 429]


async def test_passwords_tried_on_several_processes_are_counted_together(strict: Pair) -> None:
    wrong = {"email": "ann@bergwerk.example", "password": "guess"}
    statuses = [
        (await (await service.somebody()).http.post("/api/session", json=wrong)).status_code
        for service in (strict.one, strict.other, strict.one, strict.other)
    ]
    assert statuses == [401, 401, 401, 429]


@pytest.mark.parametrize("trouble", ["kill", "freeze"])
async def test_without_redis_each_process_counts_by_itself_and_then_all_together_again(
    strict: Pair, trouble: str
) -> None:
    cleo = await strict.one.customer()
    there = strict.moved(cleo)
    for _ in range(4):
        await cleo.say("Hallo")
    assert [(await person.say("Hallo")).status_code for person in (cleo, there)] == [429, 429]
    getattr(strict.redis, trouble)()
    begun = time.monotonic()
    statuses = [(await person.say("Hallo")).status_code for person in (cleo, there) for _ in range(5)]
    assert time.monotonic() - begun < 6
    assert statuses == [201, 201, 201, 201, 429] * 2
    if trouble == "kill":
        strict.redis.start()
    else:
        strict.redis.thaw()
    await asyncio.sleep(2.5)
    await one_minute(lasting=5)
    anew = await strict.other.customer()
    back = strict.moved(anew)
    statuses = [(await person.say("Hallo")).status_code for person in (anew, back, anew, back, anew, back)]
    assert statuses == [201, 201, 201, 201, 429, 429]
