"""Back to the bot: it learns what the agent found out, answers nothing of the backlog, and may hand over again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from handover.domain.events import Floor
from handover.services import conversations, handovers
from handover.services.turns import TurnRunner
from tests.support import Support, command


async def _returns(support: Support, cleo: UUID, **slots: Any) -> None:
    await handovers.return_to_bot(support.store, support.clock, cleo, support.ann, command(), "geklärt", slots)


async def test_pains_2_the_bot_is_told_what_the_agent_found_out_and_nothing_of_the_backlog(support: Support) -> None:
    cleo = await support.accepted()
    for text in ("Die Jacke ist kaputt", "Hallo?", "BW-104512"):
        await support.say(cleo, text)
    await _returns(support, cleo, order="BW-104512")
    await support.settled()
    assert (support.bot.asked, await support.texts(cleo, "bot")) == ([], [])
    await support.ask(cleo, "Danke")
    assert support.bot.remembered == {cleo: {"order": "BW-104512"}}
    assert [turn.text for turn in support.bot.asked] == ["Danke"]


async def test_pains_2_it_is_told_once(support: Support) -> None:
    cleo = await support.returned({"product": "Seil"})
    await support.ask(cleo, "eins")
    support.bot.remembered.clear()
    await support.ask(cleo, "zwei")
    assert support.bot.remembered == {}
    assert (await support.conversation(cleo)).summary is None


async def test_a_bot_that_could_not_be_told_is_told_before_the_next_turn(support: Support) -> None:
    cleo = await support.returned({"product": "Seil"})
    support.bot.available = False
    await support.ask(cleo, "eins")
    assert support.bot.remembered == {}
    support.bot.available = True
    await support.ask(cleo, "zwei")
    assert support.bot.remembered == {cleo: {"product": "Seil"}}


async def test_a_process_that_dies_after_telling_leaves_it_to_the_next_one(support: Support) -> None:
    cleo = await support.returned({"product": "Seil"})
    support.bot.hold()
    await support.say(cleo, "Danke")
    await support.until_asked(1)
    await support.runner.stop()
    support.bot.let_go()
    support.bot.remembered.clear()
    support.runner = TurnRunner(support.store, support.clock, support.bot, support.documents, seconds=2)
    support.clock.pass_time(minutes=1)
    await support.runner.resume()
    await support.settled()
    assert support.bot.remembered == {cleo: {"product": "Seil"}}, "the same slots again change nothing"
    assert len({turn.turn for turn in support.bot.asked}) == 1
    assert len(await support.texts(cleo, "bot")) == 1


async def test_pains_3_every_episode_has_its_row_its_reason_and_its_times(support: Support) -> None:
    cleo = await support.open()
    reasons = ("asked_for_person", "complaint", "not_understood")
    for number, reason in enumerate(reasons, start=1):
        support.clock.pass_time(minutes=number)
        async with support.store.transaction() as tx:
            await conversations.hand_over(tx, support.clock, await tx.take(cleo), reason)
        support.clock.pass_time(minutes=10 * number)
        await handovers.accept(support.store, support.clock, cleo, support.ann)
        support.clock.pass_time(seconds=number)
        await handovers.release(support.store, support.clock, cleo, support.ann, "given_back", None)
        support.clock.pass_time(minutes=1)
        await handovers.accept(support.store, support.clock, cleo, support.ben)
        support.clock.pass_time(minutes=number)
        asked, slots = command(), {"product": "Seil"}
        await handovers.return_to_bot(support.store, support.clock, cleo, support.ben, asked, "", slots)
    episodes = await support.episodes(cleo)
    assert [(one["reason"], one["ended_by"], one["outcome"]) for one in episodes] == [
        (reason, "returned_to_bot", "returned_to_bot") for reason in reasons
    ]
    times = [(one["bot_s"], one["waiting_s"], one["agent_s"]) for one in episodes]
    assert times == [(60 * one, 600 * one + 60, 61 * one) for one in (1, 2, 3)]
    assert all(one["ended_at"] - one["escalated_at"] > timedelta(0) for one in episodes)
    assert (await support.conversation(cleo)).floor is Floor.BOT


async def test_an_episode_that_ends_in_the_middle_of_a_turn_leaves_no_answer_behind(support: Support) -> None:
    cleo = await support.returned({})
    support.bot.hold()
    await support.say(cleo, "Hallo")
    await support.until_asked(1)
    await support.ask_for_person(cleo)
    support.bot.let_go()
    await support.settled()
    assert await support.texts(cleo, "bot") == []
    assert "reply_dropped" in await support.names(cleo)
