"""Figures that add up."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from handover.adapters.rasa_fake import not_understood
from handover.domain.events import Audience
from handover.services import conversations, handovers, insights
from handover.storage.figures import Period
from tests.support import NINE_O_CLOCK, Support, command


async def _figures(support: Support, **period: Any) -> dict[str, Any]:
    return await insights.outcomes(support.store, support.reckoner, Period(**period))


async def _resolved(support: Support, outcome: str) -> UUID:
    cleo = await support.accepted()
    await handovers.resolve(support.store, support.clock, cleo, support.ann, command(), outcome, "misunderstood", None)
    return cleo


async def test_pains_16_the_outcomes_and_the_open_ones_add_up_to_the_whole(support: Support) -> None:
    served, gave_up, silent = [await support.open() for _ in range(3)]
    await support.ask(served, "Hallo")
    support.bot.script = lambda _turn: not_understood()
    await support.ask(gave_up, "blubb")
    waiting = await support.open()
    await support.ask_for_person(waiting)
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    await _resolved(support, "solved_by_agent")
    reopened = await _resolved(support, "unsolved_by_agent")
    await support.say(reopened, "Noch etwas")
    await support.open()
    figures = await _figures(support)
    counted = {one["outcome"]: one["count"] for one in figures["outcomes"]}
    assert counted == {
        "self_served": 1,
        "solved_by_agent": 1,
        "unsolved_by_agent": 0,
        "promise_kept": 0,
        "promise_broken": 0,
        "gave_up_with_bot": 2,
        "gave_up_in_queue": 1,
    }
    assert figures["conversations"] == {"total": 7, "open": 2, "ended": 5}
    assert sum(counted.values()) + figures["conversations"]["open"] == figures["conversations"]["total"]
    assert (await support.conversation(silent)).outcome == "gave_up_with_bot"


async def test_pains_16_a_conversation_that_ends_again_has_its_newest_outcome_only(support: Support) -> None:
    cleo = await _resolved(support, "solved_by_agent")
    await support.ask(cleo, "Noch etwas")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    figures = await _figures(support)
    assert {one["outcome"]: one["count"] for one in figures["outcomes"] if one["count"]} == {"self_served": 1}
    assert figures["conversations"]["total"] == 1


async def test_pains_16_no_more_turns_fail_than_there_were(support: Support) -> None:
    cleo = await support.open()
    support.bot.available = False
    await support.ask(cleo, "Hallo?")
    await support.ask(cleo, "Hallo??")
    silent = await support.open()
    await support.ask_for_person(silent)
    figures = await _figures(support)
    assert figures["turns"] == {"total": 2, "understood": 0, "failed": 2}
    assert figures["failures"]["total"] == 3


async def test_pains_16_a_turn_that_a_person_was_asked_for_in_the_middle_of_is_one_turn(support: Support) -> None:
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "Wo ist mein Paket?")
    await support.until_asked(1)
    await support.say(cleo, "Hallo?")
    await support.ask_for_person(cleo)
    support.bot.let_go()
    await support.settled()
    assert (await _figures(support))["turns"] == {"total": 2, "understood": 1, "failed": 1}


async def test_every_breakdown_of_the_failures_adds_up_to_all_of_them(support: Support) -> None:
    support.bot.script = lambda _turn: not_understood()
    for page in (None, {"url": "https://bergwerk.example/shop/cart", "title": ""}):
        cleo = await support.open(page=page)
        await support.ask(cleo, "blubb")
        await support.ask(cleo, "bla")
    await support.ask_for_person(await support.open())
    failures = (await _figures(support))["failures"]
    assert failures["total"] == 5
    for name in ("by_kind", "by_intent", "by_touchpoint", "by_language"):
        assert sum(one["count"] for one in failures[name]) == 5, name
    assert {one["key"]: one["count"] for one in failures["by_touchpoint"]} == {None: 3, "cart": 2}


async def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(support: Support) -> None:
    await support.open()
    support.clock.pass_time(hours=1)
    await support.open()
    hour = timedelta(hours=1)
    assert (await _figures(support, since=NINE_O_CLOCK, until=NINE_O_CLOCK + hour))["conversations"]["total"] == 1
    assert (await _figures(support, since=NINE_O_CLOCK + hour))["conversations"]["total"] == 1
    assert (await _figures(support, since=NINE_O_CLOCK + 2 * hour))["conversations"]["total"] == 0


async def test_of_several_ratings_of_a_conversation_the_newest_counts(support: Support) -> None:
    cleo, other = await support.open(), await support.open()
    for customer, stars in ((cleo, 1), (cleo, 5), (other, 2)):
        support.clock.pass_time(seconds=1)
        await conversations.rate(support.store, support.clock, customer, command(), stars=stars, comment=None)
    assert (await _figures(support))["ratings"]["bot"] == {"count": 2, "average": 3.5}


async def test_without_a_rating_there_is_no_average(support: Support) -> None:
    assert (await _figures(support))["ratings"]["average"] is None


async def test_handovers_are_counted_by_their_reason(support: Support) -> None:
    cleo = await support.open()
    for _ in range(2):
        await support.ask_for_person(cleo)
        await conversations.withdraw(support.store, support.clock, cleo)
    assert (await _figures(support))["handovers"] == {
        "total": 2,
        "by_reason": [{"key": "asked_for_person", "count": 2}],
    }


async def test_bot_and_people_are_rated_apart(support: Support) -> None:
    helped = await _resolved(support, "solved_by_agent")
    await support.say(helped, "Danke!")
    cleo = await support.open()
    spoken = await support.accepted()
    await handovers.post_message(
        support.store, support.clock, spoken, support.ann, command(), "Guten Tag", Audience.EVERYONE
    )
    for conversation, stars in ((cleo, 2), (spoken, 5)):
        await conversations.rate(support.store, support.clock, conversation, command(), stars=stars, comment=None)
    ratings = (await _figures(support))["ratings"]
    assert ratings == {
        "count": 2,
        "average": 3.5,
        "bot": {"count": 1, "average": 2},
        "people": {"count": 1, "average": 5},
    }


async def test_each_share_has_its_counts_and_an_interval(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    figures = await _figures(support)
    assert figures["self_service"] == {
        "count": 1,
        "of": 1,
        "share": 1.0,
        "low": pytest.approx(0.2065, abs=1e-4),
        "high": 1.0,
        "small": True,
    }


async def test_the_days_of_a_period_add_up_to_it_by_the_clock_of_the_team(support: Support) -> None:
    await support.open()
    support.clock.pass_time(hours=15)
    await support.open()
    await support.open()
    days = (await _figures(support))["days"]
    assert [(str(day["day"]), day["contacts"]) for day in days] == [("2026-11-23", 1), ("2026-11-24", 2)]


async def test_corrections_of_a_period_are_told_with_it(support: Support) -> None:
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    assert (await _figures(support))["corrections"] == []
    support.clock.pass_time(days=1)
    await conversations.rate(support.store, support.clock, cleo, command(), stars=1, comment=None)
    [corrected] = (await _figures(support))["corrections"]
    assert (corrected["field"], corrected["count"]) == ("bot_stars", 1)
    later = await _figures(support, since=NINE_O_CLOCK + timedelta(days=1))
    assert later["corrections"] == []
