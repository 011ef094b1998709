from __future__ import annotations

import subprocess
import sys

import pytest
import sqlalchemy as sa

import bot.store as module
from bot import tables
from bot.store import Before, Overtaken, Store, Stored
from tests.bot.inside.conftest import ROOT

EVENTS = [{"event": "action", "name": "action_listen"}]
ANSWER = Stored("f1", {"replies": [{"text": "Grüezi 👋"}]})
NOTHING = Before(None, None, None)


def test_a_conversation_is_one_row_that_is_written_over(store):
    store.save("c1", [])
    store.save("c1", EVENTS)
    assert store.events("c1") == EVENTS
    assert store.conversations() == ["c1"]
    assert store.events("c2") is None


def test_an_answer_is_kept_with_what_it_left_behind(store):
    store.save_turn("c1", NOTHING, EVENTS, "t1", ANSWER)
    assert store.before("c1", "t1") == (ANSWER, EVENTS, 1)
    assert store.before("c1", "t2") == (None, EVENTS, 1)


def test_an_answer_belongs_to_its_conversation(store):
    store.save_turn("c1", NOTHING, EVENTS, "t1", ANSWER)
    assert store.before("c2", "t1").answer is None


def test_a_failed_turn_leaves_the_conversation_as_it_was(store):
    store.save("c1", EVENTS)
    store.save_turn("c1", store.before("c1", "t1"), None, "t1", ANSWER)
    assert store.events("c1") == EVENTS
    assert store.before("c1", "t1").answer == ANSWER


def test_answer_and_events_are_written_together_or_not_at_all(store):
    store.save_turn("c1", NOTHING, EVENTS, "t1", ANSWER)
    with pytest.raises(Overtaken):
        store.save_turn("c1", store.before("c1", "t1"), [], "t1", ANSWER)
    assert store.events("c1") == EVENTS


def test_it_survives_a_restart(store, url):
    store.save_turn("c1", NOTHING, EVENTS, "t1", ANSWER)
    store.close()
    again = Store(url)
    assert again.before("c1", "t1").answer == ANSWER
    again.close()


def test_forgetting_takes_everything_of_one_conversation(store):
    store.save_turn("c1", NOTHING, EVENTS, "t1", ANSWER)
    store.save_turn("c2", NOTHING, EVENTS, "t1", ANSWER)
    store.forget("c1")
    assert store.before("c1", "t1") == NOTHING
    assert store.before("c2", "t1").answer == ANSWER


def test_old_answers_are_thrown_away(url, monkeypatch):
    now = 1_000_000.0
    monkeypatch.setattr(module.time, "time", lambda: now)
    store = Store(url)
    store.save_turn("c1", NOTHING, EVENTS, "old", ANSWER)
    now += module.ANSWERS_KEPT_S + 1
    store.save_turn("c1", store.before("c1", "new"), EVENTS, "new", ANSWER)
    assert store.before("c1", "old").answer is None
    assert store.before("c1", "new").answer == ANSWER
    store.forget("c1")
    store.close()


def test_a_late_turn_does_not_write_over_a_newer_one(store):
    store.save("c1", [])
    late, newer = store.before("c1", "t1"), store.before("c1", "t2")
    store.save_turn("c1", newer, EVENTS, "t2", ANSWER)
    with pytest.raises(Overtaken):
        store.save_turn("c1", late, [], "t1", ANSWER)
    assert store.events("c1") == EVENTS
    assert store.before("c1", "t1").answer is None


def test_a_late_turn_does_not_bring_back_what_was_begun_afresh_or_forgotten(store):
    store.save("c1", [])
    late = store.before("c1", "t1")
    store.save("c1", EVENTS)
    with pytest.raises(Overtaken):
        store.save_turn("c1", late, [], "t1", ANSWER)
    late = store.before("c1", "t1")
    store.forget("c1")
    with pytest.raises(Overtaken):
        store.save_turn("c1", late, [], "t1", ANSWER)
    assert store.before("c1", "t1") == NOTHING


def test_of_two_first_turns_at_once_one_is_kept(store):
    store.save_turn("c1", NOTHING, EVENTS, "t1", ANSWER)
    with pytest.raises(Overtaken):
        store.save_turn("c1", NOTHING, [], "t2", ANSWER)
    assert store.before("c1", "t1") == (ANSWER, EVENTS, 1)


def test_processes_that_start_at_once_all_find_their_tables(url):
    code = "import sys; from bot.store import Store; print(Store(sys.argv[1]).conversations())"
    command = [sys.executable, "-W", "ignore", "-c", code, url]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT) for _ in range(4)]
    assert [(each.communicate()[0].decode().strip(), each.returncode) for each in started] == [("[]", 0)] * 4


def test_the_one_that_is_second_to_create_a_table_looks_again(url, monkeypatch):
    create, raced = tables.create_missing, []

    def second(engine):
        if not raced:
            raced.append(True)
            create(engine)
            tables.trackers.create(engine, checkfirst=False)
        create(engine)

    monkeypatch.setattr(tables, "create_missing", second)
    store = Store(url)
    assert raced
    assert store.conversations() == []
    store.close()


def test_a_database_from_before_versions_goes_on(url):
    Store(url).close()
    with sa.create_engine(url).begin() as connection:
        connection.execute(sa.text("ALTER TABLE bot_trackers DROP COLUMN version"))
        connection.execute(sa.text("INSERT INTO bot_trackers (conversation, events, saved_at) VALUES ('c1', '[]', 1)"))
    store = Store(url)
    store.save_turn("c1", store.before("c1", "t1"), EVENTS, "t1", ANSWER)
    assert store.before("c1", "t1") == (ANSWER, EVENTS, 1)
    store.close()
