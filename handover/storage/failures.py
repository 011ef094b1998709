"""The failure log: one record for each failed turn, joined later by what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.errors import NotFoundError
from handover.domain.gap import GapState
from handover.storage import search
from handover.storage.tables import failures, gaps
from handover.storage.transaction import Transaction

PAGE = 50
# What is done about a failure is what is done about its gap; without one, nothing yet.
_STATE_OF_GAP = select(gaps.c.state).where(gaps.c.id == failures.c.gap_id).scalar_subquery()
_status = func.coalesce(_STATE_OF_GAP, GapState.OPEN.value)
_RECORDS = select(failures, _status.label("status"))
_EXACT = ("kind", "touchpoint", "intent", "outcome", "cause", "model")


@dataclass(frozen=True, slots=True)
class FailureFilter:
    """Which failures are wanted; None leaves a condition out. `until` itself is not included.

    Attributes:
        status: A state of gaps.
        page: The address of the page, without its query.
        gap: The gap that they belong to, or "none" for those that belong to none.
        q: Words that must all occur in the text or the detail, or begin a word there.
    """

    since: datetime | None = None
    until: datetime | None = None
    kind: str | None = None
    language: str | None = None
    touchpoint: str | None = None
    intent: str | None = None
    status: str | None = None
    outcome: str | None = None
    cause: str | None = None
    model: str | None = None
    page: str | None = None
    gap: UUID | str | None = None
    q: str | None = None

    def narrow(self, query: Select[Any]) -> Select[Any]:
        """`query` over failures with these conditions."""
        columns = failures.c
        if self.since:
            query = query.where(columns.at >= self.since)
        if self.until:
            query = query.where(columns.at < self.until)
        if self.language:
            query = query.where(columns.language.startswith(self.language, autoescape=True))
        for name in _EXACT:
            if wanted := getattr(self, name):
                query = query.where(columns[name] == wanted)
        if self.status:
            query = query.where(_status == self.status)
        if self.gap:
            query = query.where(columns.gap_id.is_(None) if self.gap == "none" else columns.gap_id == self.gap)
        if self.page:
            query = query.where(columns.page["url"].as_string() == self.page)
        if self.q:
            query = query.where(search.found_by(self.q))
        return query


async def add(tx: Transaction, record: Mapping[str, Any]) -> None:
    """Store the record of a failed turn; its keys are the columns of the table."""
    await tx.connection.execute(insert(failures).values(**record))
    await search.keep(tx, record["id"], record["text"], record.get("detail"))


async def has_record(tx: Transaction, conversation_id: UUID, message_id: UUID | None) -> bool:
    """Whether the turn of this message has a record already; with None, whether the conversation has any."""
    condition = failures.c.conversation_id == conversation_id
    if message_id is not None:
        condition &= failures.c.message_id == message_id
    found = await tx.connection.execute(select(exists().where(condition)))
    return bool(found.scalar_one())


async def join(tx: Transaction, conversation_id: UUID, message_id: UUID | None = None, **facts: Any) -> None:
    """Write onto records what became of them: `outcome`, `cause`, `judgement` or what was `meant`.

    Args:
        tx: Where.
        conversation_id: Whose records.
        message_id: Only the record of this turn, or None for all of the conversation.
        **facts: Column and value.
    """
    query = update(failures).where(failures.c.conversation_id == conversation_id)
    if message_id is not None:
        query = query.where(failures.c.message_id == message_id)
    await tx.connection.execute(query.values(**facts))


async def followed(tx: Transaction, failure_id: UUID, **facts: Any) -> None:
    """Write onto a record what followed: `followed_by`, `helped_by`, `waiting_s` and `agent_s`."""
    await tx.connection.execute(update(failures).where(failures.c.id == failure_id).values(**facts))


async def page(
    connection: AsyncConnection, wanted: FailureFilter, after: tuple[datetime, UUID] | None, limit: int = PAGE
) -> list[Mapping[str, Any]]:
    """Records, newest first, after a cursor of time and id; with `status`, the state of their gap, or `open`."""
    query = wanted.narrow(_RECORDS).order_by(failures.c.at.desc(), failures.c.id.desc()).limit(limit)
    if after:
        at, last_id = after
        query = query.where(or_(failures.c.at < at, and_(failures.c.at == at, failures.c.id < last_id)))
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def one(connection: AsyncConnection, failure_id: UUID) -> Mapping[str, Any]:
    """One record, with its `status`.

    Raises:
        NotFoundError: There is none.
    """
    found = await connection.execute(_RECORDS.where(failures.c.id == failure_id))
    row = found.mappings().one_or_none()
    if row is None:
        raise NotFoundError("There is no such failure.")
    return dict(row)
