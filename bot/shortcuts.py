"""Shortcuts through Rasa: the same results, without working out in each turn what is always the same.

Rasa is finished upstream, so that what these functions replace does not change any more; tests hold each of them to
what Rasa's own code gives. Measured on a turn answered from rules: docs/decisions/0010-without-tensorflow.md.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from graphlib import TopologicalSorter
from types import SimpleNamespace
from typing import Any

import rasa.core.processor
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot

from bot.rule_lookup import look_rules_up


def take_shortcuts() -> None:
    """Take all of them; call it before a model is loaded."""
    check_answers_quickly()
    copy_little()
    find_event_types_once()
    know_the_empty_domain()
    run_graphs_in_order()
    look_rules_up()


def check_answers_quickly() -> None:
    """Prepare the schema of an action's answer once, and try an event with the schema of its own kind alone.

    Rasa prepares it for each answer and tries each event with those of all 23 kinds: 80 % of a turn's time.
    """
    whole = RemoteAction.action_response_format_spec()
    shape = deepcopy(whole)
    kinds = shape["properties"]["events"]["items"].pop("oneOf")
    check_all, check_shape = _validator(whole), _validator(shape)
    check_kind = {kind["properties"]["event"]["const"]: _validator(kind) for kind in kinds}

    def check(_: RemoteAction, answer: Any) -> bool:
        check_shape(answer)
        for event in answer.get("events") or ():
            kind = check_kind.get(event["event"])
            if kind:
                kind(event)
            else:
                check_all(answer)
        return True

    RemoteAction._validate_action_result = check  # noqa: SLF001


def copy_little() -> None:
    """Copy slots without asking each how that is done, five times a turn, and copy nothing for a log that is off."""

    def copied(self: Slot) -> Slot:
        twin = type(self).__new__(type(self))
        vars(twin).update(vars(self))
        return twin

    Slot.__copy__ = copied
    rasa.core.processor.copy = SimpleNamespace(deepcopy=lambda value: value)


def find_event_types_once() -> None:
    """Remember which class an event's name stands for. Rasa looks through all classes for each event that it reads."""
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))


def know_the_empty_domain() -> None:
    """Make an empty domain once. For each message Rasa makes one, to see whether the bot's is like it."""
    nothing = Domain.empty().as_dict()
    Domain.is_empty = lambda self: self.as_dict() == nothing


def run_graphs_in_order() -> None:
    """Make Rasa run a model's graph by `InOrderRunner`."""
    rasa.core.processor.DaskGraphRunner = InOrderRunner


class InOrderRunner(DaskGraphRunner):
    """Runs the nodes of a graph one after another, in an order that is worked out once for each target.

    Dask works it out anew for each message and each action, which took a tenth of a turn's time.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Rasa's runner takes."""
        super().__init__(*args, **kwargs)
        self._orders: dict[tuple[str, ...], list[str]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run what `targets` need and return their outputs (see Rasa's class)."""
        wanted = tuple(targets or self._graph_schema.target_names)
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name in self._orders.get(wanted) or self._order(wanted):
                needed = self._graph_schema.nodes[name].needs.values()
                outputs[name] = self._instantiated_nodes[name](*(outputs.get(need, need) for need in needed))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return {name: outputs[name][1] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> list[str]:
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        sorted_nodes = TopologicalSorter({name: node.needs.values() for name, node in nodes.items()}).static_order()
        self._orders[targets] = [name for name in sorted_nodes if name in nodes]
        return self._orders[targets]


def _validator(schema: dict[str, Any]) -> Callable[[Any], None]:
    return validator_for(schema)(schema).validate
