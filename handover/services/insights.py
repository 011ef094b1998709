"""Figures for owners, with the counts behind every rate."""

from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from handover.domain.events import Floor
from handover.domain.failure import KINDS
from handover.domain.outcome import OUTCOMES
from handover.domain.rates import Rate
from handover.services.reckoner import Reckoner
from handover.storage import contact_list, figures, service_figures
from handover.storage.contact_list import ContactFilter
from handover.storage.figures import Period
from handover.storage.store import Store

PAGE = contact_list.PAGE
# PostgreSQL takes 32,767 values in one query.
_AT_ONCE = 30_000


async def outcomes(store: Store, reckoner: Reckoner, period: Period) -> dict[str, Any]:
    """How conversations ended, and where self-service failed, in a period.

    The seven outcomes and the open conversations add up to all that were opened in the period.
    """
    await reckoner.catch_up()
    async with store.reading() as connection:
        ended = dict(await figures.contacts_by(connection, "outcome", period))
        totals = await figures.totals(connection, period)
        failed = {
            name: await figures.failures_by(connection, name, period)
            for name in ("kind", "intent", "touchpoint", "language", "model")
        }
        pages = await figures.failures_by_page(connection, period)
        reasons = await figures.handovers_by_reason(connection, period)
        days = await figures.by_day(connection, period)
        corrected = await figures.corrected(connection, reckoner.days.of_period(period))
    still_open = ended.pop(None, 0)
    all_ended = sum(ended.values())
    total = still_open + all_ended
    kinds = dict(failed["kind"])
    return {
        "conversations": {"total": total, "open": still_open, "ended": all_ended},
        "outcomes": [{"outcome": name} | Rate(ended.get(name, 0), total).as_data() for name in OUTCOMES],
        "self_service": Rate(ended.get("self_served", 0), all_ended).as_data(),
        "durable": Rate(totals["held"], totals["held"] + totals["came_back"]).as_data(),
        "turns": {"total": totals["turns"], "understood": totals["understood"], "failed": totals["failed"]},
        "failures": {
            "total": sum(kinds.values()),
            "by_kind": [{"key": name, "count": kinds.get(name, 0)} for name in KINDS],
            "by_page": _keyed(pages),
            **{f"by_{name}": _keyed(failed[name]) for name in ("intent", "touchpoint", "language", "model")},
        },
        "handovers": {"total": sum(count for _, count in reasons), "by_reason": _keyed(reasons)},
        "ratings": _ratings(totals),
        "judgements": Rate(totals["helpful"], totals["helpful"] + totals["unhelpful"]).as_data(),
        "days": days,
        "corrections": [{"field": field, "count": count, "last_at": at} for field, count, at in corrected],
    }


def _ratings(totals: figures.Row) -> dict[str, Any]:
    def average(*names: str) -> dict[str, Any]:
        count = sum(totals[f"{name}_count"] for name in names)
        return {"count": count, "average": sum(totals[name] for name in names) / count if count else None}

    return average("bot_stars", "people_stars") | {"bot": average("bot_stars"), "people": average("people_stars")}


async def contacts(
    store: Store, reckoner: Reckoner, wanted: ContactFilter, after: tuple[datetime, UUID] | None
) -> list[figures.Row]:
    """A page of the conversations behind a figure, newest first."""
    await reckoner.catch_up()
    if not wanted.is_by_hour:
        async with store.reading() as connection:
            return await contact_list.page(connection, wanted, after)
    among = await _handed_over_then(store, reckoner, wanted)
    async with store.reading() as connection:
        parts = [
            await contact_list.page(connection, wanted, after, among[start : start + _AT_ONCE])
            for start in range(0, len(among), _AT_ONCE)
        ]
    rows = (row for part in parts for row in part)
    return sorted(rows, key=itemgetter("opened_at", "conversation_id"), reverse=True)[:PAGE]


async def _handed_over_then(store: Store, reckoner: Reckoner, wanted: ContactFilter) -> list[UUID]:
    """Whose handover began in that hour of the week. No database knows time zones as both of ours would have to."""
    async with store.reading() as connection:
        begun = await service_figures.begun(connection, wanted.period)
    then = [(conversation, reckoner.days.hour_of(at)) for conversation, at in begun]
    found = {
        conversation
        for conversation, (weekday, hour) in then
        if wanted.weekday in (weekday, None) and wanted.hour in (hour, None)
    }
    return list(found)


async def floors(store: Store) -> dict[str, int]:
    """How many conversations each floor has now."""
    async with store.reading() as connection:
        counted = dict(await figures.floors(connection))
    return {floor.value: counted.get(floor.value, 0) for floor in Floor}


def _keyed(counts: figures.Counts) -> list[dict[str, Any]]:
    return [{"key": key, "count": count} for key, count in counts]
