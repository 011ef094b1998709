"""What becomes due by itself: silent conversations end, turns that a dead process left behind go on, leftovers go."""

import asyncio
import contextlib
from datetime import timedelta
from uuid import UUID

import structlog

from handover.adapters.clock import Clock
from handover.domain import handover, outcome
from handover.domain.events import Floor
from handover.services import deliveries, failures, files
from handover.services.turns import TurnRunner
from handover.storage import conversations, turns
from handover.storage import failures as failure_log
from handover.storage.store import Store

log = structlog.get_logger(__name__)


class Sweep:
    """Looks for what is due, again and again.

    Args:
        store: Where to look.
        clock: The time.
        runner: Who goes on with turns.
        idle: After how much silence a conversation ends.
        every: Seconds between two looks.
    """

    def __init__(self, store: Store, clock: Clock, runner: TurnRunner, idle: timedelta, every: float = 10) -> None:
        self._store = store
        self._clock = clock
        self._runner = runner
        self._idle = idle
        self._every = every
        self._stopped = asyncio.Event()

    async def take_over(self) -> None:
        """Give up the claims of a process that is gone; for the start of the only process."""
        async with self._store.transaction() as tx:
            await turns.free_claims(tx)

    async def run(self) -> None:
        """Look until `stop`; a database that is away for a moment ends nothing."""
        while not self._stopped.is_set():
            try:
                await self.once()
            except Exception:
                log.exception("sweep_failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), self._every)

    def stop(self) -> None:
        """Let `run` end after the look that it is at."""
        self._stopped.set()

    async def once(self) -> None:
        """Do what is due now."""
        await self._runner.resume()
        since = self._clock.now() - self._idle
        async with self._store.reading() as connection:
            silent = await conversations.silent_since(connection, since)
        for conversation_id in silent:
            await self._end(conversation_id)
        await files.remove_unsent(self._store, self._clock)
        await deliveries.remove_sent(self._store, self._clock)

    async def _end(self, conversation_id: UUID) -> None:
        async with self._store.transaction() as tx:
            conversation = await tx.take(conversation_id)
            now = self._clock.now()
            # Looked at again now that it is ours: the customer may have come back meanwhile.
            fell_silent = conversation.active_at is not None and conversation.active_at < now - self._idle
            if conversation.floor not in {Floor.BOT, Floor.QUEUE} or not fell_silent:
                return
            ended = outcome.of_silence(conversation)
            turn = await turns.newest(tx, conversation.id)
            # Whoever opened the chat and asked nothing had no turn that could have failed.
            gave_up = ended.startswith("gave_up") and turn is not None
            failed = await failures.of_turn(tx, conversation, "gave_up", now, turn) if gave_up else []
            await tx.record(conversation, *failed, handover.close(conversation, ended, now))
            await turns.offer(tx, conversation.id, ())
            await failure_log.join(tx, conversation.id, outcome=ended)
