"""What the rest of the bot expects of the answers, read off the sources without loading Rasa."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bot.answers.model import Place

if TYPE_CHECKING:
    from pathlib import Path

_PREFIX = "utter_"
_SENTENCE = re.compile(r'\bWritten\("(\w+)", "(\w+)"\)')
# A language is no word for customers, and what proves an order is not read out to whoever sits there.
_NOT_TOLD = frozenset({"language", "postcode", "verified", "verified_by"})


@dataclass(frozen=True)
class Project:
    """The names that answers may use, and what is needed, each with the place that needs it.

    `needed` are answers, `sentences` are those of lookups, by the name of their file and their own.
    """

    intents: frozenset[str]
    slots: frozenset[str]
    needed: dict[str, Place]
    sentences: dict[tuple[str, str], Place]


def read_project(root: Path) -> Project:
    """Read domain.yml and the rules in data/stories below `root`.

    Raises:
        OSError: There is no domain.yml.
        yaml.YAMLError: One of these files is broken.
    """
    domain_file = root / "domain.yml"
    domain = yaml.safe_load(domain_file.read_text(encoding="utf-8"))
    needed: dict[str, Place] = {}
    for path in [domain_file, *sorted((root / "data/stories").glob("*.yml"))]:
        for node in _scalars(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)):
            if node.value.startswith(_PREFIX):
                place = Place(path.relative_to(root).as_posix(), node.start_mark.line + 1)
                needed[node.value.removeprefix(_PREFIX)] = place
    intents = {name for each in domain["intents"] for name in ([each] if isinstance(each, str) else each)}
    texts = {name for name, slot in domain["slots"].items() if slot["type"] == "text"}
    return Project(
        frozenset({*intents, "nlu_fallback"}), frozenset(texts - _NOT_TOLD), needed, _sentences(root / "actions/words")
    )


def _sentences(folder: Path) -> dict[tuple[str, str], Place]:
    """The sentences that actions ask for. Their code is not run: it belongs to another environment."""
    found = {}
    for path in sorted(folder.glob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for file, name in _SENTENCE.findall(line):
                found[file, name] = Place(f"actions/words/{path.name}", number)
    return found


def _scalars(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.SequenceNode):
        return [scalar for each in node.value for scalar in _scalars(each)]
    if isinstance(node, yaml.MappingNode):
        return [scalar for pair in node.value for each in pair for scalar in _scalars(each)]
    return []
