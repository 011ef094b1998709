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
REPLY = Path("replies/reply.py")
# Where documents are made and served; whoever else named their paths could hand out anybody's.
KNOW_PATHS = {"gate", "desk", "documents"}
# What proves that something is open to a customer.
PROOFS = {"Opened", "OpenedAccount", "Document"}
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
    owned = [called for called in calls if isinstance(called, ast.Attribute) and called.attr in OWNED]
    asked = {ast.unparse(called.value) for called in owned} - {"timer"}  # which can be cancelled, too
    assert asked <= {"self.access.gate", "self.access.accounts"}, "what belongs to somebody is asked for at the gate"


def forged(tree, path):
    """The ways in which a module makes for itself what only the gate may make."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [(getattr(call.func, "id", getattr(call.func, "attr", "")), call) for call in calls]
    yield from (f"makes {name}" for name, _ in made if name in PROOFS)
    changed = {each.arg for name, call in made if name == "replace" for each in call.keywords}
    yield from (f"changes {field}" for field in changed & {"order", "account", "source"})
    imported = [alias for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    yield from (f"hides {alias.name}" for alias in imported if alias.name in PROOFS and alias.asname)
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    if path.parts[0] not in KNOW_PATHS:
        yield from (f"names {word}" for word in words if "/desk" in word)
    if path != REPLY:
        yield from (f"writes {word}" for word in words & {"attachment"})
        written = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        yield from (f"reaches for {name}" for name in written & {"messages", "utter_message"})


@pytest.mark.parametrize("path", modules(), ids=str)
def test_only_the_gate_opens_anything_and_names_a_document(path):
    if path.relative_to(ROOT).parts[0] != "gate":
        assert list(forged(ast.parse(path.read_text(encoding="utf-8")), path.relative_to(ROOT))) == []


@pytest.mark.parametrize(
    "module",
    [
        'reply.attach(Document("x.pdf", somewhere), "here")',
        'reply.attach(documents.Document("x.pdf", somewhere), "here")',
        'from actions.gate.documents import Document as File\nreply.attach(File("x.pdf", somewhere), "here")',
        'reply.attach("x", f"/desk/orders/{turn.slot(\'order_number\')}/invoice.pdf", "here")',
        'reply.attach(replace(invoice_of(opened, "de"), source=somewhere), "here")',
        'reply.attach(invoice_of(Opened(order, Proof.IDENTITY), "de"), "here")',
        'reply.attach(invoice_of(replace(opened, order=another), "de"), "here")',
        'reply.messages[-1]["attachment"] = {"name": "x", "source": somewhere}',
        'dispatcher.utter_message("here", attachment=somewhere)',
    ],
)
def test_whoever_goes_round_the_gate_to_a_document_is_found(module):
    assert list(forged(ast.parse(module), Path("a_new_action.py")))


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
