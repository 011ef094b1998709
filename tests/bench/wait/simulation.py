"""Plays a recording through the queue: order, offers, pace and estimate are those of the service itself.

Each customer is told an estimate when they join the queue, and it is compared with what then happens. Who leaves keeps
their place in the books, though it takes no agent's time: so it is known how long they would have waited, and those
whose wait was long are not missing from the count.
"""

import heapq
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import NAMESPACE_URL, UUID, uuid5

from handover.domain import routing
from handover.domain.agent import Agent, Availability
from handover.domain.conversation import Conversation
from handover.domain.pace import Handled, Pace, Waited
from handover.domain.routing import Desk, RoutingRules, Waiting
from handover.domain.team import Needs
from handover.domain.waiting import Wait, outlooks
from tests.bench.wait.recording import Arrival, Duty

_MIDNIGHT = datetime(2026, 1, 5, tzinfo=UTC)
_OFFERED_FOR = int(RoutingRules().offered_for.total_seconds())
# So many are read from the database, see handover/storage/pace.py.
_STORED = 100


@dataclass(slots=True)
class Customer:
    """Somebody who joined the queue, and what they were told.

    Attributes:
        position: Their place when they joined, 1 was next.
        agents: How many agents were there who fitted.
        at_once: Whether one of them was asked at once.
        told: None when nothing could be said.
        waited: Seconds until they were accepted or, if they had left by then, would have been.
    """

    arrival: Arrival
    waiting: Waiting
    reaction: int
    position: int = 0
    agents: int = 0
    at_once: bool = False
    told: Wait | None = None
    waited: int = 0
    left: bool = False

    @property
    def own_id(self) -> UUID:
        """The id of their conversation."""
        return self.waiting.conversation.id

    def set(self, **changes: object) -> None:
        """Change what is true of their conversation."""
        self.waiting = replace(self.waiting, conversation=replace(self.waiting.conversation, **changes))


@dataclass(slots=True)
class _Team:
    """Attributes: who waits; who is there; how many each agent has, offers included, also when they went home."""

    queue: dict[UUID, Customer] = field(default_factory=dict)
    agents: dict[UUID, Agent] = field(default_factory=dict)
    taken: dict[UUID, int] = field(default_factory=dict)
    handled: deque[Handled] = field(default_factory=lambda: deque(maxlen=_STORED))

    def in_order(self, *, left: bool) -> list[Waiting]:
        return routing.in_order(one.waiting for one in self.queue.values() if left or not one.left)

    def desks(self) -> list[Desk]:
        return [Desk(agent, self.taken[agent.id]) for agent in self.agents.values()]


class Simulation:
    """A service desk that goes from one thing that happens to the next."""

    def __init__(self, arrivals: Sequence[Arrival], duties: Sequence[Duty], experience: int = 50) -> None:
        """`experience` is from how many of the newest conversations the pace is read."""
        self._experience = experience
        self._second = 0
        self._customers: list[Customer] = []
        self._teams = {duty.team: _Team() for duty in duties}
        self._waited: deque[Waited] = deque(maxlen=_STORED)
        self._numbers = count(1)
        self._agenda: list[tuple[int, int, Callable[[], None]]] = []
        for duty in duties:
            self._at(duty.begins, lambda duty=duty: self._comes(duty))
            self._at(duty.ends, lambda duty=duty: self._goes(duty))
        for arrival in arrivals:
            self._at(arrival.at, lambda arrival=arrival: self._joins(arrival))

    def run(self) -> list[Customer]:
        """All customers, in the order in which they came."""
        while self._agenda:
            self._second, _, happens = heapq.heappop(self._agenda)
            happens()
        return self._customers

    @property
    def _now(self) -> datetime:
        return _time(self._second)

    def _at(self, second: int, happens: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (second, next(self._numbers), happens))

    def _comes(self, duty: Duty) -> None:
        team, own_id = self._teams[duty.team], uuid5(NAMESPACE_URL, duty.agent)
        team.taken.setdefault(own_id, 0)
        team.agents[own_id] = Agent(
            own_id,
            duty.agent,
            f"{own_id}@bergwerk.example",
            availability=Availability.ONLINE,
            capacity=duty.capacity,
            languages=tuple(duty.languages.split()),
            team=duty.team,
            present_until=_time(duty.ends),
        )
        self._offer(team)

    def _goes(self, duty: Duty) -> None:
        del self._teams[duty.team].agents[uuid5(NAMESPACE_URL, duty.agent)]

    def _joins(self, arrival: Arrival) -> None:
        team, needs = self._teams[arrival.team], Needs(arrival.team, frozenset(), arrival.priority, arrival.language)
        conversation = Conversation(UUID(int=next(self._numbers)), opened_at=self._now, waiting_since=self._now)
        customer = Customer(arrival, Waiting(conversation, needs), arrival.reaction)
        self._customers.append(customer)
        team.queue[customer.own_id] = customer
        ordered, desks = team.in_order(left=False), team.desks()
        customer.position = routing.positions(ordered)[customer.own_id]
        customer.agents = len([desk for desk in desks if routing.fits(customer.waiting, desk.agent, self._now)])
        pace = Pace.of(team.handled, self._waited, self._experience)
        customer.told = outlooks(ordered, desks, self._now)[customer.waiting.conversation.id].expected(pace)
        self._at(arrival.at + arrival.patience, lambda: self._leaves(customer, team))
        self._offer(team)
        customer.at_once = customer.waiting.conversation.offered_agent_id is not None

    def _offer(self, team: _Team) -> None:
        while found := next(routing.offers(team.in_order(left=True), team.desks(), self._now), None):
            customer, agent = team.queue[found[0].conversation.id], found[1]
            if customer.left:
                del team.queue[customer.own_id]
                customer.waited = self._second + customer.reaction - customer.arrival.at
            else:
                self._ask(customer, agent, team)

    def _ask(self, customer: Customer, agent: Agent, team: _Team) -> None:
        customer.set(offered_agent_id=agent.id)
        team.taken[agent.id] += 1
        if customer.reaction > _OFFERED_FOR:
            self._at(self._second + _OFFERED_FOR, lambda: self._lapses(customer, agent, team))
        else:
            self._at(self._second + customer.reaction, lambda: self._accepts(customer, agent, team))

    def _lapses(self, customer: Customer, agent: Agent, team: _Team) -> None:
        customer.reaction -= _OFFERED_FOR
        if not customer.left:
            team.taken[agent.id] -= 1
        lapsed = dict(customer.waiting.conversation.lapsed) | {str(agent.id): self._now.isoformat()}
        customer.set(offered_agent_id=None, lapsed=lapsed)
        self._at(self._second + int(routing.ASKED_AGAIN_AFTER.total_seconds()), lambda: self._offer(team))
        self._offer(team)

    def _accepts(self, customer: Customer, agent: Agent, team: _Team) -> None:
        del team.queue[customer.own_id]
        customer.waited = self._second - customer.arrival.at
        if not customer.left:
            self._waited.append(Waited(customer.waited, left=False))
            accepted = self._second
            ends = accepted + customer.arrival.handling
            self._at(ends, lambda: self._ends(customer.arrival, accepted, agent, team))

    def _ends(self, arrival: Arrival, accepted: int, agent: Agent, team: _Team) -> None:
        team.taken[agent.id] -= 1
        team.handled.append(Handled(_time(arrival.at), _time(accepted), self._now, self._second - accepted))
        self._offer(team)

    def _leaves(self, customer: Customer, team: _Team) -> None:
        if customer.own_id in team.queue:
            customer.left = True
            self._waited.append(Waited(customer.arrival.patience, left=True))
            if offered := customer.waiting.conversation.offered_agent_id:
                team.taken[offered] -= 1
                self._offer(team)


def _time(second: int) -> datetime:
    return _MIDNIGHT + timedelta(seconds=second)
