"""Who has the floor: the traps that make bots talk over people."""

import asyncio
from uuid import uuid4

import pytest

from handover.adapters.bot import BotChoice
from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.errors import AgentFullError, AlreadyAcceptedError, ChoiceNotOfferedError, WrongFloorError
from handover.domain.events import Audience, Floor
from handover.services import conversations, handovers
from tests.support import Support, command


async def test_the_bot_answers_what_a_customer_asks(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    assert await support.texts(cleo, "bot") == ["Sie sagten: Hallo"]
    assert await support.names(cleo) == [
        "conversation_opened",
        "message_posted",
        "turn_understood",
        "message_posted",
    ]


async def test_pains_1_the_bot_stays_silent_once_a_person_was_asked_for(support: Support) -> None:
    cleo = await support.open()
    await support.ask_for_person(cleo)
    await support.ask(cleo, "Ist da jemand?")
    assert support.bot.asked == []
    assert await support.texts(cleo, "bot") == []


async def test_pains_1_a_reply_that_comes_after_the_floor_moved_is_dropped_and_noted(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "Wo ist mein Paket?")
    await support.until_asked(1)
    await support.ask_for_person(cleo)
    support.bot.let_go()
    await support.settled()
    assert await support.texts(cleo, "bot") == []
    dropped = (await support.log(cleo))[-1]
    assert dropped.name == "reply_dropped"
    assert dropped.data["text"] == "Sie sagten: Wo ist mein Paket?"


async def test_pains_2_after_a_person_handed_back_the_bot_answers_no_backlog(support: Support) -> None:
    cleo = await support.accepted()
    await support.say(cleo, "Ich habe noch eine Frage")
    await support.say(cleo, "Hallo?")
    slots = {"order_number": "BW-104512"}
    await handovers.return_to_bot(support.store, support.clock, cleo, support.ann, command(), "Adresse geklärt", slots)
    await support.settled()
    assert support.bot.asked == []
    await support.ask(cleo, "Und die Lieferzeit?")
    assert [turn.text for turn in support.bot.asked] == ["Und die Lieferzeit?"]
    assert support.bot.remembered[cleo] == slots


async def test_pains_2_messages_that_waited_for_the_bot_are_not_answered_later(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    for text in ("eins", "zwei", "drei"):
        await support.say(cleo, text)
    await support.until_asked(1)
    await support.ask_for_person(cleo)
    await conversations.withdraw(support.store, support.clock, cleo)
    support.bot.let_go()
    await support.settled()
    assert [turn.text for turn in support.bot.asked] == ["eins"]


async def test_the_bot_is_told_once_what_the_person_learned(support: Support) -> None:
    cleo = await support.accepted()
    await handovers.return_to_bot(support.store, support.clock, cleo, support.ann, command(), "ok", {"product": "Seil"})
    await support.ask(cleo, "eins")
    support.bot.remembered.clear()
    await support.ask(cleo, "zwei")
    assert support.bot.remembered == {}


async def test_pains_3_bot_and_person_take_turns_any_number_of_times(support: Support) -> None:
    cleo = await support.open()
    for _ in range(3):
        await support.ask(cleo, "Hallo")
        await support.ask_for_person(cleo)
        await handovers.accept(support.store, support.clock, cleo, support.ann)
        await handovers.return_to_bot(support.store, support.clock, cleo, support.ann, command(), "", {})
    assert (await support.conversation(cleo)).floor is Floor.BOT
    assert (await support.names(cleo)).count("accepted") == 3


async def test_pains_4_a_message_that_comes_twice_is_stored_and_answered_once(support: Support) -> None:
    cleo, message = await support.open(), uuid4()
    first = await support.say(cleo, "Hallo", message=message)
    again = await support.say(cleo, "Hallo", message=message)
    await support.settled()
    assert (first.repeated, again.repeated) == (False, True)
    assert first.answer == again.answer
    assert await support.texts(cleo, "customer") == ["Hallo"]
    assert len(await support.texts(cleo, "bot")) == 1


async def test_pains_5_of_eight_accepts_at_once_exactly_one_wins(support: Support) -> None:
    cleo = await support.open()
    await support.ask_for_person(cleo)
    agents = [support.ann, support.ben] * 4
    tries = [handovers.accept(support.store, support.clock, cleo, agent) for agent in agents]
    results = await asyncio.gather(*tries, return_exceptions=True)
    winners = {result.agent_id for result in results if not isinstance(result, BaseException)}
    assert len(winners) == 1
    assert all(isinstance(result, AlreadyAcceptedError) for result in results if isinstance(result, Exception))
    assert (await support.names(cleo)).count("accepted") == 1


async def test_an_agent_who_is_full_cannot_accept_another(support: Support) -> None:
    for _ in range(support.ann.capacity):
        await support.accepted(support.ann)
    waiting = await support.open()
    await support.ask_for_person(waiting)
    with pytest.raises(AgentFullError):
        await handovers.accept(support.store, support.clock, waiting, support.ann)
    assert (await support.conversation(waiting)).floor is Floor.QUEUE


async def test_two_accepts_at_once_cannot_share_the_last_free_place(support: Support) -> None:
    for _ in range(support.ann.capacity - 1):
        await support.accepted(support.ann)
    waiting = [await support.open(), await support.open()]
    for conversation_id in waiting:
        await support.ask_for_person(conversation_id)
    tries = [handovers.accept(support.store, support.clock, one, support.ann) for one in waiting]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(isinstance(result, AgentFullError) for result in results) == [False, True]


async def test_only_the_agent_who_has_the_conversation_writes_to_the_customer(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    with pytest.raises(WrongFloorError):
        await handovers.post_message(
            support.store, support.clock, cleo, support.ben, command(), "Hallo", Audience.EVERYONE
        )
    await handovers.post_message(support.store, support.clock, cleo, support.ben, command(), "Notiz", Audience.STAFF)
    assert await support.texts(cleo, "agent") == ["Notiz"]


async def test_turns_of_a_conversation_come_in_order_and_others_do_not_wait_for_them(support: Support) -> None:
    cleo, other = await support.open(), await support.open()
    support.bot.hold()
    for number in range(5):
        await support.say(cleo, f"Frage {number}")
    await support.say(other, "kurz")
    await support.until_asked(2)
    assert {turn.conversation for turn in support.bot.asked} == {cleo, other}
    support.bot.let_go()
    await support.settled()
    assert await support.texts(cleo, "bot") == [f"Sie sagten: Frage {number}" for number in range(5)]


async def test_a_choice_is_taken_once_and_reaches_the_bot_as_an_intent(support: Support) -> None:
    cancel = BotChoice(label="Bestellung stornieren", intent="cancel_order", entities=[])
    support.bot.script = lambda _turn: understood("ask_capabilities", "Was möchten Sie?", choices=[cancel])
    cleo = await support.open()
    await support.ask(cleo, "Was kannst du?")
    [choice] = await support.choices(cleo)
    assert choice == {"label": "Bestellung stornieren", "value": choice["value"]}
    await support.say(cleo, "Bestellung stornieren", choice=choice["value"])
    with pytest.raises(ChoiceNotOfferedError):
        await support.say(cleo, "Bestellung stornieren", choice=choice["value"])
    await support.settled()
    assert support.bot.asked[-1].choice == {"intent": "cancel_order", "entities": []}


async def test_choices_of_an_older_message_are_off(support: Support) -> None:
    offer = BotChoice(label="Ja", intent="affirm")
    support.bot.script = lambda _turn: understood("greet", "?", choices=[offer])
    cleo = await support.open()
    await support.ask(cleo, "eins")
    [old] = await support.choices(cleo)
    await support.ask(cleo, "zwei")
    with pytest.raises(ChoiceNotOfferedError):
        await support.say(cleo, "Ja", choice=old["value"])


async def test_the_choice_of_a_person_needs_no_bot(support: Support) -> None:
    offer = BotChoice(
        label="Mit einer Person sprechen",
        intent="contact_human_agent",
        entities=[{"entity": "reason", "value": "not_understood"}],
    )
    support.bot.script = lambda _turn: not_understood().model_copy(
        update={"replies": [understood("x", "Person?", choices=[offer]).replies[0]]}
    )
    cleo = await support.open()
    await support.ask(cleo, "blubb")
    support.bot.available = False
    [choice] = await support.choices(cleo)
    await support.ask(cleo, "Mit einer Person sprechen", choice=choice["value"])
    conversation = await support.conversation(cleo)
    assert (conversation.floor, conversation.reason) == (Floor.QUEUE, "not_understood")
    assert [record["kind"] for record in await support.failures()] == ["not_understood"]


async def test_a_customer_who_writes_after_the_end_is_heard_again(support: Support) -> None:
    cleo = await support.accepted()
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "misunderstood", None
    )
    assert (await support.conversation(cleo)).outcome == "solved_by_agent"
    await support.ask(cleo, "Noch etwas")
    conversation = await support.conversation(cleo)
    assert (conversation.floor, conversation.outcome) == (Floor.BOT, None)
    assert await support.texts(cleo, "bot") == ["Sie sagten: Noch etwas"]


async def test_who_is_given_back_keeps_the_place_in_the_queue(support: Support) -> None:
    first = await support.accepted()
    second = await support.open()
    support.clock.pass_time(minutes=1)
    await support.ask_for_person(second)
    support.clock.pass_time(minutes=1)
    await handovers.release(support.store, support.clock, first, support.ann, "given_back", None)
    assert [one.conversation.id for one in (await support.queue.sight()).waiting] == [first, second]
