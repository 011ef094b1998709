"""Nobody is there: the customer is told so, can leave a question, and is promised an answer until a given time."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from handover.domain.errors import (
    AlreadyPromisedError,
    NotValidError,
    WrongFloorError,
)
from handover.domain.events import Floor
from handover.domain.hours import OpeningHours, Period
from handover.domain.team import Plan, Team
from handover.services import promises
from tests.at_work import happened, passes, waits
from tests.promising import promise
from tests.support import Support

EIGHT_TO_SIX = Period(timedelta(hours=8), timedelta(hours=18))
HOURS = OpeningHours(ZoneInfo("Europe/Zurich"), {day: [EIGHT_TO_SIX] for day in range(5)})
PLAN = Plan({"default": Team("default", {"de": "Service", "en": "Service"}, HOURS, timedelta(hours=4))})
MONDAY_AT_EIGHT_P_M = datetime(2026, 11, 23, 19, tzinfo=UTC)


async def test_pains_13_out_of_hours_who_waits_is_told_when_somebody_is_there_and_what_they_can_do(
    support: Support,
) -> None:
    support.queue.plan = PLAN
    support.clock.at = MONDAY_AT_EIGHT_P_M
    cleo = await waits(support)
    for _ in range(3):
        await passes(support, seconds=60)
    [told] = await happened(support, cleo, "told_to_wait")
    assert told.data == {
        "why": "closed",
        "opens_at": "2026-11-24T07:00:00+00:00",
        "answer_by": "2026-11-24T11:00:00+00:00",
    }
    [said] = await support.texts(cleo, "system")
    assert said == (
        "Gerade ist von uns niemand da; wir sind ab morgen, 8:00 Uhr wieder für Sie da. Wenn Sie nicht warten möchten, "
        "schreiben Sie uns Ihre Frage und Ihre E-Mail-Adresse: Wir antworten bis morgen, 12:00 Uhr."
    )


async def test_pains_13_nobody_on_duty_within_hours_is_admitted(support: Support) -> None:
    support.queue.plan = PLAN
    cleo = await waits(support, language="en")
    await passes(support, seconds=1)
    assert [one.data["why"] for one in await happened(support, cleo, "told_to_wait")] == ["nobody"]
    [said] = await support.texts(cleo, "system")
    assert said.startswith("Sorry, none of us is here right now although we should be.")
    assert said.endswith("we will answer by 14:00 today.")


async def test_who_is_at_work_out_of_hours_is_asked_and_nobody_is_sent_away(support: Support) -> None:
    support.queue.plan = PLAN
    support.clock.at = MONDAY_AT_EIGHT_P_M
    await support.at_work(support.ann)
    cleo = await waits(support)
    await support.router.once()
    assert await happened(support, cleo, "told_to_wait") == []
    assert (await support.conversation(cleo)).offered_agent_name == "Ann"


@pytest.mark.parametrize("floor", [Floor.BOT, Floor.QUEUE, Floor.CLOSED])
async def test_pains_13_a_question_is_taken_and_an_answer_promised(support: Support, floor: Floor) -> None:
    support.queue.plan = PLAN
    cleo = await waits(support) if floor is Floor.QUEUE else await support.open()
    if floor is Floor.CLOSED:
        await passes(support, minutes=31)
    done = await promise(support, cleo)
    [row] = await promises.still_open(support.store)
    assert done.answer == {"due_at": row["due_at"].isoformat()}
    assert (row["conversation_id"], row["email"], row["text"]) == (cleo, "cleo@example.com", "Wann kommt es?")
    assert row["due_at"] == PLAN.team("default").answer_by(support.clock.now())
    conversation = await support.conversation(cleo)
    assert (conversation.floor, conversation.outcome, conversation.promise_due_at) == (
        Floor.CLOSED,
        None,
        row["due_at"],
    )
    assert await support.texts(cleo, "customer") == ["Wann kommt es?"]


async def test_a_promise_is_made_once_however_often_it_is_asked_for(support: Support) -> None:
    cleo, asked = await support.open(), uuid4()
    made = await support.at_once(lambda: promise(support, cleo, of=asked), 4)
    assert sorted(one.repeated for one in made) == [False, True, True, True]
    with pytest.raises(AlreadyPromisedError):
        await promise(support, cleo, "Noch etwas")
    assert await support.count("promises") == 1


async def test_who_talks_to_an_agent_asks_the_agent(support: Support) -> None:
    cleo = await support.accepted()
    with pytest.raises(WrongFloorError):
        await promise(support, cleo)
    assert await support.count("promises") == 0
    with pytest.raises(NotValidError):
        await promise(support, await support.open(), "  ")


async def test_the_soonest_due_is_answered_first(support: Support) -> None:
    later, sooner = await support.open(), await support.open()
    support.clock.pass_time(minutes=30)
    await promise(support, later)
    support.queue.plan = PLAN
    await promise(support, sooner)
    assert [one["conversation_id"] for one in await promises.still_open(support.store)] == [sooner, later]
