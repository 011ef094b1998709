"""What reports count follows from the log, also what becomes known days later."""

from typing import Any

from handover.adapters.rasa_fake import understood
from tests.services.reckoned import answering, asked, contact_of, left
from tests.support import Support

CART = {"url": "https://bergwerk.example/shop/cart?voucher=secret", "title": "Warenkorb"}


async def test_a_contact_tells_where_it_began_what_it_was_about_and_how_it_ended(support: Support) -> None:
    answering(support, "track_order", "Ihr Paket ist unterwegs.")
    cleo = await support.open(page=CART)
    await support.ask(cleo, "Wo ist mein Paket?")
    assert (await contact_of(support, cleo))["outcome"] is None
    await left(support)
    contact = await contact_of(support, cleo)
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
    assert (await contact_of(support, cleo))["page"] == "https://bergwerk.example/orders/[order]"


async def test_the_same_question_and_the_same_answer_again_is_a_failure_that_nobody_noticed(support: Support) -> None:
    answering(support, "delivery_period", "Zwei bis drei Tage.")
    cleo = await support.open()
    await support.ask(cleo, "Wie lange dauert die Lieferung?")
    await support.ask(cleo, "Ja aber wann kommt es nun?")
    await contact_of(support, cleo)
    [failure] = await support.failures()
    assert (failure["kind"], failure["text"]) == ("asked_again", "Wie lange dauert die Lieferung?")
    assert failure["found_at"] is not None
    assert failure["at"] < failure["found_at"]
    await contact_of(support, cleo)
    assert len(await support.failures()) == 1


async def test_another_answer_to_the_same_matter_is_none(support: Support) -> None:
    cleo = await support.open()
    for answer in ("Zwei bis drei Tage.", "Nach Österreich vier."):
        answering(support, "delivery_period", answer)
        await support.ask(cleo, f"Wie lange? {answer}")
    await contact_of(support, cleo)
    assert await support.failures() == []


async def test_a_customer_who_left_while_the_bot_was_still_asking_was_not_served(support: Support) -> None:
    def asking(_turn: Any) -> Any:
        context = {"slots": {}, "order": None, "verified": {}, "task": "track_order", "asked": "order_number"}
        return understood("track_order", "Wie lautet Ihre Bestellnummer?", context=context)

    support.bot.script = asking
    cleo = await asked(support)
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
    assert (await contact_of(support, cleo))["touchpoint"] == "delivery"
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
    answering(support, "delivery_period", "Zwei bis drei Tage.")
    cleo = await support.open()
    await support.ask(cleo, "Wie lange dauert die Lieferung?")
    await support.ask(cleo, "Wann kommt es nun?")
    support.clock.pass_time(minutes=2)
    await support.at_once(support.reckoner.once, 4)
    await support.reckoner.once()
    assert await support.count("contacts") == 1
    assert [failure["kind"] for failure in await support.failures()] == ["asked_again"]
