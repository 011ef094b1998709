"""Turns that the bot still owes an answer, and the choices that it offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.tables import choices, turns
from handover.storage.transaction import Transaction

# Statements of every turn are made once: making one takes longer than the database needs to carry it out.
_OF_CONVERSATION = turns.c.conversation_id == bindparam("conversation")
_THIS = _OF_CONVERSATION & (turns.c.message_id == bindparam("message"))
_OPEN = turns.c.state.in_(["waiting", "asked"])
_ADD = insert(turns)
_OLDEST_OPEN = select(turns).where(_OF_CONVERSATION, _OPEN).order_by(turns.c.seq).limit(1)
_STATE = select(turns.c.state).where(_THIS)
_SETTLE = update(turns).where(_THIS).values(state=bindparam("became"), claimed_until=bindparam("until"))
_IS_OWED = select(turns.c.seq).where(_OF_CONVERSATION, _OPEN).limit(1)
_TAKE_BACK_CHOICES = delete(choices).where(choices.c.conversation_id == bindparam("conversation"))


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A customer's message that waits for the bot."""

    conversation_id: UUID
    message_id: UUID
    seq: int
    text: str
    choice: Mapping[str, Any] | None
    state: str
    claimed_until: datetime | None


async def add(
    tx: Transaction, conversation_id: UUID, message_id: UUID, seq: int, text: str, choice: Mapping[str, Any] | None
) -> None:
    """Note that the bot is to be asked about this message."""
    row = {"conversation_id": conversation_id, "message_id": message_id, "seq": seq, "text": text, "choice": choice}
    await tx.connection.execute(_ADD, {**row, "state": "waiting"})


async def claim_next(tx: Transaction, conversation_id: UUID, now: datetime, until: datetime) -> StoredTurn | None:
    """The oldest open turn of a taken conversation, now ours until `until`; None when there is none or it is another's.

    A claim that ran out belonged to a process that died between asking and recording: the turn is asked again, and
    its id makes that harmless.
    """
    found = await tx.connection.execute(_OLDEST_OPEN, {"conversation": conversation_id})
    row = found.mappings().one_or_none()
    if row is None or (row["claimed_until"] is not None and row["claimed_until"] > now):
        return None
    await settle(tx, conversation_id, row["message_id"], "asked", claimed_until=until)
    return StoredTurn(**{**row, "state": "asked", "claimed_until": until})


async def state(tx: Transaction, conversation_id: UUID, message_id: UUID) -> str | None:
    """How far a turn is, or None when there is none."""
    found = await tx.connection.execute(_STATE, {"conversation": conversation_id, "message": message_id})
    return found.scalar_one_or_none()


async def newest(tx: Transaction, conversation_id: UUID) -> StoredTurn | None:
    """The customer's newest turn with the bot, whatever became of it, or None."""
    return await _one(tx, turns.c.conversation_id == conversation_id)


async def one(tx: Transaction, conversation_id: UUID, message_id: UUID) -> StoredTurn | None:
    """The turn of this message, or None."""
    return await _one(tx, (turns.c.conversation_id == conversation_id) & (turns.c.message_id == message_id))


async def _one(tx: Transaction, condition: ColumnElement[bool]) -> StoredTurn | None:
    found = await tx.connection.execute(select(turns).where(condition).order_by(turns.c.seq.desc()).limit(1))
    row = found.mappings().one_or_none()
    return StoredTurn(**row) if row else None


async def settle(
    tx: Transaction, conversation_id: UUID, message_id: UUID, state: str, claimed_until: datetime | None = None
) -> None:
    """Note how far a turn is."""
    this = {"conversation": conversation_id, "message": message_id}
    await tx.connection.execute(_SETTLE, {**this, "became": state, "until": claimed_until})


async def skip_open(tx: Transaction, conversation_id: UUID, now: datetime) -> None:
    """The bot lost the floor: what it was not asked yet it never will be, so that it answers no backlog later.

    Nor is it asked again what a process asked that died meanwhile; what a living one asked, that one settles.
    """
    await tx.connection.execute(
        update(turns)
        .where(turns.c.conversation_id == conversation_id, _OPEN, _nobodys(now))
        .values(state="skipped", claimed_until=None)
    )


async def is_owed(connection: AsyncConnection, conversation_id: UUID) -> bool:
    """Whether the bot owes an answer in this conversation."""
    return (await connection.execute(_IS_OWED, {"conversation": conversation_id})).first() is not None


async def conversations_owed(connection: AsyncConnection, now: datetime) -> Sequence[UUID]:
    """Conversations with a turn that nobody works on."""
    found = await connection.execute(select(turns.c.conversation_id).where(_OPEN, _nobodys(now)).distinct())
    return found.scalars().all()


def _nobodys(now: datetime) -> ColumnElement[bool]:
    return (turns.c.claimed_until.is_(None)) | (turns.c.claimed_until <= now)


async def free_claims(tx: Transaction) -> None:
    """Give up all claims; for a start of the only process, whose predecessor cannot be working any more."""
    await tx.connection.execute(update(turns).where(turns.c.state == "asked").values(claimed_until=None))


async def offer(tx: Transaction, conversation_id: UUID, offered: Sequence[Mapping[str, Any]]) -> None:
    """Keep what the newest choices stand for; all earlier ones of the conversation are off."""
    await tx.connection.execute(_TAKE_BACK_CHOICES, {"conversation": conversation_id})
    if offered:
        rows = [{"conversation_id": conversation_id, **choice} for choice in offered]
        await tx.connection.execute(insert(choices), rows)


async def take_choice(tx: Transaction, conversation_id: UUID, value: str) -> Mapping[str, Any] | None:
    """What an offered choice stands for, or None; it and its siblings are off afterwards.

    It is `{intent, entities, clarifies}`; `clarifies` is the message whose meaning the choice tells, or None.
    """
    found = await tx.connection.execute(
        select(choices.c.intent, choices.c.entities, choices.c.clarifies).where(
            choices.c.conversation_id == conversation_id, choices.c.value == value
        )
    )
    row = found.mappings().one_or_none()
    if row is not None:
        await offer(tx, conversation_id, ())
    return dict(row) if row is not None else None


async def clarified_by(tx: Transaction, conversation_id: UUID, intent: str) -> UUID | None:
    """The message whose meaning is `intent` if the customer, in their own words, took the choice that offers it."""
    found = await tx.connection.execute(
        select(choices.c.clarifies)
        .where(
            choices.c.conversation_id == conversation_id,
            choices.c.intent == intent,
            choices.c.clarifies.is_not(None),
        )
        .limit(1)
    )
    return found.scalar_one_or_none()
