"""Where self-service failed: one record for each failed turn, with everything an owner needs to mend it."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from handover.adapters.bot import BotAnswer, BotChoice, BotReply, Failed, Signal, Turn
from handover.adapters.rasa_fake import not_understood, understood
from handover.services import conversations
from tests.support import Support

CART = {"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"}
PERSON = "Mit einer Person sprechen"


def _failing(kind: str, detail: str | None = None) -> Callable[[Turn], BotAnswer]:
    """A bot that fails so."""
    signal = Signal(failure=Failed(kind=kind, detail=detail))
    return lambda _turn: understood("track_order", "Das hat nicht geklappt.", signals=[signal])


def _escalating(reason: str) -> Callable[[Turn], BotAnswer]:
    """A bot that hands over."""
    return lambda _turn: understood("complaint", "Ich verbinde Sie.", signals=[{"escalate": {"reason": reason}}])


async def _not_understood(support: Support, cleo: UUID) -> None:
    support.bot.script = lambda _turn: not_understood()
    await support.ask(cleo, "blubb")


async def _out_of_scope(support: Support, cleo: UUID) -> None:
    support.bot.script = _failing("out_of_scope")
    await support.ask(cleo, "Wie wird das Wetter?")


async def _no_result(support: Support, cleo: UUID) -> None:
    support.bot.script = _failing("no_result")
    await support.ask(cleo, "BW-199998")


async def _backend_error(support: Support, cleo: UUID) -> None:
    support.bot.script = _failing("backend_error")
    await support.ask(cleo, "Wo ist mein Paket?")


async def _bot_unavailable(support: Support, cleo: UUID) -> None:
    support.bot.available = False
    await support.ask(cleo, "Hallo?")


async def _unhelpful(support: Support, cleo: UUID) -> None:
    await support.ask(cleo, "Hallo")
    await support.judge(cleo, helpful=False)


async def _asked_by_button(support: Support, cleo: UUID) -> None:
    await support.ask(cleo, "Hallo")
    await support.ask_for_person(cleo)


async def _asked_by_words(support: Support, cleo: UUID) -> None:
    support.bot.script = _escalating("asked_for_person")
    await support.ask(cleo, "Ich will mit einem Menschen sprechen")


async def _gave_up_in_queue(support: Support, cleo: UUID) -> None:
    support.bot.script = _escalating("complaint")
    await support.ask(cleo, "Das ist eine Frechheit")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()


async def _complained(support: Support, cleo: UUID) -> None:
    support.bot.script = _escalating("complaint")
    await support.ask(cleo, "Das ist eine Frechheit")


async def _needs_person(support: Support, cleo: UUID) -> None:
    support.bot.script = _escalating("needs_person")
    await support.ask(cleo, "Die Jacke kam mit einem Riss an")


async def _served(support: Support, cleo: UUID) -> None:
    await support.ask(cleo, "Hallo")
    await support.judge(cleo, helpful=True)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (_not_understood, "not_understood"),
        (_out_of_scope, "out_of_scope"),
        (_no_result, "no_result"),
        (_backend_error, "backend_error"),
        (_bot_unavailable, "bot_unavailable"),
        (_unhelpful, "unhelpful_answer"),
        (_asked_by_button, "asked_for_person"),
        (_asked_by_words, "asked_for_person"),
        (_gave_up_in_queue, "gave_up"),
        (_complained, None),
        (_needs_person, None),
        (_served, None),
    ],
)
async def test_pains_17_a_failed_turn_has_one_record_with_its_page_and_step(
    support: Support, path: Callable[[Support, UUID], Awaitable[None]], kind: str | None
) -> None:
    cleo = await support.open(page=CART)
    await path(support, cleo)
    records = await support.failures()
    assert [record["kind"] for record in records] == ([kind] if kind else [])
    [asked, *_] = [one for one in await support.log(cleo) if one.name == "message_posted"]
    for record in records:
        assert (record["page"], record["touchpoint"]) == (CART, "cart")
        assert (record["message_id"], record["seq"]) == (UUID(asked.data["id"]), asked.seq)
        assert (record["language"], record["status"]) == ("de", "open")
    recorded = [one.data for one in await support.log(cleo) if one.name == "failure_recorded"]
    assert [(one["kind"], one["touchpoint"]) for one in recorded] == ([(kind, "cart")] if kind else [])


async def test_pains_8_the_whole_ranking_is_kept_the_fallback_included(support: Support) -> None:
    cleo = await support.open()
    await _not_understood(support, cleo)
    [record] = await support.failures()
    assert record["ranking"] == [
        {"intent": "nlu_fallback", "confidence": 0.7},
        {"intent": "track_order", "confidence": 0.2},
    ]
    assert (record["intent"], record["confidence"], record["threshold"]) == ("nlu_fallback", 0.7, 0.8)
    assert record["model"] == "fake"
    [read] = [one.data for one in await support.log(cleo) if one.name == "turn_understood"]
    assert (read["ranking"], read["fallback"]) == (record["ranking"], True)


async def test_pains_8_a_failure_that_shows_later_keeps_how_the_turn_was_read(support: Support) -> None:
    cleo = await support.open()
    await _unhelpful(support, cleo)
    [record] = await support.failures()
    assert [one["intent"] for one in record["ranking"]] == ["greet", "greet"]
    assert (record["intent"], record["model"]) == ("greet", "fake")


async def test_pains_8_how_the_bot_read_a_message_is_kept_also_when_its_reply_came_too_late(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "Wo ist mein Paket?")
    await support.until_asked(1)
    await support.ask_for_person(cleo)
    support.bot.let_go()
    await support.settled()
    assert (await support.names(cleo))[-2:] == ["turn_understood", "reply_dropped"]
    [record] = await support.failures()
    assert (record["kind"], record["intent"]) == ("asked_for_person", "greet")
    assert len(record["ranking"]) == 2


async def test_of_several_kinds_the_first_counts_and_its_detail_is_kept(support: Support) -> None:
    signals = [{"failure": {"kind": "no_result", "detail": "BW-199998"}}, {"failure": {"kind": "not_understood"}}]
    support.bot.script = lambda _turn: not_understood().model_copy(
        update={"signals": [Signal.model_validate(signal) for signal in signals]}
    )
    await support.ask(await support.open(), "BW-199998")
    assert [(record["kind"], record["detail"]) for record in await support.failures()] == [("no_result", "[order]")]


async def test_asking_for_a_person_right_away_is_a_failure_without_a_turn_and_only_one(support: Support) -> None:
    cleo = await support.open(page=CART)
    for _ in range(2):
        await support.ask_for_person(cleo)
        await conversations.withdraw(support.store, support.clock, cleo)
    [record] = await support.failures()
    assert (record["kind"], record["message_id"], record["text"]) == ("asked_for_person", None, "")
    assert record["touchpoint"] == "cart"


async def test_asking_for_a_person_after_a_failed_turn_adds_no_second_record(support: Support) -> None:
    cleo = await support.open()
    await _not_understood(support, cleo)
    await support.ask_for_person(cleo)
    assert [record["kind"] for record in await support.failures()] == ["not_understood"]


async def test_taking_up_the_offer_of_a_person_adds_no_second_record(support: Support) -> None:
    cleo = await support.open()
    await _bot_unavailable(support, cleo)
    [offer] = await support.choices(cleo)
    await support.ask(cleo, PERSON, choice=offer["value"])
    assert (await support.conversation(cleo)).reason == "bot_unavailable"
    assert [record["kind"] for record in await support.failures()] == ["bot_unavailable"]


async def test_a_choice_of_a_person_without_a_reason_means_that_one_was_asked_for(support: Support) -> None:
    offer = BotChoice(label=PERSON, intent="contact_human_agent")
    support.bot.script = lambda _turn: understood("payment_issue", "Hm.", choices=[offer])
    cleo = await support.open()
    await support.ask(cleo, "doppelt abgebucht")
    [choice] = await support.choices(cleo)
    await support.ask(cleo, PERSON, choice=choice["value"])
    assert (await support.conversation(cleo)).reason == "asked_for_person"
    assert [record["kind"] for record in await support.failures()] == ["asked_for_person"]


async def test_a_handover_is_the_failure_of_the_turn_that_led_to_it_and_not_of_the_message_behind_it(
    support: Support,
) -> None:
    support.bot.script = _escalating("asked_for_person")
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "Einen Menschen bitte")
    await support.until_asked(1)
    await support.say(cleo, "Hallo?")
    support.bot.let_go()
    await support.settled()
    [record] = await support.failures()
    assert (record["kind"], record["text"]) == ("asked_for_person", "Einen Menschen bitte")
    assert len(support.bot.asked) == 1


async def test_a_complaint_that_nobody_answers_in_time_failed_whatever_went_wrong_before(support: Support) -> None:
    cleo = await support.open()
    await _not_understood(support, cleo)
    await _gave_up_in_queue(support, cleo)
    assert sorted(record["kind"] for record in await support.failures()) == ["gave_up", "not_understood"]
    assert {record["outcome"] for record in await support.failures()} == {"gave_up_in_queue"}


async def test_who_opens_the_chat_and_asks_nothing_has_no_failed_turn(support: Support) -> None:
    cleo = await support.open()
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    assert (await support.conversation(cleo)).outcome == "gave_up_with_bot"
    assert await support.failures() == []


async def _choose(support: Support, cleo: UUID, label: str) -> None:
    value = next(choice["value"] for choice in await support.choices(cleo) if choice["label"] == label)
    await support.ask(cleo, label, choice=value)


def _asking(*intents: str) -> BotAnswer:
    """A bot that is not sure and asks which of these was meant."""
    choices = [BotChoice(label=intent, intent=intent, clarifies=True) for intent in intents]
    none = BotChoice(label="Nichts davon", intent="nlu_fallback")
    return not_understood().model_copy(update={"replies": [BotReply(text="Meinen Sie?", choices=[*choices, none])]})


async def test_pains_8_a_meaning_that_the_customer_chooses_is_joined_to_the_message(support: Support) -> None:
    cleo = await support.open()
    support.bot.script = lambda _turn: _asking("track_order", "get_refund")
    await support.ask(cleo, "dings wegen paket")
    support.bot.script = lambda _turn: understood("get_refund", "Gern.")
    await _choose(support, cleo, "get_refund")
    [record] = await support.failures()
    assert (record["text"], record["meant"]) == ("dings wegen paket", "get_refund")
    assert record["ranking"][1] == {"intent": "track_order", "confidence": 0.2}


async def test_a_meaning_that_is_chosen_in_words_is_joined_as_well(support: Support) -> None:
    cleo = await support.open()
    support.bot.script = lambda _turn: _asking("track_order", "get_refund")
    await support.ask(cleo, "dings wegen paket")
    taken = understood("inform", "Gern.")
    taken.understanding.meant = "get_refund"
    support.bot.script = lambda _turn: taken
    await support.ask(cleo, "das zweite")
    assert [record["meant"] for record in await support.failures()] == ["get_refund"]


async def test_none_of_the_meanings_says_nothing_about_the_message(support: Support) -> None:
    cleo = await support.open()
    support.bot.script = lambda _turn: _asking("track_order")
    await support.ask(cleo, "dings wegen paket")
    await _choose(support, cleo, "Nichts davon")
    assert {record["meant"] for record in await support.failures()} == {None}


async def test_another_choice_says_nothing_about_the_message_before_it(support: Support) -> None:
    cleo = await support.open()
    offer = BotChoice(label="Stornieren", intent="cancel_order")
    support.bot.script = lambda _turn: not_understood().model_copy(
        update={"replies": [BotReply(text="Wie bitte?", choices=[offer])]}
    )
    await support.ask(cleo, "dings")
    await _choose(support, cleo, "Stornieren")
    assert {record["meant"] for record in await support.failures()} == {None}


async def test_a_person_among_the_meanings_is_a_meaning_too(support: Support) -> None:
    cleo = await support.open()
    support.bot.script = lambda _turn: _asking("track_order", "contact_human_agent")
    await support.ask(cleo, "dings mensch")
    await _choose(support, cleo, "contact_human_agent")
    assert [record["meant"] for record in await support.failures()] == ["contact_human_agent"]
