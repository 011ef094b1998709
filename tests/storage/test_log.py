"""The log has no gaps and no doubles, whoever writes at the same time and whatever goes wrong in between."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from handover.domain.conversation import Conversation
from handover.domain.errors import ConversationNotFoundError, IdReusedError
from handover.domain.events import Event
from handover.storage import conversations, event_log, tables
from handover.storage import failures as failure_log
from handover.storage.failures import FailureFilter
from handover.storage.moved import Moved
from handover.storage.store import Store
from handover.storage.transaction import Command
from tests.builders import ACCEPTED, CLOSED, ESCALATED, NOW, event, failed, opened, replay, said
from tests.people import hire


class TooBadError(Exception):
    """Something goes wrong late."""


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    store = Store(database_url)
    yield store
    await store.close()


async def _open(store: Store, *more: Event, own_id: UUID | None = None) -> UUID:
    conversation = Conversation(own_id or uuid4(), NOW)
    async with store.transaction() as tx:
        await tx.open(conversation, opened(), *more)
    return conversation.id


async def _append(store: Store, conversation_id: UUID, *new: Event) -> Conversation:
    async with store.transaction() as tx:
        return await tx.record(await tx.take(conversation_id), *new)


async def _log(store: Store, conversation_id: UUID) -> list[Event]:
    async with store.reading() as connection:
        return await event_log.after(connection, conversation_id, 0)


async def test_forty_messages_of_four_writers_at_once_stand_in_order(store: Store, database_url: str) -> None:
    # Two of the writers are in another process, as far as the database can tell.
    other = Store(database_url)
    cleo = await _open(store)

    async def write(writer: int) -> None:
        for number in range(10):
            await _append(store if writer % 2 else other, cleo, said("customer", f"{writer}:{number}"))

    await asyncio.gather(*(write(writer) for writer in range(4)))
    await other.close()
    log = await _log(store, cleo)
    assert [event.seq for event in log] == list(range(1, 42))
    texts = [event.data["text"] for event in log[1:]]
    for writer in range(4):
        assert [text for text in texts if text.startswith(f"{writer}:")] == [f"{writer}:{n}" for n in range(10)]


async def test_the_stored_state_is_what_the_log_makes_of_it(store: Store) -> None:
    await hire(store)
    cleo = await _open(store, said("customer"), failed(), ESCALATED)
    stored = await _append(store, cleo, event("withdrawn"), event("language_changed", language="en"), CLOSED)
    async with store.reading() as connection:
        read = await conversations.one(connection, cleo)
    assert replace(read, version=1) == replace(stored, version=1)
    replayed = replay([])
    for happened in await _log(store, cleo):
        replayed = replayed.apply(happened)
    assert replace(replayed, id=cleo, version=1) == replace(read, version=1)


async def test_what_is_rolled_back_leaves_nothing_and_tells_nobody(store: Store) -> None:
    cleo = await _open(store)
    told: list[Moved] = []
    store.after_commit(told.extend)

    async def write() -> None:
        async with store.transaction() as tx:
            conversation = await tx.record(await tx.take(cleo), said("customer"), ESCALATED)
            await tx.keep(Command("test", uuid4(), "x"), {"seq": 2}, NOW)
            await tx.save(conversation, context={"order": "BW-104512"})
            raise TooBadError

    with pytest.raises(TooBadError):
        await write()
    assert told == []
    assert len(await _log(store, cleo)) == 1
    async with store.reading() as connection:
        left = await conversations.one(connection, cleo)
        counted = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (tables.handovers, tables.requests)
        ]
    assert (left.last_seq, left.version, left.context, left.handover_id, counted) == (1, 1, None, None, [0, 0])


async def test_the_log_goes_on_without_a_gap_after_a_rollback(store: Store) -> None:
    cleo = await _open(store)

    async def write() -> None:
        async with store.transaction() as tx:
            await tx.record(await tx.take(cleo), said("customer"), said("bot"))
            raise TooBadError

    with pytest.raises(TooBadError):
        await write()
    assert (await _append(store, cleo, said("customer"))).last_seq == 2


async def test_a_write_that_is_cancelled_leaves_nothing_and_the_next_one_works(store: Store) -> None:
    cleo = await _open(store)
    inside = asyncio.Event()

    async def write() -> None:
        async with store.transaction() as tx:
            await tx.record(await tx.take(cleo), said("customer"))
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert (await _append(store, cleo, said("customer"))).last_seq == 2


async def test_there_is_nothing_to_take_where_there_is_no_conversation(store: Store) -> None:
    async with store.transaction() as tx:
        with pytest.raises(ConversationNotFoundError):
            await tx.take(uuid4())


async def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    cleo = await _open(store)
    async with store.reading() as connection:
        before = await conversations.one(connection, cleo)
        await _append(store, cleo, said("customer"), said("bot"))
        events = await event_log.after(connection, cleo, 0)
        after = await conversations.one(connection, cleo)
    assert (before.last_seq, len(events), after.last_seq) == (1, 1, 1)


async def test_the_same_request_is_recognised_and_another_one_under_its_id_refused(store: Store) -> None:
    asked = Command("c:1", uuid4(), "a hash")
    async with store.transaction() as tx:
        assert await tx.answered(asked) == (False, None)
        await tx.keep(asked, {"seq": 7}, NOW)
    async with store.transaction() as tx:
        assert await tx.answered(asked) == (True, {"seq": 7})
        assert await tx.answered(replace(asked, scope="c:2")) == (False, None)
        assert await tx.answered(replace(asked, id=None)) == (False, None)
        with pytest.raises(IdReusedError):
            await tx.answered(replace(asked, fingerprint="another hash"))


async def test_pages_of_conversations_that_began_in_the_same_moment_lose_and_double_none(store: Store) -> None:
    ids = {await _open(store) for _ in range(7)}
    seen: list[UUID] = []
    after = None
    async with store.reading() as connection:
        while page := await conversations.search(connection, None, None, after, limit=3):
            seen += [one.id for one in page]
            after = (page[-1].opened_at, page[-1].id)
    assert len(seen) == 7
    assert set(seen) == ids


async def test_pages_of_failures_of_the_same_moment_lose_and_double_none(store: Store) -> None:
    cleo = await _open(store)
    ids = {uuid4() for _ in range(7)}
    async with store.transaction() as tx:
        for failure_id in ids:
            record = {"id": failure_id, "conversation_id": cleo, "message_id": uuid4(), "seq": 1, "at": NOW}
            await failure_log.add(tx, record | {"kind": "no_result", "text": "", "language": "de"})
    seen: list[UUID] = []
    after = None
    async with store.reading() as connection:
        while page := await failure_log.page(connection, FailureFilter(), after, limit=3):
            seen += [record["id"] for record in page]
            after = (page[-1]["at"], page[-1]["id"])
    assert len(seen) == 7
    assert set(seen) == ids


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Grüße", True),
        ("aus zürich", True),
        ("BW-104512", True),
        ("100 %", True),
        ("%", True),
        ("_x_", False),
        ("customer", False),
        ("author", False),
        ("verified", False),
        ("nothing of it", False),
    ],
)
async def test_a_search_finds_what_was_said_and_the_order_and_no_names_of_fields(
    store: Store, words: str, found: bool
) -> None:
    cleo = await _open(store, said("customer", "Grüße aus Zürich, 100 % Wolle?"))
    async with store.transaction() as tx:
        order = {"order": "BW-104512", "slots": {}, "verified": {}}
        await tx.save(await tx.take(cleo), context=order)
    async with store.reading() as connection:
        by_words = await conversations.search(connection, None, words, None)
        by_id = await conversations.search(connection, None, str(cleo)[:13], None)
    assert [one.id for one in by_words] == ([cleo] if found else [])
    assert [one.id for one in by_id] == [cleo]


async def test_an_accept_of_one_who_does_not_exist_is_kept_out(store: Store) -> None:
    cleo = await _open(store, ESCALATED)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await _append(store, cleo, ACCEPTED)
    assert len(await _log(store, cleo)) == 2
