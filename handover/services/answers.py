"""Recording what the bot answered: only if it still has the floor, decided in the transaction that records it."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_urlsafe
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.bot import BotAnswer, BotChoice, BotReply, BotUnavailableError
from handover.adapters.clock import Clock
from handover.domain import failure, language
from handover.domain.conversation import Conversation
from handover.domain.events import Event, Floor
from handover.domain.message import posted
from handover.services import documents, failures, refusals
from handover.services.conversations import PERSON, change_language, hand_over
from handover.storage import failures as failure_log
from handover.storage import turns
from handover.storage.store import Store
from handover.storage.transaction import Transaction

Kept = list[dict[str, Any]]


async def record(
    store: Store,
    clock: Clock,
    turn: turns.StoredTurn,
    answer: BotAnswer | BotUnavailableError,
    ms: int,
    told: Mapping[str, Any] | None,
    papers: documents.Papers = (),
) -> None:
    """Record the end of a turn: the bot's replies and signals, or that it could not be reached.

    Args:
        store: Where.
        clock: The time.
        turn: The turn that was asked.
        answer: What came back.
        ms: How long it took, in milliseconds.
        told: The hand-back summary that the bot was told before; it need not be told again.
        papers: What came of the documents that the bot attached.
    """
    async with store.transaction() as tx:
        conversation = await tx.take(turn.conversation_id)
        if await turns.state(tx, turn.conversation_id, turn.message_id) != "asked":
            return  # Another process took the turn over and was quicker.
        if isinstance(answer, BotAnswer):
            changes: dict[str, Any] = {"context": answer.context} if answer.context is not None else {}
            if told is not None and conversation.summary == told:
                changes["summary"] = None
            if changes:
                conversation = await tx.save(conversation, **changes)
            # Whoever has the floor by now: an attempt that nobody hears the answer to was one all the same.
            conversation = await refusals.of_turn(tx, conversation, turn.message_id, answer.signalled(), clock.now())
        if conversation.floor is not Floor.BOT:
            await _drop(tx, clock, conversation, turn, answer, ms)
        elif isinstance(answer, BotUnavailableError):
            await _apologise(tx, clock, conversation, turn, "bot_unavailable", str(answer))
        else:
            await _answer(tx, clock, conversation, turn, answer, ms, papers)


async def _drop(
    tx: Transaction,
    clock: Clock,
    conversation: Conversation,
    turn: turns.StoredTurn,
    answer: BotAnswer | BotUnavailableError,
    ms: int,
) -> None:
    """The floor moved while the bot was thinking: the customer must not hear it, staff must know of it."""
    now = clock.now()
    await turns.settle(tx, conversation.id, turn.message_id, "dropped")
    if isinstance(answer, BotUnavailableError):
        return
    data = {
        "message_id": str(turn.message_id),
        "text": "\n\n".join(reply.text for reply in answer.replies),
        "actions": answer.actions,
        "signals": answer.signalled(),
    }
    understood = _understood(turn, answer, ms)
    # That the customer asked for a person meanwhile was written down without it.
    read = {name: understood[name] for name in ("intent", "confidence", "threshold", "ranking", "actions", "model")}
    await failure_log.join(tx, conversation.id, turn.message_id, **read)
    await tx.record(conversation, Event("turn_understood", now, understood), Event("reply_dropped", now, data))


async def _apologise(
    tx: Transaction, clock: Clock, conversation: Conversation, turn: turns.StoredTurn, kind: str, detail: str | None
) -> None:
    """Say honestly that it did not work, write it down, offer a person."""
    now = clock.now()
    failed = await failures.write_down(tx, conversation, kind, now, turn=turn, detail=detail)
    said, kept = _sorry(conversation, turn, kind, now)
    await turns.settle(tx, conversation.id, turn.message_id, "failed")
    await turns.offer(tx, conversation.id, kept)
    await tx.record(conversation, *failed, said)


async def _answer(
    tx: Transaction,
    clock: Clock,
    conversation: Conversation,
    turn: turns.StoredTurn,
    answer: BotAnswer,
    ms: int,
    papers: documents.Papers,
) -> None:
    now = clock.now()
    conversation = await change_language(tx, clock, conversation, answer.understanding.language)
    understood = _understood(turn, answer, ms)
    new = [Event("turn_understood", now, understood)]
    escalate = next((signal.escalate for signal in answer.signals if signal.escalate), None)
    # The channel signals an empty reply itself; should it forget, silence is a fault all the same.
    silent = not answer.replies and escalate is None
    lost = documents.lost(papers)
    ours = ["the bot said nothing"] if silent else [f"not fetched: {', '.join(lost)}"] if lost else []
    noticed: Kept = [{"failure": {"kind": "backend_error", "detail": detail}} for detail in ours]
    not_read = failure.not_read(fallback=answer.understanding.fallback, actions=answer.actions)
    failed = failure.of_turn(noticed + answer.signalled(), fallback=not_read)
    if failed:
        kind, detail = failed
        new += await failures.write_down(tx, conversation, kind, now, turn=turn, detail=detail, understood=understood)
    await failures.note_meaning(tx, conversation.id, answer.understanding.meant)
    said, kept = await _replies(tx, answer.replies, turn, now, papers)
    # An action that broke off may have been announced by a reply before it: that must not be the last word.
    broken = any(action.get("ok") is False for action in answer.actions)
    if silent or ((broken or lost) and escalate is None):
        sentence = "no_document" if lost and not broken else "backend_error"
        sorry, kept = _sorry(conversation, turn, "backend_error", now, sentence)
        said.append(sorry)
    await turns.settle(tx, conversation.id, turn.message_id, "answered")
    await turns.offer(tx, conversation.id, kept)
    conversation = await tx.record(conversation, *new, *said)
    if escalate is not None:
        await hand_over(tx, clock, conversation, escalate.reason, escalate.context, turn)


def _understood(turn: turns.StoredTurn, answer: BotAnswer, ms: int) -> dict[str, Any]:
    return {
        "message_id": str(turn.message_id),
        **answer.understanding.model_dump(mode="json"),
        "asked": (answer.context or {}).get("asked"),
        "order_state": (answer.context or {}).get("order_state"),
        "model": answer.model,
        "actions": answer.actions,
        "ms": ms,
    }


def _message(
    turn: turns.StoredTurn, message_id: UUID, kind: str, text: str, choices: Kept, attachments: Kept, now: datetime
) -> Event:
    shown = [{"label": choice["label"], "value": choice["value"]} for choice in choices]
    return posted(
        message_id, kind, "Lotse", text, now, choices=shown, attachments=attachments, reply_to=turn.message_id
    )


async def _replies(
    tx: Transaction, replies: list[BotReply], turn: turns.StoredTurn, now: datetime, papers: documents.Papers
) -> tuple[list[Event], Kept]:
    """The messages to record, and what their choices stand for, under values that say nothing."""
    said, all_kept = [], []
    for number, reply in enumerate(replies):
        kept = [_keep(choice) for choice in reply.choices]
        message_id = uuid4()
        attachments = await documents.keep(tx, turn, number, papers[number], message_id, now) if papers else []
        said.append(_message(turn, message_id, "bot", reply.text, kept, attachments, now))
        all_kept += kept
    return said, [_stored(choice, turn) for choice in all_kept]


def _sorry(
    conversation: Conversation, turn: turns.StoredTurn, kind: str, now: datetime, sentence: str | None = None
) -> tuple[Event, Kept]:
    """What the service itself says of a failure of this kind, with the offer of a person."""
    label = language.sentence("talk_to_person", conversation.language)
    offer = _keep(BotChoice(label=label, intent=PERSON, entities=[{"entity": "reason", "value": kind}]))
    text = language.sentence(sentence or kind, conversation.language)
    return _message(turn, uuid4(), "system", text, [offer], [], now), [_stored(offer, turn)]


def _keep(choice: BotChoice) -> dict[str, Any]:
    return choice.model_dump() | {"value": token_urlsafe(12)}


def _stored(kept: Mapping[str, Any], turn: turns.StoredTurn) -> dict[str, Any]:
    clarifies = turn.message_id if kept["clarifies"] else None
    return {name: kept[name] for name in ("value", "intent", "entities")} | {"clarifies": clarifies}
