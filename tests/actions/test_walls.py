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
from actions.backend.catalogue import only_articles
from actions.backend.port import Accounts, Orders
from actions.base import ShopAction
from actions.wiring import ACTIONS
from actions.words.sentence import Sentence

ROOT = Path("actions")
# Who may hold the shop itself: the gate, the desk (for agents) and what wires them together.
# `shop_api` is the demo shop itself, and `documents/routes.py` serves the service.
HOLD_ORDERS = {"gate", "desk", "wiring.py", "backend", "shop_api", "documents"}
OWNED = {name for port in (Orders, Accounts) for name in vars(port) if not name.startswith("_")}
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
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = {getattr(called, "id", getattr(called, "attr", "")) for called in calls}
    assert not made & {"Opened", "OpenedAccount"}, "only the gate opens anything"
    owned = [called for called in calls if isinstance(called, ast.Attribute) and called.attr in OWNED]
    asked = {ast.unparse(called.value) for called in owned} - {"timer"}  # which can be cancelled, too
    assert asked <= {"self.access.gate", "self.access.accounts"}, "what belongs to somebody is asked for at the gate"


def test_what_actions_hold_of_the_shop_is_its_articles_alone(shop):
    catalogue = only_articles(shop)
    assert catalogue.articles() == shop.articles()
    assert [name for name in dir(catalogue) if not name.startswith("__")] == ["articles"]
    assert vars(catalogue) == {}


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
