"""What becomes known later, counted a second time from the logs alone: what held, what failures cost, what was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from handover.domain.events import Event, Floor
from handover.domain.failure import FOUND_LATER
from handover.domain.reckoning.contact import matter_of
from handover.domain.spread import spread
from tests.support import Support

Log = Sequence[Event]
SOLVED = {"self_served", "solved_by_agent", "promise_kept"}
WEEK = timedelta(days=7)


def first_answers(logs: Sequence[Log]) -> dict[str, Any]:
    """How long customers waited for the first word."""
    waits = []
    for log in logs:
        said = [event for event in log if event.name == "message_posted" and event.data["audience"] == "everyone"]
        asked = next((event for event in said if _author(event) == "customer"), None)
        answers = [event for event in said if asked and event.seq > asked.seq and _author(event) in {"bot", "agent"}]
        if asked and answers:
            waits.append((answers[0].at - asked.at).total_seconds())
    return spread(waits)


def first_words(logs: Sequence[Log], since: datetime | None, until: datetime | None) -> dict[str, Any]:
    """How long it took in handovers that began in that time until whoever had the conversation wrote."""
    waits = []
    for log in logs:
        begun = [event for event in log if event.name == "escalated"]
        for event in begun:
            if (since and event.at < since) or (until and event.at >= until):
                continue
            last = next((one.seq for one in begun if one.seq > event.seq), len(log) + 1)
            if word := _first_word(log[event.seq : last - 1]):
                waits.append((word.at - event.at).total_seconds())
    return spread(waits)


def _first_word(episode: Log) -> Event | None:
    whose = None
    for event in episode:
        if event.name == "accepted":
            whose = event.data["agent"]["name"]
        said = event.name == "message_posted" and event.floor is Floor.AGENT and event.data["audience"] == "everyone"
        if said and _author(event) == "agent" and event.data["author"]["name"] == whose:
            return event
    return None


def promises(logs: Sequence[Log], since: datetime | None, until: datetime | None, now: datetime) -> dict[str, int]:
    """Promises made in that time; each is kept by the next answer."""
    count = {"made": 0, "in_time": 0, "late": 0, "open": 0}
    for log in logs:
        for event in log:
            if event.name != "promised" or (since and event.at < since) or (until and event.at >= until):
                continue
            kept = next((one.at for one in log if one.name == "promise_kept" and one.seq > event.seq), None)
            in_time = (kept or now) <= datetime.fromisoformat(event.data["due_at"])
            count["made"] += 1
            count["late" if not in_time else "in_time" if kept else "open"] += 1
    return count


async def failures_say_what_came_of_them(support: Support, logs: Sequence[Log]) -> None:
    """Each failure has the cost of the handover that it led to, and what the customer did next."""
    told = {str(one["id"]): (one["followed_by"], one["waiting_s"], one["agent_s"]) for one in await support.failures()}
    expected = {each: came for log in logs for each, came in _aftermaths(log).items()}
    assert told.keys() == expected.keys()
    for each, (followed_by, *costs) in expected.items():
        assert told[each][0] in followed_by, (each, told[each], followed_by)
        assert [round(cost, 3) for cost in told[each][1:]] == [round(cost, 3) for cost in costs]


@dataclass
class _Failed:
    """A failure, and where in the log it happened."""

    id: str
    kind: str
    seq: int


def _aftermaths(log: Log) -> dict[str, tuple[set[str | None], float, float]]:
    failed = [_failed(event, log) for event in log if event.name == "failure_recorded"]
    costs = {each.id: {Floor.QUEUE: 0.0, Floor.AGENT: 0.0} for each in failed}
    for before, after in pairwise(log):
        if before.floor in {Floor.QUEUE, Floor.AGENT} and (owner := _owner(failed, log, before.seq)):
            costs[owner.id][before.floor] += (after.at - before.at).total_seconds()
    return {each.id: (_next(log, each.seq), *costs[each.id].values()) for each in failed}


def _failed(event: Event, log: Log) -> _Failed:
    data, seq = event.data, event.seq
    if data["kind"] in FOUND_LATER:
        [seq] = [one.seq for one in log if one.data.get("id") == data["message_id"]]
    return _Failed(data["failure_id"], data["kind"], seq)


def _owner(failed: Sequence[_Failed], log: Log, seq: int) -> _Failed | None:
    """The failure that led to the handover that was going on then."""
    handed_over = max(event.seq for event in log if event.name == "escalated" and event.seq <= seq)
    ends = [event.seq for event in log if event.name in {"closed", "returned_to_bot"} and event.seq < handed_over]
    since = max(ends, default=0)
    before = sorted((each for each in failed if since < each.seq < handed_over), key=lambda each: each.seq)
    said_why = [each for each in before if each.kind != "asked_for_person"]
    return (said_why or before or [None])[-1]


def _next(log: Log, seq: int) -> set[str | None]:
    for event in log:
        if event.seq <= seq:
            continue
        if event.name == "message_posted" and _author(event) == "customer" and event.floor is Floor.BOT:
            return {"chose", "rephrased"}
        if event.name == "escalated":
            return {"asked_for_person" if event.data["reason"] == "asked_for_person" else "handed_over"}
        if event.name in {"closed", "promised"}:
            return {"left" if event.name == "closed" else "promised"}
    return {None}


def solutions_say_whether_they_held(logs: Sequence[Log], contacts: Sequence[Any]) -> None:
    """Eight days after the last word nothing is unknown any more.

    Args:
        logs: Of each contact its log.
        contacts: What reports say of them.
    """
    stories = {one["conversation_id"]: _Story(log, one["person"]) for log, one in zip(logs, contacts, strict=True)}
    for contact in contacts:
        mine, own = stories[contact["conversation_id"]], contact["conversation_id"]
        others = {
            key: story for key, story in stories.items() if key != own and story.person and story.person == mine.person
        }
        back_in = {key for key, story in others.items() if any(mine.is_back(*visit) for visit in story.visits)}
        if contact["outcome"] not in SOLVED:
            assert contact["durable"] is None
        elif mine.came_back:
            assert contact["durable"] is False
        elif contact["durable"]:
            assert not {key for key in others if any(mine.is_back_since_the_end(*one) for one in others[key].visits)}
        else:
            assert (contact["durable"], contact["came_back_in"] in back_in) == (False, True)


class _Story:
    """What somebody wanted when, and when it was solved."""

    def __init__(self, log: Log, person: str | None) -> None:
        self.person = person
        asked = {event.data["id"]: event for event in log if event.name == "message_posted"}
        self._said = [(event.seq, event.at) for event in asked.values() if _author(event) == "customer"]
        read = [event for event in log if event.name == "turn_understood"]
        wanted = [(asked[event.data["message_id"]].seq, event, matter_of(event.data)) for event in read]
        self._wanted = [(seq, event, matter) for seq, event, matter in wanted if matter]
        self._solved = [event for event in log if event.name == "closed" and event.data["outcome"] in SOLVED]
        came = [event for event in log if event.name in {"conversation_opened", "reopened"}]
        self.visits: list[tuple[datetime, set[str]]] = [(event.at, set()) for event in came]
        for _, event, matter in self._wanted:
            self.visits[sum(event.seq > one.seq for one in came) - 1][1].add(matter)

    @property
    def came_back(self) -> bool:
        """Whether they asked in this very chat once more about what had been solved there in the week before."""
        return any(
            end.seq < event.seq and event.at <= end.at + WEEK and matter in self._before(end)
            for end in self._solved
            for _, event, matter in self._wanted
        )

    def is_back(self, at: datetime, matters: set[str]) -> bool:
        """Whether somebody who comes then with these matters comes back about what was solved here."""
        return any(self._over(end) < at <= end.at + WEEK and matters & self._before(end) for end in self._solved)

    def is_back_since_the_end(self, at: datetime, matters: set[str]) -> bool:
        """The same, about what was solved here last."""
        end = self._solved[-1]
        return bool(self._over(end) < at <= end.at + WEEK and matters & self._before(end))

    def _over(self, end: Event) -> datetime:
        """What the bot served was over with the customer's last word."""
        if end.data["outcome"] != "self_served":
            return end.at
        return max((at for seq, at in self._said if seq < end.seq), default=end.at)

    def _before(self, end: Event) -> set[str]:
        return {matter for seq, _, matter in self._wanted if seq < end.seq}


def _author(event: Event) -> str:
    return str(event.data["author"]["kind"])
