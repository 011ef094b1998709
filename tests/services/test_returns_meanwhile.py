"""Who asks again in another chat before the first one has ended."""

from typing import Any

import pytest

from handover.services import handovers
from handover.storage import event_log
from tests.services.reckoned import MIA, answering, asked, contact_of, helped_by_ann, left
from tests.support import Support


@pytest.mark.parametrize("matter", ["track_order", "get_invoice"])
@pytest.mark.parametrize("is_helped", [True, False])
async def test_who_asks_again_elsewhere_before_the_first_chat_has_ended_comes_back_too(
    support: Support, matter: str, *, is_helped: bool
) -> None:
    answering(support, "track_order", "Unterwegs.")
    first = await support.open(customer=MIA)
    await support.ask(first, "Wo ist mein Paket?")
    support.clock.pass_time(minutes=5)
    again = await support.open(customer=MIA)
    answering(support, matter, "Noch immer unterwegs.")
    await support.ask(again, "Wo bleibt es?")
    if is_helped:
        await helped_by_ann(support, again, waited=10, worked=60)
        assert (await contact_of(support, again))["outcome"] == "solved_by_agent"
    await left(support)
    came_back = matter == "track_order"
    contact = await contact_of(support, first)
    assert (contact["durable"], contact["came_back_in"]) == ((False, again) if came_back else (None, None))
    kinds = [(one["kind"], one["text"]) for one in await support.failures() if one["conversation_id"] == first]
    assert kinds == ([("came_back", "Wo ist mein Paket?")] if came_back else [])
    assert (await contact_of(support, again))["durable"] is None


async def test_who_takes_up_an_older_chat_before_the_first_one_has_ended_comes_back_too(support: Support) -> None:
    answering(support, "get_invoice", "Hier ist sie.")
    older = await asked(support, "Und die Rechnung?", customer=MIA)
    answering(support, "track_order", "Unterwegs.")
    first = await support.open(customer=MIA)
    await support.ask(first, "Wo ist mein Paket?")
    support.clock.pass_time(minutes=5)
    await support.ask(older, "Wo bleibt es?")
    await support.ask_for_person(older)
    await handovers.accept(support.store, support.clock, older, support.ann)
    assert (await contact_of(support, older))["outcome"] is None
    await left(support)
    contact = await contact_of(support, first)
    assert (contact["durable"], contact["came_back_in"]) == (False, older)
    assert (await contact_of(support, older))["outcome"] is None, "Ann still has it"


async def test_who_has_two_chats_at_once_and_goes_on_in_the_first_does_not_come_back(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    first, second = await support.open(customer=MIA), await support.open(customer=MIA)
    for text in ("Wo ist mein Paket?", "Und wann kommt es?"):
        for chat in (first, second):
            support.clock.pass_time(minutes=5)
            answering(support, "track_order", f"Antwort: {text}")
            await support.ask(chat, text)
    await left(support)
    for chat in (first, second):
        contact = await contact_of(support, chat)
        assert (contact["outcome"], contact["durable"]) == ("self_served", None)


async def test_many_chats_of_one_customer_at_once_are_reckoned_without_reading_each_for_each(
    support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    chats = 12
    for matter in ("track_order", "get_invoice"):
        opened = [await support.open(customer=MIA) for _ in range(chats)]
        answering(support, matter, "Bitte.")
        for chat in opened:
            support.clock.pass_time(seconds=1)
            await support.ask(chat, "Wo ist es?")
    await support.reckoner.catch_up()
    await left(support)
    read = []

    async def counted(connection: Any, conversation_id: Any, *args: Any) -> Any:
        read.append(conversation_id)
        return await after(connection, conversation_id, *args)

    after = event_log.after
    monkeypatch.setattr(event_log, "after", counted)
    await support.reckoner.catch_up()
    assert sorted(read) == sorted({*read}), "each log once"
    assert len({*read}) == 2 * chats
