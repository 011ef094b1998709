"""What becomes of a failed turn is joined to its one record, and owners find it."""

from uuid import UUID

import pytest

from handover.adapters.bot import Failed, Signal
from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.errors import NotValidError
from handover.services import conversations, failures, handovers
from tests.support import Support, command

CART = {"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"}


async def _not_understood(support: Support, cleo: UUID) -> None:
    support.bot.script = lambda _turn: not_understood()
    await support.ask(cleo, "blubb")


async def test_pains_20_no_personal_data_enters_the_failure_log(support: Support) -> None:
    support.bot.script = lambda _turn: not_understood()
    cleo = await support.open()
    await support.ask(cleo, "Ich bin mia@example.com, 8004 Zürich, Bestellung BW-104512")
    [record] = await support.failures()
    assert record["text"] == "Ich bin [email], [postcode] [city], Bestellung [order]"
    assert "mia@example.com" in (await support.texts(cleo, "customer"))[0]


async def test_pains_20_what_the_bot_read_goes_to_staff_and_not_into_the_failure_log(support: Support) -> None:
    read = [{"entity": "email", "value": "mia@gmx.de"}, {"entity": "unclear_postcode", "value": "04109"}]
    answer = not_understood()
    answer.understanding.entities = read
    support.bot.script = lambda _turn: answer
    cleo = await support.open()
    await support.ask(cleo, "mia at gmx punkt de, D-4109")
    [record] = await support.failures()
    # An id may happen to have these four digits.
    kept = str([value for value in dict(record).values() if not isinstance(value, UUID)])
    assert "mia" not in kept
    assert "4109" not in kept
    [understood] = [one.data for one in await support.log(cleo) if one.name == "turn_understood"]
    assert understood["entities"] == read


async def test_a_judgement_is_joined_to_the_record_that_is_there(support: Support) -> None:
    cleo = await support.open()
    await _not_understood(support, cleo)
    await support.judge(cleo, helpful=False, comment="hilft nicht")
    [record] = await support.failures()
    assert record["kind"] == "not_understood"
    assert record["judgement"] == {"helpful": False, "comment": "hilft nicht"}


async def test_who_changes_their_judgement_is_counted_once_with_the_newer_one(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    await support.judge(cleo, helpful=False)
    await support.judge(cleo, helpful=True)
    [record] = await support.failures()
    assert (record["kind"], record["judgement"]["helpful"]) == ("unhelpful_answer", True)


async def test_outcome_and_cause_of_the_resolution_are_joined_to_all_failures_of_the_conversation(
    support: Support,
) -> None:
    cleo, other = await support.open(), await support.open()
    for customer in (cleo, cleo, other):
        await _not_understood(support, customer)
    await support.ask_for_person(cleo)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "missing_content", None
    )
    joined = {(record["conversation_id"], record["outcome"], record["cause"]) for record in await support.failures()}
    assert joined == {(cleo, "solved_by_agent", "missing_content"), (other, None, None)}


async def test_a_failure_that_shows_after_the_end_knows_the_outcome(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    await support.judge(cleo, helpful=False)
    [record] = await support.failures()
    assert (record["kind"], record["outcome"]) == ("unhelpful_answer", "self_served")


@pytest.mark.parametrize("seq", [1, 2, 3, 99])
async def test_only_messages_of_the_bot_can_be_judged(support_on_sqlite: Support, seq: int) -> None:
    support = support_on_sqlite
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    with pytest.raises(NotValidError):
        await conversations.judge(support.store, support.clock, cleo, command(), seq=seq, helpful=False, comment=None)
    assert await support.failures() == []


async def test_a_record_is_read_with_the_turns_around_it(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    await _not_understood(support, cleo)
    [record] = await support.failures()
    read, events = await failures.with_turns(support.store, record["id"])
    assert read["id"] == record["id"]
    assert [one.data["text"] for one in events if one.name == "message_posted"] == [
        "Hallo",
        "Sie sagten: Hallo",
        "blubb",
        "Wie bitte?",
    ]


async def test_the_log_is_narrowed_by_what_an_owner_asks_for(support: Support) -> None:
    german, english = await support.open(page=CART), await support.open(language="en")
    await _not_understood(support, german)
    support.bot.script = lambda _turn: not_understood(language="en")
    await support.ask(english, "gibberish")
    support.clock.pass_time(days=1)
    no_result = Signal(failure=Failed(kind="no_result"))
    support.bot.script = lambda _turn: understood("track_order", "Die kenne ich nicht.", signals=[no_result])
    await support.ask(german, "BW-199998")

    async def found(**wanted: object) -> list[str]:
        return [record["text"] for record in await support.failures(**wanted)]

    now = support.clock.now()
    assert await found() == ["[order]", "gibberish", "blubb"]
    assert await found(kind="no_result") == ["[order]"]
    assert await found(language="en") == ["gibberish"]
    assert await found(touchpoint="cart") == ["[order]", "blubb"]
    assert await found(intent="nlu_fallback", language="de") == ["blubb"]
    assert await found(status="closed") == []
    assert await found(since=now) == ["[order]"]
    assert await found(until=now) == ["gibberish", "blubb"]
