"""`make bench-topics DATA=folder`: how well failures are grouped, beside k-means and HDBSCAN in the same run.

Every folder below DATA with a `test.csv` (`text,intent`; `oos` for out of scope, left out of the scores) is a data set.
Then come our own labelled messages with what the demo bot makes of them; `OWN=0` leaves these out, which take minutes.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from handover.analysis.topics.material import Said
from handover.launch.environment import layout
from handover.launch.prepare import ensure_bot_environment
from handover.launch.screen import Screen
from tests.bench.bench_nlu import run
from tests.bench.nlu.data import read
from tests.bench.topics.measures import Measured, measure

OUT_OF_SCOPE = "oos"


def main() -> int:
    """Measure all data sets; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make bench-topics", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the data sets (DATA=)")
    arguments = parser.parse_args()
    console = Console(width=max(Console().width, 140))
    for path in sorted(arguments.data.rglob("test.csv")):
        messages = read(path)
        failures = [Said(str(number), text, "en") for number, text in enumerate(messages.texts)]
        show(console, path.parent.name, failures, messages.intents)
    return 0 if os.environ.get("OWN") == "0" else own(console)


def own(console: Console) -> int:
    """Measure our own messages: words alone, with the ranking of a bot that knows them, of one that does not."""
    places = layout(os.environ)
    places.make()
    ensure_bot_environment(places, os.environ, Screen())
    out = places.data / "bench" / "topics"
    out.mkdir(parents=True, exist_ok=True)
    command = [str(places.bot_python), "-W", "ignore", "-m", "tests.bench.topics.rankings", str(out / "rankings.json")]
    if not run(console, "What the bot makes of our messages", command, out / "rankings.log"):
        return 1
    rows = [row for row in json.loads((out / "rankings.json").read_text()) if row["unknown"]]
    intents = [row["intent"] for row in rows]
    readings = {"words alone": None, "a bot that knows them": "known", "a bot that does not": "unknown"}
    for name, reading in readings.items():
        failures = [
            Said(
                str(number),
                row["text"],
                row["language"],
                [(guess["intent"], guess["confidence"]) for guess in row[reading]] if reading else (),
            )
            for number, row in enumerate(rows)
        ]
        show(console, f"our own, German and English, {name}", failures, intents)
    return 0


def show(console: Console, name: str, failures: list[Said], intents: list[str]) -> None:
    """Print a data set's table."""
    counted = [intent != OUT_OF_SCOPE for intent in intents]
    table = Table(title=f"{name}: {len(failures)} messages, {sum(counted)} of them of {len(set(intents))} labels")
    for heading in ("", "topics", "V-measure", "adjusted Rand", "not grouped", "seconds"):
        table.add_column(heading, justify="left" if heading == "" else "right")
    for one in measure(failures, intents, counted):
        table.add_row(*told(one))
    console.print(table)


def told(one: Measured) -> tuple[str, ...]:
    """A row of the table."""
    figures = (f"{one.v_measure:.3f}", f"{one.rand:.3f}", f"{one.left:.1%}", f"{one.seconds:.1f}")
    return (one.method, str(one.topics), *figures)


if __name__ == "__main__":
    sys.exit(main())
