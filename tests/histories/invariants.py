"""What holds after every step of every history."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from handover.domain import due
from handover.domain.due import Patience
from handover.domain.events import Audience, Event, Floor
from handover.domain.transitions import TRANSITIONS
from handover.realtime.frames import frame, frames
from tests.histories.world import Seen, World, known_by_events
from tests.support import Support

SECRETS = ("nur für uns", "cleo@example.com", "ranking", "failure", "'cause'", "summary", "gave_up", "Seil", "lapsed")
BY_THE_SERVICE = {"told_to_wait", "promise_broken"}


def hold(world: World) -> None:
    """Everything that has to be so at any time."""
    for seen in world.seen:
        _the_log_has_no_gaps(seen)
        _every_move_is_one_of_the_table(seen.log)
        assert known_by_events(seen.replayed) == known_by_events(seen.stored), "snapshot + events = fresh snapshot"
        _it_ended_with_one_outcome(seen)
        _each_episode_has_a_row_and_its_times(seen)
        _it_is_looked_at_when_something_is_due(seen)
        _the_bot_spoke_only_with_the_floor(seen.log)
        _the_customer_is_told_of_every_move(seen.log)
        _what_is_for_staff_stays_there(seen.log)
        _what_is_promised_is_owed_once(seen)
    _nobody_has_more_than_they_can(world)


def _the_log_has_no_gaps(seen: Seen) -> None:
    assert [event.seq for event in seen.log] == list(range(1, seen.stored.last_seq + 1))
    ids = Counter(event.data["id"] for event in seen.log if event.name == "message_posted")
    assert set(ids.values()) <= {1}, "a request that comes twice is one message"


def _every_move_is_one_of_the_table(log: list[Event]) -> None:
    floor = Floor.BOT
    moving = {name for _, name in TRANSITIONS}
    for event in log:
        if event.name in moving:
            assert (floor, event.name) in TRANSITIONS, (floor, event.name)
            floor = TRANSITIONS[floor, event.name]
        assert event.floor is floor, event


def _it_ended_with_one_outcome(seen: Seen) -> None:
    outcomes: list[str] = []
    for event in seen.log:
        if event.name == "closed":
            outcomes.append(event.data["outcome"])
        elif event.name == "reopened":
            outcomes.clear()
    waits_for_an_answer = seen.stored.floor is Floor.CLOSED and seen.stored.outcome is None
    assert not waits_for_an_answer or seen.stored.promise_due_at is not None
    ended = seen.stored.floor is Floor.CLOSED and not waits_for_an_answer
    assert outcomes == ([seen.stored.outcome] if ended else [])


def _each_episode_has_a_row_and_its_times(seen: Seen) -> None:
    assert len(seen.episodes) == len([event for event in seen.log if event.name == "escalated"])
    still_open = [one["id"] for one in seen.episodes if one["ended_at"] is None]
    assert still_open == ([seen.stored.handover_id] if seen.stored.handover_id else [])
    assert all((one["outcome"] is None) == (one["ended_at"] is None) for one in seen.episodes)
    spent: Counter[str] = Counter()
    since = seen.log[0].at
    for before, event in pairwise(seen.log):
        if event.floor is not before.floor:
            # The bot's time counts where it ends in a handover; the rest belongs to no episode.
            if before.floor is not Floor.BOT or event.name == "escalated":
                spent[str(before.floor)] += _microseconds(event.at - since)
            since = event.at
    clocks = {"bot": "bot_s", "queue": "waiting_s", "agent": "agent_s"}
    stored = {floor: sum(round(one[clock] * 1_000_000) for one in seen.episodes) for floor, clock in clocks.items()}
    assert stored == {floor: spent[floor] for floor in clocks}


def _microseconds(span: timedelta) -> int:
    return span // timedelta(microseconds=1)


def _it_is_looked_at_when_something_is_due(seen: Seen) -> None:
    moment = due.next_moment(seen.stored, Patience())
    if seen.due_at != moment:
        # An open page is noted without counting anew; one look too early does no harm.
        assert seen.stored.floor is Floor.QUEUE
        assert seen.stored.seen_at is not None
        assert moment is not None
        assert seen.due_at is not None
        assert seen.due_at < moment


def _the_bot_spoke_only_with_the_floor(log: list[Event]) -> None:
    messages = [event for event in log if event.name == "message_posted"]
    by_the_bot = [event for event in messages if event.data["author"]["kind"] == "bot"]
    assert {event.floor for event in by_the_bot} <= {Floor.BOT}
    asked = {event.data["id"] for event in messages if event.data["author"]["kind"] == "customer"}
    assert {event.data["reply_to"] for event in by_the_bot} <= asked


def _the_customer_is_told_of_every_move(log: list[Event]) -> None:
    for before, event in pairwise(log):
        if event.floor is not before.floor:
            told = frame(event, Audience.EVERYONE)
            assert told is not None, event
            assert told["floor"] == event.floor
    said = {event.seq for event in log if event.data.get("author", {}).get("kind") == "system"}
    for event in log:
        taken_back = event.name == "released" and event.data["reason"].startswith("agent_")
        left = event.name == "closed" and event.data["outcome"] == "gave_up_in_queue"
        if event.name in BY_THE_SERVICE or taken_back or left:
            assert said & {event.seq - 1, event.seq + 1}, event


def _what_is_for_staff_stays_there(log: list[Event]) -> None:
    shown = str(frames(log, Audience.EVERYONE))
    assert [secret for secret in SECRETS if secret in shown] == []


def _what_is_promised_is_owed_once(seen: Seen) -> None:
    still_open = [one for one in seen.promises if one["answered_at"] is None]
    assert len(still_open) <= 1
    if seen.stored.promise_due_at is not None:
        assert [one["due_at"] for one in still_open] == [seen.stored.promise_due_at]
    following = [event.name for event in seen.log[1:]] + [""]
    kept = [after for event, after in zip(seen.log, following, strict=True) if event.name == "promise_kept"]
    assert len(kept) == len(seen.promises) - len(still_open)
    # Who is answered in the chat, by an agent who resolves it, needs no mail.
    assert len(seen.mails) == len([after for after in kept if after != "resolved"])


def _nobody_has_more_than_they_can(world: World) -> None:
    having = Counter(seen.stored.agent_id for seen in world.seen if seen.stored.floor is Floor.AGENT)
    assert all(having[agent.id] <= agent.capacity for agent in world.agents)
    for seen in world.seen:
        assert (seen.stored.floor is Floor.AGENT) == (seen.stored.agent_id is not None)
        assert seen.stored.floor is Floor.QUEUE or seen.stored.offered_agent_id is None


async def each_failure_has_one_record(support: Support, seen: Mapping[UUID, Seen]) -> None:
    """For the end of a history: the failure log has what the logs of the conversations tell, and no more."""
    records = await support.failures()
    told = {
        UUID(event.data["failure_id"]) for one in seen.values() for event in one.log if event.name == "failure_recorded"
    }
    assert {record["id"] for record in records} == told
    assert len({(record["conversation_id"], record["message_id"]) for record in records}) == len(records)
