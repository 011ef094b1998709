"""Carrying out what became due by itself, once, whichever process looks first."""

from datetime import datetime
from uuid import UUID

from handover.adapters.clock import Clock
from handover.domain import due, handover, notices, outcome
from handover.domain.agent import Availability
from handover.domain.conversation import Conversation
from handover.domain.due import Due
from handover.domain.events import Floor
from handover.services import failures
from handover.services.each import each
from handover.services.queue import Queue
from handover.storage import agents, conversations, turns
from handover.storage.store import Store
from handover.storage.transaction import Transaction


class DueTimes:
    """Looks for conversations in which something is due, and does it.

    Args:
        store: Where they are.
        clock: The time.
        queue: What customers are told about waiting.
    """

    def __init__(self, store: Store, clock: Clock, queue: Queue) -> None:
        self._store = store
        self._clock = clock
        self._queue = queue

    async def next_at(self) -> datetime | None:
        """When something becomes due next if nothing else happens before, or None: never."""
        async with self._store.reading() as connection:
            return await conversations.next_due(connection)

    async def fire(self) -> int:
        """Do what is due now; how many conversations were looked at."""
        async with self._store.reading() as connection:
            found = await conversations.due(connection, self._clock.now())
        await each(found, self._look)
        return len(found)

    async def _look(self, conversation_id: UUID) -> None:
        async with self._store.transaction() as tx:
            # Looked at again now that it is ours: somebody may have come back, or another process was quicker.
            conversation = await tx.take(conversation_id)
            now = self._clock.now()
            what = due.due_now(conversation, tx.patience, now)
            if what is None:
                await tx.wake_at_next_moment(conversation)
            elif what is Due.OFFER:
                await self._offer_lapsed(tx, conversation, now)
            elif what is Due.LONG_WAIT:
                await self._queue.tell(tx, conversation, long=True)
            elif what is Due.AGENT_SILENT:
                released = handover.take_back(conversation, "agent_silent", now)
                sorry = notices.notice("agent_silent", conversation, now, agent=str(conversation.agent_name))
                await tx.record(conversation, released, sorry)
            elif what is Due.PROMISE:
                sorry = notices.notice("promise_broken", conversation, now)
                conversation = await tx.record(conversation, sorry, *handover.break_promise(conversation, now))
                await failures.ended(tx, conversation)
            else:
                await _end(tx, conversation, now)

    async def _offer_lapsed(self, tx: Transaction, conversation: Conversation, now: datetime) -> None:
        asked = conversation.offered_agent_id
        await tx.record(conversation, handover.lapse(conversation, "late", now))
        if asked is not None:
            # Whoever does not answer is not there, whatever they say: the next customer must not wait for them too.
            await agents.set_availability(tx, asked, Availability.AWAY)


async def _end(tx: Transaction, conversation: Conversation, now: datetime) -> None:
    """Nobody is there any more."""
    ended = outcome.of_silence(conversation)
    turn = await turns.newest(tx, conversation.id)
    # Whoever opened the chat and asked nothing had no turn that could have failed.
    gave_up = ended.startswith("gave_up") and turn is not None
    failed = await failures.of_turn(tx, conversation, "gave_up", now, turn) if gave_up else []
    told = {Floor.QUEUE: "gave_up_in_queue", Floor.AGENT: "customer_silent"}.get(conversation.floor)
    said = [notices.notice(told, conversation, now)] if told else []
    conversation = await tx.record(conversation, *failed, *said, handover.close(conversation, ended, now))
    await turns.offer(tx, conversation.id, ())
    await failures.ended(tx, conversation)
