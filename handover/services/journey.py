"""What happened on the customers' way: at each stage and touchpoint, and from where to where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handover.domain.failure import KINDS
from handover.domain.journey import JourneyMap, Stage
from handover.domain.moments import Moment, Stars, moments_of_truth
from handover.domain.rates import Rate
from handover.domain.spread import spread
from handover.services.reckoner import Reckoner
from handover.storage import journey_figures
from handover.storage.figures import Period
from handover.storage.store import Reader, Store

Json = dict[str, Any]
Key = str | None

_QUOTES = 3


@dataclass(slots=True)
class _Tally:
    """What the contacts of a touchpoint, or of several, add up to."""

    sums: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    def add(self, other: "_Tally") -> None:
        self.sums.update(other.sums)
        self.kinds.update(other.kinds)
        self.waits.extend(other.waits)

    def as_data(self) -> Json:
        sums = self.sums
        contacts, ended = sums["contacts"], sums["ended"]
        return {
            "contacts": contacts,
            "open": contacts - ended,
            "self_service": Rate(sums["self_served"], ended).as_data(),
            "durable": Rate(sums["held"], sums["held"] + sums["came_back"]).as_data(),
            "handed_over": Rate(sums["handed_over"], contacts).as_data(),
            "failed": Rate(sums["failed"], contacts).as_data(),
            "failures": [{"key": kind, "count": self.kinds[kind]} for kind in KINDS if self.kinds[kind]],
            "waiting": spread(self.waits),
            "ratings": {whose: _rated(sums[f"{whose}_rated"], sums[f"{whose}_stars"]) for whose in ("bot", "people")},
        }


async def touchpoints(store: Store, reckoner: Reckoner, period: Period) -> Json:
    """What happened at each touchpoint, in the order of the way; those of a period before the present map come last."""
    await reckoner.catch_up()
    async with store.reading() as connection:
        tallies = await _tallies(connection, period)
        rated = await journey_figures.stars(connection, period)
        quoted = await journey_figures.quotes(connection, period, _QUOTES)
    moments = _moments(rated)
    # What is not known is no place that anybody could do something about.
    ranked = moments_of_truth({name: moment for name, moment in moments.items() if name is not None})
    quotes: defaultdict[Key, list[Json]] = defaultdict(list)
    for row in quoted:
        quotes[row["touchpoint"]].append({name: row[name] for name in ("id", "text", "kind", "language", "at")})
    return {
        "touchpoints": [
            _named(store.journey, name)
            | tallies[name].as_data()
            | {
                "moment": moments[name].as_data() if name in moments else None,
                "moment_of_truth": ranked.index(name) + 1 if name in ranked else None,
                "quotes": quotes[name],
            }
            for name in _in_order(store.journey, tallies)
        ]
    }


async def journey(store: Store, reckoner: Reckoner, period: Period) -> Json:
    """What happened at each stage, and how many went which way; open contacts included, so that it adds up."""
    await reckoner.catch_up()
    async with store.reading() as connection:
        tallies = await _tallies(connection, period)
        ways = await journey_figures.flows(connection, period)
    whole = _Tally()
    for tally in tallies.values():
        whole.add(tally)
    return whole.as_data() | {"stages": _stages(store.journey, tallies), "flows": ways}


def _stages(way: JourneyMap, tallies: defaultdict[Key, _Tally]) -> list[Json]:
    """The stages of the map, and at the end without a name what lies outside of it."""
    within: list[tuple[Stage | None, list[Key]]]
    within = [(stage, [one.id for one in stage.touchpoints]) for stage in way.stages]
    known = {name for _, names in within for name in names}
    if elsewhere := [name for name in _in_order(way, tallies) if name not in known]:
        within.append((None, elsewhere))
    return [_stage(stage, names, tallies) for stage, names in within]


def _stage(stage: Stage | None, names: list[Key], tallies: defaultdict[Key, _Tally]) -> Json:
    tally = _Tally()
    for name in names:
        tally.add(tallies[name])
    told = {"stage": stage.id if stage else None, "names": dict(stage.name) if stage else None}
    return told | {"touchpoints": names} | tally.as_data()


async def _tallies(connection: Reader, period: Period) -> defaultdict[Key, _Tally]:
    found: defaultdict[Key, _Tally] = defaultdict(_Tally)
    for row in await journey_figures.sums(connection, period):
        found[row["touchpoint"]].sums.update({name: value for name, value in row.items() if name != "touchpoint"})
    for name, kind, count in await journey_figures.kinds(connection, period):
        found[name].kinds[kind] = count
    for name, seconds in await journey_figures.waits(connection, period):
        found[name].waits.append(seconds)
    return found


def _in_order(way: JourneyMap, found: Mapping[Key, _Tally]) -> list[Key]:
    """All touchpoints of the map, then others that contacts have."""
    known: list[Key] = [touchpoint.id for touchpoint in way.touchpoints]
    return known + sorted(found.keys() - set(known), key=lambda name: (name is None, name or ""))


def _named(way: JourneyMap, name: Key) -> Json:
    """A touchpoint with its names and its stage; both None where the map does not have it."""
    for stage in way.stages:
        for touchpoint in stage.touchpoints:
            if touchpoint.id == name:
                return {"touchpoint": name, "names": dict(touchpoint.name), "stage": stage.id}
    return {"touchpoint": name, "names": None, "stage": None}


def _moments(rated: Iterable[tuple[Key, bool, Stars]]) -> dict[Key, Moment]:
    ways: defaultdict[Key, dict[bool, Stars]] = defaultdict(dict)
    for name, well, stars in rated:
        ways[name][well] = stars
    given = sum(stars.count for way in ways.values() for stars in way.values())
    return {name: Moment(way.get(True, Stars()), way.get(False, Stars()), given) for name, way in ways.items()}


def _rated(count: int, total: int) -> Json:
    return {"count": count, "average": total / count if count else None}
