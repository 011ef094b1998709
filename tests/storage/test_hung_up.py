"""A request that is cut off while it commits: what is stored is told of."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncTransaction

from handover.domain.events import Event
from handover.storage.moved import Moved
from tests.support import Support


async def test_whoever_hangs_up_in_the_middle_of_a_commit_leaves_nothing_untold(
    support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleo = await support.open()
    told: list[Moved] = []
    support.store.after_commit(told.extend)
    committing, may_go_on, commit = asyncio.Event(), asyncio.Event(), AsyncTransaction.commit

    async def slow(transaction: AsyncTransaction) -> None:
        await commit(transaction)
        committing.set()
        await may_go_on.wait()

    monkeypatch.setattr(AsyncTransaction, "commit", slow)

    async def write() -> None:
        async with support.store.transaction() as tx:
            await tx.record(await tx.take(cleo), Event("visited", support.clock.now(), {"url": "/", "title": ""}))

    request = asyncio.create_task(write())
    await committing.wait()
    request.cancel()
    await asyncio.sleep(0)
    may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await request
    assert [one.after.last_seq for one in told] == [2]
    assert await support.names(cleo) == ["conversation_opened", "visited"]
    monkeypatch.undo()
    await write()
    assert (await support.conversation(cleo)).last_seq == 3
