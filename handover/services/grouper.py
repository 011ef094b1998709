"""Grouping failures into gaps: by itself, in one process at a time, beside everything else."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog

from handover.adapters.clock import Clock
from handover.analysis.topics.apart import group_apart
from handover.analysis.topics.material import Grouping, Said
from handover.analysis.topics.words import without_names
from handover.services import sorting
from handover.storage import gaps, groupings
from handover.storage.store import Store

log = structlog.get_logger(__name__)

Group = Callable[[Sequence[Said]], Awaitable[Grouping]]
ENOUGH = 20
_AT_MOST_EVERY, _AT_LEAST_EVERY = timedelta(hours=1), timedelta(days=1)
# To look costs a count; what is new half a minute ago can wait.
_LOOK_EVERY = timedelta(minutes=5)
# Longer than a grouping may take, which is then ended.
_LEASE = timedelta(minutes=10)
_WITHOUT_GAP, _OF_A_GAP = 20_000, 50
# Gaps of so many are good enough, and to store how 5,000 are sorted anew holds up SQLite for half a second.
_SORTED_ANEW = 5_000
# Threat: 20,000 messages of the longest kind could not be grouped in time, nor anybody else's until these were old.
_LONGEST = 500


class _TakenMeanwhileError(Exception):
    """All failures of a new gap have another one by now."""


class Grouper:
    """Groups failures when enough new ones are there.

    Args:
        store: Where they are.
        clock: The time.
        group: Who does the arithmetic.
    """

    def __init__(self, store: Store, clock: Clock, group: Group = group_apart) -> None:
        self._store = store
        self._clock = clock
        self._group = group
        self._looked_at: datetime | None = None
        self._running: asyncio.Task[None] | None = None

    async def once(self) -> None:
        """Begin to group when it is time, and come back at once: it takes seconds."""
        now = self._clock.now()
        if self._running and not self._running.done():
            return
        if self._looked_at and now - self._looked_at < _LOOK_EVERY:
            return
        self._looked_at = now
        if await self._is_time(now):
            self._running = asyncio.create_task(self._in_background())

    async def stop(self) -> None:
        """Give up what runs; it is begun anew by whoever looks next."""
        if self._running:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running

    async def _is_time(self, now: datetime) -> bool:
        async with self._store.reading() as connection:
            last = await groupings.last(connection)
            if last and now - last < _AT_MOST_EVERY:
                return False
            new = await groupings.new_since(connection, last, ENOUGH)
            # A small shop may wait for months until twenty are there.
            since = last or await groupings.oldest(connection)
        return new >= ENOUGH or (since is not None and new > 0 and now - since >= _AT_LEAST_EVERY)

    async def _in_background(self) -> None:
        try:
            await self.now()
        except Exception:
            log.exception("grouping_failed")

    async def now(self) -> int:
        """Group, unless another process does; how many failures found a gap."""
        began = self._clock.now()
        async with self._store.transaction() as tx:
            if not await groupings.claim(tx, began, began + _LEASE):
                return 0
        ended_at: datetime | None = None
        try:
            said, loose = await self._read()
            count = await self._write(await self._group(said), loose)
            ended_at = began
        finally:
            async with self._store.transaction() as tx:
                await groupings.release(tx, ended_at)
        return count

    async def _read(self) -> tuple[list[Said], sorting.Loose | None]:
        """What is to be grouped, and which gaps anew."""
        async with self._store.reading() as connection:
            rows = await groupings.without_gap(connection, _WITHOUT_GAP)
        if not rows:
            # What is known needs no grouping.
            return [], None
        loose = await sorting.loose(self._store, _SORTED_ANEW)
        async with self._store.reading() as connection:
            others = [gap for gap in await groupings.all_gaps(connection) if not loose or gap not in loose.versions]
            rows += await groupings.of_gaps(connection, others, _OF_A_GAP)
        anew = [replace(as_said(row), topic=None) for row in loose.rows] if loose else []
        return [*map(as_said, rows), *anew], loose

    async def _write(self, grouping: Grouping, loose: sorting.Loose | None) -> int:
        """Store it, mostly gap by gap, so that nobody waits for the whole of it. What an owner did meanwhile stays."""
        count = 0
        if loose:
            async with self._store.transaction() as tx:
                count += await sorting.sort_anew(tx, loose, grouping, self._clock.now())
        else:
            for number, members in enumerate(grouping.found):
                count += await self._open(members, grouping.names.get(f"new-{number}", {}))
        joined: dict[UUID, list[UUID]] = {}
        for failure, gap in grouping.joined.items():
            joined.setdefault(UUID(gap), []).append(UUID(failure))
        for gap_id, members_of_it in joined.items():
            count += await self._join(gap_id, members_of_it, grouping.names.get(str(gap_id), {}))
        return count

    async def _open(self, members: Sequence[str], names: Mapping[str, str]) -> int:
        gap_id, now = uuid4(), self._clock.now()
        with contextlib.suppress(_TakenMeanwhileError):
            async with self._store.transaction() as tx:
                await gaps.add(tx, gap_id, names, len(members), now)
                count = await gaps.move(tx, [UUID(one) for one in members], None, gap_id)
                if not count:
                    raise _TakenMeanwhileError
                await gaps.note(tx, gap_id, "created", now, None, count=count)
                return count
        return 0

    async def _join(self, gap_id: UUID, members: Sequence[UUID], names: Mapping[str, str]) -> int:
        async with self._store.transaction() as tx:
            there = await gaps.where_it_went(tx.connection, gap_id)
            if there is None:
                return 0
            gap = await gaps.take(tx, there)
            if gap["merged_into"]:
                # Just now, by somebody who had it before us: what would be put here nobody would see. It waits.
                return 0
            count = await gaps.move(tx, members, None, there)
            size = await gaps.size(tx.connection, there)
            if there == gap_id and size >= 2 * gap["named_of"] and names:
                await gaps.change(tx, there, names=dict(names), named_of=size)
        return count


def as_said(row: Mapping[str, Any]) -> Said:
    """How a failure begins, as the engine looks at it: without the article, about which customers want many things."""
    ranking = [(guess["intent"], guess["confidence"]) for guess in row["ranking"] or []]
    articles = [str(each["value"]) for each in row["entities"] or [] if each["entity"] == "product"]
    text = without_names(row["text"][:_LONGEST], articles)
    return Said(str(row["id"]), text, row["language"], ranking, str(row["gap_id"]) if row["gap_id"] else None)
