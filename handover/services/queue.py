"""The queue as customers and agents see it: who waits, where somebody stands, and who is there to help."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from handover.adapters.clock import Clock
from handover.domain import handover, notices, routing, waiting
from handover.domain.conversation import Conversation
from handover.domain.events import Floor
from handover.domain.pace import Pace
from handover.domain.routing import Desk, Waiting
from handover.domain.team import Plan
from handover.domain.waiting import Outlook, Wait
from handover.realtime.hub import QUEUE, Hub, Listener
from handover.storage import agents, conversations, pace
from handover.storage import routing as stored
from handover.storage.store import Reader, Store
from handover.storage.transaction import Transaction

_PACE_KEPT = timedelta(seconds=10)
_SEEN_EVERY = timedelta(seconds=60)
# A lease that runs out nudges nobody.
_SHOWN_S = 1.0


@dataclass(frozen=True, slots=True)
class Sight:
    """The queue at one moment.

    Attributes:
        waiting: Who waits, the next one first.
        desks: All agents, there or not, with what they have.
    """

    at: datetime
    waiting: Sequence[Waiting]
    desks: Sequence[Desk]

    def at_work_for(self, one: Waiting) -> list[Desk]:
        """The agents who are there and could help."""
        return [desk for desk in self.desks if routing.fits(one, desk.agent, self.at)]


class Queue:
    """Looks at the queue through the plan.

    Args:
        store: Where conversations and agents are.
        clock: The time.
        plan: Who answers what, and when.
        hub: Where changes of the queue are heard of.
    """

    def __init__(self, store: Store, clock: Clock, plan: Plan, hub: Hub) -> None:
        self._store = store
        self._clock = clock
        self._paces: dict[str, tuple[datetime, Pace]] = {}
        self._ear = Listener()
        hub.listen(self._ear, QUEUE)
        self._looking = asyncio.Lock()
        self._seen: tuple[float, Sight] | None = None
        self._outlooks: dict[UUID, Outlook] = {}
        self.plan = plan

    async def look(self, connection: Reader) -> Sight:
        """The queue as it is now."""
        known = await stored.known_to(connection)
        waits = [
            Waiting(conversation, self.plan.needs(conversation), known.get(conversation.id))
            for conversation in await conversations.waiting(connection)
        ]
        taken = await stored.taken(connection)
        desks = [Desk(agent, taken.get(agent.id, 0)) for agent in await agents.all_agents(connection)]
        return Sight(self._clock.now(), routing.in_order(waits), desks)

    async def sight(self) -> Sight:
        """The same, for whoever has no connection of their own."""
        async with self._store.reading() as connection:
            return await self.look(connection)

    async def shown(self) -> Sight:
        """The queue for a screen. Everybody who waits looks at each change, and one look serves them all."""
        async with self._looking:
            # What is nudged while we look is looked at again by whoever was nudged.
            changed, _ = self._ear.heard()
            now = time.monotonic()
            if changed or self._seen is None or now > self._seen[0] + _SHOWN_S:
                sight = await self.sight()
                self._outlooks = waiting.outlooks(sight.waiting, sight.desks, sight.at)
                self._seen = now, sight
            return self._seen[1]

    async def assigned(self, agent_id: UUID) -> list[Conversation]:
        """The conversations that an agent has."""
        async with self._store.reading() as connection:
            return await conversations.assigned(connection, agent_id)

    async def saw(self, conversation_id: UUID) -> None:
        """A customer who waits is there: they keep their place."""
        async with self._store.transaction() as tx:
            await conversations.saw(tx, conversation_id, self._clock.now())

    async def looked(self, conversation: Conversation) -> None:
        """A customer just read their conversation; not written oftener than it has to be."""
        now, seen_at = self._clock.now(), conversation.seen_at
        if conversation.floor is Floor.QUEUE and (seen_at is None or now - seen_at > _SEEN_EVERY):
            await self.saw(conversation.id)

    async def standing(self, conversation: Conversation) -> dict[str, Any] | None:
        """Where this customer stands, or None when they do not wait.

        It is `{position, wait_s, wait_range_s, staffed, opens_at, answer_by}`; waits in seconds, times in UTC; what is
        not known is None.
        """
        if conversation.floor is not Floor.QUEUE:
            return None
        sight, outlooks = await self.shown(), self._outlooks
        one = next((one for one in sight.waiting if one.conversation.id == conversation.id), None)
        if one is None:
            return None
        recent = self._known_pace(one.needs.team, sight.at)
        if recent is None:
            async with self._store.reading() as connection:
                recent = await self._pace(connection, one.needs.team, sight.at)
        return self._standing(sight, one, outlooks[one.conversation.id].expected(recent))

    async def standing_within(self, tx: Transaction, conversation_id: UUID) -> dict[str, Any]:
        """The same for a customer who joined the queue in a transaction that nobody else can see into yet."""
        sight = await self.look(tx.connection)
        one = next(one for one in sight.waiting if one.conversation.id == conversation_id)
        recent = await self._pace(tx.connection, one.needs.team, sight.at)
        outlook = waiting.outlooks(sight.waiting, sight.desks, sight.at)[conversation_id]
        return self._standing(sight, one, outlook.expected(recent))

    def _standing(self, sight: Sight, one: Waiting, wait: Wait | None) -> dict[str, Any]:
        team = self.plan.team(one.needs.team)
        opens_at = team.opens_at(sight.at)
        return {
            "position": routing.positions(sight.waiting)[one.conversation.id],
            "wait_s": wait.seconds if wait else None,
            "wait_range_s": [wait.low, wait.high] if wait else None,
            "staffed": bool(sight.at_work_for(one)),
            "opens_at": opens_at.isoformat() if opens_at else None,
            "answer_by": team.answer_by(sight.at).isoformat(),
        }

    async def _pace(self, connection: Reader, team: str, now: datetime) -> Pace:
        """How fast a team was lately. It changes slowly, and everybody who waits asks for it at each change."""
        if (known := self._known_pace(team, now)) is not None:
            return known
        read = await pace.of(connection, team)
        self._paces[team] = (now, read)
        return read

    def _known_pace(self, team: str, now: datetime) -> Pace | None:
        read_at, known = self._paces.get(team, (now, None))
        return known if read_at <= now < read_at + _PACE_KEPT else None

    async def tell(self, tx: Transaction, conversation: Conversation, *, long: bool = False) -> Conversation:
        """Tell a taken conversation's customer that it takes longer, and until when an answer can be promised.

        Args:
            tx: Where.
            conversation: Theirs.
            long: Whether somebody would be there, who only did not come yet.
        """
        now = self._clock.now()
        team = self.plan.team(self.plan.needs(conversation).team)
        opens_at = team.opens_at(now)
        why = "long" if long else "nobody" if team.is_open(now) else "closed"
        told = handover.tell_to_wait(conversation, why, opens_at, team.answer_by(now), now)
        return await tx.record(conversation, told, notices.about_waiting(conversation, why, team, now))
