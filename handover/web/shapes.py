"""What conversations, agents and failures look like on the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handover.domain.agent import Agent
from handover.domain.conversation import Conversation, Customer
from handover.domain.journey import JourneyMap, Stage
from handover.domain.routing import Desk
from handover.domain.team import Plan, Team
from handover.storage.event_log import TakenBack

Json = dict[str, Any]


def summary(conversation: Conversation, plan: Plan, journey: JourneyMap, position: int | None = None) -> Json:
    """A conversation in a list for staff, and what it needs of whoever answers it."""
    due_at, needs = conversation.promise_due_at, plan.needs(conversation)
    return {
        "id": conversation.id,
        "floor": conversation.floor,
        "language": conversation.language,
        "channel": conversation.channel,
        "customer": _customer(conversation.customer),
        "page": conversation.page,
        "touchpoint": journey.of(conversation),
        "reason": conversation.reason,
        "task": (conversation.context or {}).get("task"),
        "order": (conversation.context or {}).get("order"),
        "opened_at": conversation.opened_at,
        "floor_since": conversation.floor_since,
        "waiting_since": conversation.waiting_since,
        "agent": {"id": conversation.agent_id, "name": conversation.agent_name} if conversation.agent_id else None,
        "wanted_agent": conversation.wanted_agent_id,
        "team": needs.team,
        "skills": sorted(needs.skills),
        "priority": needs.priority,
        "at_front": conversation.at_front,
        "offer": _offer(conversation),
        "promise": {"due_at": due_at} if due_at else None,
        "last_message": conversation.last_message,
        "last_seq": conversation.last_seq,
        "outcome": conversation.outcome,
        "position": position,
    }


def _customer(customer: Customer) -> Json | None:
    if not (customer.name or customer.email):
        return None
    known = {"name": customer.name, "email": customer.email, "verified": customer.verified}
    return known | {"verified_until": customer.until}


def _offer(conversation: Conversation) -> Json | None:
    if conversation.offered_agent_id is None:
        return None
    agent = {"id": conversation.offered_agent_id, "name": conversation.offered_agent_name}
    return {"agent": agent, "until": conversation.offered_until}


def _colleague(person: Agent, plan: Plan) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "languages": person.languages,
        "skills": sorted(person.skills),
        "capacity": person.capacity,
        "availability": person.availability,
        "team": team_name(person.team, plan),
    }


def team_name(team_id: str, plan: Plan) -> Json:
    """A team with its name, in English as `name` and in each language as `names`."""
    names = dict(plan.team(team_id).name)
    return {"id": team_id, "name": names["en"], "names": names}


def team(one: Team, plan: Plan, now: datetime) -> Json:
    """A team that can be transferred to; `opens_at` is None while it is open."""
    return team_name(one.id, plan) | {"open": one.is_open(now), "opens_at": one.opens_at(now)}


def agent(person: Agent, plan: Plan, *, push: bool) -> Json:
    """An agent, for themselves; `push` tells whether they are asked or choose."""
    own = {"email": person.email, "role": person.role, "routing": "push" if push else "pull", "zone": str(plan.zone)}
    return _colleague(person, plan) | own


def colleague(desk: Desk, plan: Plan, now: datetime) -> Json:
    """An agent, for those who may transfer to them."""
    person = desk.agent
    present = person.present_until is not None and now < person.present_until
    return _colleague(person, plan) | {"present": present, "assigned": desk.taken}


def promise(row: Mapping[str, Any], now: datetime) -> Json:
    """An answer that is promised."""
    return {
        "conversation": row["conversation_id"],
        "customer": row["customer_name"],
        **{name: row[name] for name in ("email", "text", "language", "team", "promised_at", "due_at")},
        "overdue": row["due_at"] < now,
    }


def taken_back(one: TakenBack) -> Json:
    """A conversation that went back to the queue because its agent was gone or silent."""
    return {"conversation": one.conversation_id, "name": one.customer, "at": one.at, "reason": one.reason}


_FAILURE = (
    "id",
    "message_id",
    "seq",
    "at",
    "kind",
    "detail",
    "text",
    "intent",
    "confidence",
    "threshold",
    "ranking",
    "meant",
    "actions",
    "entities",
    "slots",
    "language",
    "model",
    "page",
    "touchpoint",
    "outcome",
    "cause",
    "judgement",
    "status",
    "found_at",
    "followed_by",
    "helped_by",
    "waiting_s",
    "agent_s",
)


def failure(record: Mapping[str, Any]) -> Json:
    """A record of the failure log."""
    of = {"conversation": record["conversation_id"], "gap": record["gap_id"]}
    return {name: record[name] for name in _FAILURE} | of


_CONTACT = (
    "opened_at",
    "ended_at",
    "outcome",
    "language",
    "page",
    "touchpoint",
    "matter",
    "failure",
    "quote",
    "turns",
    "failed",
    "handovers",
    "reason",
    "cause",
    "team",
    "waiting_s",
    "agent_s",
    "bot_stars",
    "people_stars",
    "durable",
    "came_back_in",
)


def contact(row: Mapping[str, Any]) -> Json:
    """A conversation as reports count it. The hashes that tell people apart stay here."""
    return {"conversation": row["conversation_id"]} | {name: row[name] for name in _CONTACT}


def stage(one: Stage) -> Json:
    """A stage of the journey, with the names of its touchpoints."""
    touchpoints = [{"id": each.id, "names": dict(each.name)} for each in one.touchpoints]
    return {"id": one.id, "names": dict(one.name), "touchpoints": touchpoints}


def refusal(row: Mapping[str, Any]) -> Json:
    """An attempt that was refused; `count` is more than one where many of an hour are counted together."""
    same = {name: row[name] for name in ("id", "at", "kind", "subject", "client", "message_id", "count")}
    return same | {"conversation": row["conversation_id"]}


_DELIVERY = ("id", "target", "event", "state", "attempts", "created_at", "next_at", "sent_at", "waits_for", "behind")


def delivery(row: Mapping[str, Any]) -> Json:
    """What is owed to somebody outside. Of a mail only whom it is for, in part: nobody reads others' mail here."""
    to = _masked(row["body"]["to"]) if row["body"] else None
    more = {"conversation": row["conversation_id"], "error": row["last_error"], "to": to}
    return {name: row[name] for name in _DELIVERY} | more


def _masked(address: str) -> str:
    user, _, domain = address.rpartition("@")
    return f"{user[:1]}…@{domain}"
