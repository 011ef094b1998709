"""Conversations as reports count them: which are to be reckoned, and what was reckoned."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, exists, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.conversation import Conversation
from handover.domain.events import Floor
from handover.domain.reckoning.contact import Correction
from handover.domain.reckoning.returns import RESOLVED
from handover.storage.rows import to_conversation
from handover.storage.tables import contacts, conversations, corrections, events
from handover.storage.transaction import Transaction

Row = Mapping[str, Any]
# As in the indexes, word for word.
_PASSED_OVER = text("passed_over")
_RESOLVED = text("outcome IN ('self_served', 'solved_by_agent', 'promise_kept')")


async def unreckoned(
    connection: AsyncConnection, limit: int, quiet_since: datetime | None = None
) -> list[Conversation]:
    """Conversations of which the log has grown since they were reckoned, the longest quiet first.

    Args:
        connection: Where to read.
        limit: How many at most.
        quiet_since: Leave out those in which somebody said something since then, unless they have ended.
    """
    columns = conversations.c
    query = select(conversations).where(columns.last_seq > columns.reckoned_seq)
    if quiet_since:
        query = query.where(or_(columns.active_at < quiet_since, columns.floor == Floor.CLOSED))
    found = await connection.execute(query.order_by(columns.active_at).limit(limit))
    return [to_conversation(row) for row in found.mappings()]


async def mark(tx: Transaction, conversation_id: UUID, seq: int) -> bool:
    """Note that a conversation is reckoned up to this event; False when another process was quicker."""
    return await _mark(tx, conversation_id, seq, passed_over=False)


async def pass_over(tx: Transaction, conversation_id: UUID, seq: int) -> None:
    """Note that a conversation could not be reckoned up to this event, so that it is not tried at each look."""
    await _mark(tx, conversation_id, seq, passed_over=True)


async def _mark(tx: Transaction, conversation_id: UUID, seq: int, *, passed_over: bool) -> bool:
    columns = conversations.c
    marked = await tx.connection.execute(
        update(conversations)
        .where(columns.id == conversation_id, columns.reckoned_seq < seq)
        .values(reckoned_seq=seq, passed_over=passed_over)
    )
    return bool(marked.rowcount)


async def try_again(tx: Transaction) -> None:
    """Let those be reckoned that were passed over."""
    await tx.connection.execute(update(conversations).where(_PASSED_OVER).values(reckoned_seq=0, passed_over=False))


async def passed_over(connection: AsyncConnection) -> int:
    """How many could not be reckoned."""
    counted = await connection.execute(select(func.count()).select_from(conversations).where(_PASSED_OVER))
    return int(counted.scalar_one())


async def one(connection: AsyncConnection, conversation_id: UUID) -> Row | None:
    """The contact that a conversation was reckoned as, or None."""
    found = await connection.execute(select(contacts).where(contacts.c.conversation_id == conversation_id))
    row = found.mappings().one_or_none()
    return dict(row) if row else None


async def put(tx: Transaction, row: Row, *, known: bool) -> None:
    """Store a contact, in place of the one that is `known` already."""
    if known:
        this = contacts.c.conversation_id == row["conversation_id"]
        await tx.connection.execute(update(contacts).where(this).values(**row))
    else:
        await tx.connection.execute(insert(contacts).values(**row))


async def take(tx: Transaction, conversation_id: UUID) -> Row | None:
    """The contact, or None; until the commit no other process changes it."""
    query = select(contacts).where(contacts.c.conversation_id == conversation_id).with_for_update()
    row = (await tx.connection.execute(query)).mappings().one_or_none()
    return dict(row) if row else None


async def decide(tx: Transaction, seen: Row, *, durable: bool, came_back_in: UUID | None = None) -> bool:
    """Store whether the resolution of a contact held.

    Returns:
        False when it was known already, or the contact has not ended any more as it was `seen`.
    """
    columns = contacts.c
    # That somebody came back may show after the seven days; that nobody did says nothing against it.
    unknown = columns.durable.is_(None) if durable else columns.durable.is_not(False)
    decided = await tx.connection.execute(
        update(contacts)
        .where(columns.conversation_id == seen["conversation_id"], columns.ended_at == seen["ended_at"], unknown)
        .values(durable=durable, came_back_in=came_back_in)
    )
    return bool(decided.rowcount)


async def resolved_in(connection: AsyncConnection, row: Row, since: datetime, until: datetime) -> Sequence[Row]:
    """Other resolved contacts of the same customer, or about the same order: opened before `until`, ended after."""
    columns = contacts.c
    wanted = (columns.outcome.in_(RESOLVED), columns.ended_at >= since, columns.opened_at < until)
    return await _of_the_same(connection, row, *wanted)


async def visited_in(connection: AsyncConnection, row: Row, since: datetime, until: datetime) -> Sequence[Row]:
    """Other contacts of the same customer, or about the same order, that began or were taken up again in that time."""
    columns = contacts.c
    of_it = (events.c.conversation_id == columns.conversation_id, events.c.name == "reopened")
    again = select(events.c.seq).where(*of_it, events.c["at"] > since, events.c["at"] <= until).exists()
    return await _of_the_same(connection, row, columns.opened_at <= until, or_(columns.opened_at > since, again))


async def _of_the_same(connection: AsyncConnection, row: Row, *wanted: ColumnElement[bool]) -> Sequence[Row]:
    same = [contacts.c[name] == row[name] for name in ("person", "about") if row[name] is not None]
    if not same:
        return []
    query = select(contacts).where(or_(*same), contacts.c.conversation_id != row["conversation_id"], *wanted)
    return [dict(found) for found in (await connection.execute(query)).mappings()]


async def undecided(connection: AsyncConnection, ended_before: datetime, limit: int) -> list[Row]:
    """Resolved contacts that ended before then, and of which it is not stored yet whether that held."""
    columns = contacts.c
    query = (
        select(columns.conversation_id, columns.ended_at)
        # As in the index, word for word: with a list of parameters it would not be used.
        .where(columns.durable.is_(None), _RESOLVED, columns.ended_at < ended_before)
        .order_by(columns.ended_at)
        .limit(limit)
    )
    return [dict(found) for found in (await connection.execute(query)).mappings()]


async def was_corrected(connection: AsyncConnection, conversation_id: UUID) -> bool:
    """Whether figures of this conversation were corrected before."""
    of_it = corrections.c.conversation_id == conversation_id
    return bool((await connection.execute(select(exists().where(of_it)))).scalar_one())


async def correct(
    tx: Transaction, conversation_id: UUID, day: date, found: Sequence[Correction], now: datetime
) -> None:
    """Note what of the figures of a past day is another now."""
    for one_of_them in found:
        row = {"field": one_of_them.field, "was": one_of_them.was, "now": one_of_them.now, "at": now}
        await tx.connection.execute(
            insert(corrections).values(id=uuid4(), conversation_id=conversation_id, day=day, **row)
        )
