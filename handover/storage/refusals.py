"""Refused access: a row for each attempt, and one that counts where there are too many of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.refusal import Refusal
from handover.storage.tables import conversations, refusals
from handover.storage.transaction import Transaction

PAGE = 50
# Threat: a flood of attempts that fills the database. So many of a kind in an hour have a row each, the others are
# counted. Each kind by itself: many harmless ones must not hide a guess.
OF_CLIENT_PER_HOUR = 50
OF_ALL_PER_HOUR = 500
# Names the rows that count, so that each is found again.
_COUNTING = UUID("9f0d8c1e-6a0b-5f5e-9d6c-3b1d1f6c7a52")


@dataclass(frozen=True, slots=True)
class RefusalFilter:
    """Which attempts are wanted; None leaves a condition out. `until` itself is not included."""

    since: datetime | None = None
    until: datetime | None = None
    kind: str | None = None
    subject: str | None = None
    client: str | None = None

    def narrow(self, query: Select[Any]) -> Select[Any]:
        """`query` over refusals with these conditions."""
        columns = refusals.c
        if self.since:
            query = query.where(columns.at >= self.since)
        if self.until:
            query = query.where(columns.at < self.until)
        for name in ("kind", "subject", "client"):
            if wanted := getattr(self, name):
                query = query.where(columns[name] == wanted)
        return query


async def add(tx: Transaction, refused: Refusal) -> bool:
    """Store an attempt.

    Returns:
        Whether it has a row of its own; else it was counted with others of its kind, client and hour, without what it
        was about.
    """
    hour = refused.at.replace(minute=0, second=0, microsecond=0)
    of_kind = (refusals.c.kind == refused.kind) & (refusals.c.at >= hour)
    if await _reached(tx, of_kind, OF_ALL_PER_HOUR):
        await _count_up(tx, refused, None, hour)
        return False
    if await _reached(tx, of_kind & (refusals.c.client == refused.client), OF_CLIENT_PER_HOUR):
        await _count_up(tx, refused, refused.client, hour)
        return False
    row = {name: getattr(refused, name) for name in ("at", "subject", "client", "message_id", "conversation_id")}
    await tx.connection.execute(refusals.insert().values(id=uuid4(), kind=refused.kind.value, **row))
    return True


async def _reached(tx: Transaction, condition: ColumnElement[bool], most: int) -> bool:
    found = await tx.connection.execute(select(refusals.c.id).where(condition).offset(most - 1).limit(1))
    return found.first() is not None


async def _count_up(tx: Transaction, refused: Refusal, client: str | None, hour: datetime) -> None:
    # On both databases, and without a row to take: whoever comes second adds to what the first one wrote.
    insert = sqlite.insert if tx.connection.dialect.name == "sqlite" else postgresql.insert
    name = f"{hour.isoformat()} {refused.kind} {client}"
    row = {"id": uuid5(_COUNTING, name), "at": refused.at, "kind": refused.kind.value, "client": client}
    counting = insert(refusals).values(**row, count=1)
    await tx.connection.execute(
        counting.on_conflict_do_update(index_elements=[refusals.c.id], set_={"count": refusals.c.count + 1})
    )


async def exists(tx: Transaction, conversation_id: UUID) -> bool:
    """Whether there is such a conversation, without taking it."""
    found = await tx.connection.execute(select(conversations.c.id).where(conversations.c.id == conversation_id))
    return found.first() is not None


async def page(
    connection: AsyncConnection, wanted: RefusalFilter, after: tuple[datetime, UUID] | None, limit: int = PAGE
) -> list[Mapping[str, Any]]:
    """Attempts, newest first, after a cursor of time and id."""
    query = wanted.narrow(select(refusals)).order_by(refusals.c.at.desc(), refusals.c.id.desc()).limit(limit)
    if after:
        at, last_id = after
        query = query.where(or_(refusals.c.at < at, and_(refusals.c.at == at, refusals.c.id < last_id)))
    return [dict(row) for row in (await connection.execute(query)).mappings()]
