"""What the comparison finds: each kind of fault, put into records that are right without it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from handover.domain.events import Audience, Event, Floor
from tests.chaos import floors, messages, sights
from tests.chaos.findings import Finding, Kind
from tests.chaos.logs import Logs, Recorded
from tests.chaos.plan import CAPACITY, PATIENCE
from tests.chaos.records import Contest, Sent
from tests.chaos.timers import Timers
from tests.support import NINE_O_CLOCK

CLEO = str(UUID(int=1))
ANN = {"id": str(UUID(int=7)), "name": "ann"}
BEN = {"id": str(UUID(int=8)), "name": "ben"}
OPENED = {"language": "de", "page": None, "channel": "web", "customer": None}
TRIED = {"a", "b", "c"}
ASKED = {"reason": "asked_for_person", "context": {}}


def said(kind: str, message: str, **more: Any) -> dict[str, Any]:
    author = {"kind": kind, "name": None}
    return {"id": message, "author": author, "text": message, "audience": "everyone", **more}


class Story:
    """The log of a conversation, one event in each transaction and a second between two."""

    def __init__(self, begins: datetime = NINE_O_CLOCK) -> None:
        self.log: list[Recorded] = []
        self._at = begins
        self.then("conversation_opened", Floor.BOT, OPENED)

    def then(self, name: str, floor: Floor, data: dict[str, Any], after_s: float = 1) -> "Story":
        self._at += timedelta(seconds=after_s)
        self.log.append(Recorded(Event(name, self._at, data, len(self.log) + 1, floor), self._at))
        return self

    def waiting(self) -> "Story":
        return self.then("escalated", Floor.QUEUE, ASKED)

    def with_ann(self) -> "Story":
        return self.waiting().then("accepted", Floor.AGENT, {"agent": ANN})


def logs(*stories: Story) -> Logs:
    return Logs({str(UUID(int=number)): story.log for number, story in enumerate(stories, 1)}, [])


def kinds(found: Iterable[Finding]) -> list[Kind]:
    return [finding.kind for finding in found]


def sent(seq: int, message: str, conversation: str = CLEO) -> Sent:
    return Sent(message, conversation, "customer 1", message, seq)


def test_a_message_that_was_acknowledged_has_to_be_in_the_log_once_and_in_order() -> None:
    story = Story().then("message_posted", Floor.BOT, said("customer", "a"))
    story.then("message_posted", Floor.BOT, said("customer", "b"))
    both = [sent(2, "a"), sent(3, "b")]
    assert kinds(messages.compare(both, TRIED, logs(story))) == []
    assert kinds(messages.compare([*both, sent(4, "c")], TRIED, logs(story))) == [Kind.LOST]
    assert kinds(messages.compare(both[::-1], TRIED, logs(story))) == [Kind.OUT_OF_ORDER]
    assert kinds(messages.compare(both, {"a"}, logs(story))) == [Kind.STRANGE]
    story.then("message_posted", Floor.BOT, said("customer", "b"))
    assert kinds(messages.compare(both, TRIED, logs(story))) == [Kind.DOUBLED]
    story.log[-1] = replace(story.log[-1], event=replace(story.log[-1].event, seq=3))
    assert Kind.OUT_OF_ORDER in kinds(messages.compare(both, TRIED, logs(story)))


def test_a_customer_has_to_see_all_that_is_for_them_once_and_nothing_else() -> None:
    story = Story().with_ann().then("message_posted", Floor.AGENT, said("agent", "a"))
    told = logs(story).shown(CLEO, Audience.EVERYONE)

    def look(seen: Sequence[dict[str, Any]]) -> list[Kind]:
        return kinds(sights.of_customer(CLEO, seen, told, logs(story)))

    assert look(told) == []
    assert look(told[:-1]) == [Kind.LOST]
    assert look([*told, told[-1]]) == [Kind.DOUBLED]
    assert look(told[::-1]) == [Kind.OUT_OF_ORDER]
    assert look([*told[:-1], {**told[-1], "text": "for somebody else"}]) == [Kind.WRONG_PERSON]
    assert look([*told, {**told[-1], "seq": 5}]) == [Kind.WRONG_PERSON]


def test_the_bot_has_to_answer_each_message_once_and_only_while_it_has_the_floor() -> None:
    story = Story().then("message_posted", Floor.BOT, said("bot", "a", reply_to="m"))
    assert kinds(floors.bot_replies(logs(story))) == []
    story.then("message_posted", Floor.BOT, said("bot", "b", reply_to="m"))
    assert kinds(floors.bot_replies(logs(story))) == [Kind.DOUBLED]
    late = Story().waiting().then("message_posted", Floor.QUEUE, said("bot", "a", reply_to="m"))
    assert kinds(floors.bot_replies(logs(late))) == [Kind.LATE_REPLY]
    assert kinds(floors.bot_replies(Logs({}, [CLEO]))) == [Kind.LOST]


def test_a_contest_has_one_winner() -> None:
    story = Story().with_ann()
    assert kinds(floors.assignments([Contest(CLEO, {"ann": "200", "ben": "already_accepted"})], logs(story))) == []
    told = [Contest(CLEO, {"ann": "200", "ben": "200"})]
    assert kinds(floors.assignments(told, logs(story))) == [Kind.DOUBLE_ASSIGNMENT]
    silent = {"agent": ANN, "reason": "agent_silent", "to": None}
    later = Story().with_ann().then("released", Floor.QUEUE, silent).then("accepted", Floor.AGENT, {"agent": BEN})
    assert kinds(floors.assignments(told, logs(later))) == []
    story.then("accepted", Floor.AGENT, {"agent": ANN})
    assert kinds(floors.assignments([], logs(story))) == [Kind.DOUBLE_ASSIGNMENT]


def test_an_agent_has_no_more_than_they_can() -> None:
    stories = [Story().with_ann() for _ in range(CAPACITY)]
    assert kinds(floors.capacity(logs(*stories))) == []
    one_more = Story(NINE_O_CLOCK + timedelta(minutes=1)).with_ann()
    assert kinds(floors.capacity(logs(*stories, one_more))) == [Kind.OVER_CAPACITY]
    stories[0].then("closed", Floor.CLOSED, {"outcome": "unsolved_by_agent"})
    assert kinds(floors.capacity(logs(*stories, one_more))) == []


def test_what_is_due_happens_once_and_not_too_early() -> None:
    def check(story: Story, passed_s: float = 0) -> list[Kind]:
        now = story.log[-1].event.at + timedelta(seconds=passed_s)
        return kinds(Timers(PATIENCE).check(logs(story), now))

    until = (NINE_O_CLOCK + timedelta(seconds=6)).isoformat()
    story = Story().waiting().then("offered", Floor.QUEUE, {"agent": ANN, "until": until})
    assert check(story) == []
    assert check(story, passed_s=5) == [Kind.TIMER]
    lapsed = {"agent": ANN, "why": "late"}
    assert check(story.then("offer_lapsed", Floor.QUEUE, lapsed, after_s=5)) == []
    assert check(story.then("offer_lapsed", Floor.QUEUE, lapsed)) == [Kind.TIMER]
    long = {"why": "long", "opens_at": None, "answer_by": None}
    assert check(Story().waiting().then("told_to_wait", Floor.QUEUE, long)) == [Kind.TIMER]
