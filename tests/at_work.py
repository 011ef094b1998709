"""What happens around agents: who they are, who waits for them, who is asked, and a second process that looks too."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest

from handover.domain.agent import Agent
from handover.domain.conversation import Conversation
from handover.domain.events import Audience, Event
from handover.services import handovers
from handover.storage import agents
from handover.storage.store import Store
from handover.storage.transaction import Transaction
from tests.people import Staff
from tests.support import Support, command


async def is_known_for(support: Support, agent: Agent, **changes: Any) -> None:
    """What an agent's account says of them from now on."""
    async with support.store.transaction() as tx:
        await agents.change(tx, replace(agent, **changes))


async def waits(support: Support, **opened: Any) -> UUID:
    """Somebody who waits, and came a second after everybody else."""
    cleo = await support.open(**opened)
    support.clock.pass_time(seconds=1)
    await support.ask_for_person(cleo)
    return cleo


async def asked(support: Support, *waiting: UUID) -> list[str | None]:
    """Who is asked to take each of these, now that the router has looked."""
    await support.router.once()
    return [(await support.conversation(one)).offered_agent_name for one in waiting]


async def writes(support: Support, agent: Agent, cleo: UUID) -> None:
    """An agent answers the customer."""
    await handovers.post_message(support.store, support.clock, cleo, agent, command(), "Guten Tag", Audience.EVERYONE)


async def happened(support: Support, cleo: UUID, name: str) -> list[Event]:
    """The events with this name."""
    return [event for event in await support.log(cleo) if event.name == name]


async def passes(support: Support, *present: Agent, **time: float) -> None:
    """Time passes while these agents keep their consoles open, and everything is looked at."""
    support.clock.pass_time(**time)
    await support.at_work(*present)
    await support.sweep.once()
    await support.upkeep.once()


@asynccontextmanager
async def another_process(support: Support, url: str) -> AsyncIterator[Support]:
    """The same service once more on the same database, with connections of its own."""
    store = Store(url, support.store.patience)
    staff = Staff(support.ann, support.ben, support.olga)
    other = Support(store, staff, support.queue.plan, support.clock)
    try:
        yield other
    finally:
        await other.runner.stop()
        await store.close()


class KilledError(BaseException):
    """The process is gone."""


@contextmanager
def killed_before_the_commit() -> Iterator[None]:
    """Whoever records something is killed after writing and before the commit."""
    record = Transaction.record

    async def killed(tx: Transaction, conversation: Conversation, *new: Event) -> Conversation:
        after = await record(tx, conversation, *new)
        if new:
            raise KilledError
        return after

    with patch.object(Transaction, "record", killed), pytest.raises(KilledError):
        yield
