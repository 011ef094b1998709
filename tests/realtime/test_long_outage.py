"""A Redis that is away for hours: the bridge goes on trying."""

import asyncio

import pytest

from handover.launch.ports import free_port
from handover.realtime import bridge
from handover.realtime.hub import Hub


async def test_the_bridge_tries_on_however_often_redis_was_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    sleep = asyncio.sleep

    async def short(seconds: float) -> None:
        pauses.append(seconds)
        await sleep(0)

    monkeypatch.setattr(bridge.asyncio, "sleep", short)
    cut_off = bridge.Bridge(Hub(), f"redis://127.0.0.1:{free_port()}")
    cut_off.start()
    async with asyncio.timeout(60):
        # Two loops try; each by itself comes beyond the 1,024 at which its pause could not be worked out any more.
        while len(pauses) < 3_000:
            await sleep(0.01)
    assert max(pauses) <= 2
    monkeypatch.undo()
    await cut_off.stop()
