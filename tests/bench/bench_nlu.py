"""`make bench-nlu DATA=folder`: our pipeline and Rasa's default one (DIET), side by side on public data sets.

Every folder below DATA with a `train.csv` and a `test.csv` (`text,intent`; `oos` for out of scope) is a data set. Each
pipeline is trained on the one and asked the other, in a process of its own, one after the other. `BASELINE=0` leaves
DIET out, which takes hours for ten thousand examples.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from handover.launch.environment import KEEP_COMPILED, layout
from handover.launch.layout import ROOT
from handover.launch.prepare import ensure_bot_environment
from handover.launch.screen import Screen

PIPELINES = {"ours": "ours", "diet": "Rasa's default (DIET)"}
# Key of the figures, heading, form, and whether more is better.
COLUMNS = [
    ("accuracy", "accuracy\nin scope", "{:.1%}"),
    ("accuracy_at_recall", "… while 66 %\nout of scope held", "{:.1%}"),
    ("recall_at_coverage", "out-of-scope recall\nat 95 % coverage", "{:.1%}"),
    ("auroc", "AUROC", "{:.3f}"),
    ("matthews_best", "Matthews\nbest", "{:.3f}"),
    ("matthews_chosen", "Matthews\nchosen", "{:.3f}"),
    ("matthews_owners", "Matthews\nowner's", "{:.3f}"),
    ("calibration_error", "calibration\nerror", "{:.3f}"),
    ("train_s", "training\ns", "{:.1f}"),
    ("train_cpu_s", "… of the\nprocessors", "{:.1f}"),
    ("message_ms", "message\nms", "{:.2f}"),
    ("peak_mb", "memory\nMB", "{:.0f}"),
]
RATIOS = ("train_s", "train_cpu_s", "message_ms", "peak_mb")


def main() -> int:
    """Measure all data sets; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make bench-nlu", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the data sets (DATA=)")
    arguments = parser.parse_args()
    console = Console(width=max(Console().width, 160))
    folders = sorted(path.parent for path in arguments.data.rglob("train.csv") if (path.parent / "test.csv").is_file())
    if not folders:
        console.print(f"There is no data set below {arguments.data}: a folder with train.csv and test.csv.")
        return 2
    places = layout(os.environ)
    places.make()
    ensure_bot_environment(places, os.environ, Screen())
    pipelines = [name for name in PIPELINES if name == "ours" or os.environ.get("BASELINE") != "0"]
    results = places.data / "bench" / "nlu"
    for number, folder in enumerate(folders):
        out = results / folder.name
        out.mkdir(parents=True, exist_ok=True)
        for name in pipelines:
            step = f"{folder.name} ({number + 1} of {len(folders)}), {PIPELINES[name]}"
            command = [str(places.bot_python), "-W", "ignore", "-m", "tests.bench.nlu.one", name]
            if not run(console, step, [*command, str(folder.resolve()), str(out)], out / f"{name}.log"):
                return 1
        show(console, folder.name, {name: json.loads((out / f"{name}.json").read_text()) for name in pipelines})
        console.print(f"Confusions: {', '.join(str(out / f'{name}.png') for name in pipelines)}\n")
    return 0


def run(console: Console, step: str, command: list[str], log: Path) -> bool:
    """Run something in Rasa's environment, and say how far it is; returns whether it ended well."""
    began = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **KEEP_COMPILED},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        with console.status(step) as status:
            while process.poll() is None:
                time.sleep(0.5)
                status.update(f"{step}: {last_line(log)} ({time.monotonic() - began:.0f} s)")
    if process.returncode != 0:
        console.print(f"{step} failed. The last lines of {log}:\n" + "\n".join(log.read_text().splitlines()[-12:]))
    return process.returncode == 0


def last_line(log: Path) -> str:
    """What a process printed last; a progress bar prints over itself."""
    lines = log.read_text(errors="replace").replace("\r", "\n").split("\n")
    return next((line.strip()[:90] for line in reversed(lines) if line.strip()), "starting")


def show(console: Console, name: str, figures: dict[str, dict[str, Any]]) -> None:
    """Print a data set's table."""
    one = next(iter(figures.values()))
    table = Table(title=f"{name}: {one['train']} examples of {one['intents']} intents, {one['test']} test messages")
    table.add_column("pipeline")
    for _, heading, _ in COLUMNS:
        table.add_column(heading, justify="right")
    for pipeline, measured in figures.items():
        table.add_row(PIPELINES[pipeline], *(told(measured.get(key), form) for key, _, form in COLUMNS))
    if "diet" in figures:
        ours, diet = figures["ours"], figures["diet"]
        shares = {key: f"1/{diet[key] / ours[key]:.1f}" for key in RATIOS}
        table.add_row("ours : DIET", *(shares.get(key, "") for key, _, _ in COLUMNS))
    console.print(table)


def told(value: float | None, form: str) -> str:
    """A figure as text; a data set without messages out of scope has no figures about them."""
    return "–" if value is None else form.format(value)


if __name__ == "__main__":
    sys.exit(main())
