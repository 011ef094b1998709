"""Several processes and agents at once: nobody is asked twice, and nobody has more than they can."""

import asyncio
from collections import Counter
from itertools import count
from uuid import uuid4

import pytest

from handover.domain.agent import Agent
from handover.domain.errors import AlreadyAcceptedError
from handover.domain.events import Floor
from handover.services import conversations, handovers
from handover.storage import agents
from tests.at_work import another_process, happened, is_known_for, waits
from tests.support import Support


async def test_pains_5_two_processes_never_offer_twice_and_nobody_beyond_their_room(
    support: Support, database_url: str
) -> None:
    for agent, capacity in ((support.ann, 3), (support.ben, 2)):
        await is_known_for(support, agent, capacity=capacity)
    waiting = [await waits(support) for _ in range(7)]
    await support.at_work(support.ann, support.ben)
    async with another_process(support, database_url) as other:
        await asyncio.gather(*(router.once() for router in (support.router, other.router) * 3))
    offered = Counter([(await support.conversation(one)).offered_agent_name for one in waiting])
    assert offered == {"Ann": 3, "Ben": 2, None: 2}
    assert [len(await happened(support, one, "offered")) for one in waiting] == [1] * 5 + [0] * 2


async def test_pains_5_eight_agents_in_two_processes_accept_at_once_and_one_has_it(
    support: Support, database_url: str
) -> None:
    crew = [Agent(uuid4(), f"Agent {number}", f"{number}@bergwerk.example") for number in range(8)]
    async with support.store.transaction() as tx:
        for agent in crew:
            await agents.add(tx, agent, "no password")
    async with another_process(support, database_url) as other:
        for _ in range(5):
            cleo = await waits(support)
            stores = [support.store, other.store] * 4
            tries = [
                handovers.accept(store, support.clock, cleo, agent) for store, agent in zip(stores, crew, strict=True)
            ]
            results = await asyncio.gather(*tries, return_exceptions=True)
            lost = [result for result in results if isinstance(result, BaseException)]
            assert [type(one) for one in lost] == [AlreadyAcceptedError] * 7
            assert len(await happened(support, cleo, "accepted")) == 1


async def test_an_offer_and_an_accept_at_once_give_the_last_place_to_one(support: Support, database_url: str) -> None:
    await is_known_for(support, support.ann, capacity=1)
    await support.at_work(support.ann)
    offered, chosen = await waits(support), await waits(support)
    async with another_process(support, database_url) as other:
        await asyncio.gather(other.router.once(), handovers.accept(support.store, support.clock, chosen, support.ann))
        await other.router.once()
    states = [await support.conversation(one) for one in (offered, chosen)]
    assert [(one.floor, one.offered_agent_id) for one in states] == [(Floor.QUEUE, None), (Floor.AGENT, None)]


@pytest.mark.parametrize("quicker", ["accepts", "takes another", "withdraws"])
async def test_who_was_quicker_than_the_router_is_left_alone(support: Support, quicker: str) -> None:
    await is_known_for(support, support.ann, capacity=1)
    await support.at_work(support.ann)
    cleo, other = await waits(support), await waits(support)
    look, looks = support.queue.sight, count(1)

    async def look_and_be_overtaken() -> object:
        sight = await look()
        # The first look is for what is to be taken back and told, the second one for offers.
        if next(looks) == 2:
            if quicker == "takes another":
                await handovers.accept(support.store, support.clock, other, support.ann)
            elif quicker == "accepts":
                await handovers.accept(support.store, support.clock, cleo, support.ben)
            else:
                await conversations.withdraw(support.store, support.clock, cleo)
        return sight

    support.queue.sight = look_and_be_overtaken  # type: ignore[method-assign, assignment]
    await support.router.once()
    assert await happened(support, cleo, "offered") == []


async def test_pains_13_two_processes_tell_whoever_nobody_can_help_once(support: Support, database_url: str) -> None:
    waiting = [await waits(support) for _ in range(3)]
    async with another_process(support, database_url) as other:
        await asyncio.gather(*(router.once() for router in (support.router, other.router) * 2))
    assert [len(await happened(support, one, "told_to_wait")) for one in waiting] == [1, 1, 1]
