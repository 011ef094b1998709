"""Figures of days that were shown do not change silently."""

from handover.services import conversations, handovers
from tests.services.reckoned import answering, asked, contact_of, corrections_of
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
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "misunderstood", None
    )
    await contact_of(support, cleo)
    outcomes = [one for one in await corrections_of(support) if one[0] == "outcome"]
    assert outcomes == [("outcome", "self_served", None), ("outcome", None, "solved_by_agent")]
