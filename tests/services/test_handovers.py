"""What agents and customers do with a handover, and what an agent finds."""

from datetime import timedelta
from uuid import uuid4

import pytest

from handover.adapters.rasa_fake import understood
from handover.domain.conversation import Customer
from handover.domain.errors import (
    ConversationClosedError,
    ConversationNotFoundError,
    IdReusedError,
    NotFoundError,
    NotValidError,
    WrongFloorError,
)
from handover.domain.events import Audience, Floor
from handover.services import conversations, handovers, reading
from tests.support import NINE_O_CLOCK, Support, command

KNOWN = {
    "slots": {"order_number": "BW-104512"},
    "order": "BW-104512",
    "verified": {"BW-104512": "postcode"},
}


async def test_pains_15_an_agent_finds_what_the_bot_knew_and_why_the_customer_left(support: Support) -> None:
    page = {"url": "https://bergwerk.example/shop/orders", "title": "Meine Bestellungen"}
    support.bot.script = lambda _turn: understood("track_order", "Ihr Paket ist unterwegs.", context=KNOWN)
    cleo = await support.open(page=page, customer=Customer("7", "Mia Keller", "mia@example.com", verified=True))
    await support.ask(cleo, "Wo ist BW-104512?")
    await support.ask_for_person(cleo)
    [waiting] = [one.conversation for one in (await support.queue.sight()).waiting]
    assert (waiting.reason, waiting.context, waiting.page) == ("asked_for_person", KNOWN, page)
    assert waiting.customer == Customer("7", "Mia Keller", "mia@example.com", verified=True)
    escalated = next(one for one in await support.log(cleo) if one.name == "escalated")
    assert escalated.data == {"reason": "asked_for_person", "context": KNOWN}


async def test_what_the_bot_knew_last_is_what_counts_and_what_it_hands_over_comes_on_top(support: Support) -> None:
    more = {"order": "BW-104733", "verified": {}}
    signals = [{"escalate": {"reason": "needs_person", "context": more}}]
    support.bot.script = lambda turn: (
        understood("report_damaged_item", "Ich verbinde Sie.", signals=signals)
        if "kaputt" in turn.text
        else understood("track_order", "Unterwegs.", context=KNOWN)
    )
    cleo = await support.open()
    await support.ask(cleo, "Wo ist mein Paket?")
    await support.ask(cleo, "Die Jacke ist kaputt")
    conversation = await support.conversation(cleo)
    assert (conversation.floor, conversation.reason) == (Floor.QUEUE, "needs_person")
    assert conversation.context == KNOWN | more


async def test_a_signed_identity_travels_to_the_bot_and_an_unsigned_one_does_not(support: Support) -> None:
    mia = Customer("7", "Mia Keller", "mia@example.com", verified=True, until=NINE_O_CLOCK + timedelta(minutes=30))
    await support.ask(await support.open(customer=mia), "Hallo")
    await support.ask(await support.open(customer=Customer(name="Mia Keller", email="mia@example.com")), "Hallo")
    await support.ask(await support.open(), "Hallo")
    assert [turn.identity for turn in support.bot.asked] == [
        {"sub": "7", "email": "mia@example.com", "name": "Mia Keller"},
        None,
        None,
    ]


async def test_whoever_changes_their_mind_goes_on_with_the_bot(support: Support) -> None:
    cleo = await support.open()
    await support.ask_for_person(cleo)
    await conversations.withdraw(support.store, support.clock, cleo)
    await support.ask(cleo, "Hallo")
    assert await support.texts(cleo, "bot") == ["Sie sagten: Hallo"]
    with pytest.raises(WrongFloorError):
        await conversations.withdraw(support.store, support.clock, cleo)


async def test_who_waits_cannot_ask_for_a_person_once_more_but_the_same_request_is_answered_the_same(
    support: Support,
) -> None:
    cleo, asked = await support.open(), command()
    first = await conversations.ask_for_person(support.store, support.clock, support.queue, cleo, asked)
    again = await conversations.ask_for_person(support.store, support.clock, support.queue, cleo, asked)
    assert (first.answer, again.answer, again.repeated) == (again.answer, first.answer, True)
    tomorrow = (support.clock.now() + timedelta(hours=24)).isoformat()
    nobody = {"staffed": False, "opens_at": None, "answer_by": tomorrow}
    assert first.answer == {"position": 1, "wait_s": None, "wait_range_s": None, **nobody}
    with pytest.raises(WrongFloorError):
        await conversations.ask_for_person(support.store, support.clock, support.queue, cleo, command())


async def test_one_who_asks_for_a_person_after_the_end_waits_again(support: Support) -> None:
    cleo = await support.open()
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    await support.ask_for_person(cleo)
    conversation = await support.conversation(cleo)
    assert (conversation.floor, conversation.outcome) == (Floor.QUEUE, None)


async def test_accepting_again_what_one_has_changes_nothing(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    assert (await support.names(cleo)).count("accepted") == 1


async def test_nobody_accepts_what_does_not_wait(support: Support) -> None:
    cleo = await support.open()
    with pytest.raises(WrongFloorError):
        await handovers.accept(support.store, support.clock, cleo, support.ann)
    with pytest.raises(ConversationNotFoundError):
        await handovers.accept(support.store, support.clock, uuid4(), support.ann)


async def test_whom_a_conversation_is_given_to_must_be_an_agent(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    for nobody in (uuid4(), support.olga.id):
        with pytest.raises(NotFoundError):
            await handovers.release(
                support.store, support.clock, cleo, support.ann, "transferred", {"agent": str(nobody)}
            )
    assert (await support.conversation(cleo)).floor is Floor.AGENT
    to_ben = {"agent": str(support.ben.id)}
    released = await handovers.release(support.store, support.clock, cleo, support.ann, "transferred", to_ben)
    assert (released.floor, released.wanted_agent_id) == (Floor.QUEUE, support.ben.id)


async def test_an_end_that_is_asked_for_twice_happens_once(support: Support) -> None:
    cleo, asked = await support.accepted(), command()
    ends = [
        await handovers.resolve(
            support.store, support.clock, cleo, support.ann, asked, "solved_by_agent", "misunderstood", "ok"
        )
        for _ in range(2)
    ]
    assert [end.repeated for end in ends] == [False, True]
    assert ends[0].answer == ends[1].answer
    assert (await support.names(cleo)).count("resolved") == 1
    with pytest.raises(ConversationClosedError):
        await handovers.resolve(
            support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "misunderstood", None
        )


async def test_each_episode_has_its_own_row_from_its_reason_to_its_end(support: Support) -> None:
    cleo = await support.open()
    await support.ask_for_person(cleo)
    support.clock.pass_time(minutes=1)
    await conversations.withdraw(support.store, support.clock, cleo)
    await support.ask_for_person(cleo)
    support.clock.pass_time(minutes=1)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    open_one = await reading.open_handover(support.store, await support.conversation(cleo))
    assert open_one is not None
    assert open_one["accepted_at"] == support.clock.now()
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "unsolved_by_agent", "technical_error", None
    )
    assert await reading.open_handover(support.store, await support.conversation(cleo)) is None
    assert [(row["ended_by"], row["outcome"], row["cause"]) for row in await support.episodes(cleo)] == [
        ("withdrawn", "withdrawn", None),
        ("resolved", "unsolved_by_agent", "technical_error"),
    ]


async def test_a_note_can_be_written_whoever_has_the_floor_and_says_nothing_to_the_customer(support: Support) -> None:
    for cleo in (await support.open(), await support.accepted(support.ann)):
        await support.note(cleo, "Kundin ist freundlich")
        newest = (await support.log(cleo))[-1]
        assert (newest.data["audience"], newest.data["author"]["name"]) == (Audience.STAFF, "Ben")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4_001])
async def test_an_agent_writes_something_and_not_too_much(support_on_sqlite: Support, text: str) -> None:
    cleo = await support_on_sqlite.accepted()
    with pytest.raises(NotValidError):
        await handovers.post_message(
            support_on_sqlite.store,
            support_on_sqlite.clock,
            cleo,
            support_on_sqlite.ann,
            command(),
            text,
            Audience.EVERYONE,
        )


async def test_earlier_conversations_are_those_of_the_same_verified_customer(support: Support) -> None:
    mia = Customer("7", "Mia Keller", "mia@example.com", verified=True)
    earlier = await support.open(customer=mia)
    await support.open(customer=Customer(email="mia@example.com"))
    await support.open(customer=Customer("8", "Tom", "tom@example.com", verified=True))
    support.clock.pass_time(hours=1)
    now = await support.conversation(await support.open(customer=mia))
    assert [one.id for one in await reading.earlier(support.store, now)] == [earlier]
    guest = await support.conversation(await support.open(customer=Customer(email="mia@example.com")))
    assert await reading.earlier(support.store, guest) == []


async def test_two_opens_at_once_under_one_id_are_one_conversation(support: Support) -> None:
    asked = command()
    customer = Customer()

    async def open_it() -> tuple[object, bool]:
        return await conversations.open_conversation(
            support.store, support.clock, asked, spoken="de", page=None, customer=customer, client=None
        )

    opened = await support.at_once(open_it, 6)
    assert len({conversation_id for conversation_id, _ in opened}) == 1
    assert sorted(repeated for _, repeated in opened) == [False] + [True] * 5


async def test_the_same_message_at_once_is_stored_once_and_another_under_its_id_is_refused(support: Support) -> None:
    cleo, message = await support.open(), uuid4()
    done = await support.at_once(lambda: support.say(cleo, "Hallo", message=message), 4)
    assert sorted(one.repeated for one in done) == [False, True, True, True]
    with pytest.raises(IdReusedError):
        await support.say(cleo, "Etwas anderes", message=message)
    assert await support.texts(cleo, "customer") == ["Hallo"]
