"""How well customers are served."""

from typing import Any
from uuid import UUID

import pytest

from handover.domain.spread import spread
from handover.domain.team import Plan
from handover.services import conversations, handovers
from handover.services.service_levels import service_levels
from handover.storage.figures import Period
from tests.support import Support, command


async def _levels(support: Support) -> dict[str, Any]:
    return await service_levels(support.store, support.reckoner, Plan(), Period())


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
    assert (levels["left_waiting"]["count"], levels["left_waiting"]["of"]) == (1, 3)


async def test_hours_are_those_of_the_week_in_which_somebody_wanted_a_person(support: Support) -> None:
    await _served(support, waited=60, worked=3600)
    await _served(support, waited=0, worked=1)
    hours = (await _levels(support))["hours"]
    assert [(one["weekday"], one["hour"], one["handovers"]) for one in hours] == [(0, 9, 1), (0, 10, 1)]


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
