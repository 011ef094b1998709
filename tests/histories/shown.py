"""What reports have shown of past days, kept here a second time: it may only change by corrections that are told."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from handover.domain.reckoning.contact import CORRECTED
from handover.storage.tables import contacts, corrections
from tests.support import Support

Row = Mapping[str, Any]


class Shown:
    """The contacts that had ended on a day before, as they were when an owner first could read of them."""

    def __init__(self) -> None:
        self._seen: dict[UUID, Row] = {}
        self._told_before: dict[UUID, set[UUID]] = {}

    async def look(self, support: Support) -> None:
        """Read what the reports show now."""
        rows, told = await _read(support)
        reckoner = support.reckoner
        for own, row in rows.items():
            if own not in self._seen and row["ended_at"] and reckoner.days.of(row["ended_at"]) < reckoner.days.today():
                self._seen[own] = row
                self._told_before[own] = {one["id"] for one in told if one["conversation_id"] == own}

    async def changed_only_as_told(self, support: Support) -> int:
        """Compare what is shown with what was; how many contacts that were."""
        rows, told = await _read(support)
        since = [one for one in told if one["id"] not in self._told_before.get(one["conversation_id"], set())]
        for own, was in self._seen.items():
            for field in CORRECTED:
                of_it = [one for one in since if (one["conversation_id"], one["field"]) == (own, field)]
                _leads(field, was[field], rows[own][field], of_it)
        return len(self._seen)


def _leads(field: str, was: Any, now: Any, steps: list[Row]) -> None:
    """From what was shown to what is shown, in any order: steps of the same moment have none."""
    if field == "durable":
        # What becomes known is no correction; what was said to have held, and did not, is one.
        assert (was, now) != (True, False) or any(step["was"] is True for step in steps)
        return
    balance = Counter({_plain(was): 1})
    balance[_plain(now)] -= 1
    for step in steps:
        assert step["was"] != step["now"], field
        balance[_plain(step["was"])] -= 1
        balance[_plain(step["now"])] += 1
    assert set(balance.values()) == {0}, (field, was, now, steps)


def _plain(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


async def _read(support: Support) -> tuple[dict[UUID, Row], list[Row]]:
    async with support.store.reading() as connection:
        rows = [dict(row) for row in (await connection.execute(select(contacts))).mappings()]
        told = [dict(row) for row in (await connection.execute(select(corrections))).mappings()]
    return {row["conversation_id"]: row for row in rows}, told
