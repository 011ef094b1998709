"""RulePolicy, looking its rules up: the same decisions, without going through all rules and the whole conversation."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT


def look_rules_up() -> None:
    """Let RulePolicy compare as many last states as its longest rule has, and those only with rules that can hold.

    It describes all states of the conversation anew at each prediction and compares each with all rules.
    """
    find, possible = RulePolicy._find_action_from_rules, RulePolicy._get_possible_keys  # noqa: SLF001

    def find_action(self: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool) -> Any:
        if use_text_for_last_user_input and not rules_of(self).any_without_intent:
            return None, None, False
        return find(self, tracker, domain, use_text_for_last_user_input)

    def states(
        self: RulePolicy,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: Any = None,
    ) -> list[State]:
        del rule_only_data  # only policies that learn leave such states out
        found = last_states(tracker, domain, longest_rule_of(self))
        self.featurizer._choose_last_user_input([found], use_text_for_last_user_input)  # noqa: SLF001
        return found

    def possible_keys(self: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
        if lookup is self.lookup[RULES]:
            lookup = dict.fromkeys(rules_of(self).after(states[-1]))
        return possible(self, lookup, states)

    RulePolicy._find_action_from_rules = find_action  # noqa: SLF001
    RulePolicy._prediction_states = states  # noqa: SLF001
    RulePolicy._get_possible_keys = possible_keys  # noqa: SLF001


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


def last_states(tracker: DialogueStateTracker, domain: Domain, count: int) -> list[State]:
    """The last states of a conversation, at most `count`: before each of its last actions, and now."""
    applied = tracker.applied_events()
    skipped = sum(isinstance(event, ActionExecuted) for event in applied) - (count - 1)
    replayed, found = tracker.init_copy(), []
    for event in applied:
        if isinstance(event, ActionExecuted):
            skipped -= 1
            if skipped < 0:
                found.append(domain.get_active_state(replayed))
        replayed.update(event)
    return [*found, domain.get_active_state(replayed)]


def rules_of(policy: RulePolicy) -> Rules:
    """The rules of a loaded policy, sorted once."""
    rules = getattr(policy, "_rules_by_action", None)
    if rules is None:
        rules = policy._rules_by_action = Rules(policy.lookup[RULES])  # noqa: SLF001
    return rules


def longest_rule_of(policy: RulePolicy) -> int:
    """How many states the longest rule of a loaded policy has, counted once."""
    longest = getattr(policy, "_longest_rule", 0)
    if not longest:
        keys = chain(policy.lookup[RULES], policy.lookup[RULES_FOR_LOOP_UNHAPPY_PATH])
        longest = policy._longest_rule = max((len(json.loads(key)) for key in keys), default=1)  # noqa: SLF001
    return longest
