"""What becomes due by itself, and when: it follows from the state alone, so no timer can be forgotten or fire twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handover.domain.conversation import Conversation
from handover.domain.events import Floor


class Due(StrEnum):
    """What can become due; where several things are, the first of these.

    Attributes:
        IDLE: The customer left the bot or the queue.
        CUSTOMER_SILENT: The customer does not answer the agent any more.
        AGENT_SILENT: The customer waits for an agent's answer for too long: somebody else has to go on.
        OFFER: The agent who was asked to accept did not.
        PROMISE: The time is over until which an answer was promised.
        LONG_WAIT: Nobody accepted for long: the customer is told, and can leave an address.
    """

    IDLE = "idle"
    CUSTOMER_SILENT = "customer_silent"
    AGENT_SILENT = "agent_silent"
    OFFER = "offer"
    PROMISE = "promise"
    LONG_WAIT = "long_wait"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each is waited for; the settings of the same names say it."""

    idle: timedelta = timedelta(minutes=30)
    long_wait: timedelta = timedelta(minutes=5)
    agent_silent: timedelta = timedelta(minutes=10)
    customer_silent: timedelta = timedelta(minutes=30)


def moments(conversation: Conversation, patience: Patience) -> dict[Due, datetime]:
    """When what becomes due in this conversation, if nothing else happens before."""
    return dict(_moments(conversation, patience))


def next_moment(conversation: Conversation, patience: Patience) -> datetime | None:
    """When somebody has to look at this conversation again, or None: never."""
    return min(moments(conversation, patience).values(), default=None)


def due_now(conversation: Conversation, patience: Patience, now: datetime) -> Due | None:
    """What is due, or None. Whoever left is not told first that it takes longer."""
    overdue = {due for due, at in _moments(conversation, patience) if at < now}
    return next((due for due in Due if due in overdue), None)


def _unexplained_since(conversation: Conversation) -> datetime:
    """Since when the customer waits without knowing why.

    Not since they first joined the queue: who comes back from an agent was not left alone all that time. And who was
    told that nobody is there waits as told, until the team is back.
    """
    since = conversation.floor_since or conversation.opened_at
    return max(since, conversation.told_until or since)


def _moments(conversation: Conversation, patience: Patience) -> Iterator[tuple[Due, datetime]]:
    if conversation.promise_due_at is not None:
        yield Due.PROMISE, conversation.promise_due_at
    active_at = conversation.active_at or conversation.opened_at
    if conversation.floor is Floor.BOT:
        yield Due.IDLE, active_at + patience.idle
    elif conversation.floor is Floor.QUEUE:
        # Whoever waits writes nothing; an open page shows that they are there.
        yield Due.IDLE, max(active_at, conversation.seen_at or active_at) + patience.idle
        if conversation.offered_until is not None:
            yield Due.OFFER, conversation.offered_until
        if conversation.told != "long":
            yield Due.LONG_WAIT, _unexplained_since(conversation) + patience.long_wait
    elif conversation.floor is Floor.AGENT:
        if conversation.unanswered_since is not None:
            yield Due.AGENT_SILENT, conversation.unanswered_since + patience.agent_silent
        else:
            yield Due.CUSTOMER_SILENT, active_at + patience.customer_silent
