"""A small chaos run, and what the comparison says of records that are wrong."""

import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from tests.chaos.plan import Plan
from tests.chaos.report import report
from tests.chaos.run import Run
from tests.chaos.world import world
from tests.postgres import binaries

SMALL = Plan(customers=12, agents=3, messages=200, accepts=20, rate=12, rasas=1, idle_s=15)


async def test_a_few_people_lose_nothing_while_processes_are_killed(model: Path) -> None:
    if binaries() is None or shutil.which("redis-server") is None:
        pytest.skip("PostgreSQL or Redis is not installed; on Debian: apt-get install postgresql redis-server")
    said = io.StringIO()
    async with world(SMALL, model) as started:
        outcome = await Run(SMALL, started, lambda _doing, _records: None).go()
    assert report(outcome, Console(file=said, width=120)), said.getvalue()
    assert outcome.faults.done["service killed with -9"]
    assert outcome.faults.done["rasa killed with -9"]
    assert outcome.faults.done["redis killed with -9"]
