"""Writing: a conversation is taken, events are recorded, and everything derived from them follows in one commit."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain import due
from handover.domain.conversation import Conversation
from handover.domain.due import Patience
from handover.domain.errors import ConversationNotFoundError, IdReusedError
from handover.domain.events import Event
from handover.domain.journey import JourneyMap
from handover.storage import handovers, outgoing
from handover.storage.moved import Moved
from handover.storage.outgoing import Webhooks
from handover.storage.rows import from_conversation, to_conversation
from handover.storage.tables import conversations, events, requests

# Statements of every message are made once: making one takes longer than the database needs to carry it out.
_TAKE = (
    update(conversations)
    .where(conversations.c.id == bindparam("taken"))
    .values(version=conversations.c.version + 1)
    .returning(*conversations.c)
)
_APPEND = insert(events)
_KEEP = insert(requests)
_ANSWERED = select(requests.c.fingerprint, requests.c.answer).where(
    requests.c.scope == bindparam("scope"), requests.c.id == bindparam("id")
)
# Sets the columns that it is given.
_CHANGE = update(conversations).where(conversations.c.id == bindparam("changed"))


@dataclass(frozen=True, slots=True)
class Command:
    """What makes a repeated request recognisable.

    Attributes:
        scope: Whose requests these are; ids of different scopes never meet.
        id: Made by the client, or None when it does not care.
        fingerprint: A hash of the request; another one under the same id is a mistake.
    """

    scope: str
    id: UUID | None
    fingerprint: str


class AskedTwiceAtOnceError(Exception):
    """The same request is being carried out by another transaction, which was quicker."""


class Transaction:
    """One unit of work on one connection.

    Attributes:
        patience: When things become due by themselves; stored with each conversation that is written.
        journey: Where customers meet us.
        moved: The conversations that were written to.
        owed: Whom it owes new deliveries: webhooks, and `mail`.
    """

    def __init__(
        self, connection: AsyncConnection, patience: Patience, journey: JourneyMap, webhooks: Webhooks
    ) -> None:
        self.connection = connection
        self.patience = patience
        self.journey = journey
        self.moved: list[Moved] = []
        self.owed: set[str] = set()
        self._webhooks = webhooks

    async def take(self, conversation_id: UUID) -> Conversation:
        """The conversation, locked until the commit: every write to it comes through here, one after another.

        Raises:
            ConversationNotFoundError: There is none.
        """
        taken = await self.connection.execute(_TAKE, {"taken": conversation_id})
        row = taken.mappings().one_or_none()
        if row is None:
            raise ConversationNotFoundError
        return to_conversation(row)

    async def open(self, conversation: Conversation, *first: Event) -> Conversation:
        """Store a new conversation with its first events."""
        after = _number(conversation, first)
        await self.connection.execute(insert(conversations).values(self._row(after[-1][0])))
        return await self._append(None, conversation, after)

    async def record(self, conversation: Conversation, *new: Event) -> Conversation:
        """Append events to the log of a conversation that was taken, and store what they make of it."""
        if not new:
            return conversation
        after = _number(conversation, new)
        return await self._append(conversation, conversation, after)

    async def save(self, conversation: Conversation, **changes: Any) -> Conversation:
        """Store facts of a taken conversation that no event tells, such as what the bot knew last."""
        after = replace(conversation, **changes)
        await self._change(conversation, after)
        return after

    async def _append(
        self, before: Conversation | None, start: Conversation, steps: list[tuple[Conversation, Event]]
    ) -> Conversation:
        rows = [
            {
                "conversation_id": start.id,
                "seq": event.seq,
                "at": event.at,
                "name": event.name,
                "floor": event.floor,
                "data": dict(event.data),
            }
            for _, event in steps
        ]
        await self.connection.execute(_APPEND, rows)
        after = steps[-1][0]
        if before is not None:
            await self._change(before, after)
        for state, event in steps:
            await handovers.follow(self.connection, state, event, start)
            start = state
        if self._webhooks:
            recorded = [event for _, event in steps]
            self.owed |= await outgoing.follow(self.connection, self._webhooks, after.id, recorded)
        self.moved.append(Moved(before, after, tuple(event for _, event in steps)))
        return after

    async def wake_at_next_moment(self, conversation: Conversation) -> None:
        """Store when to look again at a taken conversation in which nothing was due after all."""
        moment = due.next_moment(conversation, self.patience)
        await self.connection.execute(
            update(conversations).where(conversations.c.id == conversation.id).values(due_at=moment)
        )

    async def _change(self, before: Conversation, after: Conversation) -> None:
        known = from_conversation(before)
        # When something is due follows from the settings, too, which may have changed since it was stored.
        changed = {name: value for name, value in self._row(after).items() if name == "due_at" or value != known[name]}
        await self.connection.execute(_CHANGE, {"changed": after.id, **changed})

    def _row(self, conversation: Conversation) -> dict[str, Any]:
        return from_conversation(conversation) | {"due_at": due.next_moment(conversation, self.patience)}

    async def answered(self, command: Command) -> tuple[bool, Any]:
        """Whether the same request was carried out before, and what was answered.

        Raises:
            IdReusedError: The id belongs to another request.
        """
        if command.id is None:
            return False, None
        found = await self.connection.execute(_ANSWERED, {"scope": command.scope, "id": command.id})
        row = found.one_or_none()
        if row is None:
            return False, None
        if row.fingerprint != command.fingerprint:
            raise IdReusedError
        return True, row.answer

    async def keep(self, command: Command, answer: Any, now: datetime) -> None:
        """Keep the answer for when the same request comes again.

        Raises:
            AskedTwiceAtOnceError: It came again already; everything is to be rolled back and looked up.
        """
        if command.id is None:
            return
        row = {"scope": command.scope, "id": command.id, "fingerprint": command.fingerprint}
        try:
            await self.connection.execute(_KEEP, {**row, "answer": answer, "at": now})
        except IntegrityError as error:
            raise AskedTwiceAtOnceError from error


def _number(conversation: Conversation, new: tuple[Event, ...]) -> list[tuple[Conversation, Event]]:
    """Each event with its number, and the conversation after it."""
    steps = []
    for event in new:
        numbered = replace(event, seq=conversation.last_seq + 1)
        conversation = conversation.apply(numbered)
        steps.append((conversation, replace(numbered, floor=conversation.floor)))
    return steps
