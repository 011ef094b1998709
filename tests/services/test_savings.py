"""What self-service saves, from what happened and from what the owner says."""

from typing import Any

import pytest

from handover.adapters.rasa_fake import understood
from handover.domain.team import Plan
from handover.services import handovers
from handover.services import savings as use_case
from handover.storage.figures import Period
from tests.support import Support, command

NOBODY_SAID = dict.fromkeys(use_case.PARTS)
CHECK = {
    "contacts_per_day": 3_000.0,
    "simple_share": 0.4,
    "solved_share": 0.8,
    "minutes": 1.5,
    "cost_per_hour": 30.0,
    "days_per_year": 264.0,
}


async def _reckoned(support: Support, plan: Plan | None = None, **period: Any) -> dict[str, Any]:
    plan = plan or Plan()
    return await use_case.reckon(support.store, support.clock, support.reckoner, plan, Period(**period))


async def _says(support: Support, **said: Any) -> dict[str, Any]:
    said = NOBODY_SAID | {"currency": "CHF"} | said
    return await use_case.assume(support.store, support.clock, support.ann, said)


async def _served(support: Support) -> None:
    support.bot.script = lambda _turn: understood("track_order", "Es ist unterwegs.")
    await support.ask(await support.open(), "Wo ist mein Paket?")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()


async def _resolved(support: Support, cause: str, minutes: int) -> None:
    cleo = await support.accepted()
    support.clock.pass_time(minutes=minutes)
    await handovers.resolve(support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", cause, None)


async def test_the_owners_own_figures_give_the_check_case_before_anything_happened(support: Support) -> None:
    await _says(support, **CHECK, running_per_year=40_080.0)
    found = await _reckoned(support)
    assert found["per_day"] == {"value": 720, "low": 720, "high": 720}
    assert found["per_year"]["value"] == 190_080
    assert found["net_per_year"]["value"] == 150_000
    assert found["missing"] == []
    assert not any(part["measured"] for part in found["parts"].values())


async def test_what_nobody_knows_is_named_and_nothing_is_made_up(support: Support) -> None:
    found = await _reckoned(support)
    assert found["missing"] == ["contacts_per_day", "simple_share", "solved_share", "minutes", "cost_per_hour"]
    assert (found["per_day"], found["per_year"], found["net_per_year"]) == (None, None, None)
    assert found["parts"]["days_per_year"]["value"] == 365, "without opening hours it is always open"


async def test_what_happened_is_put_in_where_it_is_known(support: Support) -> None:
    for _ in range(3):
        await _served(support)
    await _resolved(support, "missing_content", minutes=4)
    await _resolved(support, "process_needs_person", minutes=8)
    support.clock.pass_time(days=8)
    await support.reckoner.once()
    await _says(support, cost_per_hour=30.0)
    parts = (await _reckoned(support))["parts"]
    assert parts["simple_share"]["value"] == pytest.approx(4 / 5)
    assert (parts["simple_share"]["n"], parts["simple_share"]["small"]) == (5, True)
    assert parts["solved_share"]["value"] == pytest.approx(3 / 4)
    assert parts["minutes"]["value"] == pytest.approx(6)
    assert parts["contacts_per_day"]["value"] == pytest.approx(5 / 9)
    assert parts["cost_per_hour"] == {"measured": False, "value": 30, "low": 30, "high": 30, "n": None, "small": False}
    found = await _reckoned(support)
    assert found["per_day"]["low"] < found["per_day"]["value"] < found["per_day"]["high"]


@pytest.mark.parametrize(("reason", "simple"), [("complaint", 0), ("needs_person", 0), ("negative_feedback", 1)])
async def test_a_persons_matter_is_not_simple_but_an_answer_that_displeased_may_have_been(
    support: Support, reason: str, simple: int
) -> None:
    signals = [{"escalate": {"reason": reason}}]
    support.bot.script = lambda _turn: understood("track_order", "Ich gebe das weiter.", signals=signals)
    await support.ask(await support.open(), "So nicht.")
    support.clock.pass_time(days=1)
    await support.sweep.once()
    assert (await _reckoned(support))["parts"]["simple_share"]["value"] == simple


async def test_whether_the_bot_solved_it_is_counted_once_it_is_known_to_hold(support: Support) -> None:
    await _served(support)
    support.clock.pass_time(days=6)
    assert (await _reckoned(support))["parts"]["solved_share"]["value"] is None
    support.clock.pass_time(days=2)
    assert (await _reckoned(support))["parts"]["solved_share"]["value"] == 1


async def test_what_the_owner_says_counts_and_what_was_measured_stays_visible(support: Support) -> None:
    await _served(support)
    await _says(support, contacts_per_day=500.0)
    found = await _reckoned(support)
    assert (found["parts"]["contacts_per_day"]["value"], found["parts"]["contacts_per_day"]["measured"]) == (500, False)
    assert found["measured"]["contacts_per_day"]["value"] == 1
    await _says(support)
    assert (await _reckoned(support))["parts"]["contacts_per_day"]["measured"]


async def test_who_said_what_when_is_kept_and_the_same_again_is_no_change(support: Support) -> None:
    first = await _says(support, cost_per_hour=30.0)
    assert (first["by"], first["at"]) == ("Ann", support.clock.now())
    support.clock.pass_time(hours=1)
    assert await _says(support, cost_per_hour=30.0) == first
    assert (await _says(support, cost_per_hour=31.0))["at"] == support.clock.now()


async def test_an_opened_chat_in_which_nothing_is_said_is_no_contact(support: Support) -> None:
    await support.open()
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    assert (await _reckoned(support))["parts"]["contacts_per_day"]["value"] is None
