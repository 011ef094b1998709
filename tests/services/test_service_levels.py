"""How well customers are served."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from handover.domain.hours import OpeningHours
from handover.domain.spread import spread
from handover.domain.team import Plan, Team
from handover.services import conversations, handovers, insights, promises
from handover.services.reckoner import Reckoner
from handover.services.service_levels import service_levels
from handover.storage.contact_list import ContactFilter
from handover.storage.figures import Period
from tests.support import KEY, NINE_O_CLOCK, Support, command


async def _levels(support: Support) -> dict[str, Any]:
    return await service_levels(support.store, support.clock, support.reckoner, Plan(), Period())


async def _behind(support: Support, period: Period | None = None, **wanted: Any) -> list[UUID]:
    rows = await insights.contacts(support.store, support.reckoner, ContactFilter(period or Period(), **wanted), None)
    return [row["conversation_id"] for row in rows]


async def _served(support: Support, waited: int, worked: int, cause: str = "missing_content") -> UUID:
    cleo = await support.open()
    await support.ask_for_person(cleo)
    support.clock.pass_time(seconds=waited)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    support.clock.pass_time(seconds=worked)
    await handovers.resolve(support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", cause, None)
    return cleo


def test_one_in_ten_took_longer_than_the_ninth_tenth() -> None:
    assert spread([]) == {"count": 0, "median_s": None, "p90_s": None, "small": True}
    assert spread([7]) == {"count": 1, "median_s": 7, "p90_s": 7, "small": True}
    assert spread(range(101)) == {"count": 101, "median_s": 50, "p90_s": 90, "small": False}


async def test_waiting_counts_everybody_and_handling_what_an_agent_had(support: Support) -> None:
    await _served(support, waited=30, worked=100)
    await _served(support, waited=90, worked=300)
    left = await support.open()
    await support.ask_for_person(left)
    support.clock.pass_time(seconds=600)
    await conversations.withdraw(support.store, support.clock, left)
    levels = await _levels(support)
    assert levels["handovers"] == 3
    assert levels["waiting"]["median_s"] == 90
    assert (levels["handling"]["count"], levels["handling"]["median_s"]) == (2, 200)


async def test_a_persons_first_word_is_measured_from_the_wish_for_one(support: Support) -> None:
    cleo, left = await support.open(), await support.open()
    for one in (cleo, left):
        await support.ask_for_person(one)
    support.clock.pass_time(seconds=30)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    support.clock.pass_time(seconds=5)
    await support.note(cleo, "Kennt jemand die Rechnung?")
    await handovers.release(support.store, support.clock, cleo, support.ann, "given_back", None)
    support.clock.pass_time(seconds=5)
    await handovers.accept(support.store, support.clock, cleo, support.ben)
    for text in ("Guten Tag", "Ich sehe nach."):
        support.clock.pass_time(seconds=20)
        await support.reply(cleo, support.ben, text)
        await support.say(cleo, "Und die Rechnung?")
    levels = await _levels(support)
    for figures in (levels, levels["teams"][0], levels["hours"][0]):
        assert (figures["handovers"], figures["first_person"]["count"], figures["first_person"]["median_s"]) == (
            2,
            1,
            60,
        )


async def test_who_wants_an_answer_by_mail_or_goes_back_to_the_bot_has_not_given_up(support: Support) -> None:
    await _served(support, waited=30, worked=100)
    waiting = [await support.open() for _ in range(3)]
    for each in waiting:
        await support.ask_for_person(each)
    _, back, by_mail = waiting
    await conversations.withdraw(support.store, support.clock, back)
    plan = support.queue.plan
    said = {"email": "cleo@example.com", "text": "Wann?"}
    await promises.promise(support.store, support.clock, plan, by_mail, command(), **said)
    assert (await _levels(support))["left_waiting"]["count"] == 0
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    left = (await _levels(support))["left_waiting"]
    assert (left["count"], left["of"]) == (1, 4)


async def test_a_promise_that_nobody_kept_is_late_from_when_it_was_due_and_not_open_for_ever(support: Support) -> None:
    for _ in range(3):
        cleo = await support.open()
        said = {"email": "cleo@example.com", "text": "Wann?"}
        await promises.promise(support.store, support.clock, support.queue.plan, cleo, command(), **said)
        due_at = (await promises.still_open(support.store, None))[0]["due_at"]
    await promises.answer(support.store, support.clock, cleo, support.ann, command(), "Morgen.")
    told = (await _levels(support))["promises"]
    assert (told["made"], told["in_time"], told["late"], told["open"]) == (3, 1, 0, 2)
    support.clock.pass_time(seconds=(due_at - support.clock.now()).total_seconds() + 1)
    told = (await _levels(support))["promises"]
    assert (told["in_time"], told["late"], told["open"]) == (1, 2, 0)
    assert (told["kept"]["count"], told["kept"]["of"]) == (1, 3)


async def test_hours_are_those_of_the_week_in_which_somebody_wanted_a_person(support: Support) -> None:
    await _served(support, waited=60, worked=3600)
    await _served(support, waited=0, worked=1)
    hours = (await _levels(support))["hours"]
    assert [(one["weekday"], one["hour"], one["handovers"]) for one in hours] == [(0, 9, 1), (0, 10, 1)]
    assert [one["waiting"]["median_s"] for one in hours] == [60, 0]
    assert [one["handling"]["median_s"] for one in hours] == [3600, 1]


async def test_an_hour_waits_and_works_by_the_rule_of_all_handovers(support: Support) -> None:
    await support.ask_for_person(await support.open())
    (hour,) = (await _levels(support))["hours"]
    assert (hour["handovers"], hour["waiting"]["count"], hour["handling"]["count"]) == (1, 0, 0), "still waiting"


async def test_the_figure_of_an_hour_opens_the_conversations_whose_handover_began_in_it(support: Support) -> None:
    early = await support.open()
    support.clock.pass_time(minutes=50)
    served = await _served(support, waited=60, worked=60)
    support.clock.pass_time(minutes=20)
    await support.ask_for_person(early)
    hours = (await _levels(support))["hours"]
    assert [(one["weekday"], one["hour"], one["handovers"]) for one in hours] == [(0, 9, 1), (0, 10, 1)]
    assert await _behind(support, weekday=0, hour=9) == [served]
    assert await _behind(support, weekday=0, hour=10) == [early], "opened at nine, handed over at ten"
    assert await _behind(support, hour=10, period=Period(since=NINE_O_CLOCK + timedelta(hours=1))) == [early]
    assert await _behind(support, hour=10, period=Period(until=NINE_O_CLOCK + timedelta(hours=1))) == []
    assert await _behind(support, weekday=1) == []


async def test_an_hour_with_more_handovers_than_one_query_takes_tells_all_of_them(
    support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(insights, "_AT_ONCE", 2)
    monkeypatch.setattr(insights, "PAGE", 3)
    opened = []
    for _ in range(5):
        opened.append(await support.open())
        support.clock.pass_time(seconds=1)
        await support.ask_for_person(opened[-1])
    wanted = ContactFilter(Period(), weekday=0, hour=9)
    first = await insights.contacts(support.store, support.reckoner, wanted, None)
    last = first[-1]
    after = (last["opened_at"], last["conversation_id"])
    rest = await insights.contacts(support.store, support.reckoner, wanted, after)
    assert [[row["conversation_id"] for row in page] for page in (first, rest)] == [opened[:1:-1], opened[1::-1]]


async def test_an_hour_is_that_of_the_team_on_both_sides_of_a_change_of_clocks(support: Support) -> None:
    plan = Plan({"default": Team("default", {}, OpeningHours(ZoneInfo("Europe/Zurich"), {}))})
    reckoner = Reckoner(support.store, support.clock, plan, KEY)
    found = []
    for at in (datetime(2026, 10, 23, 8, 30, tzinfo=UTC), datetime(2026, 10, 30, 8, 30, tzinfo=UTC)):
        support.clock.at = at
        found.append(await support.open())
        await support.ask_for_person(found[-1])
    levels = await service_levels(support.store, support.clock, reckoner, plan, Period())
    assert [(one["weekday"], one["hour"], one["handovers"]) for one in levels["hours"]] == [(4, 9, 1), (4, 10, 1)]
    for hour, conversation in ((10, found[0]), (9, found[1])):
        wanted = ContactFilter(Period(), weekday=4, hour=hour)
        rows = await insights.contacts(support.store, reckoner, wanted, None)
        assert [row["conversation_id"] for row in rows] == [conversation]


async def test_the_first_answer_is_measured_from_the_first_question(support: Support) -> None:
    cleo = await support.open()
    support.clock.pass_time(minutes=5)
    support.bot.hold()
    await support.say(cleo, "Hallo")
    await support.until_asked(1)
    support.clock.pass_time(seconds=4)
    support.bot.let_go()
    await support.settled()
    await support.ask(cleo, "Und noch etwas")
    assert (await _levels(support))["first_answer"] == {"count": 1, "median_s": 4, "p90_s": 4, "small": True}


async def test_the_bot_is_judged_by_itself_by_customers_and_by_agents(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    await support.judge(cleo, helpful=False)
    await _served(support, 1, 1, "misunderstood")
    await _served(support, 1, 1, "process_needs_person")
    accuracy = (await _levels(support))["accuracy"]
    assert [(accuracy[name]["count"], accuracy[name]["of"]) for name in ("understood", "helpful", "misunderstood")] == [
        (1, 1),
        (0, 1),
        (1, 2),
    ]


@pytest.mark.parametrize("stars", [1, 5])
async def test_stars_are_told_with_how_often_each_was_given(support: Support, stars: int) -> None:
    cleo = await support.open()
    await conversations.rate(support.store, support.clock, cleo, command(), stars=stars, comment=None)
    rated = (await _levels(support))["ratings"]["bot"]
    assert (rated["count"], rated["average"]) == (1, stars)
    assert [one["stars"] for one in rated["by_stars"] if one["count"]] == [stars]


async def test_languages_are_counted_without_their_country(support: Support) -> None:
    for language in ("de", "de-CH", "en"):
        cleo = await support.open(language=language)
        await support.ask(cleo, "Hallo")
    assert {one["language"]: one["contacts"] for one in (await _levels(support))["languages"]} == {"de": 3}
