"""Figures for owners, with the counts behind every rate."""

from datetime import datetime
from typing import Any

from handover.domain.events import Floor
from handover.domain.failure import KINDS
from handover.domain.outcome import OUTCOMES
from handover.storage import figures
from handover.storage.store import Store


async def outcomes(store: Store, since: datetime | None, until: datetime | None) -> dict[str, Any]:
    """How conversations ended, and where self-service failed, in a period; `until` itself is not in it.

    The seven outcomes and the open conversations add up to all that were opened in the period.
    """
    async with store.reading() as connection:
        ended = dict(await figures.outcomes(connection, since, until))
        failed = {
            name: await figures.failures_by(connection, name, since, until)
            for name in ("kind", "intent", "touchpoint", "language")
        }
        pages = await figures.failures_by_page(connection, since, until)
        reasons = await figures.handovers_by_reason(connection, since, until)
        turns = await figures.turns(connection, since, until)
        stars = await figures.ratings(connection, since, until)
    still_open = ended.pop(None, 0)
    kinds = dict(failed["kind"])
    total_failed = sum(kinds.values())
    return {
        "conversations": {
            "total": still_open + sum(ended.values()),
            "open": still_open,
            "ended": sum(ended.values()),
        },
        "outcomes": [{"outcome": name, "count": ended.get(name, 0)} for name in OUTCOMES],
        "turns": turns,
        "failures": {
            "total": total_failed,
            "by_kind": [{"key": name, "count": kinds.get(name, 0)} for name in KINDS],
            "by_page": _keyed(pages),
            **{f"by_{name}": _keyed(failed[name]) for name in ("intent", "touchpoint", "language")},
        },
        "handovers": {"total": sum(count for _, count in reasons), "by_reason": _keyed(reasons)},
        "ratings": {"count": len(stars), "average": sum(stars) / len(stars) if stars else None},
    }


async def floors(store: Store) -> dict[str, int]:
    """How many conversations each floor has now."""
    async with store.reading() as connection:
        counted = dict(await figures.floors(connection))
    return {floor.value: counted.get(floor.value, 0) for floor in Floor}


def _keyed(counts: figures.Counts) -> list[dict[str, Any]]:
    return [{"key": key, "count": count} for key, count in counts]
