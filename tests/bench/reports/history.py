"""A history as reports see it: so many stored events, and what was reckoned of them, over the weeks before now."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from handover.domain.failure import KINDS
from handover.domain.outcome import OUTCOMES
from handover.storage.store import Store
from handover.storage.tables import contacts, conversations, failures, gaps, handovers
from tests.bench.relay.fill import fill

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
# So many conversations a week, however long the history is.
A_WEEK = 500
_AT_ONCE = 1_000
_PAGES = [f"https://bergwerk.example/shop/{name}" for name in ("cart", "checkout", "returns", "help", "orders")]
_TOUCHPOINTS = ["cart", "checkout", "returns", "help", "orders", None]
_GAPS = [UUID(int=number) for number in range(1, 61)]
_MATTERS = ["track_order", "return_item", "delivery_period", "payment_issue", None]


async def make(url: str, events: int) -> None:
    """Store `events` events, and a contact for each of their conversations, some with failures and handovers.

    However long the history is, its failures are grouped into the same gaps.
    """
    await fill(url, events)
    store = Store(url)
    async with store.reading() as connection:
        ids = list((await connection.execute(select(conversations.c.id))).scalars())
    async with store.engine.begin() as connection:
        await connection.execute(insert(gaps), [_gap(each) for each in _GAPS])
    chance = random.Random(7)
    for begin in range(0, len(ids), _AT_ONCE):
        rows = [_contact(each, number, chance) for number, each in enumerate(ids[begin : begin + _AT_ONCE], begin)]
        async with store.engine.begin() as connection:
            await connection.execute(insert(contacts), rows)
            await connection.execute(insert(failures), list(_failures(rows, chance)))
            await connection.execute(insert(handovers), list(_handovers(rows)))
    await store.close()


def _gap(gap_id: UUID) -> dict[str, Any]:
    words = {"de": ["gutschein", str(gap_id.int)], "en": ["voucher", str(gap_id.int)]}
    return {"id": gap_id, "names": words, "named_of": 3, "state_at": NOW, "created_at": NOW}


def _contact(conversation_id: UUID, number: int, chance: random.Random) -> dict[str, Any]:
    opened = NOW - timedelta(weeks=1) * (number + 1) / A_WEEK
    outcome = chance.choice(OUTCOMES)
    handed = outcome in {"solved_by_agent", "unsolved_by_agent", "gave_up_in_queue"}
    failed = handed or chance.random() < 0.2
    return {
        "conversation_id": conversation_id,
        "seq": 20,
        "opened_at": opened,
        "day": opened.date(),
        "ended_at": opened + timedelta(minutes=20),
        "outcome": outcome,
        "language": chance.choice(["de", "en"]),
        "page": chance.choice(_PAGES),
        "touchpoint": chance.choice(_TOUCHPOINTS),
        "matter": (matter := chance.choice(_MATTERS)),
        "matters": [matter] if matter else [],
        "failure": chance.choice(KINDS) if failed else None,
        "turns": 3,
        "understood": 2,
        "failed": int(failed),
        "handovers": int(handed),
        "team": "default" if handed else None,
        "first_answer_s": chance.random(),
        "waiting_s": 60 * chance.random() if handed else 0,
        "agent_s": 600 * chance.random() if handed else 0,
        "promises_kept": 0,
        "promises_broken": 0,
        "bot_stars": chance.choice([None, None, 1, 4, 5]),
        "helpful": 0,
        "unhelpful": 0,
    }


def _failures(rows: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row["failure"]:
            yield {
                "id": uuid4(),
                "conversation_id": row["conversation_id"],
                "message_id": uuid4(),
                "seq": 2,
                "at": row["opened_at"],
                "kind": row["failure"],
                "text": f"Wo ist der Gutschein {chance.randrange(1000)}?",
                "language": row["language"],
                "page": {"url": row["page"], "title": ""},
                "touchpoint": row["touchpoint"],
                "waiting_s": row["waiting_s"],
                "agent_s": row["agent_s"],
                "gap_id": chance.choice([None, *_GAPS]),
            }


def _handovers(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row["handovers"]:
            yield {
                "id": uuid4(),
                "conversation_id": row["conversation_id"],
                "reason": "asked_for_person",
                "escalated_at": row["opened_at"],
                "accepted_at": row["opened_at"],
                "ended_at": row["ended_at"],
                "ended_by": "resolved",
                "outcome": row["outcome"],
                "waiting_s": row["waiting_s"],
                "agent_s": row["agent_s"],
            }
