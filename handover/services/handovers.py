"""What agents can do with a conversation."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.clock import Clock
from handover.domain import handover
from handover.domain.agent import Agent, Role, check_room
from handover.domain.conversation import Conversation
from handover.domain.errors import NotFoundError, NotValidError
from handover.domain.events import Audience, Event, Floor
from handover.services import files
from handover.services.commands import Done, once
from handover.services.conversations import LONGEST_TEXT
from handover.storage import agents, conversations
from handover.storage import failures as failure_log
from handover.storage.files import AGENT
from handover.storage.store import Store
from handover.storage.transaction import Command, Transaction


async def accept(store: Store, clock: Clock, conversation_id: UUID, agent: Agent) -> Conversation:
    """Give the waiting handover of a conversation to `agent`; again for the one who has it changes nothing.

    Raises:
        AlreadyAcceptedError: Two agents asked at once and the other one was first.
        AgentFullError: The agent has no room for another.
        WrongFloorError: Nobody waits here.
    """
    async with store.transaction() as tx:
        conversation = await tx.take(conversation_id)
        if conversation.floor is Floor.AGENT and conversation.agent_id == agent.id:
            return conversation
        accepted = handover.accept(conversation, agent, clock.now())
        # The agent is taken too: else two accepts of two conversations would each see the last free place.
        taken = await agents.take(tx, agent.id)
        check_room(taken, await conversations.count_assigned(tx.connection, agent.id))
        return await tx.record(conversation, accepted)


async def release(
    store: Store, clock: Clock, conversation_id: UUID, agent: Agent, reason: str, to: Mapping[str, str] | None
) -> Conversation:
    """Give a conversation back to the queue, where it keeps its place.

    Raises:
        WrongFloorError: The agent does not have it.
        NotFoundError: It is meant for an agent who does not exist.
    """
    async with store.transaction() as tx:
        conversation = await tx.take(conversation_id)
        released = handover.release(conversation, agent, reason, to, clock.now())
        if to and "agent" in to and (await agents.take(tx, UUID(to["agent"]))).role is not Role.AGENT:
            raise NotFoundError("There is no such agent.")
        return await tx.record(conversation, released)


async def post_message(
    store: Store,
    clock: Clock,
    conversation_id: UUID,
    agent: Agent,
    command: Command,
    text: str,
    audience: Audience,
    attachments: Sequence[UUID] = (),
) -> Done:
    """An agent writes to the customer, or a note that only staff can read; the files sent with it have its readers.

    Raises:
        NotValidError: The text cannot be taken, or one of the files not sent.
        WrongFloorError: A message to the customer from somebody who does not have the conversation.
    """
    said = text.strip()
    if not said or len(said) > LONGEST_TEXT:
        raise NotValidError(f"A message has 1 to {LONGEST_TEXT} characters.", {"longest": LONGEST_TEXT})

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        if audience is Audience.EVERYONE:
            handover.reply(conversation, agent)
        message_id = command.id or uuid4()
        data = {
            "id": str(message_id),
            "author": {"kind": "agent", "name": agent.name},
            "text": said,
            "choices": [],
            "attachments": await files.attach(tx, conversation, attachments, AGENT, message_id, audience),
            "audience": audience,
        }
        conversation = await tx.record(conversation, Event("message_posted", clock.now(), data))
        return {"seq": conversation.last_seq}

    return await once(store, clock, conversation_id, command, act)


async def return_to_bot(
    store: Store,
    clock: Clock,
    conversation_id: UUID,
    agent: Agent,
    command: Command,
    summary: str,
    slots: Mapping[str, Any],
) -> Done:
    """Hand a conversation back to the bot; it is told `slots` before the customer's next turn, and no backlog."""

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        returned = handover.return_to_bot(conversation, agent, summary, slots, clock.now())
        conversation = await tx.record(conversation, returned)
        return {"seq": conversation.last_seq}

    return await once(store, clock, conversation_id, command, act)


async def resolve(
    store: Store,
    clock: Clock,
    conversation_id: UUID,
    agent: Agent,
    command: Command,
    outcome: str,
    cause: str,
    note: str | None,
) -> Done:
    """End the handover and the conversation; outcome and cause are joined to its failures."""

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        ended = handover.resolve(conversation, agent, outcome, cause, note, clock.now())
        conversation = await tx.record(conversation, *ended)
        await failure_log.join(tx, conversation.id, outcome=outcome, cause=cause)
        return {"seq": conversation.last_seq}

    return await once(store, clock, conversation_id, command, act)
