"""A process that is killed between sending and noting it: everything is sent, in order, the one in hand twice."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.check.commands import ROOT
from tests.outside import Outside
from tests.receiver import Receiver


@asynccontextmanager
async def sending(database: str, receiver: Receiver, later_s: float) -> AsyncIterator[asyncio.subprocess.Process]:
    """A sender that looks, in a process of its own."""
    command = ("-m", "tests.services.sending_process", database, receiver.url, str(later_s))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    assert await asyncio.wait_for(process.stdout.readline(), 30)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_after_kill_9_between_sending_and_noting_it_is_sent_again_under_the_same_id(
    shop: Outside, database_url: str, receiver: Receiver
) -> None:
    cleos = [str(await shop.conversation(3)) for _ in range(3)]
    receiver.hold()
    async with sending(database_url, receiver, 0) as process:
        await receiver.got(3)
        process.send_signal(signal.SIGKILL)
        assert await process.wait() == -signal.SIGKILL
    assert await shop.states() == ["waiting"] * 9
    receiver.let_go()
    in_hand = {one.id for one in receiver.requests}
    # By then the claims of the dead one have run out.
    async with sending(database_url, receiver, 60):
        await shop.until_sent(9)
    for cleo in cleos:
        assert [seq for conversation, seq in receiver.events if conversation == cleo] == [1, 1, 2, 3]
    again = [one.id for one in receiver.requests[3:]]
    assert len(again) == len(set(again)) == 9
    assert in_hand < set(again)


async def test_two_processes_at_once_send_each_event_once_and_in_order(
    shop: Outside, database_url: str, receiver: Receiver
) -> None:
    async with sending(database_url, receiver, 0), sending(database_url, receiver, 0):
        cleos = [str(await shop.conversation(8)) for _ in range(6)]
        await shop.until_sent(48)
    assert len(receiver.requests) == 48
    for cleo in cleos:
        assert [seq for conversation, seq in receiver.events if conversation == cleo] == list(range(1, 9))
