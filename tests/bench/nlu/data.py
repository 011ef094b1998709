"""Public data sets as `train.csv` and `test.csv` (`text,intent`), and the same as Rasa reads it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class DataError(ValueError):
    """A file is not what is expected; the message says what and where."""


class Labelled(NamedTuple):
    """Messages and their intents."""

    texts: list[str]
    intents: list[str]


def read(path: Path) -> Labelled:
    """The messages of a CSV file; empty ones are left out.

    Raises:
        DataError: a column is missing, or there is no message.
    """
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        if not {"text", "intent"} <= set(rows.fieldnames or []):
            message = f"{path}: the first line has to name the columns text and intent"
            raise DataError(message)
        found = [(" ".join(row["text"].split()), row["intent"].strip()) for row in rows if (row["text"] or "").strip()]
    if not found:
        message = f"{path}: there is no message in it"
        raise DataError(message)
    return Labelled([text for text, _ in found], [intent for _, intent in found])


def write_for_rasa(data: Labelled, names: Sequence[str], path: Path) -> None:
    """Write training data; intents are written as `intent_<place in names>`, since labels may have any characters."""
    blocks = []
    for place, name in enumerate(names):
        # "[...](...)" would be read as an entity.
        own = [
            text.replace("](", "] (").replace("]{", "] {") for text, intent in zip(*data, strict=True) if intent == name
        ]
        if own:
            examples = LiteralScalarString("".join(f"- {text}\n" for text in own))
            blocks.append({"intent": f"intent_{place}", "examples": examples})
    with path.open("w", encoding="utf-8") as file:
        YAML().dump({"version": "3.1", "nlu": blocks}, file)
