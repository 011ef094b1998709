"""What is worth doing next, ranked by what it would save."""

from datetime import timedelta
from typing import Any

from handover.adapters.clock import Clock
from handover.services.reckoner import Reckoner
from handover.services.savings import CURRENCY
from handover.storage import next_steps as rows
from handover.storage import savings
from handover.storage.figures import Period
from handover.storage.store import Store

MOST = 5
LATELY = timedelta(weeks=4)


async def next_steps(store: Store, clock: Clock, reckoner: Reckoner) -> dict[str, Any]:
    """The open gaps that cost most in the last four weeks.

    What closing one would save is the time that agents spent on the handovers it led to, at the owner's cost per hour;
    None as long as no owner said what an hour costs.
    """
    await reckoner.catch_up()
    now = clock.now()
    period = Period(now - LATELY, now)
    async with store.reading() as connection:
        found = await rows.dearest(connection, period, MOST)
        said = await savings.newest(connection)
    cost = said["cost_per_hour"] if said else None
    return {
        "from": period.since,
        "to": period.until,
        "currency": said["currency"] if said else CURRENCY,
        "items": [
            {
                "gap": row["id"],
                "name": row["name"],
                "names": row["names"],
                "state": row["state"],
                **{name: row[name] for name in ("failures", "contacts", "waiting_s", "agent_s")},
                "saves": row["agent_s"] / 3600 * cost if cost is not None else None,
            }
            for row in found
        ],
    }
