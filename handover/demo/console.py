"""What an agent's console can do, as it does over HTTP: each is one use case of the service."""

import random
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from handover.demo.world import World
from handover.domain.agent import Agent, Availability
from handover.domain.conversation import Conversation
from handover.domain.events import Audience
from handover.services import agents, handovers, promises
from handover.storage.transaction import Command


class Console:
    """The console of one agent.

    Args:
        world: Where they work.
        dice: Makes the ids that a browser makes.
        agent: Who sits there.
    """

    def __init__(self, world: World, dice: random.Random, agent: Agent) -> None:
        self._world = world
        self._dice = dice
        self.agent = agent

    def _command(self) -> Command:
        return Command(f"demo {self.agent.id}", UUID(int=self._dice.getrandbits(128), version=4), "")

    async def come(self) -> None:
        """Sign in, or be back from a pause."""
        lotse = self._world.lotse
        await agents.set_availability(lotse.store, self.agent, Availability.ONLINE)
        if self.agent.id not in self._world.present:
            await lotse.presence.begin(self.agent)
            self._world.present[self.agent.id] = self.agent
        await self._world.route()

    async def pause(self) -> None:
        """Take nothing new for a while."""
        await agents.set_availability(self._world.lotse.store, self.agent, Availability.AWAY)

    async def go(self) -> None:
        """Sign out."""
        self._world.present.pop(self.agent.id, None)
        await agents.sign_out(self._world.lotse.store, self.agent, "")
        await self._world.lotse.presence.end(self.agent)

    async def offered(self) -> Sequence[Conversation]:
        """What this agent is asked to take."""
        if not self._world.somebody_waits:
            return []
        sight = await self._world.lotse.queue.sight()
        return [one.conversation for one in sight.waiting if one.conversation.offered_agent_id == self.agent.id]

    async def assigned(self) -> Sequence[Conversation]:
        """What they have."""
        return await self._world.lotse.queue.assigned(self.agent.id)

    async def accept(self, conversation_id: UUID) -> None:
        """Take a conversation."""
        await handovers.accept(self._world.lotse.store, self._world.clock, conversation_id, self.agent)

    async def decline(self, conversation_id: UUID) -> None:
        """Leave it to somebody else."""
        await handovers.decline(self._world.lotse.store, self._world.clock, conversation_id, self.agent)

    async def write(self, conversation_id: UUID, text: str, audience: Audience = Audience.EVERYONE) -> None:
        """Write to the customer, or a note for colleagues."""
        store, clock = self._world.lotse.store, self._world.clock
        await handovers.post_message(store, clock, conversation_id, self.agent, self._command(), text, audience)

    async def give_back(self, conversation_id: UUID, to: Agent | None = None) -> None:
        """Give it back to the queue, or to a colleague."""
        reason, whom = ("transferred", {"agent": str(to.id)}) if to else ("given_back", None)
        store, clock = self._world.lotse.store, self._world.clock
        await handovers.release(store, clock, conversation_id, self.agent, reason, whom)

    async def return_to_bot(self, conversation_id: UUID, summary: str, slots: Mapping[str, Any]) -> None:
        """Let the bot go on."""
        store, clock = self._world.lotse.store, self._world.clock
        await handovers.return_to_bot(store, clock, conversation_id, self.agent, self._command(), summary, slots)

    async def resolve(self, conversation_id: UUID, outcome: str, cause: str, note: str | None) -> None:
        """End it."""
        store, clock = self._world.lotse.store, self._world.clock
        await handovers.resolve(store, clock, conversation_id, self.agent, self._command(), outcome, cause, note)

    async def promised(self) -> Sequence[Mapping[str, Any]]:
        """What is owed to customers who left a question, the soonest due first."""
        owed = await promises.still_open(self._world.lotse.store)
        # Of those due at the same moment the service lists any first, and the same story is to be told each time.
        return sorted(owed, key=lambda one: (one["due_at"], one["promised_at"], one["email"]))

    async def answer(self, conversation_id: UUID, text: str) -> None:
        """Keep a promise; the answer goes out by mail."""
        store, clock = self._world.lotse.store, self._world.clock
        await promises.answer(store, clock, conversation_id, self.agent, self._command(), text)
        await self._world.post()
