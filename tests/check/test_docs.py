"""The documents say what is so: links lead somewhere, every setting has its row, every command is named."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.settings import Settings as ActionSettings
from handover.config import Settings
from handover.domain.transitions import MOVING
from tests.check import state_table
from tests.check.commands import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
VARIABLE = re.compile(r"\bLOTSE_[A-Z]+(?:_[A-Z]+)*\b")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(file: Path) -> None:
    assert [target for target in links(file) if not leads_somewhere(file, target)] == []


@pytest.mark.parametrize("name", ["docs/settings.md", ".env.example"])
def test_every_setting_is_told_and_no_other(name: str) -> None:
    told = set(VARIABLE.findall((ROOT / name).read_text()))
    assert told == set(settings())


def test_defaults_are_told_as_they_are() -> None:
    told = dict(
        re.findall(r"^\| `(LOTSE_\w+)` \| `?([^`|]*?)`?[ ;|]", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    )
    fixed = {
        f"LOTSE_{name.upper()}": str(field.default).lower()
        for name, field in Settings.model_fields.items()
        if isinstance(field.default, int | float | str | Path) and field.default != ""
    }
    assert {name: told[name].lower() for name in fixed} == fixed


def test_the_readme_names_the_newcomers_commands() -> None:
    text = (ROOT / "README.md").read_text()
    assert all(command in text for command in ("make run", "make test", "make help"))


def test_the_table_of_states_is_that_of_the_code() -> None:
    assert set(state_table.EVENTS) == MOVING
    assert state_table.PAGE.read_text() == state_table.page(), "python -m tests.check.state_table writes it"


def links(file: Path) -> Iterator[str]:
    for target in LINK.findall(FENCE.sub("", file.read_text())):
        if not target.startswith(("http://", "https://", "mailto:")):
            yield target


def leads_somewhere(file: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = file if not name else (file.parent / name).resolve()
    return path.exists() and (not anchor or anchor in anchors(path))


def anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def settings() -> Iterator[str]:
    """The variables that the service, the action server and the bot read."""
    for model in (Settings, ActionSettings):
        yield from (f"LOTSE_{field.upper()}" for field in model.model_fields)
    for path in (ROOT / "bot").glob("*"):
        if path.suffix in {".py", ".yml"}:
            yield from VARIABLE.findall(path.read_text())
