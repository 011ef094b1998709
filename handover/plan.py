"""Who answers what, and when: read from the file of teams at start. docs/teams.md tells how to write it."""

from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handover.domain.team import Plan
from handover.teams_file import TeamsFile

# What pydantic says about the usual slips, in the words of who made them.
_SLIPS = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "model_type": "needs lines like `name: value`",
    "list_type": "has to be a list",
    "frozen_set_type": "has to be a list, like [one, another]",
}


class PlanError(Exception):
    """The file of teams cannot be used.

    Attributes:
        path: The file.
        problems: What is wrong, each with its place in the file.
    """

    def __init__(self, path: Path, problems: Iterable[str]) -> None:
        self.path, self.problems = path, list(problems)
        super().__init__(f"{path}: {'; '.join(self.problems)}")


def read_plan(path: Path) -> Plan:
    """The plan in this file; without the file it is one team that is always open.

    Raises:
        PlanError: Something in the file is wrong.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - it is a SafeLoader
        file = TeamsFile.model_validate(content or {})
    except FileNotFoundError:
        return Plan()
    except ValidationError as error:
        raise PlanError(path, map(_told, error.errors())) from None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise PlanError(path, [f"{line}{error.problem}"]) from None
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PlanError(path, [f"it cannot be read: {error}"]) from None
    if problems := list(file.unknown_teams()):
        raise PlanError(path, problems)
    return file.plan()


class _Loader(yaml.SafeLoader):
    """Refuses a name that stands twice, of which YAML would silently take the later."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names: list[Any] = []
        for key, _value in node.value:
            if key.value in names:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' stands here twice", key.start_mark)
            names.append(key.value)
        return super().construct_mapping(node, deep)


def _told(problem: ErrorDetails) -> str:
    place = [step for step in problem["loc"] if step != "[key]"]
    if place[:1] == ["routing"]:
        place[1:] = [f"rule {int(number) + 1}" for number in place[1:2]] + place[2:3]
    said = _SLIPS.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return f"{', '.join(map(str, place)) or 'the file'}: {said}"
