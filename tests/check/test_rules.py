"""Rules of the service that its pages repeat: the numbers are the same on both sides."""

import json
import re
from pathlib import Path

from handover.analysis.topics import grouping
from handover.domain import gap, moments, rates
from handover.domain.reckoning import returns
from handover.services import grouper, next_steps

PAGES = Path(__file__).parents[2] / "handover/web/static/insights/models/rules.js"


def test_the_pages_tell_the_numbers_that_the_service_goes_by() -> None:
    told = dict(re.findall(r"^export const (\w+) = (.+);$", PAGES.read_text("utf-8"), re.MULTILINE))
    assert {name: json.loads(value) for name, value in told.items()} == {
        "SMALL": rates.SMALL,
        "Z": rates.Z,
        "DURABLE_DAYS": returns.DURABLE_AFTER.days,
        "MOMENTS": moments.MOST,
        "STEPS": next_steps.MOST,
        "ENOUGH_TO_GROUP": grouper.ENOUGH,
        "LEAST_OF_A_GAP": grouping.LEAST,
        "PROVEN_DAYS": gap.LEAST_SINCE.days,
        "CAME_BACK": gap.CAME_BACK,
        "CAME_BACK_DAYS": gap.LATELY.days,
        "RESOLVED": sorted(returns.RESOLVED),
    }
