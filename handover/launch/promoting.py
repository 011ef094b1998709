"""`lotse promote` asks the launcher that runs, by a file in the data folder, and reads there what came of it.

A file and not a signal: the number in a lock file that was left behind may be another program's by now, and a signal
would end that.
"""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from handover.launch.errors import LaunchError
from handover.launch.layout import Layout
from handover.launch.lock import is_running
from handover.launch.private import write_private
from handover.launch.screen import Screen

POLL_SECONDS = 0.25


@dataclass(frozen=True)
class Wish:
    """A model that is to be taken into use, and what came of that: `state` is `wanted`, `begun`, `done` or `failed`."""

    model: str
    state: str = "wanted"
    told: str = ""


def read(places: Layout) -> Wish | None:
    """The wish that lies there, if any."""
    try:
        return Wish(**json.loads(places.promotion.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def write(places: Layout, wish: Wish) -> None:
    """Put a wish, or what came of it, into the place of the last one."""
    write_private(places.promotion, json.dumps(asdict(wish)))


def newest_model(models: Path) -> Path:
    """The model that was trained last.

    Raises:
        LaunchError: there is none.
    """
    found = sorted(models.glob("lotse-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise LaunchError("There is no trained model.", "Train one with `make train`.")
    return found[-1]


def promote(places: Layout, screen: Screen) -> None:
    """Have the Lotse that runs take the newest model into use, and return when it answers with that.

    Raises:
        LaunchError: Lotse does not run, is at it already, or the model cannot be used; then the old one goes on.
    """
    _check_running(places)
    before = read(places)
    if before is not None and before.state in {"wanted", "begun"}:
        raise LaunchError(f"{_name(before.model)} is being taken into use right now.", "Wait until it is.")
    model = newest_model(places.models)
    write(places, Wish(str(model)))
    with screen.step(f"Taking {_name(str(model))} into use") as step:
        while (wish := read(places)) is not None and wish.state not in {"done", "failed"}:
            _check_running(places)
            time.sleep(POLL_SECONDS)
        step.done = wish is not None and wish.state == "done"
    if wish is None or wish.state == "failed":
        raise LaunchError(f"{_name(str(model))} was not taken into use.", wish.told if wish else "Lotse was stopped.")
    screen.say(wish.told)


def _check_running(places: Layout) -> None:
    if not is_running(places):
        raise LaunchError(
            "Lotse does not run from this data folder.", "`make run` takes the model of the present sources into use."
        )


def _name(model: str) -> str:
    return Path(model).name.removesuffix(".tar.gz")
