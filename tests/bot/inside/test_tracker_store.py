from __future__ import annotations

import pytest

from bot.tracker_store import BoundedTrackerStore
from tests.bot.inside.talk import listening, opened, said


@pytest.fixture
def trackers(domain, tmp_path):
    store = BoundedTrackerStore(domain, f"sqlite:///{tmp_path / 'bot.db'}")
    yield store
    store.database.close()


async def test_what_is_saved_is_found_again(trackers, domain):
    tracker = opened(domain, language="en", order_number="BW-104512")
    tracker.update_with_events([said("hello"), listening()], domain)
    await trackers.save(tracker)
    found = await trackers.retrieve("c1")
    assert found.get_slot("order_number") == "BW-104512"
    assert found.latest_message.text == "hello"
    assert await trackers.keys() == ["c1"]
    assert await trackers.retrieve("c2") is None


async def test_a_held_conversation_is_not_written(trackers, domain):
    with trackers.hold("c1") as held:
        await trackers.save(opened(domain, language="en"))
        assert (await trackers.retrieve("c1")).get_slot("language") == "en"
        assert held.tracker.get_slot("language") == "en"
    assert await trackers.retrieve("c1") is None


async def test_holding_one_conversation_does_not_hold_another(trackers, domain):
    with trackers.hold("c1"):
        await trackers.save(opened(domain, "c2", language="en"))
    assert (await trackers.retrieve("c2")).get_slot("language") == "en"
