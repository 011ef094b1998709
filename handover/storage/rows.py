"""Rows of the database to things of the domain, and back."""

from typing import Any

from sqlalchemy import RowMapping

from handover.domain.agent import Agent, Availability, Role
from handover.domain.conversation import Conversation, Customer
from handover.domain.events import Event, Floor

_SAME = (
    "id",
    "opened_at",
    "version",
    "last_seq",
    "floor_since",
    "waiting_since",
    "active_at",
    "language",
    "channel",
    "page",
    "handover_id",
    "reason",
    "agent_id",
    "agent_name",
    "wanted_agent_id",
    "wanted_team",
    "at_front",
    "offered_agent_id",
    "offered_agent_name",
    "offered_until",
    "told",
    "told_until",
    "unanswered_since",
    "seen_at",
    "promise_due_at",
    "context",
    "summary",
    "last_message",
    "failing",
    "outcome",
    "client",
)


def to_conversation(row: RowMapping) -> Conversation:
    """The conversation of a row of `conversations`."""
    customer = Customer(
        row["customer_subject"],
        row["customer_name"],
        row["customer_email"],
        verified=row["customer_verified"],
        until=row["customer_until"],
    )
    same = {name: row[name] for name in _SAME}
    return Conversation(**same, lapsed=row["lapsed"], floor=Floor(row["floor"]), customer=customer)


def from_conversation(conversation: Conversation) -> dict[str, Any]:
    """The row of a conversation."""
    return {name: getattr(conversation, name) for name in _SAME} | {
        "floor": conversation.floor.value,
        "lapsed": dict(conversation.lapsed),
        "customer_subject": conversation.customer.subject,
        "customer_name": conversation.customer.name,
        "customer_email": conversation.customer.email,
        "customer_verified": conversation.customer.verified,
        "customer_until": conversation.customer.until,
    }


def to_event(row: RowMapping) -> Event:
    """The event of a row of `events`."""
    return Event(row["name"], row["at"], row["data"], seq=row["seq"], floor=Floor(row["floor"]))


def to_agent(row: RowMapping) -> Agent:
    """The agent of a row of `agents`."""
    return Agent(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        role=Role(row["role"]),
        availability=Availability(row["availability"]),
        capacity=row["capacity"],
        languages=tuple(row["languages"]),
        team=row["team"],
        skills=frozenset(row["skills"]),
        present_until=row["present_until"],
    )
