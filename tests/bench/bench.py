"""`make bench`: a turn beside plain Rasa's, relaying beside a bare relay, many conversations, many stored events.

Everything that is compared runs in one run, by turns. The tables go to docs/performance.md. `PART=relay` measures one
part alone: turn, relay, thousand, growth, reports.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from handover.launch.layout import ROOT
from handover.launch.screen import Screen, Step
from tests.bench import turn
from tests.bench.relay import parts
from tests.bench.reports import parts as reports

PAGE = ROOT / "docs" / "performance.md"

Lines = list[tuple[str, ...]]
PARTS: dict[str, tuple[str, tuple[str, ...], Callable[[Path, Step], Lines]]] = {
    "turn": (turn.TITLE, turn.COLUMNS, turn.turn),
    "relay": (parts.TITLES["relay"], parts.COLUMNS, parts.relay),
    "thousand": (parts.TITLES["thousand"], parts.COLUMNS, parts.thousand),
    "growth": (parts.TITLES["growth"], parts.COLUMNS, parts.growth),
    "reports": (reports.TITLE, reports.COLUMNS, reports.measure),
}


def main() -> int:
    """Measure, print and write down; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="which parts (PART=); all when none is named")
    screen = Screen()
    for name in parser.parse_args().part or PARTS:
        title, columns, measure = PARTS[name]
        # Not on a RAM disk, where most machines have their temporary files: what is stored is to be stored.
        with tempfile.TemporaryDirectory(dir="/var/tmp") as folder, screen.step(title) as step:
            Path(folder).chmod(0o755)
            lines = measure(Path(folder), step)
        drawn = table(columns, lines)
        screen.say(f"\n{drawn}\n")
        PAGE.write_text(with_table(PAGE.read_text(), name, drawn))
    return 0


def table(columns: tuple[str, ...], lines: Lines) -> str:
    """A table as the documents have them."""
    under = ("---", *("---:" for _ in columns[1:]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (columns, under, *lines))


def with_table(page: str, name: str, drawn: str) -> str:
    """The page with this table between the marks of its part."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    return re.sub(rf"{begin}.*?{end}", f"{begin}\n{drawn}\n{end}", page, flags=re.DOTALL)


if __name__ == "__main__":
    sys.exit(main())
