"""The shortcuts through Rasa give what Rasa gives."""

from __future__ import annotations

import copy
import inspect
import re

import pytest
import rasa.core.processor
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot
from rasa.shared.utils.common import all_subclasses

from bot import shortcuts

SLOT = {"event": "slot", "name": "postcode", "value": None, "timestamp": None}
ANSWERS = [
    {"events": [], "responses": [{"text": "x"}]},
    {"events": [SLOT, {"event": "active_loop", "name": None}, {"event": "rewind", "metadata": {}}]},
    {"events": [{"event": "followup", "name": "action_listen"}], "responses": []},
    {},
    [],
    None,
    {"events": {}, "responses": []},
    {"events": ["slot"]},
    {"events": [{"event": 5}], "responses": []},
    {"events": [{"name": "postcode"}]},
    {"events": [{"event": "no_such_event"}]},
    {"events": [SLOT, {"event": "slot", "name": "postcode"}]},
    {"events": [{"event": "slot", "name": 5, "value": 5}]},
    {"events": [{**SLOT, "timestamp": "today"}]},
    {"events": [{"event": "entities", "entities": [{"entity": "postcode"}]}]},
    {"responses": "x"},
    {"responses": ["x"]},
]


CHECK = "_validate_action_result"


def accepts(answer) -> bool:
    try:
        return getattr(RemoteAction("action_x", None), CHECK)(answer)
    except ValidationError:
        return False


def test_the_same_answers_of_actions_are_refused(monkeypatch):
    rasas = [accepts(answer) for answer in ANSWERS]
    assert rasas == [True] * 4 + [False] * (len(ANSWERS) - 4)
    monkeypatch.setattr(RemoteAction, CHECK, getattr(RemoteAction, CHECK))  # put back what it was
    shortcuts.check_answers_quickly()
    assert [accepts(answer) for answer in ANSWERS] == rasas


def test_the_same_classes_are_found_for_events(monkeypatch):
    names = {each.type_name for each in all_subclasses(Event)} | {"topic"}
    rasas = {name: Event.resolve_by_type(name) for name in names}
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(Event.resolve_by_type))
    shortcuts.find_event_types_once()
    for _ in range(2):
        assert {name: Event.resolve_by_type(name) for name in names} == rasas
        assert Event.resolve_by_type("no_such_event", Event) is Event
        with pytest.raises(ValueError, match="no_such_event"):
            Event.resolve_by_type("no_such_event")


def test_slots_are_copied_whole_and_apart(monkeypatch, domain):
    monkeypatch.setattr(Slot, "__copy__", None, raising=False)
    monkeypatch.setattr(rasa.core.processor, "copy", copy)
    shortcuts.copy_little()
    for slot in domain.slots:
        twin = copy.copy(slot)
        assert type(twin) is type(slot)
        assert vars(twin) == vars(slot)
        twin.value = object()
        assert slot.value is not twin.value


def test_the_processor_copies_for_its_log_alone():
    source = inspect.getsource(rasa.core.processor)
    logged = "".join(re.findall(r"structlogger\.debug\((?:[^()]|\([^()]*\))*\)", source))
    assert source.count("copy.") == logged.count("copy.deepcopy(") > 1


def test_the_same_domains_are_empty(monkeypatch, domain):
    monkeypatch.setattr(Domain, "is_empty", Domain.is_empty)
    shortcuts.know_the_empty_domain()
    assert Domain.empty().is_empty()
    assert Domain.from_dict({}).is_empty()
    assert not domain.is_empty()
    assert not Domain.from_dict({"intents": ["greet"]}).is_empty()


class Adds(GraphComponent):
    """Adds what it is given, or breaks."""

    @classmethod
    def create(cls, **_):
        return cls()

    def add(self, left: int, right: int) -> int:
        if left < 0:
            raise RuntimeError("less than nothing")
        return left + right


def node(**needs: str) -> SchemaNode:
    return SchemaNode(needs=needs, uses=Adds, fn="add", constructor_name="create", config={}, eager=True)


# Told in an order in which it cannot be run.
GRAPH = GraphSchema(
    {
        "last": node(left="middle", right="first"),
        "middle": node(left="first", right="first"),
        "first": node(left="__given__", right="__given__"),
        "aside": node(left="first", right="__given__"),
    }
)


@pytest.fixture(params=[DaskGraphRunner, shortcuts.InOrderRunner])
def runner(request, tmp_path):
    return request.param.create(GRAPH, LocalModelStorage(tmp_path), ExecutionContext(GRAPH))


def test_graphs_give_the_same(runner):
    for _ in range(2):
        assert runner.run({"__given__": 1}, ["last"]) == {"last": 6}
        assert runner.run({"__given__": 2}, ["aside", "middle"]) == {"aside": 6, "middle": 8}


def test_what_breaks_in_a_graph_is_told_the_same(runner):
    with pytest.raises(GraphComponentException, match="node first"):
        runner.run({"__given__": -1}, ["last"])
    with pytest.raises(GraphRunError):
        runner.run({}, ["last"])
