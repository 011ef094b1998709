"""Offering those who wait to those who can help, and telling those whom nobody can help now."""

import asyncio

import structlog

from handover.adapters.clock import Clock
from handover.domain import handover, routing
from handover.domain.agent import Agent
from handover.domain.routing import Desk, RoutingRules, Waiting
from handover.services.each import each
from handover.services.queue import Queue
from handover.storage import agents
from handover.storage import routing as stored
from handover.storage.store import Store

log = structlog.get_logger(__name__)


class Router:
    """Looks who waits and who has room, whenever either may have changed.

    Several processes may look at once: each offer takes its conversation and its agent, and looks again.

    Args:
        store: Where conversations are.
        clock: The time.
        queue: Who waits, and who is there.
        rules: How conversations reach agents.
    """

    def __init__(self, store: Store, clock: Clock, queue: Queue, rules: RoutingRules) -> None:
        self._store = store
        self._clock = clock
        self._queue = queue
        self.rules = rules
        self._changed = asyncio.Event()
        self._stopped = False
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look at each `wake` from now on."""
        self._running = asyncio.create_task(self._run())

    def wake(self) -> None:
        """Something changed that may bring somebody together."""
        self._changed.set()

    async def stop(self) -> None:
        """Look no more; what is being written is written."""
        self._stopped = True
        self.wake()
        if self._running is not None:
            await self._running

    async def _run(self) -> None:
        while not self._stopped:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self.once()
            except Exception:
                # The sweep looks again soon; nobody is lost.
                log.exception("routing_failed")

    async def once(self) -> None:
        """Take back offers that cannot be accepted any more, tell those whom nobody can help, offer the others."""
        sight = await self._queue.sight()
        await each(routing.void(sight.waiting, sight.desks, sight.at), self._lapse)
        untold = [one for one in sight.waiting if one.conversation.told is None]
        await each((one for one in untold if not sight.at_work_for(one)), self._tell)
        if self.rules.push:
            sight = await self._queue.sight()
            await each(routing.offers(sight.waiting, sight.desks, sight.at), self._offer)

    async def _lapse(self, void: tuple[Waiting, str]) -> None:
        one, why = void
        async with self._store.transaction() as tx:
            conversation = await tx.take(one.conversation.id)
            asked = one.conversation.offered_agent_id
            if asked is None or conversation.offered_agent_id != asked:
                return
            now = self._clock.now()
            # They may have come back since the look.
            if why != "gone" or not (await agents.take(tx, asked)).at_desk(now):
                await tx.record(conversation, handover.lapse(conversation, why, now))

    async def _tell(self, one: Waiting) -> None:
        async with self._store.transaction() as tx:
            conversation = await tx.take(one.conversation.id)
            if conversation.told is None:
                await self._queue.tell(tx, conversation)

    async def _offer(self, offer: tuple[Waiting, Agent]) -> None:
        one, agent = offer
        now = self._clock.now()
        async with self._store.transaction() as tx:
            conversation = await tx.take(one.conversation.id)
            if conversation.offered_agent_id is not None:
                return
            # What it needs may have changed since the look: it may have been given to another team.
            needs = self._queue.plan.needs(conversation)
            taken = Desk(await agents.take(tx, agent.id), await stored.taken_by(tx.connection, agent.id))
            if taken.has_room and routing.may_be_asked(Waiting(conversation, needs), taken.agent, now):
                await tx.record(conversation, handover.offer(conversation, agent, now + self.rules.offered_for, now))
