"""The run: people and faults side by side until it is enough, then quiet, then what everybody saw is compared."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.chaos import floors, logs, messages, sights
from tests.chaos.agent import Agent
from tests.chaos.balancer import Balancer
from tests.chaos.contests import Contests
from tests.chaos.customer import Customer
from tests.chaos.faults import Faults
from tests.chaos.findings import Finding, Kind
from tests.chaos.plan import PROMISE_S, Plan
from tests.chaos.records import Frame, Pace, Records
from tests.chaos.timers import Timers
from tests.chaos.world import World

# What is due is looked for every five seconds, by a process that has lived for twenty.
_SWEPT_S = 30
_READ_AGAIN_S = 30
_SAY_GOODBYE_S = 120

Tell = Callable[[str, Records], None]


@dataclass
class Outcome:
    """All that the report tells."""

    plan: Plan
    records: Records
    faults: Faults
    logs: logs.Logs
    timers: Timers
    seconds: float
    done: bool
    errors: list[str]
    findings: list[Finding] = field(default_factory=list)


class Run:
    """Everybody in one world.

    Args:
        plan: How much of it.
        world: In which all processes run already.
        tell: Is told what is being done.
    """

    def __init__(self, plan: Plan, world: World, tell: Tell) -> None:
        self._plan, self._world, self._tell = plan, world, tell
        chance = random.Random(plan.seed)
        self._records = Records(plan.messages, plan.accepts)
        self._balancer = Balancer(world.urls, self._records, chance)
        contests, pace = Contests(self._records, chance), Pace(plan.rate)
        self._agents = [Agent(email, self._balancer, self._records, pace, contests) for email in world.emails]
        self._customers = [
            Customer(number, self._balancer, self._records, pace) for number in range(1, plan.customers + 1)
        ]

    async def go(self) -> Outcome:
        """Do it all."""
        loop = asyncio.get_running_loop()
        self._tell("Coming in", self._records)
        await asyncio.gather(*(agent.sign_in() for agent in self._agents))
        await asyncio.gather(*(customer.open() for customer in self._customers))
        lines = [person.line for person in (*self._agents, *self._customers)]
        faults = Faults(self._world, self._plan, lines, self._records.enough)
        living = [
            *(asyncio.create_task(agent.work()) for agent in self._agents),
            *(asyncio.create_task(customer.line.keep()) for customer in self._customers),
        ]
        begun = loop.time()
        try:
            done = await self._live(faults, living)
            seconds = loop.time() - begun
            await self._quiet()
            return await self._compare(faults, seconds, done=done)
        finally:
            for task in living:
                task.cancel()
            await asyncio.gather(*living, return_exceptions=True)
            await self._balancer.close()

    async def _live(self, faults: Faults, living: list[asyncio.Task[Any]]) -> bool:
        """Whether all that was planned was done in time."""
        self._tell("People and faults", self._records)
        awake = asyncio.Semaphore(self._plan.awake)
        customers = [asyncio.create_task(customer.live(awake)) for customer in self._customers]
        happening = asyncio.create_task(faults.happen())
        enough = asyncio.create_task(self._records.enough.wait())
        # Should one of them fail, it is told of at once.
        await asyncio.wait(
            [enough, happening, *living], timeout=self._plan.longest_s, return_when=asyncio.FIRST_COMPLETED
        )
        done = enough.done()
        self._records.enough.set()
        self._tell("Saying goodbye", self._records)
        await happening
        await asyncio.wait(customers, timeout=_SAY_GOODBYE_S)
        for task in (*customers, *living):
            if task.done() and task.exception():
                self._records.strange.append(("all of them", repr(task.exception())))
            elif task in customers and not task.done():
                task.cancel()
                self._records.strange.append(("all of them", "a customer could not leave"))
        return done

    async def _quiet(self) -> None:
        """Wait until nothing happens by itself any more, and everybody has read what happened."""
        self._tell("Quiet: what is still due", self._records)
        longest_s = max(self._plan.idle_s, PROMISE_S) + _SWEPT_S
        with suppress(TimeoutError):
            async with asyncio.timeout(longest_s):
                while await logs.still_due(self._world.database):  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(1)
        kept = await logs.read(self._world.database)
        for customer in self._customers:
            last = sights.last_shown(customer.id, kept)
            await customer.line.until(lambda: bool(customer.seen) and customer.seen[-1]["seq"] >= last, _READ_AGAIN_S)  # noqa: B023

    async def _compare(self, faults: Faults, seconds: float, *, done: bool) -> Outcome:
        self._tell("Comparing", self._records)
        kept = await logs.read(self._world.database)
        timers = Timers(self._plan.patience)
        found = [
            *messages.compare(self._records.sent, self._records.tried, kept),
            *floors.bot_replies(kept),
            *floors.assignments(self._records.contests, kept),
            *floors.capacity(kept),
            *timers.check(kept, datetime.now(UTC) - timedelta(seconds=_SWEPT_S)),
            *(Finding(Kind.DOUBLED, path, f"repeated, and answered {what}") for path, what in self._records.unlike),
            *(Finding(Kind.STRANGE, where, what) for where, what in self._records.strange),
        ]
        for customer in self._customers:
            found += sights.of_customer(customer.id, customer.seen, await self._told(customer), kept)
        for agent in self._agents:
            for talk in agent.talks.values():
                found += sights.of_agent(agent.name, talk.id, talk.seen, kept)
        errors = self._world.errors()
        return Outcome(self._plan, self._records, faults, kept, timers, seconds, done, errors, found)

    async def _told(self, customer: Customer) -> list[Frame]:
        """All that a customer is told when they ask anew."""
        told: list[Frame] = []
        page = await customer.events(0)
        while page["more"]:
            told += page["events"]
            page = await customer.events(page["last_seq"])
        return told + page["events"]
