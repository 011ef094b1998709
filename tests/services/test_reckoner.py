"""What reports count follows from the log, also what becomes known days later."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from handover.adapters.bot import BotAnswer, BotChoice, BotReply
from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.conversation import Customer
from handover.services import conversations, handovers, insights
from handover.storage.figures import Period
from handover.storage.tables import contacts, corrections
from tests.support import Support, command

CART = {"url": "https://bergwerk.example/shop/cart?voucher=secret", "title": "Warenkorb"}
MIA = Customer("mia", "Mia", "Mia.Keller@example.com", verified=True)


async def _contact(support: Support, conversation_id: UUID) -> dict[str, Any]:
    await support.reckoner.catch_up()
    async with support.store.reading() as connection:
        query = select(contacts).where(contacts.c.conversation_id == conversation_id)
        return dict((await connection.execute(query)).mappings().one())


async def _corrections(support: Support) -> list[tuple[str, Any, Any]]:
    async with support.store.reading() as connection:
        found = await connection.execute(select(corrections).order_by(corrections.c.at, corrections.c.field))
        return [(row["field"], row["was"], row["now"]) for row in found.mappings()]


async def _left(support: Support) -> None:
    support.clock.pass_time(minutes=31)
    await support.sweep.once()


async def _asked(support: Support, text: str = "Wo ist mein Paket?", customer: Customer | None = None) -> UUID:
    """Somebody asks, gets an answer and leaves."""
    cleo = await support.open(customer=customer)
    await support.ask(cleo, text)
    await _left(support)
    return cleo


def _asking_back(_turn: Any) -> BotAnswer:
    asked = BotReply(text="Was meinen Sie?", choices=[BotChoice(label="Bestellung verfolgen", intent="track_order")])
    return not_understood().model_copy(update={"replies": [asked]})


async def _helped_by_ann(support: Support, cleo: UUID, waited: int, worked: int) -> None:
    """Cleo wants a person, waits for Ann, and is helped."""
    support.clock.pass_time(seconds=10)
    await support.ask_for_person(cleo)
    support.clock.pass_time(seconds=waited)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    support.clock.pass_time(seconds=worked)
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "missing_content", None
    )


def _answering(support: Support, intent: str, text: str) -> None:
    support.bot.script = lambda _turn: understood(intent, text)


async def test_a_contact_tells_where_it_began_what_it_was_about_and_how_it_ended(support: Support) -> None:
    _answering(support, "track_order", "Ihr Paket ist unterwegs.")
    cleo = await support.open(page=CART)
    await support.ask(cleo, "Wo ist mein Paket?")
    assert (await _contact(support, cleo))["outcome"] is None
    await _left(support)
    contact = await _contact(support, cleo)
    told = ("page", "touchpoint", "matter", "outcome", "turns", "understood", "failed", "handovers", "failure")
    assert [contact[name] for name in told] == [
        "https://bergwerk.example/shop/cart",
        "cart",
        "track_order",
        "self_served",
        1,
        1,
        0,
        0,
        None,
    ]


async def test_an_orders_page_is_kept_without_its_number(support: Support) -> None:
    cleo = await support.open(
        page={"url": "https://bergwerk.example/orders/BW-104512?from=mail", "title": "Ihre Bestellung"}
    )
    await support.ask(cleo, "Wo ist mein Paket?")
    assert (await _contact(support, cleo))["page"] == "https://bergwerk.example/orders/[order]"


async def test_waiting_and_handling_are_the_cost_of_the_failure_that_led_to_them(support: Support) -> None:
    support.bot.script = lambda _turn: not_understood()
    cleo = await support.open()
    await support.ask(cleo, "blubb")
    await _helped_by_ann(support, cleo, waited=90, worked=240)
    contact = await _contact(support, cleo)
    assert (contact["waiting_s"], contact["agent_s"], contact["cause"]) == (90, 240, "missing_content")
    [failure] = await support.failures()
    assert failure["followed_by"] == "asked_for_person"
    assert (failure["helped_by"], failure["waiting_s"], failure["agent_s"]) == ("Ann", 90, 240)


async def test_what_follows_a_failure_is_a_choice_other_words_or_leaving(support: Support) -> None:
    async def following(text: str | None) -> str:
        support.bot.script = _asking_back
        cleo = await support.open()
        await support.ask(cleo, "blubb")
        if text:
            _answering(support, "track_order", "Ihr Paket ist unterwegs.")
            await support.ask(cleo, text)
        await _left(support)
        [failure] = [one for one in await support.failures() if one["conversation_id"] == cleo]
        return str(failure["followed_by"])

    assert await following("Bestellung verfolgen") == "chose"
    assert await following("Wo ist mein Paket?") == "rephrased"
    assert await following(None) == "left"


async def test_the_same_question_and_the_same_answer_again_is_a_failure_that_nobody_noticed(support: Support) -> None:
    _answering(support, "delivery_period", "Zwei bis drei Tage.")
    cleo = await support.open()
    await support.ask(cleo, "Wie lange dauert die Lieferung?")
    await support.ask(cleo, "Ja aber wann kommt es nun?")
    await _contact(support, cleo)
    [failure] = await support.failures()
    assert (failure["kind"], failure["text"]) == ("asked_again", "Wie lange dauert die Lieferung?")
    assert failure["found_at"] is not None
    assert failure["at"] < failure["found_at"]
    await _contact(support, cleo)
    assert len(await support.failures()) == 1


async def test_what_followed_a_failure_that_nobody_noticed_and_what_it_cost_is_told(support: Support) -> None:
    _answering(support, "delivery_period", "Zwei bis drei Tage.")
    cleo = await support.open()
    await support.ask(cleo, "Wie lange dauert die Lieferung?")
    await support.ask(cleo, "Ja aber wann kommt es nun?")
    await _helped_by_ann(support, cleo, waited=90, worked=240)
    await _contact(support, cleo)
    failures = {one["kind"]: one for one in await support.failures()}
    told = ("followed_by", "helped_by", "waiting_s", "agent_s")
    assert [failures["asked_again"][name] for name in told] == ["rephrased", "Ann", 90, 240]
    assert [failures["asked_for_person"][name] for name in told] == ["asked_for_person", None, 0, 0]


async def test_what_followed_what_was_asked_again_days_later_is_what_came_right_after_it(support: Support) -> None:
    _answering(support, "track_order", "Unterwegs.")
    cleo = await _asked(support)
    support.clock.pass_time(days=2)
    await support.ask(cleo, "Und wo ist es jetzt?")
    await _contact(support, cleo)
    [failure] = await support.failures()
    assert (failure["kind"], failure["followed_by"]) == ("came_back", "left")


async def test_a_wish_for_a_person_costs_what_it_costs_only_where_nothing_else_failed_before(support: Support) -> None:
    def costs(failures: list[Any]) -> dict[str, Any]:
        return {one["kind"]: (one["helped_by"], one["agent_s"]) for one in failures}

    support.bot.script = lambda _turn: not_understood()
    cleo = await support.open()
    await support.ask(cleo, "blubb")
    _answering(support, "greet", "Hallo!")
    await support.ask(cleo, "Hallo?")
    await _helped_by_ann(support, cleo, waited=0, worked=240)
    await _contact(support, cleo)
    assert costs(await support.failures()) == {"not_understood": ("Ann", 240), "asked_for_person": (None, 0)}
    other = await support.open()
    await support.ask(other, "Hallo?")
    await _helped_by_ann(support, other, waited=0, worked=60)
    await _contact(support, other)
    of_other = [one for one in await support.failures() if one["conversation_id"] == other]
    assert costs(of_other) == {"asked_for_person": ("Ann", 60)}


async def test_another_answer_to_the_same_matter_is_none(support: Support) -> None:
    cleo = await support.open()
    for answer in ("Zwei bis drei Tage.", "Nach Österreich vier."):
        _answering(support, "delivery_period", answer)
        await support.ask(cleo, f"Wie lange? {answer}")
    await _contact(support, cleo)
    assert await support.failures() == []


async def test_a_resolution_holds_when_nobody_comes_back_for_seven_days(support: Support) -> None:
    _answering(support, "track_order", "Unterwegs.")
    cleo = await _asked(support)
    assert (await _contact(support, cleo))["durable"] is None
    support.clock.pass_time(days=7, minutes=1)
    await support.reckoner.once()
    assert (await _contact(support, cleo))["durable"] is True
    assert await _corrections(support) == []


@pytest.mark.parametrize(
    ("days", "matter", "held"), [(6, "track_order", False), (8, "track_order", True), (6, "get_invoice", True)]
)
async def test_a_resolution_did_not_hold_when_the_same_customer_is_back_about_the_same_matter(
    support: Support, days: int, matter: str, *, held: bool
) -> None:
    _answering(support, "track_order", "Unterwegs.")
    first = await _asked(support, customer=MIA)
    support.clock.pass_time(days=days)
    await support.reckoner.once()
    _answering(support, matter, "Noch immer unterwegs.")
    again = await _asked(support, customer=MIA)
    support.clock.pass_time(days=8)
    await support.reckoner.once()
    contact = await _contact(support, first)
    assert contact["durable"] is held
    assert contact["came_back_in"] == (None if held else again)
    kinds = [failure["kind"] for failure in await support.failures() if failure["conversation_id"] == first]
    assert kinds == ([] if held else ["came_back"])


async def test_what_did_not_hold_is_the_turn_about_the_matter_and_not_the_thanks_after_it(support: Support) -> None:
    cleo = await support.open(customer=MIA)
    for intent, text in (("track_order", "Wo ist mein Paket?"), ("get_invoice", "Und die Rechnung?"), ("thank", "Ah!")):
        _answering(support, intent, f"Antwort: {text}")
        await support.ask(cleo, text)
    await _left(support)
    support.clock.pass_time(days=2)
    _answering(support, "track_order", "Noch immer unterwegs.")
    await _asked(support, customer=MIA)
    await _contact(support, cleo)
    [failure] = await support.failures()
    assert (failure["kind"], failure["text"]) == ("came_back", "Wo ist mein Paket?")


async def test_somebody_else_who_asks_the_same_is_no_return(support: Support) -> None:
    _answering(support, "track_order", "Unterwegs.")
    first = await _asked(support, customer=MIA)
    await _asked(support)
    await _asked(support, customer=Customer("tom", "Tom", "tom@example.com", verified=True))
    support.clock.pass_time(days=8)
    await support.reckoner.once()
    assert (await _contact(support, first))["durable"] is True


async def test_what_was_solved_in_this_chat_and_is_asked_once_more_had_not_been(support: Support) -> None:
    _answering(support, "track_order", "Unterwegs.")
    cleo = await _asked(support)
    support.clock.pass_time(days=2)
    await support.ask(cleo, "Und wo ist es jetzt?")
    await _contact(support, cleo)
    [failure] = await support.failures()
    assert (failure["kind"], failure["text"]) == ("came_back", "Wo ist mein Paket?")


@pytest.mark.parametrize("looked", [True, False])
async def test_a_solution_did_not_hold_when_the_customer_writes_again_in_the_same_chat(
    support: Support, *, looked: bool
) -> None:
    _answering(support, "track_order", "Unterwegs.")
    cleo = await _asked(support)
    support.clock.pass_time(days=2)
    await support.ask(cleo, "Und wo ist es jetzt?")
    if looked:
        await _contact(support, cleo)
    await _left(support)
    support.clock.pass_time(days=8)
    await support.reckoner.once()
    contact = await _contact(support, cleo)
    assert (contact["outcome"], contact["durable"], contact["came_back_in"]) == ("self_served", False, cleo)
    figures = await insights.outcomes(support.store, support.reckoner, Period())
    assert (figures["durable"]["count"], figures["durable"]["of"]) == (0, 1)


async def test_what_ends_unsolved_after_a_return_is_no_solution_that_could_hold(support: Support) -> None:
    _answering(support, "track_order", "Unterwegs.")
    cleo = await _asked(support)
    await support.ask(cleo, "Und wo ist es jetzt?")
    support.bot.script = lambda _turn: not_understood()
    await support.ask(cleo, "blubb")
    await _left(support)
    contact = await _contact(support, cleo)
    assert (contact["outcome"], contact["durable"]) == ("gave_up_with_bot", None)


async def test_that_a_solution_did_not_hold_outlives_another_word_in_its_chat(support: Support) -> None:
    _answering(support, "track_order", "Unterwegs.")
    first = await _asked(support, customer=MIA)
    support.clock.pass_time(days=1)
    again = await _asked(support, customer=MIA)
    assert (await _contact(support, first))["durable"] is False
    _answering(support, "thank", "Gern.")
    await support.ask(first, "Danke")
    assert (await _contact(support, first))["durable"] is None
    await _left(support)
    contact = await _contact(support, first)
    assert (contact["durable"], contact["came_back_in"]) == (False, again)


async def test_who_comes_back_in_a_chat_that_is_older_comes_back_all_the_same(support: Support) -> None:
    _answering(support, "get_invoice", "Hier ist sie.")
    older = await _asked(support, customer=MIA)
    _answering(support, "track_order", "Unterwegs.")
    first = await _asked(support, customer=MIA)
    support.clock.pass_time(days=1)
    await support.ask(older, "Wo ist mein Paket?")
    await _contact(support, older)
    assert (await _contact(support, first))["came_back_in"] == older
    assert (await _contact(support, older))["came_back_in"] is None


async def test_a_day_that_was_shown_does_not_change_silently(support: Support) -> None:
    _answering(support, "track_order", "Unterwegs.")
    cleo = await _asked(support)
    await _contact(support, cleo)
    assert await _corrections(support) == []
    support.clock.pass_time(days=1)
    await conversations.rate(support.store, support.clock, cleo, command(), stars=2, comment=None)
    await _contact(support, cleo)
    assert await _corrections(support) == [("bot_stars", None, 2)]
    await support.ask_for_person(cleo)
    await _contact(support, cleo)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "misunderstood", None
    )
    await _contact(support, cleo)
    outcomes = [one for one in await _corrections(support) if one[0] == "outcome"]
    assert outcomes == [("outcome", "self_served", None), ("outcome", None, "solved_by_agent")]


async def test_a_customer_who_left_while_the_bot_was_still_asking_was_not_served(support: Support) -> None:
    def asking(_turn: Any) -> Any:
        context = {"slots": {}, "order": None, "verified": {}, "task": "track_order", "asked": "order_number"}
        return understood("track_order", "Wie lautet Ihre Bestellnummer?", context=context)

    support.bot.script = asking
    cleo = await _asked(support)
    assert (await support.conversation(cleo)).outcome == "gave_up_with_bot"
    assert [failure["kind"] for failure in await support.failures()] == ["gave_up"]


async def test_without_a_page_it_is_the_order_as_it_was_when_they_came_with_it_that_tells_where_they_are(
    support: Support,
) -> None:
    cleo = await support.open()
    for state in (None, "shipped", "returned"):
        context = {"order": "BW-104512", "order_state": state}
        support.bot.script = lambda _turn, known=context: understood("track_order", "Moment.", context=known)
        await support.ask(cleo, "Wo ist es?")
    assert (await _contact(support, cleo))["touchpoint"] == "delivery"
    await support.ask_for_person(cleo)
    assert {failure["touchpoint"] for failure in await support.failures() if failure["kind"] != "asked_again"} == {
        "returns"
    }


async def test_what_is_said_just_now_is_reckoned_once_it_is_quiet(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    assert await support.reckoner.once() == 0
    support.clock.pass_time(seconds=61)
    assert await support.reckoner.once() == 1
    assert await support.reckoner.once() == 0


async def test_two_processes_that_look_at_once_count_once(support: Support) -> None:
    _answering(support, "delivery_period", "Zwei bis drei Tage.")
    cleo = await support.open()
    await support.ask(cleo, "Wie lange dauert die Lieferung?")
    await support.ask(cleo, "Wann kommt es nun?")
    support.clock.pass_time(minutes=2)
    await support.at_once(support.reckoner.once, 4)
    await support.reckoner.once()
    assert await support.count("contacts") == 1
    assert [failure["kind"] for failure in await support.failures()] == ["asked_again"]
