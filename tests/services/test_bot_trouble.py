"""The bot is down, slow or talks nonsense: the customer is told in time, a person is offered, the next turn works."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from handover.adapters.bot import BotAnswer, BotReply, Turn
from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.events import Floor
from handover.services.turns import TurnRunner
from tests.support import Support

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]
Try = Callable[[Behaviour], Awaitable[None]]


async def _is_told_and_offered_a_person(support: Support, cleo: UUID, kind: str) -> None:
    [sorry] = await support.texts(cleo, "system")
    assert "Person" in sorry
    assert [choice["label"] for choice in await support.choices(cleo)] == ["Mit einer Person sprechen"]
    assert [(record["kind"], record["conversation_id"]) for record in await support.failures()] == [(kind, cleo)]


async def _goes_on(support: Support, cleo: UUID) -> None:
    await support.ask(cleo, "Und jetzt?")
    assert (await support.texts(cleo, "bot"))[-1] == "Sie sagten: Und jetzt?"


async def test_pains_10_a_bot_that_is_down_is_told_of_and_the_next_turn_works_when_it_is_back(support: Support) -> None:
    cleo = await support.open()
    support.bot.available = False
    await support.ask(cleo, "Wo ist mein Paket?")
    await _is_told_and_offered_a_person(support, cleo, "bot_unavailable")
    assert await support.texts(cleo, "customer") == ["Wo ist mein Paket?"]
    support.bot.available = True
    await _goes_on(support, cleo)
    assert [turn.text for turn in support.bot.asked] == ["Und jetzt?"]


async def test_pains_10_a_bot_that_is_slow_costs_a_customer_its_time_budget_and_no_more(support: Support) -> None:
    cleo = await support.open()
    # The runner before this one looks whether the opening was a turn; it must not find the one that follows.
    await support.settled()
    support.runner = TurnRunner(support.store, support.clock, support.bot, support.documents, seconds=0.2)
    support.bot.hold()
    started = time.monotonic()
    await support.ask(cleo, "Wo ist mein Paket?")
    assert time.monotonic() - started < 2
    await _is_told_and_offered_a_person(support, cleo, "bot_unavailable")
    support.bot.let_go()
    await _goes_on(support, cleo)


@pytest.mark.parametrize("name", ["no replies", "no replies and not understood"])
async def test_pains_10_a_bot_that_says_nothing_is_a_fault_in_the_backend(support: Support, name: str) -> None:
    nothing: dict[str, object] = {"replies": [], "signals": []}
    read = not_understood() if name.endswith("not understood") else understood("track_order", "")
    support.bot.script = lambda _turn: read.model_copy(update=nothing)
    cleo = await support.open()
    await support.ask(cleo, "Wo ist mein Paket?")
    await _is_told_and_offered_a_person(support, cleo, "backend_error")


async def test_pains_10_an_action_that_broke_off_does_not_have_the_last_word(support: Support) -> None:
    broken = [{"name": "action_track_order", "ok": False}]
    failed = [{"failure": {"kind": "backend_error", "detail": "action_track_order"}}]
    support.bot.script = lambda _turn: understood("track_order", "Einen Moment …", actions=broken, signals=failed)
    cleo = await support.open()
    await support.ask(cleo, "Wo ist mein Paket?")
    assert await support.texts(cleo, "bot") == ["Einen Moment …"]
    await _is_told_and_offered_a_person(support, cleo, "backend_error")


async def test_pains_10_the_offer_works_while_the_bot_is_down(support: Support) -> None:
    cleo = await support.open()
    support.bot.available = False
    await support.ask(cleo, "Hallo?")
    [offer] = await support.choices(cleo)
    await support.ask(cleo, offer["label"], choice=offer["value"])
    conversation = await support.conversation(cleo)
    assert (conversation.floor, conversation.reason) == (Floor.QUEUE, "bot_unavailable")


async def test_pains_10_an_answer_that_cannot_be_stored_is_not_asked_for_again_and_again(support: Support) -> None:
    def script(turn: Turn) -> BotAnswer:
        slots = {"slots": {"a set is no JSON"}} if turn.text == "Hallo" else {}
        return understood("greet", f"Sie sagten: {turn.text}", context=slots)

    support.bot.script = script
    cleo = await support.open()
    with capture_logs() as logged:
        await support.ask(cleo, "Hallo")
    assert "answer_not_storable" in [entry["event"] for entry in logged]
    await _is_told_and_offered_a_person(support, cleo, "bot_unavailable")
    support.clock.pass_time(minutes=1)
    await support.sweep.once()
    await support.settled()
    assert len(support.bot.asked) == 1
    await _goes_on(support, cleo)


async def test_a_summary_that_the_bot_could_not_be_told_is_told_before_the_next_turn(support: Support) -> None:
    cleo = await support.returned({"product": "Seil"})
    support.bot.available = False
    await support.ask(cleo, "eins")
    support.bot.available = True
    await support.ask(cleo, "zwei")
    assert support.bot.remembered == {cleo: {"product": "Seil"}}
    assert (await support.conversation(cleo)).summary is None


async def test_the_same_turn_gets_the_same_answer_from_the_fake_as_from_the_real_bot(support: Support) -> None:
    turn = Turn(conversation=uuid4(), turn=uuid4(), text="Hallo")
    answers: list[BotAnswer] = [await support.bot.ask(turn), await support.bot.ask(turn)]
    assert answers[0] is answers[1]
    assert answers[0].replies == [BotReply(text="Sie sagten: Hallo")]
