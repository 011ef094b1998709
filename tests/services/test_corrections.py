"""Figures of days that were shown do not change silently."""

from pathlib import Path

import pytest

from handover.domain.reckoning.contact import CORRECTED
from handover.services import conversations, handovers, insights
from handover.storage.figures import Period
from tests.services.reckoned import answering, asked, contact_of, corrections_of, helped_by_ann, left
from tests.support import Support, command


async def test_a_day_that_was_shown_does_not_change_silently(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    cleo = await asked(support)
    await contact_of(support, cleo)
    assert await corrections_of(support) == []
    support.clock.pass_time(days=1)
    await conversations.rate(support.store, support.clock, cleo, command(), stars=2, comment=None)
    await contact_of(support, cleo)
    assert await corrections_of(support) == [("bot_stars", None, 2)]
    await support.ask_for_person(cleo)
    await contact_of(support, cleo)
    support.clock.pass_time(seconds=1)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "misunderstood", None
    )
    await contact_of(support, cleo)
    outcomes = [one for one in await corrections_of(support) if one[0] == "outcome"]
    assert outcomes == [("outcome", "self_served", None), ("outcome", None, "solved_by_agent")]


async def test_who_writes_again_and_leaves_again_changes_more_than_how_it_ended(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    cleo = await asked(support)
    await contact_of(support, cleo)
    support.clock.pass_time(days=2)
    answering(support, "get_invoice", "Hier ist sie.")
    await support.ask(cleo, "Und die Rechnung?")
    await left(support)
    await contact_of(support, cleo)
    assert await corrections_of(support) == [
        ("matters", ["track_order"], ["track_order", "get_invoice"]),
        ("turns", 1, 2),
        ("understood", 1, 2),
    ]


async def test_what_a_handover_of_a_later_day_changes_of_an_earlier_one_is_told(support: Support) -> None:
    cleo = await asked(support)
    await contact_of(support, cleo)
    support.clock.pass_time(days=2)
    await helped_by_ann(support, cleo, waited=90, worked=240)
    await contact_of(support, cleo)
    told = {field: (was, now) for field, was, now in await corrections_of(support)}
    assert told == {
        "outcome": ("self_served", "solved_by_agent"),
        "failure": (None, "asked_for_person"),
        "failed": (0, 1),
        "handovers": (0, 1),
        "reason": (None, "asked_for_person"),
        "cause": (None, "missing_content"),
        "team": (None, "default"),
        "waiting_s": (0, 90),
        "agent_s": (0, 240),
    }


async def test_a_conversation_that_is_corrected_twice_is_one_conversation(support: Support) -> None:
    cleo = await asked(support)
    await contact_of(support, cleo)
    support.clock.pass_time(days=2)
    await support.ask(cleo, "Noch da?")
    await contact_of(support, cleo)
    await left(support)
    figures = await insights.outcomes(support.store, support.reckoner, Period())
    assert {one["field"]: one["count"] for one in figures["corrections"]}["outcome"] == 1
    assert [one[0] for one in await corrections_of(support)].count("outcome") == 2


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_figure_that_can_be_corrected_has_words_for_it(language: str) -> None:
    texts = Path(f"handover/web/static/insights/texts/overview.{language}.js").read_text(encoding="utf-8")
    assert [field for field in CORRECTED if f'"correction.{field}": {{ one: ' not in texts] == []
