"""What owners see and do about deliveries: what was sent, what waits, what is dead, and trying it again."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from handover.adapters.clock import Clock
from handover.domain.delivery import DeliveryState
from handover.services.commands import Done, carry_out
from handover.storage import deliveries, delivery_list
from handover.storage.store import Store
from handover.storage.transaction import Command, Transaction

Cursor = tuple[datetime, UUID]
PAGE = delivery_list.PAGE
# Long enough to look for what a receiver says it never got.
SENT_FOR = timedelta(days=7)


async def page(store: Store, state: str | None, target: str | None, after: Cursor | None) -> list[Mapping[str, Any]]:
    """A page of deliveries, newest first; None for all states or targets."""
    async with store.reading() as connection:
        return await delivery_list.page(connection, state, target, after)


async def counts(store: Store, targets: Collection[str]) -> dict[str, dict[DeliveryState, int]]:
    """How many there are of each state, by target: of `targets` also none, and of those that are set no more."""
    async with store.reading() as connection:
        found = await delivery_list.counts(connection)
    counted = {name: dict.fromkeys(DeliveryState, 0) for name in (*targets, *sorted({name for name, _, _ in found}))}
    for name, state, count in found:
        counted[name][DeliveryState(state)] = count
    return counted


async def send_again(store: Store, clock: Clock, command: Command, delivery_id: UUID) -> Done:
    """Begin anew with a delivery, as if it had never been tried.

    Raises:
        NotFoundError: There is none.
        AlreadySentError: It was sent.
    """

    async def act(tx: Transaction) -> dict[str, Any]:
        await deliveries.try_again(tx, delivery_id, clock.now())
        return {"state": DeliveryState.WAITING}

    return await carry_out(store, clock, command, act)


async def send_all_again(store: Store, clock: Clock, command: Command, target: str | None) -> Done:
    """Begin anew with all dead deliveries, or with those of one target."""

    async def act(tx: Transaction) -> dict[str, Any]:
        return {"count": await deliveries.try_all_again(tx, target, clock.now())}

    return await carry_out(store, clock, command, act)


async def remove_sent(store: Store, clock: Clock) -> int:
    """Remove what was sent more than seven days ago; how many deliveries that were."""
    async with store.transaction() as tx:
        return await deliveries.remove_sent(tx, clock.now() - SENT_FOR)
