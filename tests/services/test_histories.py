"""Whatever people do in whatever order, allowed or not, however time passes: what has to hold holds after each step."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.histories.machine import Histories
from tests.histories.recount import reports_say_what_the_logs_say
from tests.histories.weeks import weeks_pass
from tests.support import Support

# Rules are the same on both databases, locks are not; PostgreSQL takes longer.
HISTORIES = {"sqlite": 30, "postgresql": 8}


def test_pains_5_6_13_16_whatever_happens_in_whatever_order(database_url: str) -> None:
    run_state_machine_as_test(lambda: Histories(database_url), settings=_how_long(database_url))  # type: ignore[no-untyped-call]


def _how_long(url: str) -> settings:
    patient = {"suppress_health_check": list(HealthCheck)}
    if settings.get_current_profile_name() == "long":
        return settings(settings.get_profile("long"), **patient)
    return settings(
        max_examples=HISTORIES[url.partition("+")[0]],
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        database=None,
        # To make a history shorter takes minutes; the long profile does it.
        phases=[Phase.generate],
        **patient,
    )


@pytest.mark.parametrize("seed", range(8))
async def test_pains_16_what_shows_only_later_is_what_the_logs_say(support: Support, seed: int) -> None:
    shown = await weeks_pass(support, seed)
    await reports_say_what_the_logs_say(support)
    assert await shown.changed_only_as_told(support) > 0
