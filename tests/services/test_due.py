"""What becomes due by itself: each once, not before its time, whoever looks and whoever dies."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from handover.domain.due import Due, Patience
from handover.domain.events import Floor
from handover.domain.routing import RoutingRules
from handover.services import handovers, promises
from tests.at_work import (
    another_process,
    asked,
    happened,
    is_known_for,
    killed_before_the_commit,
    passes,
    waits,
    writes,
)
from tests.support import Support, command


async def _offered(support: Support) -> UUID:
    await support.at_work(support.ann)
    cleo = await waits(support)
    assert await asked(support, cleo) == ["Ann"]
    return cleo


async def _waits_while_all_are_busy(support: Support) -> UUID:
    await is_known_for(support, support.ann, capacity=1)
    await support.accepted(support.ann)
    return await waits(support)


async def _unanswered(support: Support) -> UUID:
    return await support.accepted(support.ann)


async def _answered(support: Support) -> UUID:
    cleo = await support.accepted(support.ann)
    await writes(support, support.ann, cleo)
    return cleo


async def _with_the_bot(support: Support) -> UUID:
    return await support.open()


async def _promised(support: Support) -> UUID:
    cleo = await support.open()
    await promises.promise(
        support.store, support.clock, support.queue.plan, cleo, command(), email="cleo@example.com", text="Wann?"
    )
    return cleo


@dataclass(frozen=True)
class Case:
    """How it comes to be due, after how long, and what then happens."""

    begin: Callable[[Support], Awaitable[UUID]]
    after: timedelta
    event: str
    then: Floor


CASES = {
    Due.OFFER: Case(_offered, timedelta(seconds=30), "offer_lapsed", Floor.QUEUE),
    Due.LONG_WAIT: Case(_waits_while_all_are_busy, timedelta(minutes=5), "told_to_wait", Floor.QUEUE),
    Due.AGENT_SILENT: Case(_unanswered, timedelta(minutes=10), "released", Floor.QUEUE),
    Due.CUSTOMER_SILENT: Case(_answered, timedelta(minutes=30), "closed", Floor.CLOSED),
    Due.IDLE: Case(_with_the_bot, timedelta(minutes=30), "closed", Floor.CLOSED),
    Due.PROMISE: Case(_promised, timedelta(hours=24), "promise_broken", Floor.CLOSED),
}


@pytest.mark.parametrize("due", CASES)
async def test_it_happens_not_before_its_time_and_once(support: Support, due: Due) -> None:
    case = CASES[due]
    cleo = await case.begin(support)
    await passes(support, support.ann, seconds=case.after.total_seconds())
    assert await happened(support, cleo, case.event) == []
    for _ in range(2):
        await passes(support, support.ann, seconds=1)
        assert len(await happened(support, cleo, case.event)) == 1
    assert (await support.conversation(cleo)).floor is case.then


@pytest.mark.parametrize("due", CASES)
async def test_pains_6_two_processes_that_look_at_once_do_it_once(
    support: Support, database_url: str, due: Due
) -> None:
    case = CASES[due]
    cleo = await case.begin(support)
    support.clock.pass_time(seconds=case.after.total_seconds() + 1)
    await support.at_work(support.ann)
    async with another_process(support, database_url) as other:
        await asyncio.gather(*(one.sweep.once() for one in (support, other) * 2))
    assert len(await happened(support, cleo, case.event)) == 1


@pytest.mark.parametrize("due", CASES)
async def test_pains_6_a_process_that_dies_before_it_has_written_leaves_it_to_the_next_one(
    support: Support, database_url: str, due: Due
) -> None:
    case = CASES[due]
    cleo = await case.begin(support)
    support.clock.pass_time(seconds=case.after.total_seconds() + 1)
    await support.at_work(support.ann)
    with killed_before_the_commit():
        await support.sweep.once()
    assert await happened(support, cleo, case.event) == []
    async with another_process(support, database_url) as other:
        await other.sweep.once()
    assert len(await happened(support, cleo, case.event)) == 1


@pytest.mark.parametrize(
    ("due", "setting"),
    [
        (Due.LONG_WAIT, "long_wait"),
        (Due.AGENT_SILENT, "agent_silent"),
        (Due.CUSTOMER_SILENT, "customer_silent"),
        (Due.IDLE, "idle"),
    ],
)
async def test_how_long_each_takes_can_be_set(support: Support, due: Due, setting: str) -> None:
    more: dict[str, Any] = {setting: timedelta(minutes=1)}
    support.store.patience = Patience(**more)
    cleo = await CASES[due].begin(support)
    await passes(support, support.ann, seconds=61)
    assert len(await happened(support, cleo, CASES[due].event)) == 1


async def test_how_long_an_offer_is_open_can_be_set(support: Support) -> None:
    support.router.rules = RoutingRules(offered_for=timedelta(seconds=5))
    cleo = await _offered(support)
    await passes(support, support.ann, seconds=6)
    assert len(await happened(support, cleo, "offer_lapsed")) == 1


async def test_a_note_of_the_agent_shows_that_they_work_on_it(support: Support) -> None:
    cleo = await support.accepted(support.ben)
    await passes(support, support.ben, minutes=9)
    await support.note(cleo, "Ich frage im Lager nach.")
    await passes(support, support.ben, minutes=9)
    assert (await support.conversation(cleo)).floor is Floor.AGENT
    await passes(support, support.ben, minutes=2)
    assert (await support.conversation(cleo)).at_front


async def test_an_agent_who_falls_silent_loses_the_customer_to_somebody_else(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    await passes(support, support.ann, support.ben, minutes=11)
    assert (await support.conversation(cleo)).offered_agent_name == "Ben", "although Ann knows her"
    [said] = await support.texts(cleo, "system")
    assert said.startswith("Ann kann Ihnen gerade nicht antworten. Sie sind als Nächstes dran")


async def test_who_writes_again_before_the_agent_has_answered_starts_no_new_time(support: Support) -> None:
    cleo = await _answered(support)
    await support.say(cleo, "Und jetzt?")
    await passes(support, support.ann, minutes=6)
    await support.say(cleo, "Hallo?")
    await passes(support, support.ann, minutes=6)
    assert (await support.conversation(cleo)).at_front


async def test_an_open_page_keeps_the_place_of_who_waits(support: Support) -> None:
    patient, left = await waits(support), await waits(support)
    for _ in range(4):
        support.clock.pass_time(minutes=20)
        await support.queue.saw(patient)
        await support.sweep.once()
    assert (await support.conversation(patient)).floor is Floor.QUEUE
    assert (await support.conversation(left)).outcome == "gave_up_in_queue"
    await passes(support, minutes=31)
    assert (await support.conversation(patient)).outcome == "gave_up_in_queue"


async def test_who_comes_back_to_the_queue_after_a_long_talk_is_not_told_at_once_that_it_takes_long(
    support: Support,
) -> None:
    cleo = await _answered(support)
    await passes(support, support.ann, minutes=25)
    await is_known_for(support, support.ben, capacity=0)
    await support.at_work(support.ben)
    await handovers.release(support.store, support.clock, cleo, support.ann, "given_back", None)
    await passes(support, support.ben, seconds=5)
    assert await happened(support, cleo, "told_to_wait") == []
    await passes(support, support.ben, minutes=5)
    assert [one.data["why"] for one in await happened(support, cleo, "told_to_wait")] == ["long"]


async def test_one_that_cannot_be_done_holds_up_no_other(support: Support) -> None:
    broken, idle, waiting = await support.open(), await support.open(), await waits(support)
    async with support.store.transaction() as tx:
        await tx.save(await tx.take(broken), language="xx")
    await support.ask_for_person(broken)
    support.clock.pass_time(minutes=29)
    await support.at_work(support.ann)
    await support.queue.saw(waiting)
    await passes(support, support.ann, minutes=2)
    assert (await support.conversation(idle)).floor is Floor.CLOSED
    assert (await support.conversation(waiting)).offered_agent_name == "Ann"


async def test_pains_13_who_was_told_that_nobody_is_there_hears_again_when_it_still_takes_long(
    support: Support,
) -> None:
    cleo = await waits(support)
    await passes(support, seconds=1)
    await support.queue.saw(cleo)
    await passes(support, minutes=6)
    assert [one.data["why"] for one in await happened(support, cleo, "told_to_wait")] == ["nobody", "long"]
    await passes(support, minutes=20)
    assert len(await happened(support, cleo, "told_to_wait")) == 2
