"""Files of conversations: kept, found for those who may read them, and named in the message they belong to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.errors import NotFoundError
from handover.domain.events import Audience
from handover.storage.tables import files
from handover.storage.transaction import Transaction

CUSTOMER, AGENT, BOT = "customer", "agent", "bot"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is told of a file; its content is read by itself."""

    id: UUID
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a conversation has uploaded: how many files were not sent yet, and how large all are, in bytes."""

    unsent: int
    size: int


_TOLD = (files.c.id, files.c.name, files.c.type, files.c.size)


async def add(
    tx: Transaction,
    conversation_id: UUID,
    file: StoredFile,
    content: bytes,
    author: str,
    at: datetime,
    message_id: UUID | None = None,
) -> None:
    """Keep a file, of a message to everyone or of none yet."""
    await tx.connection.execute(
        insert(files).values(
            id=file.id,
            conversation_id=conversation_id,
            author=author,
            at=at,
            name=file.name,
            type=file.type,
            size=file.size,
            content=content,
            message_id=message_id,
            audience=Audience.EVERYONE if message_id else None,
        )
    )


async def send(
    tx: Transaction,
    conversation_id: UUID,
    ids: Collection[UUID],
    author: str,
    message_id: UUID,
    audience: Audience,
) -> dict[UUID, StoredFile]:
    """Give these files to a message of a taken conversation; those already sent or not `author`'s are left out."""
    if not ids:
        return {}
    sent = await tx.connection.execute(
        update(files)
        .where(
            files.c.conversation_id == conversation_id,
            files.c.id.in_(ids),
            files.c.author == author,
            files.c.message_id.is_(None),
        )
        .values(message_id=message_id, audience=audience)
        .returning(*_TOLD)
    )
    return {row.id: StoredFile(*row) for row in sent}


async def for_customer(connection: AsyncConnection, conversation_id: UUID, file_id: UUID) -> tuple[StoredFile, bytes]:
    """A file that the customer of this conversation may read, and its content.

    Threat: a file with a note for staff, asked for by whoever saw or guessed its id. What they uploaded themselves
    they may read before they send it.

    Raises:
        NotFoundError: There is none, in another conversation, or not for them; the answer is the same.
    """
    return await _one(connection, conversation_id, file_id, CUSTOMER, [Audience.EVERYONE])


async def for_staff(connection: AsyncConnection, conversation_id: UUID, file_id: UUID) -> tuple[StoredFile, bytes]:
    """A file that staff may read: what was sent, and what an agent has not sent yet; raises `NotFoundError`."""
    return await _one(connection, conversation_id, file_id, AGENT, list(Audience))


async def _one(
    connection: AsyncConnection, conversation_id: UUID, file_id: UUID, side: str, audiences: Sequence[Audience]
) -> tuple[StoredFile, bytes]:
    mine = and_(files.c.message_id.is_(None), files.c.author == side)
    found = await connection.execute(
        select(*_TOLD, files.c.content).where(
            files.c.id == file_id,
            files.c.conversation_id == conversation_id,
            or_(files.c.audience.in_(audiences), mine),
        )
    )
    row = found.one_or_none()
    if row is None:
        raise NotFoundError("There is no such file, or it is not yours.")
    return StoredFile(*row[:4]), row.content


async def held(tx: Transaction, conversation_id: UUID) -> Held:
    """How much was uploaded in a conversation, by customers and agents."""
    counted = await tx.connection.execute(
        select(func.count().filter(files.c.message_id.is_(None)), func.coalesce(func.sum(files.c.size), 0)).where(
            files.c.conversation_id == conversation_id, files.c.author != BOT
        )
    )
    return Held(*counted.one())


async def remove_unsent(tx: Transaction, before: datetime) -> int:
    """Remove files that were uploaded before then and never sent; how many there were."""
    removed = await tx.connection.execute(delete(files).where(files.c.message_id.is_(None), files.c.at < before))
    return removed.rowcount
