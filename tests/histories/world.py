"""All that is stored, read at one moment, with what follows from the logs alone beside it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, select

from handover.domain.agent import Agent
from handover.domain.conversation import Conversation, Customer
from handover.domain.events import Event
from handover.storage import agents, event_log
from handover.storage.rows import to_conversation
from handover.storage.store import Reader, Store
from handover.storage.tables import conversations, deliveries, handovers, metadata, promises
from tests.support import Support


@dataclass
class Seen:
    """One conversation.

    Attributes:
        log: All its events so far.
        replayed: What they make of it, without a look at what is stored.
        due_at: When somebody is to look at it, as stored.
    """

    log: list[Event]
    replayed: Conversation
    stored: Conversation
    due_at: datetime | None = None
    episodes: list[Mapping[str, Any]] = field(default_factory=list)
    promises: list[Mapping[str, Any]] = field(default_factory=list)
    mails: list[Mapping[str, Any]] = field(default_factory=list)


@dataclass
class World:
    """Everything at one moment."""

    seen: Sequence[Seen]
    agents: Sequence[Agent]


async def look(support: Support, before: dict[UUID, Seen]) -> World:
    """Read everything, as of one moment; of each log only what came after `before`, which is brought up to date."""
    async with support.store.reading() as connection:
        rows = {table.name: await _by_conversation(connection, table) for table in (handovers, promises, deliveries)}
        for row in (await connection.execute(select(conversations))).mappings():
            seen = before[row["id"]]
            seen.stored, seen.due_at = to_conversation(row), row["due_at"]
            if seen.stored.last_seq > len(seen.log):
                new = await event_log.after(connection, row["id"], len(seen.log), 10_000)
                seen.replayed = reduce(Conversation.apply, new, seen.replayed)
                seen.log += new
            seen.episodes = sorted(rows["handovers"][row["id"]], key=itemgetter("escalated_at"))
            seen.promises, seen.mails = rows["promises"][row["id"]], rows["deliveries"][row["id"]]
        return World(list(before.values()), await agents.all_agents(connection))


async def _by_conversation(connection: Reader, table: Table) -> Mapping[UUID, list[Mapping[str, Any]]]:
    found: defaultdict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for row in (await connection.execute(select(table))).mappings():
        found[row["conversation_id"]].append(dict(row))
    return found


def known_by_events(conversation: Conversation) -> Conversation:
    """What the bot told besides, who the customer is and when they were seen is stored without an event of its own."""
    return replace(conversation, version=0, context=None, summary=None, customer=Customer(), client=None, seen_at=None)


async def empty(url: str) -> None:
    """Remove whatever an earlier history has left."""
    store = Store(url)
    async with store.transaction() as tx:
        for table in reversed(metadata.sorted_tables):
            await tx.connection.execute(delete(table))
    await store.close()
