"""A database with as many events as somebody asks for, in conversations that are over."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from handover.domain.conversation import Conversation
from handover.domain.events import Floor
from handover.storage.migrate import migrate
from handover.storage.rows import from_conversation
from handover.storage.store import Store
from handover.storage.tables import conversations, events
from tests.bench.relay.load import TEXT

_EVENTS_OF_EACH = 20
_AT_ONCE = 250
_OPENED = datetime(2026, 1, 5, 8, tzinfo=UTC)


async def fill(url: str, number: int) -> None:
    """Migrate the database and store `number` events in it."""
    await migrate(url)
    store = Store(url)
    ids = [uuid4() for _ in range(number // _EVENTS_OF_EACH)]
    for begin in range(0, len(ids), _AT_ONCE):
        some = ids[begin : begin + _AT_ONCE]
        async with store.engine.begin() as connection:
            await connection.execute(insert(conversations), [_conversation(each) for each in some])
            await connection.execute(insert(events), [row for each in some for row in _events(each)])
    await store.close()


def _conversation(conversation_id: UUID) -> dict[str, Any]:
    over = Conversation(
        conversation_id,
        _OPENED,
        last_seq=_EVENTS_OF_EACH,
        floor=Floor.CLOSED,
        floor_since=_OPENED,
        active_at=_OPENED + timedelta(minutes=_EVENTS_OF_EACH),
        outcome="self_served",
    )
    return from_conversation(over) | {"reckoned_seq": _EVENTS_OF_EACH}


def _events(conversation_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "conversation_id": conversation_id,
            "seq": seq,
            "at": _OPENED + timedelta(minutes=seq),
            "name": "message_posted",
            "floor": Floor.BOT,
            "data": {
                "id": str(uuid4()),
                "author": {"kind": "customer" if seq % 2 else "bot", "name": None},
                "text": TEXT,
                "choices": [],
                "attachments": [],
                "audience": "everyone",
            },
        }
        for seq in range(1, _EVENTS_OF_EACH + 1)
    ]
