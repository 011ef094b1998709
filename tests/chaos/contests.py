"""Several agents who want the same conversation at the same moment."""

from __future__ import annotations

import asyncio
import random
import time
from typing import TYPE_CHECKING

from tests.chaos.plan import OFFER_S, PATIENCE
from tests.chaos.records import Contest, Records

if TYPE_CHECKING:
    from tests.chaos.agent import Agent

# So long nobody touches what an agent lets lapse, so that the customer is told that it takes longer, too.
_SPARED_S = max(OFFER_S, PATIENCE.long_wait.total_seconds()) + 15
_RIVALS = (1, 2, 3)
_LIST_S = 1


class Contests:
    """Brings rivals together, and sees to it that nobody begins a second contest for the same conversation.

    Attributes:
        agents: Everybody at work.
    """

    def __init__(self, records: Records, chance: random.Random) -> None:
        self._records = records
        self._chance = chance
        self._taken: dict[str, float] = {}
        self.agents: list[Agent] = []

    def free(self, conversation: str) -> bool:
        """Whether nobody thinks of accepting it yet."""
        return self._taken.get(conversation, 0) < time.monotonic()

    def claim(self, conversation: str) -> None:
        """Somebody thinks of it."""
        self._taken[conversation] = float("inf")

    def over(self, conversation: str) -> None:
        """Anybody may think of it again."""
        self._taken.pop(conversation, None)

    def spare(self, conversation: str) -> None:
        """Leave it alone for a while."""
        self._taken[conversation] = time.monotonic() + _SPARED_S

    def another(self, agent: Agent) -> Agent:
        """Somebody else."""
        return self._chance.choice([one for one in self.agents if one is not agent] or [agent])

    async def hold(self, conversation: str, first: Agent) -> None:
        """Have `first` and some others accept it at once. Who wins begins when all were answered."""
        others = [agent for agent in self.agents if agent is not first and agent.has_room]
        rivals = [first, *self._chance.sample(others, min(len(others), self._chance.choice(_RIVALS)))]
        answers = await asyncio.gather(*(agent.accept(conversation) for agent in rivals))
        contest = Contest(conversation, {agent.name: told for agent, told in zip(rivals, answers, strict=True)})
        if len(rivals) > 1:
            self._records.note_contest(contest)
        for agent in rivals:
            if agent.name in contest.winners:
                agent.begin(conversation)
        # The lists of those who wait are a moment behind.
        self._taken[conversation] = time.monotonic() + _LIST_S
