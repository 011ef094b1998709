"""`make test-nlu`: how well the demo bot understands, and whether a change made that worse.

Prints the figures beside the committed ones (tests/bench/nlu/figures.json). Worse means: the committed accuracy lies
above the interval of the present one, so that chance does not explain it. `UPDATE=1` commits the present figures.
"""

import json
import os
import shutil
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from handover.launch.environment import layout
from handover.launch.layout import ROOT
from handover.launch.prepare import ensure_bot_environment
from handover.launch.screen import Screen
from tests.bench.bench_nlu import run

COMMITTED = ROOT / "tests" / "bench" / "nlu" / "figures.json"
MOST_CALIBRATION_ERROR = 0.04

Figures = dict[str, dict[str, Any]]


def main() -> int:
    """Measure and compare; returns the exit code."""
    console = Console(width=max(Console().width, 120))
    places = layout(os.environ)
    places.make()
    ensure_bot_environment(places, os.environ, Screen())
    out = places.data / "bench" / "demo"
    out.mkdir(parents=True, exist_ok=True)
    command = [str(places.bot_python), "-W", "ignore", "-m", "tests.bench.nlu.demo", str(out)]
    if not run(console, "The demo bot, some minutes", command, out / "demo.log"):
        return 1
    present: Figures = json.loads((out / "figures.json").read_text())
    committed: Figures = json.loads(COMMITTED.read_text()) if COMMITTED.exists() else {}
    console.print((out / "report.txt").read_text(), markup=False, highlight=False, soft_wrap=True)
    console.print(table(present, committed))
    console.print(f"Confusions as a picture: {out / 'confusions.png'}")
    if os.environ.get("UPDATE") == "1":
        shutil.copy(out / "figures.json", COMMITTED)
        return 0
    problems = worse(present, committed)
    for problem in problems:
        console.print(f"[red]worse:[/] {problem}")
    return 1 if problems else 0


def worse(present: Figures, committed: Figures) -> list[str]:
    """What got worse by more than the noise, in words."""
    found = []
    for name, before in committed.items():
        now = present.get(name)
        if now is None:
            found.append(f"{name} was not measured")
        elif before["accuracy"] > now["interval"][1]:
            low, high = now["interval"]
            found.append(
                f"{name}: accuracy {now['accuracy']:.1%} ({low:.1%} to {high:.1%}), was {before['accuracy']:.1%}"
            )
    for name, now in present.items():
        if name.startswith("cross-validated") and now["calibration_error"] > MOST_CALIBRATION_ERROR:
            found.append(f"{name}: calibration error {now['calibration_error']:.3f}, wanted {MOST_CALIBRATION_ERROR}")
    return found


def table(present: Figures, committed: Figures) -> Table:
    """The figures, with the committed ones beside them."""
    drawn = Table(
        "messages", "number", "accuracy", "95 % interval", "committed", "calibration error", "shown", "of these wrong"
    )
    for name, now in present.items():
        low, high = now["interval"]
        before = f"{committed[name]['accuracy']:.1%}" if name in committed else "–"
        drawn.add_row(
            *(name, str(now["messages"]), f"{now['accuracy']:.1%}", f"{low:.1%} – {high:.1%}", before),
            *(f"{now['calibration_error']:.3f}", f"{now['shown']:.1%}", f"{now['wrong_of_shown']:.1%}"),
        )
    return drawn


if __name__ == "__main__":
    sys.exit(main())
