"""Views of the failure log that owners saved: filters under a name, for all owners."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.clock import Clock
from handover.domain.agent import Agent
from handover.domain.errors import NameTakenError
from handover.services.commands import Done, carry_out
from handover.storage import views
from handover.storage.store import Store
from handover.storage.transaction import Command, Transaction


async def every(store: Store) -> Sequence[Mapping[str, Any]]:
    """All of them, by name."""
    async with store.reading() as connection:
        return await views.every(connection)


async def save(store: Store, clock: Clock, command: Command, who: Agent, name: str, filters: Mapping[str, str]) -> Done:
    """Keep filters under a name.

    Raises:
        NameTakenError: Another view has this name.
    """
    view_id, now = uuid4(), clock.now()

    async def act(tx: Transaction) -> dict[str, Any]:
        if await views.has_name(tx.connection, name):
            raise NameTakenError
        row = {"id": view_id, "name": name, "filters": dict(filters), "agent_id": who.id, "created_at": now}
        await views.add(tx, row)
        return {"id": str(view_id)}

    return await carry_out(store, clock, command, act)


async def remove(store: Store, view_id: UUID) -> None:
    """Forget a view.

    Raises:
        NotFoundError: There is none.
    """
    async with store.transaction() as tx:
        await views.remove(tx, view_id)
