"""Shortcuts through Rasa: the same results, without working out in each turn what is always the same.

Rasa is finished upstream, so that what these functions replace does not change any more; tests hold each of them to
what Rasa's own code gives. Measured on a turn answered from rules: docs/decisions/0010-without-tensorflow.md.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import lru_cache
from graphlib import TopologicalSorter
from types import SimpleNamespace
from typing import Any

import rasa.core.processor
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot
from rasa.shared.nlu.constants import ACTION_NAME, INTENT


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


def look_rules_up() -> None:
    """Let RulePolicy compare a conversation only with rules that can hold; it compares each state with all rules."""
    find, possible = RulePolicy._find_action_from_rules, RulePolicy._get_possible_keys  # noqa: SLF001

    def find_action(self: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool) -> Any:
        if use_text_for_last_user_input and not rules_of(self).any_without_intent:
            return None, None, False
        return find(self, tracker, domain, use_text_for_last_user_input)

    def possible_keys(self: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
        if lookup is self.lookup[RULES]:
            lookup = dict.fromkeys(rules_of(self).after(states[-1]))
        return possible(self, lookup, states)

    RulePolicy._find_action_from_rules = find_action  # noqa: SLF001
    RulePolicy._get_possible_keys = possible_keys  # noqa: SLF001


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


class Rules:
    """The rules of a policy by the action that their last state follows."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Sort the rules with these keys, which are their states as JSON."""
        self._after: dict[Any, list[str]] = defaultdict(list)
        # Such a rule may hold for the text of a message. Without one texts decide nothing, and Rasa need not try them.
        self.any_without_intent = False
        for key in keys:
            last = json.loads(key)[-1]
            action = last.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
            self._after[None if action == SHOULD_NOT_BE_SET else action].append(key)
            heard = action in (None, ACTION_LISTEN_NAME)
            self.any_without_intent |= heard and INTENT not in last.get(USER, {})

    def after(self, state: State) -> list[str]:
        """The rules that may hold in `state`: those after its action, and those that do not name one."""
        action = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
        return self._after[None] + (self._after[action] if action else [])


def _validator(schema: dict[str, Any]) -> Callable[[Any], None]:
    return validator_for(schema)(schema).validate


def rules_of(policy: RulePolicy) -> Rules:
    """The rules of a loaded policy, sorted once."""
    rules = getattr(policy, "_rules_by_action", None)
    if rules is None:
        rules = policy._rules_by_action = Rules(policy.lookup[RULES])  # noqa: SLF001
    return rules
