"""Watching figures: once for each day that is over, in whichever process looks first."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from handover.domain import alert
from handover.domain.alert import RISES, WINDOWS, Watched
from handover.domain.rates import Rate
from handover.services.reckoner import Reckoner
from handover.storage import alerts
from handover.storage.store import Store
from handover.storage.transaction import Transaction

_DAY = timedelta(days=1)
Rates = Mapping[tuple[str, str], Rate]


class Watch:
    """Looks at each day that is over.

    Args:
        store: Where figures and alerts are.
        reckoner: Which day it is, and whether all of it is reckoned.
    """

    def __init__(self, store: Store, reckoner: Reckoner) -> None:
        self._store = store
        self._reckoner = reckoner

    async def once(self) -> None:
        """Look at the days that have ended since the last look, each once, when all that was said is reckoned."""
        yesterday = self._reckoner.days.today() - _DAY
        async with self._store.reading() as connection:
            last = await alerts.last_watched(connection)
        if (last is not None and last >= yesterday) or not await self._reckoner.catch_up():
            return
        while last is None or last < yesterday:
            day = yesterday if last is None else last + _DAY
            if not await self._look_at(last, day):
                return
            last = day

    async def _look_at(self, last: date | None, day: date) -> bool:
        async with self._store.reading() as connection:
            rates = {
                days: (
                    await alerts.rates(connection, self._reckoner.days.period(*alert.window(day, days))),
                    await alerts.rates(connection, self._reckoner.days.period(*alert.before(day, days))),
                )
                for days in WINDOWS
            }
        async with self._store.transaction() as tx:
            if not await alerts.begin(tx, last, day):
                return False
            await _compare(tx, day, rates)
        return True


async def _compare(tx: Transaction, day: date, rates: Mapping[int, tuple[Rates, Rates]]) -> None:
    """Begin alerts for what is out of its band in either window, and end those of what is back in both."""
    out: dict[tuple[str, str], tuple[int, Watched]] = {}
    stay = set()
    for days, (now, before) in rates.items():
        for found in _watched(now, before):
            key = found.kind, found.subject or ""
            if found.is_out:
                out.setdefault(key, (days, found))
            if found.stays_out:
                stay.add(key)
    known = {(row["kind"], row["subject"]): row for row in await alerts.open_ones(tx.connection)}
    for key, row in known.items():
        if key not in stay:
            await alerts.end(tx, row, day)
    for key, (days, found) in out.items():
        if key not in known:
            await alerts.begin_one(tx, found, days, day)


def _watched(now: Rates, before: Rates) -> Sequence[Watched]:
    nothing_yet = Rate(0, before["", ""].of)
    found = []
    for (kind, subject), rate in now.items():
        if kind in RISES:
            # A new gap had no failures before, among as many contacts as there were.
            known = before.get((kind, subject), nothing_yet if kind == "gap" else Rate(0, 0))
            found.append(Watched(kind, subject or None, rate, known))
    return found


async def of_period(store: Store, first: date, last: date) -> list[dict[str, Any]]:
    """The alerts that were open on any of these days, the newest first."""
    async with store.reading() as connection:
        found = await alerts.of_days(connection, first, last)
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "subject": row["subject"] or None,
            "days": row["days"],
            "began_on": row["began_on"],
            "ended_on": row["ended_on"],
            "now": Rate(row["count"], row["of"]).as_data(),
            "before": Rate(row["before_count"], row["before_of"]).as_data(),
        }
        for row in found
    ]
