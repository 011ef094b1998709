"""Impossible rows are kept out by the database itself, whatever the code above it does."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Table, insert, update
from sqlalchemy.exc import IntegrityError

from handover.domain.conversation import Conversation
from handover.storage import tables
from handover.storage.rows import from_conversation
from handover.storage.store import Store
from tests.builders import NOW, opened
from tests.people import Staff, hire


class Rows:
    """A database with one conversation, and the staff."""

    def __init__(self, store: Store, staff: Staff) -> None:
        self.store = store
        self.staff = staff
        self.conversation = Conversation(uuid4(), NOW)

    async def change(self, **values: Any) -> None:
        """Change the row of the conversation behind the back of all code."""
        own = tables.conversations.c.id == self.conversation.id
        async with self.store.transaction() as tx:
            await tx.connection.execute(update(tables.conversations).where(own).values(**values))

    async def add(self, table: Table, **values: Any) -> None:
        """Add a row to another table."""
        async with self.store.transaction() as tx:
            await tx.connection.execute(insert(table).values(**values))


@pytest.fixture
async def rows(database_url: str) -> AsyncIterator[Rows]:
    store = Store(database_url)
    rows = Rows(store, await hire(store))
    async with store.transaction() as tx:
        await tx.open(rows.conversation, opened())
    yield rows
    await store.close()


@pytest.mark.parametrize(
    "values",
    [
        {"floor": "nobody"},
        {"floor": "agent", "handover_id": uuid4()},
        {"floor": "queue"},
        {"handover_id": uuid4()},
        {"floor": "closed"},
        {"outcome": "self_served"},
        {"agent_id": uuid4(), "floor": "agent", "handover_id": uuid4()},
    ],
    ids=[
        "a floor that there is not",
        "an agent's floor without an agent",
        "waiting without a handover",
        "a handover while the bot has the floor",
        "ended without an outcome",
        "an outcome before the end",
        "an agent who does not exist",
    ],
)
async def test_a_conversation_cannot_be(rows: Rows, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        await rows.change(**values)


async def test_an_agent_cannot_have_a_conversation_that_waits(rows: Rows) -> None:
    await rows.change(floor="queue", handover_id=uuid4())
    with pytest.raises(IntegrityError):
        await rows.change(agent_id=rows.staff.ann.id)


async def test_a_conversation_has_one_open_handover_at_most(rows: Rows) -> None:
    handover = {"conversation_id": rows.conversation.id, "reason": "complaint", "escalated_at": NOW}
    await rows.add(tables.handovers, id=uuid4(), ended_at=NOW, ended_by="withdrawn", outcome="withdrawn", **handover)
    await rows.add(tables.handovers, id=uuid4(), **handover)
    with pytest.raises(IntegrityError):
        await rows.add(tables.handovers, id=uuid4(), **handover)


async def test_a_handover_that_ended_says_how(rows: Rows) -> None:
    handover = {"conversation_id": rows.conversation.id, "reason": "complaint", "escalated_at": NOW}
    for told in ({"outcome": "withdrawn"}, {"ended_by": "withdrawn"}):
        with pytest.raises(IntegrityError):
            await rows.add(tables.handovers, id=uuid4(), ended_at=NOW, **told, **handover)


async def test_a_number_in_a_log_is_given_once(rows: Rows) -> None:
    with pytest.raises(IntegrityError):
        await rows.add(
            tables.events,
            conversation_id=rows.conversation.id,
            seq=1,
            at=NOW,
            name="withdrawn",
            floor="bot",
            data={},
        )


async def test_a_turn_has_one_failure_record_at_most(rows: Rows) -> None:
    record = {
        "conversation_id": rows.conversation.id,
        "message_id": uuid4(),
        "seq": 1,
        "at": NOW,
        "kind": "no_result",
        "text": "",
        "language": "de",
    }
    await rows.add(tables.failures, id=uuid4(), **record)
    with pytest.raises(IntegrityError):
        await rows.add(tables.failures, id=uuid4(), **record)


@pytest.mark.parametrize(
    "wrong",
    [
        {"author": "system"},
        {"size": 0},
        {"message_id": uuid4()},
        {"audience": "everyone"},
        {"message_id": uuid4(), "audience": "all"},
        {"conversation_id": uuid4()},
    ],
    ids=[
        "of nobody who hands over files",
        "empty",
        "sent to nobody",
        "readable without having been sent",
        "for readers that there are not",
        "of no conversation",
    ],
)
async def test_a_file_cannot_be(rows: Rows, wrong: dict[str, Any]) -> None:
    good = {
        "conversation_id": rows.conversation.id,
        "author": "customer",
        "at": NOW,
        "name": "x.pdf",
        "type": "application/pdf",
        "size": 1,
        "content": b"%",
    }
    await rows.add(tables.files, id=uuid4(), **good)
    with pytest.raises(IntegrityError):
        await rows.add(tables.files, id=uuid4(), **good | wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": "sent"},
        {"sent_at": NOW},
        {"state": "dead"},
        {"state": "dead", "next_at": None, "claimed_until": NOW},
        {"state": "sent", "sent_at": NOW, "next_at": None, "target": "mail", "body": {"text": "x"}},
        {"target": "mail"},
        {"body": {"text": "x"}},
        {"seq": 0},
        {"attempts": -1},
        {"conversation_id": uuid4()},
    ],
    ids=[
        "in a state that there is not",
        "sent at no time",
        "sent and still waiting",
        "dead and to be tried",
        "dead and in somebody's hands",
        "a sent mail that can still be read",
        "a mail that says nothing",
        "a webhook with a copy of its event",
        "of no event",
        "tried less than never",
        "of no conversation",
    ],
)
async def test_a_delivery_cannot_be(rows: Rows, wrong: dict[str, Any]) -> None:
    good = {"target": "shop", "conversation_id": rows.conversation.id, "seq": 1, "next_at": NOW, "created_at": NOW}
    await rows.add(tables.deliveries, id=uuid4(), **good)
    with pytest.raises(IntegrityError):
        await rows.add(tables.deliveries, id=uuid4(), **good | wrong)


async def test_nothing_belongs_to_a_conversation_that_does_not_exist(rows: Rows) -> None:
    with pytest.raises(IntegrityError):
        await rows.add(tables.events, conversation_id=uuid4(), seq=1, at=NOW, name="withdrawn", floor="bot", data={})


async def test_an_address_has_one_account(rows: Rows) -> None:
    with pytest.raises(IntegrityError):
        await hire(rows.store)


async def test_a_row_and_its_conversation_say_the_same(rows: Rows) -> None:
    async with rows.store.transaction() as tx:
        taken = await tx.take(rows.conversation.id)
    assert from_conversation(taken) == from_conversation(
        replace(rows.conversation.apply(replace(opened(), seq=1)), version=2)
    )
