"""What owners see of gaps: topics of failures, what they cost, and whether a fix helped."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from handover.adapters.clock import Clock
from handover.domain.gap import CAME_BACK, LATELY, GapState, Proof, windows
from handover.domain.rates import Rate
from handover.storage import gap_figures, gaps, groupings
from handover.storage.gap_figures import Cursor, GapFilter
from handover.storage.store import Reader, Store

Row = Mapping[str, Any]
PAGE = gap_figures.PAGE
_STEPS, _QUOTES, _ALL_QUOTES, _MOST_KEYS = 12, 3, 10, 5
_MOMENT = timedelta(seconds=1)
_FIXED = (GapState.FIXED, GapState.VERIFIED)


async def page(store: Store, clock: Clock, wanted: GapFilter, after: Cursor | None) -> tuple[list[Row], Row]:
    """A page of gaps, those with most failures in the period first; and how many failures have none.

    Each has besides its facts `count`, `waiting_s`, `agent_s`, `first_at`, `last_at` of the period, `before` (the count
    of as long a time before it) and `trend` (in twelve steps) where the period has a beginning, `languages`,
    `touchpoints`, `quotes`, and `came_back`.
    """
    async with store.reading() as connection:
        found = await gap_figures.page(connection, wanted, after)
        items = await _with_figures(connection, found, wanted, clock.now(), _QUOTES)
        rest = {
            "ungrouped": await groupings.count_without_gap(connection, wanted.since, wanted.until),
            "grouped_at": await groupings.last(connection),
        }
    return items, rest


async def one(store: Store, clock: Clock, gap_id: UUID, wanted: GapFilter) -> Row:
    """A gap with all that is known of it.

    Besides what a page of them tells: `intents`, `pages`, `kinds` and agents' `causes` of the period, `proof` of its
    fix, and `history`.

    Raises:
        NotFoundError: There is none.
    """
    now = clock.now()
    async with store.reading() as connection:
        gap = await gaps.one(connection, gap_id)
        counted = (await gap_figures.totals(connection, [gap_id], wanted)).get(gap_id, {})
        [item] = await _with_figures(connection, [{**_NOTHING, **gap, **counted}], wanted, now, _ALL_QUOTES)
        more = {
            f"{name}s": (await gap_figures.spread(connection, [gap_id], name, wanted))[gap_id][:_MOST_KEYS]
            for name in ("intent", "page", "kind", "cause")
        }
        proof = await proof_of(connection, gap, now)
        return {**item, **more, "proof": proof, "history": await gaps.history(connection, gap_id)}


_NOTHING = {"count": 0, "waiting_s": 0.0, "agent_s": 0.0, "first_at": None, "last_at": None}


async def _with_figures(
    connection: Reader, found: Sequence[Row], wanted: GapFilter, now: datetime, quotes: int
) -> list[Row]:
    ids = [gap["id"] for gap in found]
    if not ids:
        return []
    languages = await gap_figures.spread(connection, ids, "language", wanted)
    touchpoints = await gap_figures.spread(connection, ids, "touchpoint", wanted)
    said = await gap_figures.quotes(connection, ids, wanted, quotes)
    lately = await gap_figures.totals(connection, ids, GapFilter(now - LATELY))
    before, trend = await _compared(connection, ids, wanted, now)
    return [
        {
            **gap,
            "before": None if before is None else before.get(gap["id"], {}).get("count", 0),
            "trend": None if trend is None else trend.get(gap["id"], [0] * _STEPS),
            "languages": _without_countries(languages[gap["id"]]),
            "touchpoints": touchpoints[gap["id"]][:_MOST_KEYS],
            "quotes": said[gap["id"]],
            "came_back": _came_back(gap, lately.get(gap["id"], {}).get("count", 0), now),
        }
        for gap in found
    ]


def _without_countries(counts: Sequence[tuple[str | None, int]]) -> list[tuple[str | None, int]]:
    """The counts by language alone: what is missing in `de-CH` is missing in `de`."""
    by_language: Counter[str | None] = Counter()
    for language, count in counts:
        by_language[language and language.partition("-")[0]] += count
    return by_language.most_common()


async def _compared(
    connection: Reader, ids: Sequence[UUID], wanted: GapFilter, now: datetime
) -> tuple[dict[UUID, Row] | None, dict[UUID, list[int]] | None]:
    """The counts of as long a time before the period, and in steps through it; nothing where it has no beginning."""
    if wanted.since is None:
        return None, None
    # What fails just now counts too.
    until = wanted.until or now + _MOMENT
    length = max(until - wanted.since, _MOMENT)
    edges = [wanted.since + length * step / _STEPS for step in range(_STEPS + 1)]
    before = replace(wanted, since=_earlier(wanted.since, length), until=wanted.since)
    return (
        await gap_figures.totals(connection, ids, before),
        await gap_figures.trend(connection, ids, edges, wanted),
    )


def _earlier(moment: datetime, length: timedelta) -> datetime | None:
    """None: there is no such year, and nothing was before."""
    try:
        return moment - length
    except OverflowError:
        return None


def _came_back(gap: Row, lately: int, now: datetime) -> bool:
    # What failed just before it was fixed is no return.
    return gap["state"] in _FIXED and now - gap["fixed_at"] > LATELY and lately >= CAME_BACK


async def proof_of(connection: Reader, gap: Row, now: datetime) -> Proof | None:
    """How often a gap failed before its fix and since, or None where it is not fixed."""
    if gap["state"] not in _FIXED:
        return None
    whole = await gap_figures.totals(connection, [gap["id"]], GapFilter())
    first = whole[gap["id"]]["first_at"] if whole else gap["fixed_at"]
    before, after = windows(gap["fixed_at"], first, now)
    rates = [
        Rate(
            await gap_figures.conversations_failed(connection, gap["id"], *window),
            await gap_figures.conversations_opened(connection, *window),
        )
        for window in (before, after)
    ]
    return Proof(rates[0], rates[1], now - gap["fixed_at"])
