"""Who is there is a lease: whoever is cut off loses what they have, to the front of the queue, and learns of it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from unittest.mock import patch
from uuid import UUID

import pytest

from handover.domain.agent import LEASE
from handover.domain.events import Floor
from handover.services import agents, handovers
from handover.services.presence import RENEW_EVERY
from handover.storage import agents as agent_rows
from handover.storage import routing as stored
from handover.storage.store import Reader
from tests.at_work import another_process, asked, happened, killed_before_the_commit, passes, waits, writes
from tests.support import Support

GRACE = timedelta(minutes=1)
GONE = LEASE + GRACE


async def test_whoever_is_cut_off_is_asked_until_their_lease_has_run_out(support: Support) -> None:
    await support.at_work(support.ann)
    support.clock.pass_time(seconds=LEASE.total_seconds() - 2)
    first = await waits(support)
    assert await asked(support, first) == ["Ann"]
    support.clock.pass_time(seconds=1)
    assert await asked(support, first, await waits(support)) == [None, None]


async def test_pains_5_a_chat_does_not_stay_with_an_agent_who_is_gone(support: Support) -> None:
    lost = await support.accepted(support.ann)
    before = [await waits(support), await waits(support)]
    support.clock.pass_time(seconds=GONE.total_seconds() - 3)
    await support.sweep.once()
    assert (await support.conversation(lost)).floor is Floor.AGENT, "they may still come back"
    support.clock.pass_time(seconds=1)
    await support.sweep.once()
    taken = await support.conversation(lost)
    assert (taken.floor, taken.agent_id, taken.at_front) == (Floor.QUEUE, None, True)
    assert [one.conversation.id for one in (await support.queue.sight()).waiting] == [lost, *before]
    said = await support.texts(lost, "system")
    assert said[0].startswith("Die Verbindung zu Ann ist leider abgebrochen. Sie sind als Nächstes dran")


async def test_the_next_one_is_asked_for_whoever_lost_their_agent_before_all_others(support: Support) -> None:
    lost = await support.accepted(support.ann)
    other = await waits(support)
    await passes(support, support.ben, seconds=GONE.total_seconds())
    names = [(await support.conversation(one)).offered_agent_name for one in (lost, other)]
    assert names == ["Ben", "Ben"]
    offers = [(await happened(support, one, "offered"))[0] for one in (lost, other)]
    assert (await happened(support, lost, "released"))[0].at <= offers[0].at <= offers[1].at


async def test_a_returning_agent_sees_what_was_taken_from_them(support: Support) -> None:
    lost, kept = await support.accepted(support.ann), await support.accepted(support.ben)
    await passes(support, support.ben, seconds=GONE.total_seconds())
    [seen] = await agents.lost(support.store, support.clock, support.ann)
    assert (seen.conversation_id, seen.reason, seen.at) == (lost, "agent_gone", support.clock.now())
    assert await agents.lost(support.store, support.clock, support.ben) == []
    assert (await support.conversation(kept)).floor is Floor.AGENT


async def test_who_comes_back_in_time_keeps_everything(support: Support) -> None:
    mine = [await support.accepted(support.ann), await support.accepted(support.ann)]
    support.clock.pass_time(seconds=GONE.total_seconds() - 1)
    await support.presence.renew(support.ann)
    support.clock.pass_time(seconds=10)
    await support.sweep.once()
    assert [(await support.conversation(one)).agent_id for one in mine] == [support.ann.id] * 2


async def test_who_comes_back_while_the_sweep_looks_keeps_everything(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    support.clock.pass_time(seconds=GONE.total_seconds() + 1)
    look = stored.left_alone

    async def look_and_be_overtaken(connection: Reader, ended_before: datetime) -> Sequence[UUID]:
        found = await look(connection, ended_before)
        await support.at_work(support.ann)
        return found

    with patch.object(stored, "left_alone", look_and_be_overtaken):
        await support.presence.take_back()
    assert (await support.conversation(cleo)).agent_id == support.ann.id


async def test_an_agent_without_a_socket_is_there_while_they_ask_for_things(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    for _ in range(12):
        support.clock.pass_time(seconds=40)
        await support.presence.renew(support.ann)
        await support.sweep.once()
    assert (await support.conversation(cleo)).agent_id == support.ann.id
    await writes(support, support.ann, cleo)


async def test_a_lease_is_not_written_at_every_request(support: Support) -> None:
    await support.presence.renew(support.ann)
    support.clock.pass_time(seconds=RENEW_EVERY.total_seconds() - 1)
    await support.presence.renew(support.ann)
    support.clock.pass_time(seconds=LEASE.total_seconds() - RENEW_EVERY.total_seconds())
    async with support.store.reading() as connection:
        ann = await agent_rows.one(connection, support.ann.id)
    assert ann.present_until == support.clock.now() + timedelta(seconds=1)
    assert RENEW_EVERY * 2 < LEASE, "one that fails is made up for by the next"


async def test_who_signs_out_is_asked_no_more_and_loses_what_they_have_after_the_grace_time(support: Support) -> None:
    mine, offered = await support.accepted(support.ann), await waits(support)
    await support.at_work(support.ann)
    assert await asked(support, offered) == ["Ann"]
    await agents.sign_out(support.store, support.ann, "a token")
    await support.presence.end(support.ann)
    assert await asked(support, offered) == [None]
    await passes(support, seconds=GRACE.total_seconds() - 1)
    assert (await support.conversation(mine)).floor is Floor.AGENT
    await passes(support, seconds=1)
    assert (await support.conversation(mine)).at_front


async def test_who_signs_out_and_in_again_is_there_at_once(support: Support) -> None:
    await support.presence.renew(support.ann)
    await support.presence.end(support.ann)
    await support.presence.renew(support.ann)
    async with support.store.reading() as connection:
        assert (await agent_rows.one(connection, support.ann.id)).present_until == support.clock.now() + LEASE


async def test_whoever_accepts_is_there(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    await passes(support, seconds=GONE.total_seconds() - 1)
    assert (await support.conversation(cleo)).agent_id == support.ann.id


@pytest.mark.parametrize("how", ["at once", "one after the other died"])
async def test_pains_5_it_is_taken_back_once_by_whichever_process(
    support: Support, database_url: str, how: str
) -> None:
    cleo = await support.accepted(support.ann)
    support.clock.pass_time(seconds=GONE.total_seconds() + 1)
    async with another_process(support, database_url) as other:
        if how == "at once":
            await asyncio.gather(*(one.sweep.once() for one in (support, other) * 2))
        else:
            with killed_before_the_commit():
                await support.sweep.once()
            assert await happened(support, cleo, "released") == []
            await other.sweep.once()
    assert len(await happened(support, cleo, "released")) == 1
    assert len([one for one in await support.texts(cleo, "system") if "abgebrochen" in one]) == 1


async def test_an_agent_who_lost_it_can_have_it_again(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    await passes(support, seconds=GONE.total_seconds())
    await support.at_work(support.ann)
    again = await handovers.accept(support.store, support.clock, cleo, support.ann)
    assert (again.floor, again.agent_id, again.at_front) == (Floor.AGENT, support.ann.id, False)
