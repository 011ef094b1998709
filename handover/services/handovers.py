"""What agents can do with a conversation."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.clock import Clock
from handover.domain import handover
from handover.domain.agent import LEASE, Agent, Role, check_room
from handover.domain.conversation import Conversation
from handover.domain.errors import NotFoundError, WrongFloorError
from handover.domain.events import Audience, Floor
from handover.domain.message import posted
from handover.services import files, promises
from handover.services.commands import Done, once
from handover.services.texts import agents_text
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
        now = clock.now()
        accepted = handover.accept(conversation, agent, now)
        # The agent is taken too: else two accepts of two conversations would each see the last free place. And whoever
        # accepts is there, so that nobody takes it back again before their lease has run out.
        taken = await agents.take(tx, agent.id, now + LEASE)
        check_room(taken, await conversations.count_assigned(tx.connection, agent.id))
        return await tx.record(conversation, accepted)


async def decline(store: Store, clock: Clock, conversation_id: UUID, agent: Agent) -> Conversation:
    """`agent` does not take what was offered to them; somebody else is asked.

    Raises:
        WrongFloorError: It is not offered to them, or no more.
    """
    async with store.transaction() as tx:
        conversation = await tx.take(conversation_id)
        lapsed = handover.lapse(conversation, "declined", clock.now())
        if conversation.offered_agent_id != agent.id:
            raise WrongFloorError(f"This conversation is offered to {conversation.offered_agent_name}.")
        return await tx.record(conversation, lapsed)


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
    said = agents_text(text)

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        if audience is Audience.EVERYONE:
            handover.reply(conversation, agent)
        message_id = command.id or uuid4()
        sent = await files.attach(tx, conversation, attachments, AGENT, message_id, audience)
        now = clock.now()
        message = posted(message_id, AGENT, agent.name, said, now, attachments=sent, audience=audience)
        conversation = await tx.record(conversation, message)
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
        now = clock.now()
        ended = handover.resolve(conversation, agent, outcome, cause, note, now)
        # Whoever came back before the promised answer has it now; unsolved, it is owed all the same.
        kept = await promises.keep(tx, conversation, agent, now) if outcome == "solved_by_agent" else []
        conversation = await tx.record(conversation, *kept, *ended)
        await failure_log.join(tx, conversation.id, outcome=outcome, cause=cause)
        return {"seq": conversation.last_seq}

    return await once(store, clock, conversation_id, command, act)
