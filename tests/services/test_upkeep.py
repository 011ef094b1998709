"""What owners read is kept in step beside the work, and what goes wrong in it holds up nothing else."""

import asyncio

import pytest
from structlog.testing import capture_logs

from handover.services.alerts import Watch
from handover.services.upkeep import Upkeep
from tests.support import Support


def _upkeep(support: Support) -> tuple[Upkeep, Watch]:
    watch = Watch(support.store, support.reckoner)
    return Upkeep(support.reckoner, watch, support.grouper, support.weekly, every=0), watch


async def test_what_goes_wrong_in_one_part_is_logged_and_the_others_go_on(
    support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    upkeep, watch = _upkeep(support)
    done = []

    async def wrong() -> None:
        done.append("watch")
        raise ArithmeticError

    async def right() -> None:
        done.append("weekly")

    monkeypatch.setattr(watch, "once", wrong)
    monkeypatch.setattr(support.weekly, "once", right)
    with capture_logs() as logged, pytest.raises(ExceptionGroup) as failed:
        await upkeep.once()
    assert done == ["watch", "weekly"]
    assert [type(error) for error in failed.value.exceptions] == [ArithmeticError]
    assert [one["part"] for one in logged if one["event"] == "upkeep_failed"] == ["Watch"]


async def test_it_looks_again_whatever_went_wrong_and_is_over_when_it_is_stopped(
    support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    upkeep, watch = _upkeep(support)
    looks, again = 0, asyncio.Event()

    async def wrong() -> None:
        nonlocal looks
        looks += 1
        if looks > 2:
            again.set()
        raise ArithmeticError

    monkeypatch.setattr(watch, "once", wrong)
    with capture_logs():
        upkeep.start()
        await asyncio.wait_for(again.wait(), 5)
        await upkeep.stop()
    seen = looks
    await asyncio.sleep(0)
    assert looks == seen


async def test_customers_do_not_wait_for_what_owners_read(support: Support, monkeypatch: pytest.MonkeyPatch) -> None:
    upkeep, _ = _upkeep(support)
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def long() -> int:
        begun.set()
        await may_end.wait()
        return 0

    monkeypatch.setattr(support.reckoner, "once", long)
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    support.clock.pass_time(minutes=31)
    upkeep.start()
    await asyncio.wait_for(begun.wait(), 5)
    await asyncio.wait_for(support.sweep.once(), 5)
    assert (await support.conversation(cleo)).outcome == "self_served"
    may_end.set()
    await upkeep.stop()
