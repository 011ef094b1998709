"""What owners do about gaps."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.clock import Clock
from handover.analysis.topics import naming
from handover.domain.agent import Agent
from handover.domain.errors import GapMergedError, NotValidError
from handover.domain.gap import GapState, check_state
from handover.services.commands import Done, carry_out
from handover.services.gap_list import proof_of
from handover.services.grouper import as_said
from handover.storage import agents, gaps
from handover.storage.store import Store
from handover.storage.transaction import Command, Transaction

Row = Mapping[str, Any]
# So many failures say enough to choose words from.
_NAMED_BY = 200


async def rename(store: Store, clock: Clock, command: Command, who: Agent, gap_id: UUID, name: str | None) -> Done:
    """Call a gap something else, or with None by its words again.

    Raises:
        NotFoundError: There is none.
        GapMergedError: It became a part of another one.
    """

    async def act(tx: Transaction, gap: Row) -> None:
        await gaps.change(tx, gap_id, name=name)
        await gaps.note(tx, gap_id, "renamed", clock.now(), who.id, was=gap["name"], to=name)

    return await _act(store, clock, command, gap_id, act)


async def assign(store: Store, clock: Clock, command: Command, who: Agent, gap_id: UUID, agent_id: UUID | None) -> Done:
    """Say who takes care of a gap, or with None that nobody does.

    Raises:
        NotFoundError: There is no such gap, or no such agent.
        GapMergedError: It became a part of another one.
    """

    async def act(tx: Transaction, _gap: Row) -> None:
        name = (await agents.one(tx.connection, agent_id)).name if agent_id else None
        await gaps.change(tx, gap_id, assignee_id=agent_id)
        await gaps.note(tx, gap_id, "assigned", clock.now(), who.id, to=name)

    return await _act(store, clock, command, gap_id, act)


async def set_state(store: Store, clock: Clock, command: Command, who: Agent, gap_id: UUID, state: GapState) -> Done:
    """Say how far a gap is; what it is already stays as it is, since when as well.

    Raises:
        NotFoundError: There is none.
        GapMergedError: It became a part of another one.
        FixNotProvenError: It shall be verified, and its failures did not stay away.
    """
    now = clock.now()

    async def act(tx: Transaction, gap: Row) -> None:
        if gap["state"] == state:
            # Fixed once more would count the days since the fix from the start.
            return
        proof = await proof_of(tx.connection, gap, now)
        check_state(GapState(gap["state"]), state, proof.verdict if proof else None)
        fixed_at = {GapState.FIXED: now, GapState.VERIFIED: gap["fixed_at"]}.get(state)
        await gaps.change(tx, gap_id, state=state.value, state_at=now, fixed_at=fixed_at)
        await gaps.note(tx, gap_id, "state", now, who.id, was=gap["state"], to=state.value)

    return await _act(store, clock, command, gap_id, act)


async def merge(store: Store, clock: Clock, command: Command, who: Agent, gap_id: UUID, other_id: UUID) -> Done:
    """Make all failures of another gap failures of this one; the other one leads here from then on.

    Raises:
        NotFoundError: One of them does not exist.
        GapMergedError: One of them became a part of another one already.
        NotValidError: Both are the same.
    """
    if gap_id == other_id:
        raise NotValidError("gap: a gap cannot be merged into itself.")
    now = clock.now()

    async def act(tx: Transaction) -> dict[str, Any]:
        # In one order: two who merge the same two would else wait for each other.
        taken = {one_id: await _take(tx, one_id) for one_id in sorted((gap_id, other_id))}
        moved = await gaps.move_all(tx, other_id, gap_id)
        await gaps.change(tx, other_id, merged_into=gap_id)
        other = taken[other_id]
        await gaps.note(tx, gap_id, "merged", now, who.id, gap=str(other_id), **_called(other), count=moved)
        await gaps.note(tx, other_id, "merged", now, who.id, into=str(gap_id), **_called(taken[gap_id]), count=moved)
        return {"id": str(gap_id), "count": moved}

    return await carry_out(store, clock, command, act)


async def split(
    store: Store, clock: Clock, command: Command, who: Agent, gap_id: UUID, failures: Sequence[UUID], name: str | None
) -> Done:
    """Make some failures of a gap a gap of their own.

    Raises:
        NotFoundError: There is no such gap.
        GapMergedError: It became a part of another one.
        NotValidError: Not all failures are in it, or none would be left.
    """
    now, new_id, chosen = clock.now(), uuid4(), list(dict.fromkeys(failures))

    async def act(tx: Transaction) -> dict[str, Any]:
        gap = await _take(tx, gap_id)
        await gaps.add(tx, new_id, {}, len(chosen), now)
        if await gaps.move(tx, chosen, gap_id, new_id) < len(chosen):
            raise NotValidError("failures: not all of these are in the gap.")
        if not await gaps.size(tx.connection, gap_id):
            raise NotValidError("failures: a gap cannot give all of its failures away.")
        await gaps.change(tx, new_id, name=name, names=await _words(tx, new_id, gap_id))
        await gaps.note(tx, new_id, "split", now, who.id, out_of=str(gap_id), **_called(gap), count=len(chosen))
        called = _called(await gaps.one(tx.connection, new_id))
        await gaps.note(tx, gap_id, "split", now, who.id, gap=str(new_id), **called, count=len(chosen))
        return {"id": str(new_id), "count": len(chosen)}

    return await carry_out(store, clock, command, act)


async def _words(tx: Transaction, new_id: UUID, old_id: UUID) -> dict[str, str]:
    """The words that tell a gap from the one that it was split off from."""
    own = [as_said(row) for row in await gaps.members(tx.connection, new_id, _NAMED_BY)]
    others = [as_said(row) for row in await gaps.members(tx.connection, old_id, _NAMED_BY)]
    return naming.names({"new": own}, [*own, *others])["new"]


def _called(gap: Row) -> dict[str, Any]:
    return {"name": gap["name"], "names": gap["names"]}


async def _take(tx: Transaction, gap_id: UUID) -> Row:
    gap = await gaps.take(tx, gap_id)
    if gap["merged_into"]:
        raise GapMergedError(gap["merged_into"])
    return gap


async def _act(
    store: Store, clock: Clock, command: Command, gap_id: UUID, act: Callable[[Transaction, Row], Awaitable[None]]
) -> Done:
    async def take_and_act(tx: Transaction) -> dict[str, Any]:
        await act(tx, await _take(tx, gap_id))
        return {"id": str(gap_id)}

    return await carry_out(store, clock, command, take_and_act)
