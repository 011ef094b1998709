"""RulePolicy decides the same when it looks its rules up."""

from __future__ import annotations

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, ActiveLoop, SlotSet
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph

from bot import rule_lookup
from tests.bot.inside.talk import said

DOMAIN = """
version: "3.1"
intents: [greet, track, cancel, stop, affirm, other, nlu_fallback]
actions: [action_fallback]
responses: {utter_greet: [{text: a}], utter_stop: [{text: b}], utter_really: [{text: c}], utter_yes: [{text: d}],
  utter_found: [{text: e}], utter_hurry: [{text: f}]}
slots:
  number: {type: text, mappings: [{type: custom}]}
  urgent: {type: bool, mappings: [{type: custom}]}
forms:
  track_form: {required_slots: [number]}
"""
RULES = """
version: "3.1"
rules:
  - rule: greeting at the beginning
    conversation_start: true
    steps: [{intent: greet}, {action: utter_greet}]
  - rule: an urgent order
    condition: [{slot_was_set: [{urgent: true}]}]
    steps: [{intent: track}, {action: utter_hurry}]
  - rule: track
    condition: [{slot_was_set: [{urgent: null}]}, {active_loop: null}]
    steps: [{intent: track}, {action: track_form}, {active_loop: track_form}]
  - rule: found
    condition: [{active_loop: track_form}]
    steps: [{action: track_form}, {active_loop: null}, {slot_was_set: [{requested_slot: null}]}, {action: utter_found}]
  - rule: stopped in the form
    condition: [{active_loop: track_form}]
    steps: [{intent: stop}, {action: utter_stop}, {action: action_deactivate_loop}, {active_loop: null}]
  - rule: greeting in the form
    condition: [{active_loop: track_form}]
    steps: [{intent: greet}, {action: utter_greet}, {action: track_form}, {active_loop: track_form}]
  - rule: cancel in two steps
    steps: [{intent: cancel}, {action: utter_really}, {intent: affirm}, {action: utter_yes}]
  - rule: not understood
    steps: [{intent: nlu_fallback}, {action: action_fallback}]
"""
READS_TEXT = """
  - rule: by its text
    steps: [{user: "hello hello"}, {action: utter_greet}]
"""


@pytest.fixture(scope="module")
def small_domain():
    return Domain.from_yaml(DOMAIN)


@pytest.fixture(params=[RULES, RULES + READS_TEXT], ids=["intents", "texts"])
def policy(request, small_domain, tmp_path):
    (tmp_path / "rules.yml").write_text(request.param)
    steps = YAMLStoryReader(small_domain).read_from_file(tmp_path / "rules.yml")
    trackers = TrainingDataGenerator(StoryGraph(steps), small_domain, augmentation_factor=0).generate()
    config = {
        **RulePolicy.get_default_config(),
        "restrict_rules": False,
        "core_fallback_action_name": "action_fallback",
    }
    storage = LocalModelStorage(tmp_path)
    policy = RulePolicy(config, storage, Resource("rules"), ExecutionContext(GraphSchema({})))
    policy.train(trackers, small_domain)
    return policy


def conversations():
    """Every intent in every situation, and what comes after each action in it."""
    listen = ActionExecuted("action_listen")
    in_form = [ActionExecuted("track_form"), ActiveLoop("track_form"), SlotSet("requested_slot", "number"), listen]
    situations = [
        [listen],
        [listen, said("hi", "greet"), ActionExecuted("utter_greet"), listen],
        [listen, said("no", "cancel"), ActionExecuted("utter_really"), listen],
        [listen, said("hi", "greet"), ActionExecuted("utter_really"), listen],
        [SlotSet("urgent", True), listen],
        [listen, said("where", "track"), *in_form],
        [listen, said("where", "track"), *in_form, said("hi", "greet"), ActionExecuted("utter_greet"), *in_form],
    ]
    for situation in situations:
        for intent in ("greet", "track", "cancel", "stop", "affirm", "other", "nlu_fallback", None):
            heard = [*situation, said("hello hello" if intent == "greet" else "hm", intent)]
            yield heard
            yield [*heard, ActionExecutionRejected("track_form")]
            for action in ("utter_greet", "utter_really", "utter_stop", "track_form"):
                yield [*heard, ActionExecuted(action)]
            yield [*heard, ActionExecuted("track_form"), ActiveLoop(None), SlotSet("requested_slot", None)]


def test_every_decision_is_the_same(policy, small_domain, monkeypatch):
    def decisions():
        for events in conversations():
            tracker = DialogueStateTracker.from_events("c1", events, slots=small_domain.slots)
            yield vars(policy.predict_action_probabilities(tracker, small_domain))

    rasas = list(decisions())
    for name in ("_find_action_from_rules", "_get_possible_keys", "_prediction_states"):
        monkeypatch.setattr(RulePolicy, name, getattr(RulePolicy, name))  # put back what it was
    rule_lookup.look_rules_up()
    assert list(decisions()) == rasas
    assert len({each["probabilities"].index(1.0) for each in rasas if 1.0 in each["probabilities"]}) > 6


def test_texts_are_left_out_only_where_no_rule_reads_them(policy, request):
    assert rule_lookup.rules_of(policy).any_without_intent is ("texts" in request.node.name)
