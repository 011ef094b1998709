"""Walls that hold when new actions come."""

import ast
import inspect
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from rasa_sdk.interfaces import Action
from rasa_sdk.utils import all_subclasses

from actions import words
from actions.base import ShopAction
from actions.wiring import ACTIONS
from actions.words.sentence import Sentence

ROOT = Path("actions")
# Who may hold the shop itself: the gate, the desk (for agents) and what wires them together.
# `shop_api` is the demo shop itself, and `documents/routes.py` serves the service.
HOLD_ORDERS = {"gate", "desk.py", "wiring.py", "backend", "shop_api", "documents"}
DOORS = {"Orders", "Accounts", "Shop", "SqlShop", "RestShop", "Post"}


def modules():
    return sorted(path for path in ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_action_goes_round_the_gate(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.relative_to(ROOT).parts[0] in HOLD_ORDERS:
        return
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert not imported & DOORS
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & {"_orders", "_accounts", "_post", "orders_of"}
    made = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not made & {"Opened", "OpenedAccount"}, "only the gate opens anything"


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_action_knows_how_the_shop_is_asked(path):
    if path.relative_to(ROOT).parts[0] in HOLD_ORDERS:
        return
    source = path.read_text(encoding="utf-8")
    assert set(re.findall(r"actions\.backend\.(\w+)", source)) <= KNOWN_OF_THE_SHOP
    assert not re.search(
        r"^\s*(from actions import .*\bbackend|from actions\.backend import|import actions)", source, re.M
    )
    assert not re.search(r"^\s*(from|import) (requests|urllib3|importlib)\b", source, flags=re.MULTILINE)


@pytest.mark.parametrize("path", [path for path in modules() if path.parts[1] == "backend"], ids=str)
def test_the_shops_side_knows_nothing_of_the_actions(path):
    """But the settings, which one module reads to choose, and the database."""
    known = set(re.findall(r"^\s*from actions\.(\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert known <= {"backend", "database"} | ({"settings"} if path.name == "chosen.py" else set())


def test_only_the_api_speaks_http_to_the_shop():
    speaks = {
        path.name for path in modules() if re.search(r"^(from|import) (requests|urllib3)", path.read_text(), re.M)
    }
    assert speaks == {"api.py", "deadline.py"}


@pytest.mark.parametrize("path", modules(), ids=str)
def test_the_actions_know_neither_the_service_nor_the_bot(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"^\s*(from|import) (handover|bot)\b", source, flags=re.MULTILINE)


def test_only_the_database_side_speaks_sql():
    speaks = {path.relative_to(ROOT) for path in modules() if "sqlalchemy" in path.read_text(encoding="utf-8")}
    assert {path.parts[0] for path in speaks} <= {"backend", "gate", "mail", "database.py"}
    assert not {path.name for path in speaks} & {"model.py", "port.py", "orders.py", "accounts.py"}


def test_every_concrete_action_is_served_and_shared_bases_are_abstract():
    concrete = {
        action
        for action in all_subclasses(Action)
        if action.__module__.startswith("actions.") and not inspect.isabstract(action)
    }
    assert concrete == set(ACTIONS)


def test_the_domain_names_what_is_served(access):
    domain = Path("domain.yml").read_text(encoding="utf-8")
    actions = domain.split("\nactions:\n")[1].split("\n\n")[0]
    assert set(re.findall(r"- (\w+)", actions)) == {action(access).name() for action in ACTIONS}


def test_every_action_has_the_base_that_keeps_to_its_time():
    assert all(action.run is ShopAction.run for action in ACTIONS)


def sentences():
    for path in sorted(Path(words.__file__).parent.glob("*.py")):
        module = __import__(f"actions.words.{path.stem}", fromlist=["x"])
        for name, value in vars(module).items():
            if isinstance(value, Sentence):
                yield f"{path.stem}.{name}", value
            elif isinstance(value, Mapping) and not name.startswith("__"):
                yield from ((f"{path.stem}.{name}.{key}", each) for key, each in value.items())


@pytest.mark.parametrize(("name", "sentence"), list(sentences()), ids=[name for name, _ in sentences()])
def test_each_sentence_is_there_in_both_languages_with_the_same_blanks(name, sentence):
    def blanks(text):
        return set(re.findall(r"{(\w+)}", text))

    german, english = sentence.text("de"), sentence.text("en")
    assert german
    assert english
    assert german != english
    assert blanks(german) == blanks(english)
    assert not re.search(r"\b(du|dir|dich|dein\w*)\b", german), "German customers are addressed with Sie"
