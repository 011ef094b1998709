"""Who is next, who can help them, and who is asked to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from handover.domain.agent import Agent
from handover.domain.conversation import Conversation
from handover.domain.team import Needs

# Each step of priority counts like having waited so much longer. So the important come first, and nobody waits for
# ever behind them: who came that much earlier is before them all the same.
HEAD_START = timedelta(minutes=5)
# Who declined an offer, or let it lapse, is not asked again for the same customer before this.
ASKED_AGAIN_AFTER = timedelta(minutes=2)
# Whom a conversation was transferred to is waited for so long while they are there, and have no room.
WAITED_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class RoutingRules:
    """How conversations reach agents.

    Attributes:
        push: Whether agents are asked; else they choose from the list of those who wait.
        offered_for: How long an agent has to accept what was offered.
    """

    push: bool = True
    offered_for: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits.

    Attributes:
        needs: What it takes to help them.
        known_to: The agent who had them last, if any.
    """

    conversation: Conversation
    needs: Needs
    known_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """An agent at work; `taken` counts their conversations and the offers to them that are open."""

    agent: Agent
    taken: int

    @property
    def has_room(self) -> bool:
        """Whether they can have another conversation."""
        return self.taken < self.agent.capacity


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Those who wait, the next one first; one given back keeps its place, one whose agent is gone comes first."""
    return sorted(waiting, key=_turn)


def _turn(one: Waiting) -> tuple[bool, datetime, UUID]:
    conversation = one.conversation
    since = conversation.waiting_since or conversation.opened_at
    return not conversation.at_front, since - one.needs.priority * HEAD_START, conversation.id


def positions(ordered: Iterable[Waiting]) -> dict[UUID, int]:
    """The place of each conversation among those who wait for the same team; 1 is next."""
    places: dict[UUID, int] = {}
    last: Counter[str] = Counter()
    for one in ordered:
        last[one.needs.team] += 1
        places[one.conversation.id] = last[one.needs.team]
    return places


def fits(one: Waiting, agent: Agent, now: datetime) -> bool:
    """Whether `agent` is there and able to help; whether they have room is another question.

    Whom somebody was transferred to fits, whatever the plan says.
    """
    if not agent.at_desk(now):
        return False
    if one.conversation.wanted_agent_id == agent.id:
        return True
    needs = one.needs
    return needs.team == agent.team and needs.language in agent.languages and needs.skills <= agent.skills


def may_be_asked(one: Waiting, agent: Agent, now: datetime) -> bool:
    """Whether they fit and did not say no, in words or by silence, a moment ago."""
    refused_at = one.conversation.lapsed.get(str(agent.id))
    again = refused_at is None or now >= datetime.fromisoformat(refused_at) + ASKED_AGAIN_AFTER
    return again and fits(one, agent, now)


def offers(ordered: Sequence[Waiting], desks: Iterable[Desk], now: datetime) -> Iterator[tuple[Waiting, Agent]]:
    """Whom to ask for whom, in the order of the queue, until nobody who fits has room.

    Afterwards nobody waits without an offer while an agent has room who may be asked, but for those who were given to
    a certain agent a moment ago. Those with an open offer are left alone.
    """
    taken = {desk.agent.id: desk for desk in desks}
    for one in ordered:
        if one.conversation.offered_agent_id is not None:
            continue
        asked = [desk for desk in taken.values() if may_be_asked(one, desk.agent, now)]
        wanted = [desk for desk in asked if desk.agent.id == one.conversation.wanted_agent_id]
        since = one.conversation.floor_since or now
        # Whom it was transferred to is waited for a while, even when others have room.
        free = [desk for desk in (wanted if now < since + WAITED_FOR else []) or asked if desk.has_room]
        if free:
            best = min(free, key=lambda desk: _preference(one, desk))
            taken[best.agent.id] = Desk(best.agent, best.taken + 1)
            yield one, best.agent


def void(ordered: Sequence[Waiting], desks: Iterable[Desk], now: datetime) -> Iterator[tuple[Waiting, str]]:
    """The offers that cannot be accepted any more: who was asked is `gone`, or `full`, having taken another one."""
    taken = {desk.agent.id: desk for desk in desks}
    for one in reversed(ordered):
        asked = taken.get(one.conversation.offered_agent_id) if one.conversation.offered_agent_id else None
        if asked is None:
            continue
        if not asked.agent.at_desk(now):
            yield one, "gone"
        elif asked.taken > asked.agent.capacity:
            taken[asked.agent.id] = Desk(asked.agent, asked.taken - 1)
            yield one, "full"


def _preference(one: Waiting, desk: Desk) -> tuple[bool, float, str]:
    load = desk.taken / max(1, desk.agent.capacity)
    known = desk.agent.id in {one.known_to, one.conversation.wanted_agent_id}
    # By address where both are equal: ids are made by chance, and the demonstration tells its story twice alike.
    return not known, load, desk.agent.email
