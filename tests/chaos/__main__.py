"""`make chaos`: customers and agents at work while processes are killed, and what they saw compared with the log.

The exit code is 1 when anything was lost, doubled, late, or in front of the wrong person; see docs/scaling.md.
"""

import argparse
import asyncio
import os
import sys
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from handover.launch.environment import layout
from handover.launch.guard import Guard
from handover.launch.prepare import ensure_bot
from handover.launch.screen import Screen
from tests.chaos.plan import Plan
from tests.chaos.records import Records
from tests.chaos.report import report
from tests.chaos.run import Outcome, Run
from tests.chaos.world import world


def main() -> None:
    """Run it and tell of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    for each in fields(Plan):
        parser.add_argument(f"--{each.name}", type=each.type, default=each.default)
    plan = Plan(**vars(parser.parse_args()))
    console = Console(width=120)
    outcome = asyncio.run(_run(plan, _model(console), console))
    sys.exit(0 if report(outcome, console) else 1)


def _model(console: Console) -> Path:
    places = layout(os.environ)
    places.make()
    guard = Guard()
    try:
        return ensure_bot(places, os.environ, Screen(console), guard)
    finally:
        guard.close()


async def _run(plan: Plan, model: Path, console: Console) -> Outcome:
    columns = TextColumn("{task.description:<26}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console) as progress:
        messages = progress.add_task("Starting all processes", total=plan.messages)
        contests = progress.add_task("contested accepts", total=plan.accepts)

        async def show(records: Records) -> None:
            while True:
                progress.update(messages, completed=len(records.sent))
                progress.update(contests, completed=records.contested)
                await asyncio.sleep(0.5)

        showing: list[asyncio.Task[None]] = []

        def tell(doing: str, records: Records) -> None:
            progress.update(messages, description=doing)
            done = f"{len(records.sent):,} messages, {records.contested:,} contested accepts"
            console.print(f"{datetime.now():%H:%M:%S} {doing} ({done})")  # noqa: DTZ005 - for who reads along
            if not showing:
                showing.append(asyncio.create_task(show(records)))

        async with world(plan, model) as started:
            outcome = await Run(plan, started, tell).go()
        for task in showing:
            task.cancel()
        return outcome


if __name__ == "__main__":
    main()
