"""What self-service saves: measured where it can be, and as the owner says where it cannot."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from handover.adapters.clock import Clock
from handover.domain.agent import Agent
from handover.domain.rates import Rate
from handover.domain.reckoning.returns import DURABLE_AFTER
from handover.domain.savings import Measured, Range, Savings, mean_of, savings, share_of
from handover.domain.team import DEFAULT, Plan
from handover.services.reckoner import Reckoner
from handover.storage import savings as rows
from handover.storage.figures import Period
from handover.storage.store import Store

# What the formula is made of, and what is taken off in the end.
FACTORS = ("contacts_per_day", "simple_share", "solved_share", "minutes", "cost_per_hour", "days_per_year")
PARTS = (*FACTORS, "running_per_year")
CURRENCY = "CHF"
_A_YEAR = timedelta(days=364)


async def reckon(store: Store, clock: Clock, reckoner: Reckoner, plan: Plan, period: Period) -> dict[str, Any]:
    """What is saved at the pace of a period, with each part of the formula and where it comes from.

    What an owner said counts, else what was measured in the period. `missing` names the parts that nobody knows; until
    there are none, nothing is reckoned.
    """
    await reckoner.catch_up()
    async with store.reading() as connection:
        said = await rows.newest(connection)
        counted = await rows.taken(connection, period, clock.now() - DURABLE_AFTER)
        handled = await rows.handling(connection, period)
    days = _open_days(reckoner, plan, period, counted["first"])
    measured = {
        "contacts_per_day": _pace(counted["contacts"], days),
        "simple_share": share_of(Rate(counted["simple"], counted["ended"])),
        "solved_share": share_of(Rate(counted["held"], counted["settled"])),
        "minutes": mean_of(**handled),
        "days_per_year": _year(reckoner.days.today(), plan),
    }
    parts = {name: _part(said[name] if said else None, measured.get(name)) for name in PARTS}
    return {
        "currency": said["currency"] if said else CURRENCY,
        "parts": parts,
        "missing": [name for name in FACTORS if parts[name]["value"] is None],
        "measured": {name: _shown(found) for name, found in measured.items()},
        "assumptions": said and _told(said),
        **_result(parts),
    }


async def assume(store: Store, clock: Clock, owner: Agent, said: Mapping[str, Any]) -> dict[str, Any]:
    """Store what an owner says, as a whole; what is None is to be measured, or is not known."""
    async with store.transaction() as tx:
        before = await rows.newest(tx.connection)
        if before is None or any(before[name] != value for name, value in said.items()):
            await rows.add(tx, {**said, "at": clock.now(), "agent_id": owner.id})
        now = await rows.newest(tx.connection)
    return _told(now or {})


def _open_days(reckoner: Reckoner, plan: Plan, period: Period, first: date | None) -> int:
    """On how many days of the period the default team answered, from the day of its first contact until today."""
    if first is None:
        return 0
    last = reckoner.days.today()
    if period.until:
        last = min(last, reckoner.days.of(period.until - timedelta(microseconds=1)))
    return plan.team(DEFAULT).open_days(first, last)


def _pace(contacts: int, days: int) -> Measured | None:
    return Measured(Range.point(contacts / days), contacts) if days > 0 else None


def _year(today: date, plan: Plan) -> Measured:
    """The days on which the default team answers in the year that begins today."""
    days = plan.team(DEFAULT).open_days(today, today + _A_YEAR)
    return Measured(Range.point(days), days)


def _part(said: float | None, found: Measured | None) -> dict[str, Any]:
    if said is None:
        return {"measured": found is not None, **_shown(found)}
    return {"measured": False, **asdict(Range.point(said)), "n": None, "small": False}


def _shown(found: Measured | None) -> dict[str, Any]:
    if found is None:
        return {"value": None, "low": None, "high": None, "n": None, "small": False}
    return {**asdict(found.range), "n": found.n, "small": found.small}


def _result(parts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    known = {
        name: Range(part["value"], part["low"], part["high"])
        for name, part in parts.items()
        if part["value"] is not None
    }
    if not known.keys() >= set(FACTORS):
        return dict.fromkeys(Savings.__dataclass_fields__)
    return asdict(savings(**known))


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in (*PARTS, "currency", "at", "by")}
