"""What customers can do."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.clock import Clock
from handover.analysis.redaction import redact
from handover.domain import handover, language
from handover.domain.conversation import Conversation, Customer
from handover.domain.errors import ChoiceNotOfferedError, NotValidError
from handover.domain.events import Event, Floor
from handover.domain.message import posted
from handover.services import failures, files, learned
from handover.services.commands import Done, once
from handover.services.queue import Queue
from handover.services.texts import customers_text
from handover.storage import event_log, turns
from handover.storage import failures as failure_log
from handover.storage.files import CUSTOMER
from handover.storage.store import Store
from handover.storage.transaction import AskedTwiceAtOnceError, Command, Transaction

PERSON = "contact_human_agent"


async def open_conversation(
    store: Store,
    clock: Clock,
    command: Command,
    *,
    spoken: str,
    page: Mapping[str, Any] | None,
    customer: Customer,
    client: str | None,
) -> tuple[UUID, bool]:
    """Open a conversation; its id, and whether this very request had opened it before.

    The id is always ours. Threat: if a client could choose it, whoever learns the id of somebody else's conversation
    could open "it" again and be given its token.
    """
    now = clock.now()
    conversation = Conversation(uuid4(), now, customer=customer, client=client)
    known = {"name": customer.name, "email": customer.email, "verified": True} if customer.verified else None
    opened = Event("conversation_opened", now, {"language": spoken, "page": page, "channel": "web", "customer": known})
    try:
        return await _open_once(store, command, conversation, opened)
    except AskedTwiceAtOnceError:
        # There was no row to take that would have kept the two apart; by now the other one is through.
        return await _open_once(store, command, conversation, opened)


async def _open_once(store: Store, command: Command, conversation: Conversation, opened: Event) -> tuple[UUID, bool]:
    async with store.transaction() as tx:
        repeated, answer = await tx.answered(command)
        if repeated:
            return UUID(answer), True
        await tx.open(conversation, opened)
        await tx.keep(command, str(conversation.id), opened.at)
        return conversation.id, False


async def post_message(
    store: Store,
    clock: Clock,
    conversation_id: UUID,
    command: Command,
    text: str,
    choice: str | None = None,
    attachments: Sequence[UUID] = (),
) -> Done:
    """A customer says something or picks a choice; the bot is asked when it has the floor.

    Raises:
        NotValidError: The text cannot be taken, or one of the files not sent.
        ChoiceNotOfferedError: The choice is not one of the newest bot message, or was taken.
    """
    said = customers_text(text)
    message_id = command.id or uuid4()

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        now = clock.now()
        conversation = await tx.record(conversation, *handover.reopen(conversation, now))
        meaning = await turns.take_choice(tx, conversation.id, choice) if choice is not None else None
        if choice is not None and (meaning is None or conversation.floor is not Floor.BOT):
            raise ChoiceNotOfferedError
        meaning = await _understood_at_last(tx, conversation.id, meaning)
        sent = await files.attach(tx, conversation, attachments, CUSTOMER, message_id)
        message = posted(message_id, CUSTOMER, conversation.customer.name, said, now, attachments=sent)
        conversation = await tx.record(conversation, message)
        seq = conversation.last_seq
        if meaning is not None and meaning["intent"] == PERSON:
            # Needs no bot, so that a person can be reached while the bot is down.
            reason = next((e["value"] for e in meaning["entities"] if e["entity"] == "reason"), "asked_for_person")
            await hand_over(tx, clock, conversation, reason)
        elif conversation.floor is Floor.BOT:
            await turns.add(tx, conversation.id, message_id, seq, said, meaning)
        return {"seq": seq}

    return await once(store, clock, conversation_id, command, act)


async def _understood_at_last(
    tx: Transaction, conversation_id: UUID, taken: Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    """What the choice that was taken stands for. If it clarifies a message, that one learns what it meant."""
    if taken is None:
        return None
    if taken["clarifies"]:
        await failure_log.join(tx, conversation_id, taken["clarifies"], meant=taken["intent"])
    return {"intent": taken["intent"], "entities": taken["entities"]}


async def hand_over(
    tx: Transaction,
    clock: Clock,
    conversation: Conversation,
    reason: str,
    context: Mapping[str, Any] | None = None,
    turn: turns.StoredTurn | None = None,
) -> Conversation:
    """Escalate within a transaction, with what the bot knew last, and write down the failure behind it.

    Args:
        tx: Where.
        clock: The time.
        conversation: A taken conversation.
        reason: Why; see `handover.REASONS`.
        context: What the bot knows more than before.
        turn: The turn that led to it; None when the customer left the bot by themselves, after their newest one.
    """
    now = clock.now()
    escalated = handover.escalate(conversation, reason, {**(conversation.context or {}), **(context or {})}, now)
    turn = turn or await turns.newest(tx, conversation.id)
    failed = await failures.of_escalation(tx, conversation, reason, now, turn)
    await turns.skip_open(tx, conversation.id, now)
    await turns.offer(tx, conversation.id, ())
    return await tx.record(conversation, *failed, escalated)


async def ask_for_person(store: Store, clock: Clock, queue: Queue, conversation_id: UUID, command: Command) -> Done:
    """The customer asks for a person; the answer is where they stand, see `Queue.standing`.

    Raises:
        WrongFloorError: They wait or talk to one already.
    """

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        conversation = await tx.record(conversation, *handover.reopen(conversation, clock.now()))
        await hand_over(tx, clock, conversation, "asked_for_person")
        return await queue.standing_within(tx, conversation.id)

    return await once(store, clock, conversation_id, command, act)


async def withdraw(store: Store, clock: Clock, conversation_id: UUID) -> Conversation:
    """The customer does not want to wait any longer and goes on with the bot.

    Raises:
        WrongFloorError: They are not waiting.
    """
    async with store.transaction() as tx:
        conversation = await tx.take(conversation_id)
        return await tx.record(conversation, handover.withdraw(conversation, clock.now()))


async def judge(
    store: Store, clock: Clock, conversation_id: UUID, command: Command, *, seq: int, helpful: bool, comment: str | None
) -> Done:
    """The customer says whether a message of the bot helped; one that did not is a failure of its turn.

    Raises:
        NotValidError: There is no message of the bot with that number.
    """

    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        judged = await event_log.one(tx.connection, conversation.id, seq)
        if judged is None or judged.name != "message_posted" or judged.data["author"]["kind"] != "bot":
            raise NotValidError("Only a message of the bot can be judged.", {"seq": seq})
        now = clock.now()
        turn = await turns.one(tx, conversation.id, UUID(judged.data["reply_to"]))
        failed = [] if helpful else await failures.of_turn(tx, conversation, "unhelpful_answer", now, turn)
        if turn is not None:
            kept = redact(comment, learned.of(conversation)) if comment else None
            judgement = {"helpful": helpful, "comment": kept}
            await failure_log.join(tx, conversation.id, turn.message_id, judgement=judgement)
        data = {"message_seq": seq, "helpful": helpful, "comment": comment}
        conversation = await tx.record(conversation, Event("judged", now, data), *failed)
        return {"seq": conversation.last_seq - len(failed)}

    return await once(store, clock, conversation_id, command, act)


async def rate(
    store: Store, clock: Clock, conversation_id: UUID, command: Command, *, stars: int, comment: str | None
) -> Done:
    """The customer rates the conversation with 1 to 5 stars."""
    return await _note(store, clock, conversation_id, command, "rated", {"stars": stars, "comment": comment})


async def visit(store: Store, clock: Clock, conversation_id: UUID, command: Command, page: Mapping[str, Any]) -> Done:
    """The customer moved to another page."""
    return await _note(store, clock, conversation_id, command, "visited", page)


async def _note(
    store: Store, clock: Clock, conversation_id: UUID, command: Command, name: str, data: Mapping[str, Any]
) -> Done:
    async def act(tx: Transaction, conversation: Conversation) -> Mapping[str, Any]:
        conversation = await tx.record(conversation, Event(name, clock.now(), data))
        return {"seq": conversation.last_seq}

    return await once(store, clock, conversation_id, command, act)


async def change_language(tx: Transaction, clock: Clock, conversation: Conversation, heard: str | None) -> Conversation:
    """Go on in the language that the bot heard; nothing happens when it is the same."""
    if heard is None or conversation.language.startswith(heard):
        return conversation
    spoken = language.spoken(conversation.language, heard, await event_log.begun_in(tx.connection, conversation.id))
    if not language.known(spoken):
        return conversation
    return await tx.record(conversation, Event("language_changed", clock.now(), {"language": spoken}))
