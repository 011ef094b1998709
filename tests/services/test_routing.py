"""Who is asked to help whom, over the real database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handover.domain.agent import Availability
from handover.domain.conversation import Customer
from handover.domain.errors import WrongFloorError
from handover.domain.events import Floor
from handover.domain.routing import ASKED_AGAIN_AFTER, HEAD_START, RoutingRules
from handover.domain.team import Plan, Rule, Team
from handover.services import agents, handovers
from handover.storage import agents as agent_rows
from tests.at_work import asked, happened, is_known_for, passes, waits
from tests.support import Support

TEAMS = {one: Team(one, {"de": one, "en": one}) for one in ("default", "returns")}
PLAN = Plan(
    TEAMS,
    [
        Rule(reasons=frozenset({"complaint"}), skills=frozenset({"patience"}), priority=1),
        Rule(team="returns", reasons=frozenset({"no_result"})),
    ],
)


async def _waits_because(support: Support, reason: str) -> Any:
    cleo = await waits(support)
    async with support.store.transaction() as tx:
        taken = await tx.take(cleo)
        await tx.save(taken, reason=reason)
    return cleo


async def test_whoever_waits_is_offered_and_the_one_who_was_asked_confirms(support: Support) -> None:
    await support.at_work(support.ann)
    cleo = await waits(support)
    assert await asked(support, cleo) == ["Ann"]
    assert (await support.conversation(cleo)).floor is Floor.QUEUE, "an offer is an invitation"
    taken = await handovers.accept(support.store, support.clock, cleo, support.ann)
    assert (taken.floor, taken.agent_id, taken.offered_agent_id) == (Floor.AGENT, support.ann.id, None)


async def test_anybody_else_may_be_quicker_than_the_one_who_was_asked(support: Support) -> None:
    await support.at_work(support.ann)
    cleo = await waits(support)
    await asked(support, cleo)
    taken = await handovers.accept(support.store, support.clock, cleo, support.ben)
    assert (taken.agent_id, taken.offered_agent_id) == (support.ben.id, None)


@pytest.mark.parametrize(
    ("ann", "reason", "language"),
    [
        ({"languages": ("en",)}, "asked_for_person", "de-CH"),
        ({"languages": ("de",)}, "asked_for_person", "en"),
        ({}, "no_result", "de"),
        ({}, "complaint", "de"),
    ],
    ids=["no German", "no English", "another team", "no such skill"],
)
async def test_only_who_can_help_is_asked(support: Support, ann: dict[str, Any], reason: str, language: str) -> None:
    support.queue.plan = PLAN
    await is_known_for(support, support.ann, **ann)
    await is_known_for(
        support, support.ben, team="returns" if reason == "no_result" else "default", skills=frozenset({"patience"})
    )
    await support.at_work(support.ann)
    cleo = await support.open(language=language)
    await support.ask_for_person(cleo)
    async with support.store.transaction() as tx:
        await tx.save(await tx.take(cleo), reason=reason)
    assert await asked(support, cleo) == [None]
    await support.at_work(support.ben)
    assert await asked(support, cleo) == ["Ben"]


async def test_the_least_loaded_is_asked_and_open_offers_count(support: Support) -> None:
    await is_known_for(support, support.ben, capacity=2)
    await support.accepted(support.ann)
    await support.at_work(support.ann, support.ben)
    first, second = await waits(support), await waits(support)
    assert await asked(support, first, second) == ["Ben", "Ann"], "one of five is less than one of two"


async def test_nobody_is_asked_beyond_their_room(support: Support) -> None:
    await is_known_for(support, support.ann, capacity=1)
    await support.at_work(support.ann)
    first, second = await waits(support), await waits(support)
    assert await asked(support, first, second) == ["Ann", None]


async def test_who_misses_an_offer_is_away_and_the_next_one_is_asked(support: Support) -> None:
    await is_known_for(support, support.ben, capacity=1)
    busy = await support.accepted(support.ben)
    await support.at_work(support.ann, support.ben)
    cleo = await waits(support)
    assert await asked(support, cleo) == ["Ann"]
    await handovers.release(support.store, support.clock, busy, support.ben, "given_back", None)
    await handovers.accept(support.store, support.clock, busy, support.ann)
    support.clock.pass_time(seconds=30.5)
    await support.sweep.once()
    [lapsed] = await happened(support, cleo, "offer_lapsed")
    assert (lapsed.data["agent"]["name"], lapsed.data["why"]) == ("Ann", "late")
    assert await asked(support, cleo) == ["Ben"]
    async with support.store.reading() as connection:
        ann = await agent_rows.one(connection, support.ann.id)
    assert ann.availability is Availability.AWAY


async def test_who_declines_stays_online_and_is_asked_for_others_only_for_a_while(support: Support) -> None:
    await support.at_work(support.ann)
    cleo = await waits(support)
    await asked(support, cleo)
    await handovers.decline(support.store, support.clock, cleo, support.ann)
    other = await waits(support)
    assert await asked(support, cleo, other) == [None, "Ann"]
    await handovers.accept(support.store, support.clock, other, support.ann)
    await passes(support, support.ann, seconds=ASKED_AGAIN_AFTER.total_seconds() + 1)
    assert await asked(support, cleo) == ["Ann"]


async def test_only_who_was_asked_can_decline(support: Support) -> None:
    await support.at_work(support.ann)
    cleo = await waits(support)
    await asked(support, cleo)
    with pytest.raises(WrongFloorError):
        await handovers.decline(support.store, support.clock, cleo, support.ben)
    assert await asked(support, cleo) == ["Ann"]


@pytest.mark.parametrize("leaves", ["goes away", "loses the network"])
async def test_what_was_offered_to_somebody_who_leaves_is_taken_back(support: Support, leaves: str) -> None:
    await support.at_work(support.ann)
    cleo = await waits(support)
    await asked(support, cleo)
    if leaves == "goes away":
        await agents.set_availability(support.store, support.ann, Availability.AWAY)
    else:
        await support.presence.end(support.ann)
    await support.at_work(support.ben)
    assert await asked(support, cleo) == ["Ben"]
    assert [one.data["why"] for one in await happened(support, cleo, "offer_lapsed")] == ["gone"]


async def test_pains_5_who_took_another_one_is_not_held_to_an_offer_they_have_no_room_for(support: Support) -> None:
    await is_known_for(support, support.ann, capacity=1)
    await support.at_work(support.ann)
    offered, other = await waits(support), await waits(support)
    assert await asked(support, offered, other) == ["Ann", None]
    await handovers.accept(support.store, support.clock, other, support.ann)
    await support.at_work(support.ben)
    assert await asked(support, offered) == ["Ben"]
    async with support.store.reading() as connection:
        ann = await agent_rows.one(connection, support.ann.id)
    assert ann.availability is Availability.ONLINE, "she missed nothing"


async def test_where_agents_choose_nothing_is_offered_and_who_waits_is_told_all_the_same(support: Support) -> None:
    support.router.rules = RoutingRules(push=False)
    alone = await waits(support)
    assert await asked(support, alone) == [None]
    assert len(await happened(support, alone, "told_to_wait")) == 1
    await support.at_work(support.ann)
    assert await asked(support, alone) == [None]
    assert (await handovers.accept(support.store, support.clock, alone, support.ann)).agent_id == support.ann.id


async def test_the_important_are_first_until_somebody_has_waited_long_enough(support: Support) -> None:
    support.queue.plan = PLAN
    await is_known_for(support, support.ann, capacity=1, skills=frozenset({"patience"}))
    patient = await waits(support)
    support.clock.pass_time(seconds=HEAD_START.total_seconds() - 10)
    ordinary, important = await waits(support), await _waits_because(support, "complaint")
    assert [one.conversation.id for one in (await support.queue.sight()).waiting] == [important, patient, ordinary]
    support.clock.pass_time(seconds=20)
    later = await _waits_because(support, "complaint")
    in_order = [one.conversation.id for one in (await support.queue.sight()).waiting]
    assert in_order.index(patient) < in_order.index(later)


@pytest.mark.parametrize("to", ["agent", "team"])
async def test_a_transfer_reaches_whom_it_is_meant_for(support: Support, to: str) -> None:
    support.queue.plan = PLAN
    await is_known_for(support, support.ben, team="returns")
    cleo = await support.accepted(support.ann)
    await support.at_work(support.ann, support.ben)
    meant = {"agent": str(support.ben.id)} if to == "agent" else {"team": "returns"}
    await handovers.release(support.store, support.clock, cleo, support.ann, "transferred", meant)
    assert await asked(support, cleo) == ["Ben"]


async def test_what_an_agent_gives_back_is_not_offered_to_the_same_one_at_once(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    await support.at_work(support.ann)
    await handovers.release(support.store, support.clock, cleo, support.ann, "given_back", None)
    assert await asked(support, cleo) == [None]
    await support.at_work(support.ben)
    assert await asked(support, cleo) == ["Ben"]


async def test_who_knows_the_customer_is_asked_first(support: Support) -> None:
    mia = Customer("7", "Mia", "mia@example.com", verified=True, until=support.clock.now() + timedelta(days=1))
    earlier = await support.open(customer=mia)
    await support.ask_for_person(earlier)
    await handovers.accept(support.store, support.clock, earlier, support.ben)
    await support.at_work(support.ann, support.ben)
    again = await waits(support, customer=replace(mia, name="Mia Keller"))
    assert await asked(support, again) == ["Ben"], "although Ann has more room"


async def test_pains_5_who_is_full_is_waited_for_a_while_and_then_a_colleague_is_asked(support: Support) -> None:
    await is_known_for(support, support.ann, capacity=1)
    await support.at_work(support.ann, support.ben)
    busy, cleo = await support.accepted(support.ann), await support.accepted(support.ben)
    to_ann = {"agent": str(support.ann.id)}
    await handovers.release(support.store, support.clock, cleo, support.ben, "transferred", to_ann)
    assert await asked(support, busy, cleo) == [None, None]
    support.clock.pass_time(minutes=5)
    await support.at_work(support.ann, support.ben)
    assert await asked(support, cleo) == ["Ben"]
