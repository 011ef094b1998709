"""A service desk as recorded: who came when, how long they needed a person, and who was on duty."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody asks for a person.

    Attributes:
        at: Seconds since the first midnight.
        handling: Seconds that an agent needs for them.
        patience: Seconds after which they leave when nobody has answered.
        reaction: Seconds from the first offer until an agent accepts; longer than an offer stands means that it lapsed.
    """

    at: int
    team: str
    language: str
    priority: int
    handling: int
    patience: int
    reaction: int


@dataclass(frozen=True, slots=True)
class Duty:
    """From when to when an agent takes conversations, in seconds; what is running then is brought to its end.

    Attributes:
        languages: With spaces between.
    """

    agent: str
    team: str
    languages: str
    capacity: int
    begins: int
    ends: int


Row = TypeVar("Row", Arrival, Duty)


def read(folder: Path = HERE) -> tuple[list[Arrival], list[Duty]]:
    """What `arrivals.csv` and `duties.csv` in a folder say."""
    return _read(folder / "arrivals.csv", Arrival), _read(folder / "duties.csv", Duty)


def write(folder: Path, arrivals: Iterable[Arrival], duties: Iterable[Duty]) -> None:
    """Keep a recording in a folder."""
    _write(folder / "arrivals.csv", Arrival, arrivals)
    _write(folder / "duties.csv", Duty, duties)


def _read(path: Path, kind: type[Row]) -> list[Row]:
    columns = {column.name: column.type for column in fields(kind)}
    with path.open(newline="", encoding="utf-8") as file:
        return [kind(**{name: columns[name](row[name]) for name in columns}) for row in csv.DictReader(file)]


def _write(path: Path, kind: type[Row], rows: Iterable[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [column.name for column in fields(kind)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
