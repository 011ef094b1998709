"""The logs as they are in the end: as the service tells them to each customer, and as the database keeps them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text

from handover.domain.events import Audience, Event, Floor
from handover.realtime.frames import frames
from handover.storage.store import Store
from handover.storage.tables import conversations, events, turns
from tests.chaos.records import Frame


@dataclass(frozen=True)
class Recorded:
    """An event, and when the transaction was committed that recorded it."""

    event: Event
    committed_at: datetime


Log = Sequence[Recorded]


@dataclass(frozen=True)
class Logs:
    """Everything that happened.

    Attributes:
        of: The log of each conversation, by its id.
        open_turns: Conversations in which the bot owes an answer.
    """

    of: Mapping[str, Log]
    open_turns: Sequence[str]

    def shown(self, conversation: str, reader: Audience) -> list[Frame]:
        """The log as this reader is to see it."""
        return frames([one.event for one in self.of[conversation]], reader)

    def in_order(self) -> list[tuple[str, Recorded]]:
        """All events of all conversations in the order in which they were committed."""
        whole = [(conversation, one) for conversation, log in self.of.items() for one in log]
        return sorted(whole, key=lambda each: (each[1].committed_at, each[0], each[1].event.seq))


async def read(database: str) -> Logs:
    """All there is."""
    store = Store(database)
    # Events are never changed, so whoever wrote the row wrote the event.
    committed_at = func.pg_xact_commit_timestamp(text("events.xmin")).label("committed_at")
    query = select(events, committed_at).order_by(events.c.conversation_id, events.c.seq)
    logs: dict[str, list[Recorded]] = defaultdict(list)
    async with store.reading() as connection:
        for row in (await connection.execute(query)).mappings():
            event = Event(row["name"], row["at"], row["data"], row["seq"], Floor(row["floor"]))
            logs[str(row["conversation_id"])].append(Recorded(event, row["committed_at"]))
        still = select(turns.c.conversation_id).where(turns.c.state.in_(("waiting", "asked")))
        owed = [str(one) for one in (await connection.execute(still)).scalars()]
    await store.close()
    return Logs(logs, owed)


async def still_due(database: str) -> int:
    """In how many conversations something will still happen by itself."""
    store = Store(database)
    async with store.reading() as connection:
        due = select(func.count()).where(conversations.c.due_at.is_not(None))
        owed = select(func.count()).where(turns.c.state.in_(("waiting", "asked")))
        found = [(await connection.execute(query)).scalar_one() for query in (due, owed)]
    await store.close()
    return sum(found)
