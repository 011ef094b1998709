"""The life of an agent: shifts, offers, and the questions that customers have left."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from handover.demo.console import Console
from handover.demo.handling import Worker, handle
from handover.demo.staff import Duty
from handover.demo.timeline import Life, Pause
from handover.demo.wording import Manner, Voice
from handover.demo.world import World
from handover.domain.agent import Agent
from handover.realtime.hub import agent_topic

_LOOKS = timedelta(minutes=30)
_LUNCH = timedelta(minutes=40)
_LONG_SHIFT = timedelta(hours=6)
_OVERTIME = timedelta(minutes=40)
# Some are overlooked until it is too late.
_OVERLOOKED = 0.07
_OFFERED_S = 30


class Shift:
    """One day of work.

    Args:
        world: Where.
        agent: Whose.
        duty: What they are like.
        dice: Where chance comes from.
    """

    def __init__(self, world: World, agent: Agent, duty: Duty, dice: random.Random) -> None:
        self._world = world
        self._dice = dice
        self._console = Console(world, dice, agent)
        self._worker = Worker(world, self._console, duty, dice)
        self._topic = agent_topic(agent.id)
        self._seen: set[tuple[UUID, datetime | None]] = set()

    async def live(self, ends: datetime) -> Life:
        """From coming to going; what is left at the end is given back."""
        await self._console.come()
        begins = self._world.now
        lunch_at = begins + (ends - begins) / 2 if ends - begins > _LONG_SHIFT else None
        questions_at = begins + timedelta(minutes=5)
        while (now := self._world.now) < ends:
            if lunch_at is not None and now >= lunch_at:
                lunch_at = None
                self._world.begin(now, self._lunch())
            if now >= questions_at:
                questions_at = now + _LOOKS
                self._world.begin(now, self._answer_questions())
            await self._look_at_offers()
            soon = [at for at in (lunch_at, questions_at, ends) if at is not None]
            yield Pause(min(soon), self._topic)
        await self._console.pause()
        while await self._console.assigned() and self._world.now < ends + _OVERTIME:
            yield Pause(self._world.now + timedelta(minutes=2))
        for left in await self._console.assigned():
            await self._console.give_back(left.id)
        await self._console.go()

    async def _look_at_offers(self) -> None:
        for offered in await self._console.offered():
            offer = (offered.id, offered.offered_until)
            if offer not in self._seen:
                self._seen.add(offer)
                self._world.begin(self._world.now, self._take(offered.id))

    async def _take(self, conversation_id: UUID) -> Life:
        """Hear the bell, look, and take it; now and then not."""
        if self._dice.random() < 0.03:
            # Not at the desk: the offer lapses, and the service marks them as away.
            yield Pause(self._world.now + timedelta(minutes=self._dice.uniform(3, 9)))
            if self._console.agent.id in self._world.present:
                await self._console.come()
            return
        yield Pause(self._world.now + timedelta(seconds=min(_OFFERED_S - 2, self._worker.takes_s(9, 0.6))))
        if conversation_id not in {one.id for one in await self._console.offered()}:
            return
        if self._dice.random() < 0.03:
            await self._console.decline(conversation_id)
            return
        await self._console.accept(conversation_id)
        self._world.begin(self._world.now, handle(self._worker, conversation_id))

    async def _lunch(self) -> Life:
        await self._console.pause()
        yield Pause(self._world.now + _LUNCH)
        if self._console.agent.id in self._world.present:
            await self._console.come()

    async def _answer_questions(self) -> Life:
        """Work off what customers have left, the soonest due first."""
        for asked in await self._console.promised():
            if asked["id"] in self._world.claimed or self._is_overlooked(asked):
                continue
            self._world.claimed.add(asked["id"])
            yield Pause(self._world.now + timedelta(seconds=self._worker.takes_s(260, 0.4)))
            voice = Voice(self._dice, asked["language"][:2], Manner(swiss=asked["language"] == "de-CH"))
            if asked["id"] in {one["id"] for one in await self._console.promised()}:
                await self._console.answer(asked["conversation_id"], voice.say("agent_by_mail"))

    def _is_overlooked(self, asked: Mapping[str, Any]) -> bool:
        chance = random.Random(f"{asked['promised_at'].isoformat()} {asked['email']}").random()  # noqa: S311 - a story
        return chance < _OVERLOOKED and self._world.now < asked["due_at"] + timedelta(hours=2)
