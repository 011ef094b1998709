"""Reports counted a second time, from the logs alone and in another way: with counters over all events at once."""

from collections import Counter
from datetime import datetime
from itertools import pairwise
from typing import Any

from handover.domain.events import Event, Floor
from handover.domain.team import Plan
from handover.services import insights, journey
from handover.services.service_levels import service_levels
from handover.storage.contact_list import ContactFilter
from handover.storage.figures import Period
from tests.histories import recount_later
from tests.support import Support

Log = list[Event]


async def reports_say_what_the_logs_say(support: Support) -> None:
    """Over everything, and over each part that a day's end makes of it."""
    await support.reckoner.catch_up()
    await support.reckoner.once()
    assert await support.reckoner.once() == 0, "what was reckoned stays reckoned"
    logs = [await support.log(one["conversation_id"]) for one in await _contacts(support, Period())]
    assert len(logs) == await support.count("conversations")
    openings = sorted(log[0].at for log in logs)
    for since in (None, *openings):
        for until in (None, *openings):
            within = [log for log in logs if _in(log[0].at, since, until)]
            await _compare(support, Period(since, until), logs, within)
    await _compare_journey(support, logs)
    await recount_later.failures_say_what_came_of_them(support, logs)
    support.clock.pass_time(days=8)
    await support.reckoner.once()
    recount_later.solutions_say_whether_they_held(logs, await _contacts(support, Period()))


async def _contacts(support: Support, period: Period) -> list[Any]:
    return await insights.contacts(support.store, support.reckoner, ContactFilter(period), None)


def _in(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at < until)


async def _compare(support: Support, period: Period, logs: list[Log], within: list[Log]) -> None:
    said = await insights.outcomes(support.store, support.reckoner, period)
    endings = Counter(_ending(log) for log in within)
    assert {one["outcome"]: one["count"] for one in said["outcomes"] if one["count"]} == {
        outcome: count for outcome, count in endings.items() if outcome
    }
    assert said["conversations"] == {
        "total": len(within),
        "open": endings[None],
        "ended": len(within) - endings[None],
    }
    assert said["turns"] == _turns(within)
    assert {name: said["ratings"][name]["count"] for name in ("bot", "people")} == _ratings(within)
    helpful = [verdict for log in within for verdict in _verdicts(log).values()]
    assert (said["judgements"]["count"], said["judgements"]["of"]) == (sum(helpful), len(helpful))
    failed = [event for log in logs for event in log if event.name == "failure_recorded"]
    if period == Period():
        assert {one["key"]: one["count"] for one in said["failures"]["by_kind"] if one["count"]} == Counter(
            event.data["kind"] for event in failed
        )
    escalated = [
        event
        for log in logs
        for event in log
        if event.name == "escalated" and _in(event.at, period.since, period.until)
    ]
    assert {one["key"]: one["count"] for one in said["handovers"]["by_reason"]} == Counter(
        event.data["reason"] for event in escalated
    )
    assert sum(day["contacts"] for day in said["days"]) == len(within)
    levels = await service_levels(support.store, support.clock, support.reckoner, Plan(), period)
    assert sum(one["handovers"] for one in levels["hours"]) == levels["handovers"] == len(escalated)
    for name in ("first_person", "waiting", "handling"):
        assert sum(one[name]["count"] for one in levels["hours"]) == levels[name]["count"]
    assert levels["first_answer"] == recount_later.first_answers(within)
    assert levels["first_person"] == recount_later.first_words(logs, period.since, period.until)
    promised = recount_later.promises(logs, period.since, period.until, support.clock.now())
    assert {name: levels["promises"][name] for name in promised} == promised
    contacts = await _contacts(support, period)
    for floor, name in ((Floor.QUEUE, "waiting_s"), (Floor.AGENT, "agent_s")):
        assert abs(sum(one[name] for one in contacts) - sum(_spent(log, floor) for log in within)) < 1e-3


async def _compare_journey(support: Support, logs: list[Log]) -> None:
    said = await journey.journey(support.store, support.reckoner, Period())
    each = (await journey.touchpoints(support.store, support.reckoner, Period()))["touchpoints"]
    ways = Counter[str | None]()
    for flow in said["flows"]:
        ways[flow["outcome"]] += flow["count"]
    assert ways == Counter(_ending(log) for log in logs)
    escalated = sum(any(event.name == "escalated" for event in log) for log in logs)
    failed = sum(any(event.name == "failure_recorded" for event in log) for log in logs)
    for parts in (said["stages"], each):
        assert sum(part["contacts"] for part in parts) == len(logs)
        assert sum(part["handed_over"]["count"] for part in parts) == escalated
        assert sum(part["failed"]["count"] for part in parts) == failed


def _ending(log: Log) -> str | None:
    ends = [event for event in log if event.name in {"closed", "reopened"}]
    return ends[-1].data.get("outcome") if ends else None


def _turns(logs: list[Log]) -> dict[str, int]:
    events = [event for log in logs for event in log]
    asked = {
        event.data["id"]
        for event in events
        if event.name == "message_posted" and event.data["author"]["kind"] == "customer" and event.floor is Floor.BOT
    }
    failed = {event.data["message_id"] for event in events if event.name == "failure_recorded"}
    read = [event for event in events if event.name == "turn_understood" and not event.data["fallback"]]
    return {"total": len(asked), "understood": len(read), "failed": len(asked & failed)}


def _ratings(logs: list[Log]) -> dict[str, int]:
    whose: Counter[str] = Counter(bot=0, people=0)
    for log in logs:
        spoke = [event.seq for event in log if event.name == "message_posted" and _is_agents(event)]
        first = spoke[0] if spoke else len(log) + 1
        whose["bot"] += any(event.name == "rated" and event.seq < first for event in log)
        whose["people"] += any(event.name == "rated" and event.seq > first for event in log)
    return dict(whose)


def _is_agents(event: Event) -> bool:
    return bool(event.data["author"]["kind"] == "agent" and event.data["audience"] == "everyone")


def _verdicts(log: Log) -> dict[int, bool]:
    return {event.data["message_seq"]: event.data["helpful"] for event in log if event.name == "judged"}


def _spent(log: Log, floor: Floor) -> float:
    return sum((after.at - before.at).total_seconds() for before, after in pairwise(log) if before.floor is floor)
