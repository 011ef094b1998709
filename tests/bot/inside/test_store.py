from __future__ import annotations

import pytest
import sqlalchemy as sa

import bot.store as module
from bot.store import Store, Stored

EVENTS = [{"event": "action", "name": "action_listen"}]
ANSWER = Stored("f1", {"replies": [{"text": "Grüezi 👋"}]})


def test_a_conversation_is_one_row_that_is_written_over(store):
    store.save("c1", [])
    store.save("c1", EVENTS)
    assert store.events("c1") == EVENTS
    assert store.conversations() == ["c1"]
    assert store.events("c2") is None


def test_an_answer_is_kept_with_what_it_left_behind(store):
    store.save_turn("c1", EVENTS, "t1", ANSWER)
    assert store.before("c1", "t1") == (ANSWER, EVENTS)
    assert store.before("c1", "t2") == (None, EVENTS)


def test_an_answer_belongs_to_its_conversation(store):
    store.save_turn("c1", EVENTS, "t1", ANSWER)
    assert store.before("c2", "t1").answer is None


def test_a_failed_turn_leaves_the_conversation_as_it_was(store):
    store.save("c1", EVENTS)
    store.save_turn("c1", None, "t1", ANSWER)
    assert store.events("c1") == EVENTS
    assert store.before("c1", "t1").answer == ANSWER


def test_answer_and_events_are_written_together_or_not_at_all(store):
    store.save_turn("c1", EVENTS, "t1", ANSWER)
    with pytest.raises(sa.exc.IntegrityError):
        store.save_turn("c1", [], "t1", ANSWER)
    assert store.events("c1") == EVENTS


def test_it_survives_a_restart(store, url):
    store.save_turn("c1", EVENTS, "t1", ANSWER)
    store.close()
    again = Store(url)
    assert again.before("c1", "t1").answer == ANSWER
    again.close()


def test_forgetting_takes_everything_of_one_conversation(store):
    store.save_turn("c1", EVENTS, "t1", ANSWER)
    store.save_turn("c2", EVENTS, "t1", ANSWER)
    store.forget("c1")
    assert store.before("c1", "t1") == (None, None)
    assert store.before("c2", "t1").answer == ANSWER


def test_old_answers_are_thrown_away(url, monkeypatch):
    now = 1_000_000.0
    monkeypatch.setattr(module.time, "time", lambda: now)
    store = Store(url)
    store.save_turn("c1", EVENTS, "old", ANSWER)
    now += module.ANSWERS_KEPT_S + 1
    store.save_turn("c1", EVENTS, "new", ANSWER)
    assert store.before("c1", "old").answer is None
    assert store.before("c1", "new").answer == ANSWER
    store.forget("c1")
    store.close()
