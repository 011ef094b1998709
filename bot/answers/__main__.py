"""`python -m bot.answers`, from the project's root: whether the answers are in order."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from bot.answers.check import problems_in
from bot.answers.project import read_project

FOLDER = Path("data/answers")


def main() -> None:
    """Print every problem with its file and line; the exit code is 1 when there is one."""
    try:
        project = read_project(Path())
    except (OSError, yaml.YAMLError) as error:
        print(f"The answers cannot be checked against the bot: {error}")  # noqa: T201
        sys.exit(1)
    problems = problems_in(FOLDER, project)
    for problem in problems:
        print(problem)  # noqa: T201
    if problems:
        print(f"{len(problems)} to put right; docs/answers.md says how answers are written.")  # noqa: T201
        sys.exit(1)
    print("All answers are in order.")  # noqa: T201


if __name__ == "__main__":
    main()
