"""How fast a team was lately, as it is stored."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, update

from handover.domain.agent import Agent
from handover.domain.pace import Pace
from handover.services import handovers as service
from handover.storage import pace
from handover.storage.tables import agents, events, handovers
from tests.support import NINE_O_CLOCK, Support, command


async def _handover(support: Support, at: int, wait: float, agent: Agent | None, minutes: float | None = None) -> UUID:
    """Somebody asks at this minute and waits for so many; without an agent they leave, without an end it goes on."""
    escalated_at = NINE_O_CLOCK + timedelta(minutes=at)
    answered_at = escalated_at + timedelta(minutes=wait)
    row: dict[str, Any] = {"escalated_at": escalated_at, "waiting_s": wait * 60}
    if agent is None:
        row |= {"ended_at": answered_at, "ended_by": "withdrawn", "outcome": "withdrawn"}
    else:
        row |= {"agent_id": agent.id, "accepted_at": answered_at}
    if minutes is not None:
        ended_at = answered_at + timedelta(minutes=minutes)
        row |= {"ended_at": ended_at, "ended_by": "resolved", "outcome": "solved_by_agent", "agent_s": minutes * 60}
    conversation_id = await support.open()
    async with support.store.transaction() as tx:
        named = {"id": uuid4(), "conversation_id": conversation_id, "reason": "asked_for_person"}
        await tx.connection.execute(insert(handovers).values(named | row))
    return conversation_id


async def _told(support: Support, conversation_id: UUID, at: int, why: str) -> None:
    happened = {"at": NINE_O_CLOCK + timedelta(minutes=at), "name": "told_to_wait", "floor": "queue"}
    async with support.store.transaction() as tx:
        row = happened | {"conversation_id": conversation_id, "seq": 99, "data": {"why": why}}
        await tx.connection.execute(insert(events).values(row))


async def _pace(support: Support, team: str = "default") -> Pace:
    async with support.store.reading() as connection:
        return await pace.of(connection, team)


async def test_what_agents_do_is_read_as_they_did_it(support: Support) -> None:
    cleo = await support.open()
    await support.ask_for_person(cleo)
    support.clock.pass_time(minutes=2)
    await service.accept(support.store, support.clock, cleo, support.ann)
    support.clock.pass_time(minutes=10)
    await service.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "misunderstood", None
    )
    found = await _pace(support)
    assert (found.handling, found.acceptance, found.leaving) == ([600], [120], 0)


async def test_what_the_agents_of_a_team_ended_is_its_pace(support: Support) -> None:
    await _handover(support, 0, 1, support.ann, 10)
    await _handover(support, 2, 3, support.ben, 30)
    await _handover(support, 4, 1, support.ann)
    found = await _pace(support)
    assert (found.handling, found.acceptance) == ([600, 1_800], [60, 180])


async def test_another_team_has_its_own(support: Support) -> None:
    async with support.store.transaction() as tx:
        await tx.connection.execute(update(agents).where(agents.c.id == support.ben.id).values(team="technical"))
    await _handover(support, 0, 1, support.ann, 10)
    await _handover(support, 0, 1, support.ben, 30)
    assert (await _pace(support)).handling == [600]
    assert (await _pace(support, "technical")).handling == [1_800]
    assert (await _pace(support, "nobody is in it")).handling == []


async def test_only_the_newest_count(support: Support) -> None:
    for minute in range(60):
        await _handover(support, minute, 1, support.ann if minute % 2 else support.ben, minutes=2 if minute < 30 else 7)
    assert (await _pace(support)).handling == [120] * 20 + [420] * 30


async def test_who_left_while_somebody_was_here_tells_how_many_leave(support: Support) -> None:
    await _handover(support, 0, 4, support.ann, 10)
    await _handover(support, 1, 6, None)
    assert (await _pace(support)).leaving == pytest.approx(1 / 600)


@pytest.mark.parametrize("why", ["closed", "nobody"])
async def test_who_left_because_nobody_was_here_tells_nothing_of_it(support: Support, why: str) -> None:
    await _handover(support, 0, 4, support.ann, 10)
    await _told(support, await _handover(support, 1, 6, None), 1, why)
    assert (await _pace(support)).leaving == 0


async def test_who_left_after_a_long_wait_counts(support: Support) -> None:
    await _told(support, await _handover(support, 1, 10, None), 5, "long")
    assert (await _pace(support)).leaving == pytest.approx(1 / 600)
