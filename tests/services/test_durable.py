"""Whether a solution held: nobody came back about it for seven days."""

from uuid import UUID

import pytest

from handover.adapters.rasa_fake import not_understood
from handover.domain.conversation import Customer
from handover.domain.reckoning.returns import DURABLE_AFTER
from handover.services import insights
from handover.storage import contacts
from handover.storage.figures import Period
from tests.services.reckoned import MIA, answering, asked, contact_of, corrections_of, left
from tests.support import Support


async def test_a_resolution_holds_when_nobody_comes_back_for_seven_days(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    cleo = await asked(support)
    assert (await contact_of(support, cleo))["durable"] is None
    support.clock.pass_time(days=7, minutes=1)
    await support.reckoner.once()
    assert (await contact_of(support, cleo))["durable"] is True
    assert await corrections_of(support) == []


@pytest.mark.parametrize(
    ("days", "matter", "held"), [(6, "track_order", False), (8, "track_order", True), (6, "get_invoice", True)]
)
async def test_a_resolution_did_not_hold_when_the_same_customer_is_back_about_the_same_matter(
    support: Support, days: int, matter: str, *, held: bool
) -> None:
    answering(support, "track_order", "Unterwegs.")
    first = await asked(support, customer=MIA)
    support.clock.pass_time(days=days)
    await support.reckoner.once()
    answering(support, matter, "Noch immer unterwegs.")
    again = await asked(support, customer=MIA)
    support.clock.pass_time(days=8)
    await support.reckoner.once()
    contact = await contact_of(support, first)
    assert contact["durable"] is held
    assert contact["came_back_in"] == (None if held else again)
    kinds = [failure["kind"] for failure in await support.failures() if failure["conversation_id"] == first]
    assert kinds == ([] if held else ["came_back"])


async def test_what_did_not_hold_is_the_turn_about_the_matter_and_not_the_thanks_after_it(support: Support) -> None:
    cleo = await support.open(customer=MIA)
    for intent, text in (("track_order", "Wo ist mein Paket?"), ("get_invoice", "Und die Rechnung?"), ("thank", "Ah!")):
        answering(support, intent, f"Antwort: {text}")
        await support.ask(cleo, text)
    await left(support)
    support.clock.pass_time(days=2)
    answering(support, "track_order", "Noch immer unterwegs.")
    await asked(support, customer=MIA)
    await contact_of(support, cleo)
    [failure] = await support.failures()
    assert (failure["kind"], failure["text"]) == ("came_back", "Wo ist mein Paket?")


async def test_somebody_else_who_asks_the_same_is_no_return(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    first = await asked(support, customer=MIA)
    await asked(support)
    await asked(support, customer=Customer("tom", "Tom", "tom@example.com", verified=True))
    support.clock.pass_time(days=8)
    await support.reckoner.once()
    assert (await contact_of(support, first))["durable"] is True


async def test_what_was_solved_in_this_chat_and_is_asked_once_more_had_not_been(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    cleo = await asked(support)
    support.clock.pass_time(days=2)
    await support.ask(cleo, "Und wo ist es jetzt?")
    await contact_of(support, cleo)
    [failure] = await support.failures()
    assert (failure["kind"], failure["text"]) == ("came_back", "Wo ist mein Paket?")


@pytest.mark.parametrize("looked", [True, False])
async def test_a_solution_did_not_hold_when_the_customer_writes_again_in_the_same_chat(
    support: Support, *, looked: bool
) -> None:
    answering(support, "track_order", "Unterwegs.")
    cleo = await asked(support)
    support.clock.pass_time(days=2)
    await support.ask(cleo, "Und wo ist es jetzt?")
    if looked:
        await contact_of(support, cleo)
    await left(support)
    support.clock.pass_time(days=8)
    await support.reckoner.once()
    contact = await contact_of(support, cleo)
    assert (contact["outcome"], contact["durable"], contact["came_back_in"]) == ("self_served", False, cleo)
    figures = await insights.outcomes(support.store, support.reckoner, Period())
    assert (figures["durable"]["count"], figures["durable"]["of"]) == (0, 1)


async def test_what_ends_unsolved_after_a_return_is_no_solution_that_could_hold(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    cleo = await asked(support)
    await support.ask(cleo, "Und wo ist es jetzt?")
    support.bot.script = lambda _turn: not_understood()
    await support.ask(cleo, "blubb")
    await left(support)
    contact = await contact_of(support, cleo)
    assert (contact["outcome"], contact["durable"]) == ("gave_up_with_bot", None)


async def test_that_a_solution_did_not_hold_outlives_another_word_in_its_chat(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    first = await asked(support, customer=MIA)
    support.clock.pass_time(days=1)
    again = await asked(support, customer=MIA)
    assert (await contact_of(support, first))["durable"] is False
    answering(support, "thank", "Gern.")
    await support.ask(first, "Danke")
    assert (await contact_of(support, first))["durable"] is None
    await left(support)
    contact = await contact_of(support, first)
    assert (contact["durable"], contact["came_back_in"]) == (False, again)


async def test_who_comes_back_in_a_chat_that_is_older_comes_back_all_the_same(support: Support) -> None:
    answering(support, "get_invoice", "Hier ist sie.")
    older = await asked(support, customer=MIA)
    answering(support, "track_order", "Unterwegs.")
    first = await asked(support, customer=MIA)
    support.clock.pass_time(days=1)
    await support.ask(older, "Wo ist mein Paket?")
    await contact_of(support, older)
    assert (await contact_of(support, first))["came_back_in"] == older
    assert (await contact_of(support, older))["came_back_in"] is None


async def _back_at_the_last_moment(support: Support) -> UUID:
    """Mia is back right before the seven days are over, and nobody has looked at that chat yet."""
    answering(support, "track_order", "Unterwegs.")
    first = await asked(support, customer=MIA)
    await contact_of(support, first)
    support.clock.pass_time(days=7, seconds=-10)
    again = await support.open(customer=MIA)
    await support.ask(again, "Wo ist es denn nun?")
    support.clock.pass_time(seconds=20)
    return first


async def test_that_a_solution_did_not_hold_after_all_is_corrected_once_by_however_many_processes(
    support: Support,
) -> None:
    first = await _back_at_the_last_moment(support)
    await support.reckoner.once()
    async with support.store.reading() as connection:
        shown = await contacts.one(connection, first)
    assert shown is not None
    assert shown["durable"] is True
    await support.at_once(support.reckoner.catch_up, 4)
    assert (await contact_of(support, first))["durable"] is False
    assert [one for one in await corrections_of(support) if one[0] == "durable"] == [("durable", True, False)]


async def test_a_process_that_looked_too_early_does_not_say_that_a_solution_held(support: Support) -> None:
    first = await _back_at_the_last_moment(support)
    async with support.store.reading() as connection:
        [seen] = await contacts.undecided(connection, support.clock.now() - DURABLE_AFTER, 10)
    assert (await contact_of(support, first))["durable"] is False
    async with support.store.transaction() as tx:
        assert not await contacts.decide(tx, seen, durable=True)
    assert (await contact_of(support, first))["durable"] is False
