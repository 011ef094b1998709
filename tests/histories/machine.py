"""Random histories over the real services: whatever people do in whatever order, and whatever time does to them."""

import asyncio
import contextlib
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from handover.domain import routing
from handover.domain.agent import Agent
from handover.domain.conversation import Conversation, Customer
from handover.domain.errors import LotseError
from handover.domain.team import Plan, Rule
from tests.at_work import is_known_for
from tests.histories import invariants
from tests.histories.acts import AGENTS, CUSTOMERS, MOODS
from tests.histories.recount import reports_say_what_the_logs_say
from tests.histories.world import Seen, empty, look
from tests.support import Support, supporting

T = TypeVar("T")
NAMES = ["ann", "ben"]
GRACE = timedelta(minutes=1)
# Around the leases, the offers and the due times.
SECONDS = [1, 20, 31, 50, 110, 130, 310, 610, 1_830, 90_000]
# Before most acts some time passes; were it long as often as short, everybody would have left before anything happens.
AFTER = [1, *[0] * 12, *[20, 31, 50, 110, 130] * 2, 310, 610, 1_830, 1]
# What makes the rest possible comes more often than the rest.
OWN = [*["takes what is offered", "answers", "comes to work"] * 3, *AGENTS]
ANYBODYS = [*["accepts"] * 5, *AGENTS]
WISHES = [*["asks for a person"] * 4, *["writes"] * 6, *CUSTOMERS]
STEPS = {
    "a_customer": 6,
    "an_agent_with_anybody": 2,
    "an_agent_with_their_own": 3,
    "an_agent_is_connected_or_cut_off": 1,
    "the_bot": 1,
    "time_passes_and_nobody_looks": 1,
}
PLAN = Plan(rules=[Rule(reasons=frozenset({"complaint"}), skills=frozenset({"patience"}), priority=1)])


class Histories(RuleBasedStateMachine):
    """Three customers, Ann (both languages, room for two, patient), Ben (German, room for one), a bot and time."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._loop = asyncio.Runner()
        self._open = AsyncExitStack()
        self._present = {"ann", "ben"}
        self._thinks = False
        self._seen: dict[UUID, Seen] = {}
        self._do(self._begin(url))

    async def _begin(self, url: str) -> None:
        await empty(url)
        self.support: Support = await self._open.enter_async_context(supporting(url))
        self.support.queue.plan = PLAN
        await is_known_for(self.support, self.support.ann, capacity=2, skills=frozenset({"patience"}))
        await is_known_for(self.support, self.support.ben, capacity=1, languages=("de",))
        mia = Customer("7", "Mia", "cleo@example.com", verified=True)
        for language, customer in (("de", mia), ("en", Customer()), ("de-CH", mia)):
            # Reports tell days apart, and the last of these begins after midnight.
            self.support.clock.pass_time(hours=9)
            opened = await self.support.open(language=language, customer=customer)
            fresh = Conversation(opened, self.support.clock.now())
            self._seen[opened] = Seen([], fresh, fresh)
        await self.support.at_work(self.support.ann, self.support.ben)
        for cleo in list(self._seen)[:2]:
            await self.support.ask_for_person(cleo)

    def _do(self, act: Coroutine[Any, Any, T]) -> T:
        return self._loop.run(act)

    async def _try(self, act: Coroutine[Any, Any, Any]) -> None:
        # What is not allowed now is refused, and nothing of it is left.
        with contextlib.suppress(LotseError):
            await act

    def _agent(self, name: str) -> Agent:
        agent: Agent = getattr(self.support, name)
        return agent

    def _customer(self, number: int) -> UUID:
        return list(self._seen)[number]

    # Hypothesis makes new examples by copying parts of those before: of thirty histories, drawn step by step, nearly
    # all were one step thirty times over, and no message reached the bot. A number for each is a history of its own.
    @initialize(seed=st.integers(0, 2**32))
    def a_history_begins(self, seed: int) -> None:
        self._chance = Random(seed)

    @rule()
    def something_happens(self) -> None:
        act = self._chance.choices(list(STEPS), STEPS.values())[0]
        getattr(self, f"_{act}")()

    def _a_customer(self) -> None:
        self._passes(self._chance.choice(AFTER))
        act = self._chance.choice(WISHES)
        self._do(self._try(CUSTOMERS[act](self.support, self._customer(self._chance.randrange(3)))))

    def _an_agent_with_anybody(self) -> None:
        self._passes(self._chance.choice(AFTER))
        self._acts(self._chance.choice(NAMES), self._chance.choice(ANYBODYS), self._customer(self._chance.randrange(3)))

    def _an_agent_with_their_own(self) -> None:
        self._passes(self._chance.choice(AFTER))
        name = self._chance.choice(NAMES)
        own_id = self._agent(name).id
        theirs = [one for one, seen in self._seen.items() if seen.stored.agent_id == own_id]
        self._acts(name, self._chance.choice(OWN), theirs[0] if theirs else self._customer(0))

    def _acts(self, name: str, act: str, cleo: UUID) -> None:
        self._do(self._try(AGENTS[act](self.support, cleo, self._agent(name))))
        if act == "comes to work":
            self._present.add(name)
        elif act == "signs out":
            self._present.discard(name)

    def _an_agent_is_connected_or_cut_off(self) -> None:
        name = self._chance.choice(NAMES)
        self._present.discard(name)
        if self._chance.random() < 2 / 3:
            self._present.add(name)
            self._do(self.support.at_work(self._agent(name)))
        self._passes(self._chance.choice(AFTER))

    def _the_bot(self) -> None:
        mood = self._chance.choice([*MOODS, "is down", "is back", "thinks", "has thought"])
        if mood in MOODS:
            self.support.bot.script = MOODS[mood]
        elif mood == "thinks":
            self._thinks = True
            self.support.bot.hold()
        elif mood == "has thought":
            self._do(self._let_go())
        else:
            self.support.bot.available = mood == "is back"

    async def _let_go(self) -> None:
        self._thinks = False
        self.support.bot.let_go()
        await self.support.settled()

    def _time_passes_and_nobody_looks(self) -> None:
        self._time_passes(self._chance.choice(SECONDS))

    def _time_passes(self, seconds: int) -> None:
        self.support.clock.pass_time(seconds=seconds)
        for name in sorted(self._present):
            self._do(self.support.presence.renew(self._agent(name)))

    def _passes(self, seconds: int) -> None:
        if seconds == 0:
            return
        self._time_passes(seconds)
        self._do(self.support.sweep.once())
        self._do(self.support.upkeep.once())
        world = self._do(look(self.support, self._seen))
        gone = {agent.id for agent in world.agents if agent.gone(self.support.clock.now(), GRACE)}
        assert not gone & {seen.stored.agent_id for seen in world.seen}, "nobody is with an agent who is gone"

    async def _routed(self) -> None:
        await self.support.router.once()
        sight = await self.support.queue.sight()
        for one in sight.waiting:
            assert one.conversation.told or sight.at_work_for(one), "nobody waits unattended without having been told"
            if one.conversation.offered_agent_id is None:
                able = [desk for desk in sight.desks if routing.may_be_asked(one, desk.agent, sight.at)]
                wanted = [desk for desk in able if desk.agent.id == one.conversation.wanted_agent_id]
                assert not [desk for desk in wanted or able if desk.has_room], "somebody could be asked"
        offered = {one.conversation.offered_agent_id for one in sight.waiting}
        asked = [desk for desk in sight.desks if desk.agent.id in offered]
        assert all(desk.agent.at_desk(sight.at) for desk in asked), "nobody is asked who is not there"
        assert all(desk.taken <= desk.agent.capacity for desk in sight.desks)

    @invariant()
    def all_is_well(self) -> None:
        # In the service each commit that may bring somebody together wakes the router: also what the bot just answered.
        if not self._thinks:
            self._do(self.support.settled())
        self._do(self._routed())
        invariants.hold(self._do(look(self.support, self._seen)))

    def teardown(self) -> None:
        try:
            self._do(self._end())
        finally:
            self._do(self._open.aclose())
            self._loop.close()

    async def _end(self) -> None:
        await self._let_go()
        invariants.hold(await look(self.support, self._seen))
        await invariants.each_failure_has_one_record(self.support, self._seen)
        await reports_say_what_the_logs_say(self.support)
