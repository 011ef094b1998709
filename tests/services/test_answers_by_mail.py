"""A promise is kept by mail and in the conversation, once; or broken, and answered all the same."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import select

from handover.adapters.rasa_fake import not_understood
from handover.domain.errors import (
    AlreadyAnsweredError,
    AlreadyPromisedError,
    ConversationNotFoundError,
)
from handover.domain.events import Floor
from handover.services import handovers, promises
from handover.storage.tables import promises as promise_rows
from tests.at_work import happened, killed_before_the_commit, passes
from tests.promising import answer, mails, promise
from tests.support import Support, command


@pytest.mark.parametrize(
    ("language", "said", "begins"),
    [
        ("de", "Grüße von der Straße.", "Guten Tag\n\nGrüße von der Straße."),
        (
            "de-CH",
            "Sie kommt bald.",
            "Guten Tag\n\nSie kommt bald.\n\nFreundliche Grüsse\nAnn\n\nIhre Frage",
        ),
        ("en", "Soon.", "Hello,\n\nSoon.\n\nKind regards,\nAnn\n\nYou had asked: Wann?"),
    ],
)
async def test_pains_13_the_answer_is_owed_by_mail_and_stands_in_the_conversation(
    support: Support, language: str, said: str, begins: str
) -> None:
    cleo = await support.open(language=language)
    await promise(support, cleo, "Wann?")
    done = await answer(support, cleo, said)
    [mail] = await mails(support)
    assert (mail["conversation_id"], mail["state"]) == (cleo, "waiting")
    assert (mail["body"]["to"], mail["body"]["language"]) == ("cleo@example.com", language[:2])
    assert mail["body"]["text"].startswith(begins)
    assert await support.texts(cleo, "agent") == [said]
    assert (await support.log(cleo))[done.answer["seq"] - 1].data["text"] == said
    assert (await support.conversation(cleo)).outcome == "promise_kept"
    assert await promises.still_open(support.store) == []


async def test_of_two_answers_at_once_one_counts_and_one_mail_goes_out(support: Support) -> None:
    cleo = await support.open()
    await promise(support, cleo)
    results = await asyncio.gather(*(answer(support, cleo) for _ in range(4)), return_exceptions=True)
    assert [type(one) for one in results if isinstance(one, BaseException)] == [AlreadyAnsweredError] * 3
    assert len(await mails(support)) == 1
    with pytest.raises(ConversationNotFoundError):
        await answer(support, await support.open())


async def test_the_same_answer_sent_twice_is_one(support: Support) -> None:
    cleo, asked = await support.open(), uuid4()
    await promise(support, cleo)
    first, again = await answer(support, cleo, of=asked), await answer(support, cleo, of=asked)
    assert (first.answer, again.repeated) == (again.answer, True)
    assert len(await mails(support)) == 1


async def test_an_answer_whose_process_died_is_neither_said_nor_owed(support: Support) -> None:
    cleo = await support.open()
    await promise(support, cleo)
    with killed_before_the_commit():
        await answer(support, cleo)
    assert (await mails(support), await support.texts(cleo, "agent")) == ([], [])
    await answer(support, cleo)
    assert len(await mails(support)) == 1


async def test_a_promise_that_was_broken_stays_on_the_list_until_it_is_answered(support: Support) -> None:
    cleo = await support.open()
    await promise(support, cleo)
    await passes(support, hours=24, minutes=16)
    assert (await support.conversation(cleo)).outcome == "promise_broken"
    [said] = await support.texts(cleo, "system")
    assert said.startswith("Wir hatten Ihnen eine Antwort bis jetzt versprochen und haben es nicht geschafft.")
    assert len(await promises.still_open(support.store)) == 1
    with pytest.raises(AlreadyPromisedError):
        await promise(support, cleo, "Und nun?")
    await answer(support, cleo)
    assert len(await mails(support)) == 1
    assert (await support.conversation(cleo)).outcome == "promise_broken", "late is late"
    assert await promises.still_open(support.store) == []


async def test_who_came_back_meanwhile_is_answered_all_the_same(support: Support) -> None:
    cleo = await support.open()
    await promise(support, cleo)
    await support.ask(cleo, "Bin wieder da")
    await answer(support, cleo)
    conversation = await support.conversation(cleo)
    assert (conversation.floor, conversation.outcome, conversation.promise_due_at) == (Floor.BOT, None, None)
    assert len(await mails(support)) == 1


async def test_what_is_resolved_in_the_chat_keeps_the_promise_without_a_mail(support: Support) -> None:
    cleo = await support.open()
    await promise(support, cleo)
    await support.ask_for_person(cleo)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    ended = ("solved_by_agent", "process_needs_person", None)
    await handovers.resolve(support.store, support.clock, cleo, support.ann, command(), *ended)
    assert len(await happened(support, cleo, "promise_kept")) == 1
    assert (await mails(support), await promises.still_open(support.store)) == ([], [])
    assert (await support.conversation(cleo)).outcome == "solved_by_agent"
    with pytest.raises(AlreadyAnsweredError):
        await answer(support, cleo)


@pytest.mark.parametrize("kept", [True, False])
async def test_the_failure_behind_a_promise_learns_how_it_ended(support: Support, kept: bool) -> None:
    support.bot.script = lambda _turn: not_understood()
    cleo = await support.open()
    await support.ask(cleo, "blubb")
    await promise(support, cleo)
    await (answer(support, cleo) if kept else passes(support, hours=25))
    [failure] = await support.failures()
    assert failure["outcome"] == ("promise_kept" if kept else "promise_broken")


async def test_two_questions_one_after_the_other_are_two_promises(support: Support) -> None:
    cleo = await support.open()
    for number in range(2):
        await promise(support, cleo, f"Frage {number}")
        await answer(support, cleo, f"Antwort {number}")
    async with support.store.reading() as connection:
        rows = (await connection.execute(select(promise_rows.c.answered_at))).scalars().all()
    assert rows == [support.clock.now()] * 2
    assert {mail["body"]["text"].split("\n\n")[1] for mail in await mails(support)} == {"Antwort 0", "Antwort 1"}
