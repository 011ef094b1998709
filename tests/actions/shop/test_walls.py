"""Walls around the shop's side: what knows it, and what it knows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path("actions")
# The gate, the desk (for agents), what wires them together, the commands, and the demo shop itself.
HOLD_THE_SHOP = {"gate", "desk", "documents", "wiring.py", "__main__.py", "backend", "shop_api"}
# What everybody may know of it: what things are, what fails, what can be kept, and what is promised.
KNOWN_OF_THE_SHOP = {"actions.backend.model", "actions.backend.port", "actions.backend.keep", "actions.backend.terms"}
MODULES = sorted(ROOT.rglob("*.py"))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_action_knows_how_the_shop_is_asked(path):
    if path.relative_to(ROOT).parts[0] in HOLD_THE_SHOP:
        return
    of_the_shop = {name for name in imports(path) if name.startswith("actions.backend") or name == "actions"}
    assert {name.rpartition(".")[0] for name in of_the_shop} <= KNOWN_OF_THE_SHOP
    assert not {name.partition(".")[0] for name in imports(path)} & {"requests", "urllib3", "importlib"}


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[1] == "backend"], ids=str)
def test_the_shops_side_knows_nothing_of_the_actions(path):
    """But the database, and the settings, which one module reads to choose."""
    known = set(re.findall(r"^\s*from actions\.(\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert known <= {"backend", "database"} | ({"settings"} if path.name == "chosen.py" else set())


def test_one_place_speaks_http_and_knows_no_shop():
    speaks = {path.name for path in MODULES if any(name.startswith(("requests", "urllib3")) for name in imports(path))}
    assert speaks == {"api.py", "deadline.py"}
    for name in ("api.py", "deadline.py"):
        known = {each for each in imports(ROOT / "backend" / name) if each.startswith("actions.")}
        assert not any("bergwerk" in each or "model" in each for each in known)


def test_no_module_reads_what_a_shop_says_without_a_shape():
    for path in (ROOT / "backend").glob("*.py"):
        assert "json.loads" not in path.read_text(encoding="utf-8")
        assert ".json()" not in path.read_text(encoding="utf-8")
