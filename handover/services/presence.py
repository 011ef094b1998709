"""Who is there: leases that agents renew, and what becomes of the conversations of those who do not."""

from datetime import datetime, timedelta
from uuid import UUID

from handover.adapters.clock import Clock
from handover.domain import handover, notices
from handover.domain.agent import LEASE, Agent
from handover.domain.events import Floor
from handover.services.each import each
from handover.storage import agents
from handover.storage import routing as stored
from handover.storage.store import Store

# Often enough that a lease survives a renewal that fails, seldom enough to cost nothing.
RENEW_EVERY = LEASE / 3


class Presence:
    """Renews leases, and takes back what those have who are gone.

    Args:
        store: Where agents and conversations are.
        clock: The time.
        grace: How long after its end a lease can still be renewed before anything is taken away.
    """

    def __init__(self, store: Store, clock: Clock, grace: timedelta) -> None:
        self._store = store
        self._clock = clock
        self._grace = grace
        self._renewed: dict[UUID, datetime] = {}

    async def renew(self, agent: Agent) -> None:
        """Note that something of `agent` lives; not written oftener than it has to be."""
        now = self._clock.now()
        last = self._renewed.get(agent.id)
        if last is not None and last <= now < last + RENEW_EVERY:
            return
        async with self._store.transaction() as tx:
            await agents.renew(tx, agent.id, now + LEASE)
        self._renewed[agent.id] = now

    async def begin(self, agent: Agent) -> None:
        """`agent` has signed in: their lease begins now, whatever this process knows of an earlier one."""
        self._renewed.pop(agent.id, None)
        await self.renew(agent)

    async def end(self, agent: Agent) -> None:
        """`agent` has signed out: there is no need to wait until the lease runs out."""
        self._renewed.pop(agent.id, None)
        async with self._store.transaction() as tx:
            await agents.renew(tx, agent.id, self._clock.now())

    async def take_back(self) -> None:
        """Give the conversations of those who are gone back to the front of the queue."""
        async with self._store.reading() as connection:
            left = await stored.left_alone(connection, self._clock.now() - self._grace)
        await each(left, self._take_back)

    async def _take_back(self, conversation_id: UUID) -> None:
        async with self._store.transaction() as tx:
            conversation = await tx.take(conversation_id)
            if conversation.floor is not Floor.AGENT or conversation.agent_id is None:
                return
            now = self._clock.now()
            # Looked at again: they may have come back, or somebody else may have it by now.
            if (await agents.take(tx, conversation.agent_id)).gone(now, self._grace):
                sorry = notices.notice("agent_gone", conversation, now, agent=str(conversation.agent_name))
                await tx.record(conversation, handover.take_back(conversation, "agent_gone", now), sorry)
