"""The state of a conversation follows from its events alone."""

from datetime import timedelta

import pytest

from handover.domain.events import Event, Floor
from tests.builders import (
    ACCEPTED,
    ANN,
    BEN,
    CLEOS,
    CLOSED,
    ESCALATED,
    NOW,
    RELEASED,
    RETURNED,
    after,
    event,
    failed,
    numbered,
    on,
    opened,
    replay,
    said,
)

LONG_STORY = [
    opened(page={"url": "https://shop.example/shop/cart", "title": "Warenkorb"}),
    said("customer"),
    said("bot"),
    event("visited", url="https://shop.example/shop/orders", title=""),
    failed(),
    ESCALATED,
    event("withdrawn"),
    ESCALATED,
    ACCEPTED,
    said("agent"),
    said("agent", "Notiz", audience="staff"),
    RELEASED,
    ACCEPTED,
    RETURNED,
    event("language_changed", language="en"),
    CLOSED,
    event("reopened"),
    said("customer"),
]


@pytest.mark.parametrize("seen", range(1, len(LONG_STORY)))
def test_an_old_snapshot_and_the_events_since_make_the_same_state_as_the_whole_log(seen: int) -> None:
    log = numbered(LONG_STORY)
    snapshot = replay(log[:seen])
    for happened in log[seen:]:
        snapshot = snapshot.apply(happened)
    assert snapshot == replay(log)


def test_the_whole_story_is_told() -> None:
    told = replay(numbered(LONG_STORY))
    assert (told.floor, told.language, told.outcome, told.handover_id) == (Floor.BOT, "en", None, None)
    assert told.summary == {"summary": "Adresse geklärt", "slots": {"product": "Seil"}}
    assert (told.failing, told.last_seq) == (False, len(LONG_STORY))


def test_the_same_log_gives_a_handover_the_same_id_and_another_episode_another_one() -> None:
    first, again = on(Floor.QUEUE), on(Floor.QUEUE)
    second = after(ESCALATED, event("withdrawn"), ESCALATED)
    assert first.handover_id == again.handover_id is not None
    assert second.handover_id not in {None, first.handover_id}


@pytest.mark.parametrize("ending", [event("withdrawn"), RETURNED, CLOSED])
def test_nothing_of_a_handover_is_left_after_it(ending: Event) -> None:
    ended = after(ESCALATED, ACCEPTED, ending)
    left = (ended.handover_id, ended.reason, ended.agent_id, ended.agent_name, ended.waiting_since)
    assert left == (None, None, None, None, None)


def test_who_is_given_back_waits_since_the_escalation_and_whom_they_are_meant_for_is_known() -> None:
    to_ben = event("released", agent=ANN.as_data(), reason="transferred", to={"agent": str(BEN.id)})
    waiting = after(ESCALATED, ACCEPTED, to_ben)
    assert waiting.waiting_since == NOW + timedelta(seconds=1)
    assert waiting.floor_since == NOW + timedelta(seconds=3)
    assert (waiting.agent_id, waiting.wanted_agent_id) == (None, BEN.id)


def test_an_event_that_leaves_the_floor_where_it_is_does_not_restart_its_clock() -> None:
    assert after(said("customer"), said("bot")).floor_since == NOW


def test_a_note_is_nothing_that_the_customer_did_or_read() -> None:
    noted = after(said("customer", "Hallo"), said("agent", "Notiz", audience="staff"))
    assert noted.last_message is not None
    assert noted.last_message["text"] == "Hallo"
    assert noted.active_at == NOW + timedelta(seconds=1)
    assert noted.last_seq == 3


def test_a_new_question_of_the_customer_wipes_the_failure_of_the_one_before() -> None:
    assert after(said("customer"), failed()).failing
    assert not after(said("customer"), failed(), said("customer")).failing
    assert after(said("customer"), failed(), said("bot")).failing


def test_that_an_earlier_turn_had_not_helped_says_nothing_of_the_newest_one() -> None:
    said_again = (said("customer"), said("bot"), CLOSED, event("reopened"), said("customer"), said("bot"))
    told = after(*said_again, failed("came_back"))
    assert not told.failing
    assert told.active_at == after(*said_again).active_at


def test_after_a_person_handed_back_no_old_failure_counts_any_more() -> None:
    assert not after(said("customer"), failed(), ESCALATED, ACCEPTED, RETURNED).failing


def test_who_comes_back_has_no_outcome_until_the_next_end() -> None:
    assert after(CLOSED).outcome == "self_served"
    assert after(CLOSED, event("reopened")).outcome is None
    assert after(CLOSED, event("reopened"), event("closed", outcome="gave_up_with_bot")).outcome == "gave_up_with_bot"


def test_an_event_with_a_field_that_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no field"):
        event("withdrawn", because="tired")


def test_the_id_stays() -> None:
    assert after().id == CLEOS


def test_what_the_service_says_is_nobodys_last_word() -> None:
    told = after(said("customer", "Wo ist mein Paket?"), said("system", "Gerade ist niemand da."))
    assert told.last_message is not None
    assert told.last_message["text"] == "Wo ist mein Paket?"
