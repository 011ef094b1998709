from __future__ import annotations

import asyncio

import pytest

from bot.dialogue import Dialogue
from bot.tracker_store import BoundedTrackerStore
from bot.turn_request import Choice, Turn
from tests.bot.inside.talk import done, listening, ran, said


class Agent:
    """Rasa's agent without a model: understands everything as a greeting, then does what the test says."""

    model_name = "lotse-abc.tar.gz"

    def __init__(self, domain, store):
        self.domain = domain
        self.store = store
        self.processor = self
        self.events = ran("utter_greet", {"text": "Guten Tag"})
        self.wait_s = 0.0
        self.error = None
        self.messages = []
        self.entities = []

    async def parse_message(self, message, _tracker):
        parsed = said(message.text).parse_data
        return {**parsed, "entities": [*parsed["entities"], *self.entities]}

    async def handle_message(self, message):
        self.messages.append(message)
        tracker = await self.store.retrieve(message.sender_id)
        event = said(message.text, message.parse_data["intent"]["name"], turn=message.message_id)
        tracker.update_with_events([event, *self.events, listening()], self.domain)
        await asyncio.sleep(self.wait_s)
        if self.error:
            raise self.error
        await self.store.save(tracker)


@pytest.fixture
def store(domain, tmp_path):
    store = BoundedTrackerStore(domain, f"sqlite:///{tmp_path / 'bot.db'}")
    yield store
    store.database.close()


@pytest.fixture
def agent(domain, store):
    return Agent(domain, store)


@pytest.fixture
def dialogue(agent, store):
    return Dialogue(agent, store, 0.2, {"de": 0.82, "any": 0.85})


def turn(text="Guten Tag", choice=None, language=None):
    return Turn("c1", "t1", text, choice, language, {"turn": "t1"})


def failures(taken):
    return [signal["failure"]["kind"] for signal in taken.answer["signals"]]


async def test_an_answer_has_all_its_parts(dialogue):
    taken = await dialogue.take(turn(language="en"), None)
    ranking = taken.answer["understanding"].pop("ranking")
    assert ranking[0] == {"intent": "greet", "confidence": 0.9}
    assert len(ranking) == 41
    assert taken.answer == {
        "replies": [{"text": "Guten Tag", "choices": [], "attachments": []}],
        "understanding": {
            "intent": "greet",
            "confidence": 0.9,
            "threshold": 0.85,
            "entities": [],
            "language": "en",
            "fallback": False,
            "meant": None,
            "also": None,
        },
        "actions": [],
        "signals": [],
        "context": {
            "slots": {"language": "en"},
            "order": None,
            "order_state": None,
            "verified": {},
            "task": None,
            "asked": None,
            "failed": None,
        },
        "model": "lotse-abc",
    }
    assert taken.events


async def test_a_new_conversation_speaks_german_unless_told(dialogue):
    assert (await dialogue.take(turn(), None)).answer["understanding"]["language"] == "de"


async def test_the_threshold_is_that_of_the_messages_language_and_not_of_the_conversations(dialogue, agent):
    agent.entities = [{"entity": "language", "value": "de"}]
    taken = await dialogue.take(turn(language="en"), None)
    assert taken.answer["understanding"]["threshold"] == 0.82


async def test_a_choice_is_handed_over_as_understood(dialogue, agent):
    chosen = Choice("track_order", [{"entity": "order_number", "value": "BW-104512"}])
    taken = await dialogue.take(turn("/restart", choice=chosen), None)
    assert taken.answer["understanding"]["intent"] == "track_order"
    assert taken.answer["understanding"]["ranking"] == [{"intent": "track_order", "confidence": 1.0}]
    assert taken.answer["understanding"]["threshold"] is None
    assert taken.answer["understanding"]["entities"] == [{"entity": "order_number", "value": "BW-104512"}]


async def test_trap_10_a_turn_that_takes_too_long_says_nothing_and_leaves_no_trace(dialogue, agent):
    agent.wait_s = 5
    taken = await dialogue.take(turn(), None)
    assert (taken.answer["replies"], failures(taken), taken.events) == ([], ["backend_error"], None)
    assert taken.answer["understanding"]["intent"] == "greet"
    assert taken.answer["signals"][0]["failure"]["detail"] == "no answer within 0.2 s"
    agent.wait_s = 0
    assert (await dialogue.take(turn(), None)).answer["replies"]


async def test_trap_10_an_exception_says_nothing_and_leaves_no_trace(dialogue, agent):
    agent.error = RuntimeError("secret")
    taken = await dialogue.take(turn(), None)
    assert (taken.answer["replies"], failures(taken), taken.events) == ([], ["backend_error"], None)
    assert "secret" not in str(taken.answer)


async def test_trap_10_a_failed_action_leaves_the_conversation_as_it_was(dialogue, agent):
    agent.events = ran("action_track_order", {"text": "halb"})
    taken = await dialogue.take(turn(), None)
    assert (taken.answer["replies"], failures(taken), taken.events) == ([], ["backend_error"], None)


async def test_trap_10_a_memory_that_cannot_be_read_is_a_failed_turn(dialogue):
    taken = await dialogue.take(turn(language="en"), [{"event": "no_such_event"}])
    assert (taken.answer["replies"], failures(taken)) == ([], ["backend_error"])
    assert taken.answer["understanding"] == {
        "intent": None,
        "confidence": None,
        "threshold": None,
        "ranking": [],
        "entities": [],
        "language": "en",
        "fallback": False,
        "meant": None,
        "also": None,
    }


async def test_trap_8_the_fallback_keeps_the_whole_ranking_and_the_slots(dialogue, agent):
    before = dialogue.opened("c1", {"order_number": "BW-104512"}, [])
    agent.events = ran("action_fallback", {"text": "Wie bitte?"}, done("action_fallback"))

    async def unclear(message, _tracker):
        return said(message.text, "nlu_fallback").parse_data

    agent.parse_message = unclear
    answer = (await dialogue.take(turn("hä"), before)).answer
    assert answer["understanding"]["fallback"] is True
    assert len(answer["understanding"]["ranking"]) == 41
    assert answer["context"]["slots"]["order_number"] == "BW-104512"


def test_a_fresh_session_goes_on_in_the_language_that_was_spoken(dialogue):
    before = [{"event": "slot", "name": "language", "value": value} for value in ("de", "en")]
    languages = [
        [event["value"] for event in dialogue.opened("c1", told, spoken) if event.get("name") == "language"]
        for told, spoken in (({}, before), ({}, []), ({"language": "en"}, []))
    ]
    assert languages == [["en"], [], ["en"]]  # German is where every conversation begins
