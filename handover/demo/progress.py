"""How far the year is: a bar on a terminal, elsewhere a line for each twentieth."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from handover.demo.seasons import ZONE
from handover.demo.year import Tell
from handover.launch.screen import Screen

_LINES = 20


@contextmanager
def shown(screen: Screen) -> Iterator[Tell]:
    """Tells a person how far it is.

    What is left is reckoned from the customers of the last minute, not from the days: a day before Christmas takes
    three times as long as one in August.
    """
    with _bar(screen) if screen.console.is_terminal else _lines(screen) as tell:
        yield tell


@contextmanager
def _bar(screen: Screen) -> Iterator[Tell]:
    columns = (
        TextColumn("{task.fields[day]}", markup=False),
        BarColumn(),
        TextColumn("{task.completed} of {task.total} customers"),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen.console, transient=True, speed_estimate_period=60) as progress:
        task = progress.add_task("", total=None, day="")

        def tell(done: int, total: int, at: datetime) -> None:
            progress.update(task, completed=done, total=total, day=_day(at))

        yield tell


@contextmanager
def _lines(screen: Screen) -> Iterator[Tell]:
    started, told = time.monotonic(), 0

    def tell(done: int, total: int, at: datetime) -> None:
        nonlocal told
        if done * _LINES // total > told:
            told = done * _LINES // total
            took = time.monotonic() - started
            left = took / done * (total - done)
            screen.say(f"  {_day(at)}: {done} of {total} customers, {took:.0f} s so far, about {left:.0f} s left")

    yield tell


def _day(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%d %b %Y}"
