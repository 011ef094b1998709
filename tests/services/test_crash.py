"""A process that dies between asking the bot and recording its answer: the turn is answered, and once."""

import asyncio

from handover.services.turns import TurnRunner
from tests.support import Support


async def test_a_turn_is_answered_once_when_the_process_died_between_asking_and_recording(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "Bitte stornieren")
    await support.until_asked(1)
    await support.runner.stop()
    support.bot.let_go()
    assert await support.texts(cleo, "bot") == []

    support.runner = TurnRunner(support.store, support.clock, support.bot, support.documents, seconds=2)
    sweep = support.sweeping(support.runner)
    await sweep.take_over()
    await sweep.once()
    await support.settled()
    assert await support.texts(cleo, "bot") == ["Sie sagten: Bitte stornieren"]
    assert len({turn.turn for turn in support.bot.asked}) == 1, "the same turn, so that the bot does nothing twice"
    await sweep.once()
    await support.settled()
    assert len(support.bot.asked) == 2


async def test_a_turn_of_a_process_that_lives_is_left_alone_until_its_claim_ran_out(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "Hallo")
    await support.until_asked(1)
    other = TurnRunner(support.store, support.clock, support.bot, support.documents, seconds=2)
    await other.resume()
    assert not other.busy
    support.clock.pass_time(seconds=8)
    await other.resume()
    await support.until_asked(2)
    support.bot.let_go()
    await support.settled()
    while other.busy:  # noqa: ASYNC110 - as in `settled`
        await asyncio.sleep(0.005)
    assert await support.texts(cleo, "bot") == ["Sie sagten: Hallo"]
    assert (await support.names(cleo)).count("turn_understood") == 1


async def test_a_turn_that_a_dead_process_left_is_not_asked_while_a_person_has_the_floor(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "Hallo")
    await support.until_asked(1)
    await support.runner.stop()
    await support.ask_for_person(cleo)
    support.clock.pass_time(minutes=1)
    support.runner = TurnRunner(support.store, support.clock, support.bot, support.documents, seconds=2)
    await support.runner.resume()
    await support.settled()
    await support.runner.resume()
    assert not support.runner.busy
    assert len(support.bot.asked) == 1


async def test_a_turn_that_a_dead_process_left_does_not_hold_up_the_next_one(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "eins")
    await support.until_asked(1)
    await support.runner.stop()
    support.bot.let_go()
    support.runner = TurnRunner(support.store, support.clock, support.bot, support.documents, seconds=2)
    support.clock.pass_time(minutes=1)
    await support.ask(cleo, "zwei")
    assert await support.texts(cleo, "bot") == ["Sie sagten: eins", "Sie sagten: zwei"]


async def test_a_runner_that_was_stopped_starts_nothing_more(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "eins")
    await support.until_asked(1)
    await support.say(cleo, "zwei")
    await support.runner.stop()
    await asyncio.sleep(0)
    assert not support.runner.busy


async def test_after_an_outage_everybody_gets_time_to_come_back_before_anything_is_taken_from_them(
    support: Support,
) -> None:
    assert not await support.sweep.after_outage(), "a new database has no past"
    await support.sweep.once()
    support.clock.pass_time(seconds=20)
    assert not await support.sweep.after_outage(), "another process may look less often"
    support.clock.pass_time(seconds=1)
    assert await support.sweep.after_outage()
    await support.sweep.once()
    assert not await support.sweep.after_outage(), "somebody looks again"
