"""A promise and whatever else goes on in its conversation: neither makes the other forgotten."""

from datetime import timedelta
from uuid import UUID, uuid4

from handover.domain.events import Floor
from handover.services import handovers, promises
from handover.storage import deliveries
from tests.at_work import happened, passes
from tests.promising import answer, mails, promise
from tests.support import Support, command


async def _comes_back_and_gets_ann(support: Support) -> UUID:
    cleo = await support.open()
    await promise(support, cleo)
    await support.ask(cleo, "Hallo")
    await support.ask_for_person(cleo)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    return cleo


async def _resolved(support: Support, cleo: UUID, outcome: str) -> None:
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), outcome, "process_needs_person", None
    )


async def test_what_was_solved_in_the_chat_is_promised_no_more(support: Support) -> None:
    cleo = await _comes_back_and_gets_ann(support)
    await _resolved(support, cleo, "solved_by_agent")
    assert len(await happened(support, cleo, "promise_kept")) == 1
    assert await promises.still_open(support.store) == []


async def test_what_was_not_solved_in_the_chat_is_owed_all_the_same(support: Support) -> None:
    cleo = await _comes_back_and_gets_ann(support)
    await _resolved(support, cleo, "unsolved_by_agent")
    assert await happened(support, cleo, "promise_kept") == []
    [still_owed] = await promises.still_open(support.store)
    assert still_owed["conversation_id"] == cleo
    await answer(support, cleo)
    assert len(await mails(support)) == 1


async def test_a_colleague_who_keeps_a_promise_has_not_answered_the_new_question(support: Support) -> None:
    cleo = await _comes_back_and_gets_ann(support)
    await support.say(cleo, "Und noch etwas: wo ist die Rechnung?")
    since = (await support.conversation(cleo)).unanswered_since
    await promises.answer(support.store, support.clock, cleo, support.ben, command(), "Zur alten Frage: morgen.")
    assert (await support.conversation(cleo)).unanswered_since == since
    await passes(support, support.ann, support.ben, minutes=11)
    [released] = await happened(support, cleo, "released")
    assert released.data["reason"] == "agent_silent"
    assert (await support.conversation(cleo)).floor is Floor.QUEUE


async def test_a_mail_that_nobody_takes_keeps_no_later_one_back(support: Support) -> None:
    cleo, now = await support.open(), support.clock.now()
    async with support.store.transaction() as tx:
        body = {"to": "cleo@example.com", "subject": "s", "text": "t", "language": "de"}
        for seq in (1, 2):
            await deliveries.add_mail(tx, uuid4(), cleo, seq, body, now)
        [first] = await deliveries.claim(tx, "mail", now, now + timedelta(seconds=9), 5)
        await deliveries.mark_failed(tx, first, "not_valid", None)
        [second] = await deliveries.claim(tx, "mail", now, now + timedelta(seconds=9), 5)
    assert second.id != first.id
