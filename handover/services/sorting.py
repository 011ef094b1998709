"""Sorting gaps anew once there is far more to tell them by: those that owners have left alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from handover.analysis.topics.identity import goes_on_in, heirs, is_grown
from handover.analysis.topics.material import Grouping
from handover.storage import gaps, groupings
from handover.storage.store import Store
from handover.storage.transaction import Transaction

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Loose:
    """Gaps that no owner did anything about, when so much is new that they may be sorted anew.

    Attributes:
        versions: Of each gap its version when it was read.
        rows: Their failures.
        count: How many failures there were that could have a gap.
    """

    versions: Mapping[UUID, int]
    rows: Sequence[Row]
    count: int


async def loose(store: Store, limit: int) -> Loose | None:
    """What is to be sorted anew, or None: not now, or nevermore, since there are more than `limit` failures."""
    async with store.reading() as connection:
        count = await groupings.count(connection, limit + 1)
        if count > limit or not is_grown(count, await groupings.sorted_of(connection)):
            return None
        versions = await groupings.left_alone(connection)
        return Loose(versions, await groupings.of_gaps(connection, versions, limit), count)


async def sort_anew(tx: Transaction, known: Loose, grouping: Grouping, now: datetime) -> int:
    """Let each of the loose gaps go on where most of its failures are now; how many others found a gap.

    Where several go on in the same place, that which brings most stays and the addresses of the others lead there. What
    an owner did something about meanwhile stays as it is.
    """
    free = [str(gap_id) for gap_id in sorted(known.versions) if await _is_left_alone(tx, gap_id, known.versions)]
    was = {str(row["id"]): str(row["gap_id"]) for row in known.rows}
    kept = {one for one, gap in was.items() if gap not in free}
    sorting = _Sorting(
        {one: gap for one, gap in was.items() if one not in kept},
        [[one for one in members if one not in kept] for members in grouping.found],
        grouping,
    )
    await sorting.empty(tx)
    await sorting.fill(tx, now)
    await sorting.lead_on(tx, now)
    await groupings.note_sorted(tx, known.count)
    return sum(one not in was for members in sorting.groups for one in members)


async def _is_left_alone(tx: Transaction, gap_id: UUID, versions: Mapping[UUID, int]) -> bool:
    return bool((await gaps.take(tx, gap_id))["version"] == versions[gap_id] + 1)


class _Sorting:
    """Who goes where.

    Args:
        was: By failure the gap that it leaves or stays in.
        groups: What belongs together now.
        grouping: Where others go, and what groups are called.
    """

    def __init__(self, was: Mapping[str, str], groups: Sequence[Sequence[str]], grouping: Grouping) -> None:
        self._was = was
        self.groups = groups
        self._names = [grouping.names.get(f"new-{number}", {}) for number in range(len(groups))]
        others: defaultdict[str, list[str]] = defaultdict(list)
        for failure, gap in grouping.joined.items():
            others[gap].append(failure)
        places = [*groups, *others.values()]
        self._going = goes_on_in(places, was)
        self._heirs = {number: gap for number, gap in heirs(places, was).items() if number < len(groups)}
        new = [UUID(self._heirs[number]) if number in self._heirs else uuid4() for number in range(len(groups))]
        self._gaps = [*new, *(UUID(gap) for gap in others)]
        stays = {one for number, gap in self._heirs.items() for one in groups[number] if was.get(one) == gap}
        self._leaving: defaultdict[str, list[UUID]] = defaultdict(list)
        for one, gap in was.items():
            # What is grouped nowhere stays, where all of its gap is grouped nowhere.
            if gap in self._going and one not in stays:
                self._leaving[gap].append(UUID(one))

    async def empty(self, tx: Transaction) -> None:
        """Take out of each gap what is elsewhere now, or nowhere."""
        for gap, failures in self._leaving.items():
            await gaps.move(tx, failures, UUID(gap), None)

    async def fill(self, tx: Transaction, now: datetime) -> None:
        """Put together what belongs together now."""
        for number, members in enumerate(self.groups):
            if not members:
                continue
            gap_id, names, heir = self._gaps[number], self._names[number], self._heirs.get(number)
            if heir is None:
                await gaps.add(tx, gap_id, names, len(members), now)
                await gaps.note(tx, gap_id, "created", now, None, count=len(members))
            else:
                await gaps.change(tx, gap_id, names=dict(names), named_of=len(members))
                if self._leaving[heir] or any(self._was.get(one, heir) != heir for one in members):
                    before = sum(gap == heir for gap in self._was.values())
                    await gaps.note(tx, gap_id, "sorted", now, None, was=before, count=len(members))
            await gaps.move(tx, [UUID(one) for one in members], None, gap_id)

    async def lead_on(self, tx: Transaction, now: datetime) -> None:
        """The addresses of gaps that ended lead to where most of their failures went."""
        for gap, number in self._going.items():
            if self._heirs.get(number) != gap:
                there = await gaps.one(tx.connection, self._gaps[number])
                await gaps.change(tx, UUID(gap), merged_into=there["id"])
                told = {"into": str(there["id"]), "name": there["name"], "names": there["names"]}
                await gaps.note(tx, UUID(gap), "sorted", now, None, **told)
