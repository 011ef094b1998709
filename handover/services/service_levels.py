"""How well customers are served: answers, waiting, handling, promises, ratings and how well the bot understands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from handover.adapters.clock import Clock
from handover.domain.rates import Rate
from handover.domain.spread import spread
from handover.domain.team import DEFAULT, Plan
from handover.services.reckoner import Reckoner
from handover.storage import figures, service_figures
from handover.storage.figures import Period
from handover.storage.service_figures import Row
from handover.storage.store import Store


async def service_levels(store: Store, clock: Clock, reckoner: Reckoner, plan: Plan, period: Period) -> dict[str, Any]:
    """The service figures of a period: handovers by when they began, contacts by when they were opened."""
    await reckoner.catch_up()
    async with store.reading() as connection:
        episodes = await service_figures.episodes(connection, period)
        answers = await service_figures.first_answers(connection, period)
        promised = await service_figures.promised(connection, period, clock.now())
        languages = await service_figures.by_language(connection, period)
        bot = await service_figures.stars(connection, "bot_stars", period)
        people = await service_figures.stars(connection, "people_stars", period)
        totals = await figures.totals(connection, period)
    return {
        "zone": str(plan.zone),
        "first_answer": spread(answers),
        **_levels(episodes),
        "teams": _teams(plan, episodes),
        "hours": _hours(reckoner, episodes),
        "promises": {**promised, "kept": Rate(promised["in_time"], promised["made"] - promised["open"]).as_data()},
        "ratings": {"bot": _rated(bot), "people": _rated(people)},
        "accuracy": _accuracy(totals, episodes),
        "languages": [_language(row) for row in languages],
    }


def _levels(episodes: Sequence[Row]) -> dict[str, Any]:
    """How soon a person wrote, waiting of everybody who waited (also of who left), handling of what is over.

    Who left their address for an answer by mail, or went back to the bot, has not given up.
    """
    ended = [row for row in episodes if row["ended_by"] is not None]
    answered = [row for row in episodes if row["answered_at"] is not None]
    return {
        "handovers": len(episodes),
        "first_person": spread([_seconds(row["escalated_at"], row["answered_at"]) for row in answered]),
        "waiting": spread([row["waiting_s"] for row in episodes if row["accepted_at"] or row["ended_by"]]),
        "handling": spread([row["agent_s"] for row in ended if row["accepted_at"]]),
        "left_waiting": Rate(sum(row["outcome"] == "gave_up_in_queue" for row in ended), len(ended)).as_data(),
    }


def _seconds(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds()


def _teams(plan: Plan, episodes: Sequence[Row]) -> list[dict[str, Any]]:
    of_team: defaultdict[str, list[Row]] = defaultdict(list)
    for row in episodes:
        of_team[row["team"] or DEFAULT].append(row)
    return [{"team": team, "names": dict(plan.team(team).name), **_levels(of_team[team])} for team in sorted(of_team)]


def _hours(reckoner: Reckoner, episodes: Iterable[Row]) -> list[dict[str, Any]]:
    """The same for each hour of the week in which somebody wanted a person."""
    of_hour: defaultdict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in episodes:
        of_hour[reckoner.days.hour_of(row["escalated_at"])].append(row)
    return [{"weekday": weekday, "hour": hour, **_levels(of_hour[weekday, hour])} for weekday, hour in sorted(of_hour)]


def _rated(given: Sequence[tuple[int, int]]) -> dict[str, Any]:
    counts = dict(given)
    count = sum(counts.values())
    average = sum(stars * times for stars, times in given) / count if count else None
    by_stars = [{"stars": stars, "count": counts.get(stars, 0)} for stars in range(1, 6)]
    return {"count": count, "average": average, "by_stars": by_stars}


def _accuracy(totals: Row, episodes: Sequence[Row]) -> dict[str, Any]:
    """How right the bot was: by itself, by what customers judged, and by what agents said was the cause."""
    causes = [row["cause"] for row in episodes if row["cause"]]
    return {
        "understood": Rate(totals["understood"], totals["turns"]).as_data(),
        "helpful": Rate(totals["helpful"], totals["helpful"] + totals["unhelpful"]).as_data(),
        "misunderstood": Rate(causes.count("misunderstood"), len(causes)).as_data(),
        "causes": [{"key": cause, "count": causes.count(cause)} for cause in sorted(set(causes))],
    }


def _language(row: Row) -> dict[str, Any]:
    return {
        "language": row["language"],
        "contacts": row["contacts"],
        "self_service": Rate(row["self_served"], row["ended"]).as_data(),
        "understood": Rate(min(row["understood"], row["turns"]), row["turns"]).as_data(),
        "failed": Rate(min(row["failed"], row["turns"]), row["turns"]).as_data(),
    }
