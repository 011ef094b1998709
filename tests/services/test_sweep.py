"""Conversations that nobody ends, end by themselves, each with the outcome of what was last."""

import pytest

from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.errors import ChoiceNotOfferedError
from handover.domain.events import Floor
from handover.services import conversations
from tests.support import Support, command


async def test_silence_ends_a_conversation_and_says_how(support: Support) -> None:
    served, failed, waiting, talking = [await support.open() for _ in range(4)]
    await support.ask(served, "Hallo")
    await support.ask_for_person(waiting)
    has_agent = await support.accepted()
    support.bot.script = lambda _turn: not_understood()
    await support.ask(failed, "blubb")
    support.clock.pass_time(minutes=29)
    await support.say(talking, "Bin noch da")
    await support.settled()
    support.clock.pass_time(minutes=2)
    await support.sweep.once()
    ended = {one: (await support.conversation(one)).outcome for one in (served, failed, waiting, talking, has_agent)}
    assert ended == {
        served: "self_served",
        failed: "gave_up_with_bot",
        waiting: "gave_up_in_queue",
        talking: None,
        has_agent: None,
    }


async def test_it_ends_once(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    await support.sweep.once()
    assert (await support.names(cleo)).count("closed") == 1


async def test_exactly_on_the_minute_is_not_silent_yet(support: Support) -> None:
    cleo = await support.open()
    support.clock.pass_time(minutes=30)
    await support.sweep.once()
    assert (await support.conversation(cleo)).floor is Floor.BOT
    support.clock.pass_time(seconds=1)
    await support.sweep.once()
    assert (await support.conversation(cleo)).floor is Floor.CLOSED


async def test_a_note_of_an_agent_does_not_keep_a_silent_customer(support: Support) -> None:
    cleo = await support.open()
    await support.ask_for_person(cleo)
    support.clock.pass_time(minutes=20)
    await support.note(cleo, "Wer kann das übernehmen?")
    support.clock.pass_time(minutes=11)
    await support.sweep.once()
    assert (await support.conversation(cleo)).outcome == "gave_up_in_queue"


@pytest.mark.parametrize("act", ["visits another page", "rates", "judges"])
async def test_whoever_still_does_something_is_there(support_on_sqlite: Support, act: str) -> None:
    support = support_on_sqlite
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    support.clock.pass_time(minutes=29)
    page = {"url": "https://bergwerk.example/shop/cart", "title": ""}
    if act == "judges":
        await support.judge(cleo, helpful=True)
    elif act == "rates":
        await conversations.rate(support.store, support.clock, cleo, command(), stars=5, comment=None)
    else:
        await conversations.visit(support.store, support.clock, cleo, command(), page)
    support.clock.pass_time(minutes=29)
    await support.sweep.once()
    assert (await support.conversation(cleo)).outcome is None


async def test_choices_of_a_conversation_that_ended_are_off(support: Support) -> None:
    support.bot.available = False
    cleo = await support.open()
    await support.ask(cleo, "Hallo?")
    [offer] = await support.choices(cleo)
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    with pytest.raises(ChoiceNotOfferedError):
        await support.say(cleo, offer["label"], choice=offer["value"])
    assert (await support.conversation(cleo)).floor is Floor.CLOSED


async def test_who_comes_back_after_the_end_is_heard_and_ends_again(support: Support) -> None:
    cleo = await support.open()
    support.bot.script = lambda _turn: not_understood()
    await support.ask(cleo, "blubb")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    support.bot.script = lambda _turn: understood("greet", "Guten Tag")
    await support.ask(cleo, "Hallo")
    assert (await support.conversation(cleo)).outcome is None
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    assert (await support.conversation(cleo)).outcome == "self_served"
    assert [one.name for one in await support.log(cleo) if one.name in {"closed", "reopened"}] == [
        "closed",
        "reopened",
        "closed",
    ]
