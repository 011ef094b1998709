"""Reading the files that owners write: what is wrong in one is said in plain words, with its place."""

from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,50}$")]

# What pydantic says about the usual slips, in the words of who made them.
_SLIPS = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "model_type": "needs lines like `name: value`",
    "dict_type": "needs lines like `name: value`",
    "list_type": "has to be a list",
    "tuple_type": "has to be a list, like [one, another]",
    "frozen_set_type": "has to be a list, like [one, another]",
    "string_pattern_mismatch": "has to be of small letters, digits, - and _",
}


class OwnersFileError(Exception):
    """A file of the owner cannot be used.

    Attributes:
        path: The file.
        problems: What is wrong, each with its place in the file.
    """

    def __init__(self, path: Path, problems: Iterable[str]) -> None:
        self.path, self.problems = path, list(problems)
        super().__init__(f"{path}: {'; '.join(self.problems)}")


class Part(BaseModel):
    """A part of a file, in which every line has to be known."""

    model_config = ConfigDict(extra="forbid")


class Name(Part):
    """What people read, in both languages."""

    de: Text
    en: Text


Content = TypeVar("Content", bound=Part)


def read(path: Path, content: type[Content], items: Mapping[str, str]) -> Content | None:
    """What stands in this file, or None without the file.

    Args:
        path: The file.
        content: What may stand in it.
        items: What one of a list is called, by the name of the list.

    Raises:
        OwnersFileError: Something in the file is wrong.
    """
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - it is a SafeLoader
        return content.model_validate(found or {})
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise OwnersFileError(path, [_told(problem, items) for problem in error.errors()]) from None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise OwnersFileError(path, [f"{line}{error.problem}"]) from None
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise OwnersFileError(path, [f"it cannot be read: {error}"]) from None


class _Loader(yaml.SafeLoader):
    """Refuses a name that stands twice, of which YAML would silently take the later."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names: list[Any] = []
        for key, _value in node.value:
            if key.value in names:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' stands here twice", key.start_mark)
            names.append(key.value)
        return super().construct_mapping(node, deep)


def _told(problem: ErrorDetails, items: Mapping[str, str]) -> str:
    place: list[str] = []
    steps = problem["loc"]
    for before, step in zip((None, *steps), steps, strict=False):
        if isinstance(step, str) and step != "[key]":
            place.append(step)
        elif isinstance(step, int) and before in items:
            place.append(f"{items[str(before)]} {step + 1}")
    said = _SLIPS.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return f"{', '.join(place) or 'the file'}: {said}"
