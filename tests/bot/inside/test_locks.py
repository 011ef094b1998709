"""Conversations held across processes: each `Locks` here stands for a process of its own."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot import locks as module
from bot.errors import Refused
from bot.locks import Locks
from tests.redis_server import redis_server  # noqa: F401

WAITS_S = 3


@pytest.fixture
async def process(redis_server):  # noqa: F811
    made = []

    def make(seconds=WAITS_S):
        made.append(Locks(redis_server.url, seconds))
        return made[-1]

    yield make
    for each in made:
        await each.close()


async def hold(locks, said, name, seconds, conversation="c1"):
    async with locks.alone(conversation):
        said.append(f"{name} begins")
        await asyncio.sleep(seconds)
        said.append(f"{name} ends")


async def test_turns_of_one_conversation_wait_for_each_other_in_whatever_process(process):
    said = []
    first = asyncio.create_task(hold(process(), said, "first", 0.3))
    await asyncio.sleep(0.1)
    await hold(process(), said, "second", 0)
    await first
    assert said == ["first begins", "first ends", "second begins", "second ends"]


async def test_turns_of_other_conversations_do_not(process):
    said = []
    first = asyncio.create_task(hold(process(), said, "first", 0.3))
    await asyncio.sleep(0.1)
    await hold(process(), said, "second", 0, conversation="c2")
    await first
    assert said == ["first begins", "second begins", "second ends", "first ends"]


async def test_a_turn_that_takes_longer_than_its_lease_keeps_it(process, monkeypatch):
    monkeypatch.setattr(module, "LEASE_S", 0.3)
    monkeypatch.setattr(module, "_RENEW_EVERY_S", 0.05)
    said = []
    first = asyncio.create_task(hold(process(), said, "first", 1))
    await asyncio.sleep(0.1)
    await hold(process(), said, "second", 0)
    await first
    assert said == ["first begins", "first ends", "second begins", "second ends"]


async def test_the_turn_of_a_process_that_hangs_holds_up_nobody_for_longer_than_its_lease(process, monkeypatch):
    monkeypatch.setattr(module, "_RENEW_EVERY_S", 60)
    said = []
    hanging = asyncio.create_task(hold(process(), said, "hanging", 2.5))
    await asyncio.sleep(0.1)
    await hold(process(), said, "second", 0)
    assert said == ["hanging begins", "second begins", "second ends"]
    await hanging


async def test_one_that_waits_for_too_long_is_sent_away(process):
    said = []
    first = asyncio.create_task(hold(process(), said, "first", 1))
    await asyncio.sleep(0.1)
    with pytest.raises(Refused) as caught:
        await hold(process(seconds=0.2), said, "second", 0)
    assert (caught.value.status, caught.value.code) == (503, "unavailable")
    await first


async def test_a_redis_that_is_killed_in_the_middle_of_a_turn_does_not_end_it(process, redis_server, monkeypatch):  # noqa: F811
    monkeypatch.setattr(module, "_RENEW_EVERY_S", 0.05)
    said = []
    first = asyncio.create_task(hold(process(), said, "first", 0.5))
    await asyncio.sleep(0.1)
    redis_server.kill()
    await first
    assert said == ["first begins", "first ends"]


async def test_without_redis_a_conversation_is_held_in_its_process_and_no_turn_waits_for_redis(process, redis_server):  # noqa: F811
    locks, said = process(), []
    redis_server.kill()
    await hold(locks, said, "first", 0)
    started = time.monotonic()
    await asyncio.gather(hold(locks, said, "second", 0.1), hold(locks, said, "third", 0.1))
    assert time.monotonic() - started < 0.5
    assert said[2:] == ["second begins", "second ends", "third begins", "third ends"]


async def test_when_redis_is_back_it_is_used_again(process, redis_server, monkeypatch):  # noqa: F811
    monkeypatch.setattr(module, "AWAY_S", 0)
    locks, other, said = process(), process(), []
    redis_server.kill()
    await hold(locks, said, "without", 0)
    redis_server.start()
    first = asyncio.create_task(hold(locks, said, "first", 0.3))
    await asyncio.sleep(0.1)
    await hold(other, said, "second", 0)
    await first
    assert said[2:] == ["first begins", "first ends", "second begins", "second ends"]


async def test_a_redis_that_hangs_is_waited_for_once_and_not_by_each_turn(process, redis_server):  # noqa: F811
    locks, said = process(), []
    await hold(locks, said, "with", 0)
    redis_server.freeze()
    started = time.monotonic()
    for name in ("first", "second", "third"):
        await hold(locks, said, name, 0, conversation=name)
    assert time.monotonic() - started < 3 * module.REDIS_WAIT_S
    redis_server.thaw()
