"""Answers for later: what is promised when nobody can help now, and keeping it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.clock import Clock
from handover.domain import handover, letters
from handover.domain.agent import Agent
from handover.domain.conversation import Conversation
from handover.domain.errors import AlreadyAnsweredError, AlreadyPromisedError, ConversationNotFoundError
from handover.domain.events import Event
from handover.domain.message import posted
from handover.domain.team import Plan
from handover.services import failures, outbox
from handover.services.commands import Done, once
from handover.services.texts import agents_text, customers_text
from handover.storage import promises, turns
from handover.storage.store import Store
from handover.storage.transaction import Command, Transaction

PAGE = promises.PAGE


async def promise(
    store: Store, clock: Clock, plan: Plan, conversation_id: UUID, command: Command, *, email: str, text: str
) -> Done:
    """Take a customer's question and address, and promise an answer.

    Raises:
        NotValidError: The text cannot be taken.
        WrongFloorError: They talk to an agent.
        AlreadyPromisedError: An earlier question of theirs is still open.
    """
    said = customers_text(text)

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        now = clock.now()
        # Asked of the row and not of the state: a promise that was broken is still to be answered.
        if await promises.open_one(tx.connection, conversation.id) is not None:
            raise AlreadyPromisedError("You left us a question already. We will answer it.")
        conversation = await tx.record(conversation, *handover.reopen(conversation, now))
        team = plan.team(plan.needs(conversation).team)
        due_at = team.answer_by(now)
        promised = handover.promise(conversation, due_at, now)
        asked = posted(command.id or uuid4(), "customer", conversation.customer.name, said, now)
        await tx.record(conversation, asked, promised)
        await promises.add(
            tx,
            {
                "id": uuid4(),
                "conversation_id": conversation.id,
                "team": team.id,
                "email": email,
                "text": said,
                "language": conversation.language,
                "promised_at": now,
                "due_at": due_at,
            },
        )
        # Whatever the bot still owed is the agents' now.
        await turns.skip_open(tx, conversation.id, now)
        await turns.offer(tx, conversation.id, ())
        return {"due_at": due_at.isoformat()}

    return await once(store, clock, conversation_id, command, act)


async def answer(store: Store, clock: Clock, conversation_id: UUID, agent: Agent, command: Command, text: str) -> Done:
    """Keep a promise: the answer is a message in the conversation, and goes out by mail.

    Raises:
        NotValidError: The text cannot be taken.
        ConversationNotFoundError: Nothing was promised in such a conversation.
        AlreadyAnsweredError: Somebody was quicker.
    """
    said = agents_text(text)

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        now = clock.now()
        promised = await promises.open_one(tx.connection, conversation.id)
        if promised is None:
            if await promises.has_any(tx.connection, conversation.id):
                raise AlreadyAnsweredError("This question was answered already.")
            raise ConversationNotFoundError
        message = posted(command.id or uuid4(), "agent", agent.name, said, now)
        kept = await keep(tx, conversation, agent, now)
        conversation = await tx.record(conversation, message, *kept)
        await failures.ended(tx, conversation)
        letter = letters.answer(promised["language"], question=promised["text"], said=said, agent=agent.name)
        await outbox.mail(
            tx,
            conversation,
            key=f"promise {promised['id']}",
            to=promised["email"],
            subject=letter.subject,
            text=letter.text,
            language=promised["language"],
            now=now,
        )
        return {"seq": conversation.last_seq - len(kept)}

    return await once(store, clock, conversation_id, command, act)


async def keep(tx: Transaction, conversation: Conversation, agent: Agent, now: datetime) -> Sequence[Event]:
    """What keeping the open promise of a taken conversation means for it; nothing when none is open."""
    promised = await promises.open_one(tx.connection, conversation.id)
    if promised is None:
        return []
    await promises.keep(tx, promised["id"], agent.id, now)
    return handover.keep_promise(conversation, promised["due_at"], agent, now)


async def still_open(store: Store, after: tuple[datetime, UUID] | None = None) -> list[Mapping[str, Any]]:
    """A page of what was not answered yet, the soonest due first."""
    async with store.reading() as connection:
        return [dict(row) for row in await promises.still_open(connection, after)]
