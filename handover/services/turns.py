"""Asking the bot: the turns of a conversation one after another, each once, never inside a transaction."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from handover.adapters.actions import Documents
from handover.adapters.bot import Bot, BotAnswer, BotUnavailableError, Turn
from handover.adapters.clock import Clock
from handover.domain import language
from handover.domain.conversation import Conversation
from handover.domain.errors import LotseError
from handover.domain.events import Floor
from handover.services import answers, documents
from handover.services.documents import Papers
from handover.storage import event_log, turns
from handover.storage.store import Store

log = structlog.get_logger(__name__)

# Longer than a turn may take, so that a turn is taken over only from a process that is gone.
_GRACE = timedelta(seconds=5)


Asked = tuple[BotAnswer | BotUnavailableError, Papers]


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A turn that is ours to ask; `begun_in` is the language that its conversation was opened in."""

    turn: turns.StoredTurn
    conversation: Conversation
    begun_in: str


class TurnRunner:
    """Works off the turns that the bot owes.

    For each conversation at most one task runs; conversations never wait for each other, except for a place at the bot.

    Args:
        store: Where turns are kept.
        clock: The time.
        bot: Whom to ask.
        papers: Where documents come from that the bot attaches.
        seconds: How long a customer waits for one turn at most, the wait for a place at the bot included.
    """

    def __init__(self, store: Store, clock: Clock, bot: Bot, papers: Documents, seconds: float) -> None:
        self._store = store
        self._clock = clock
        self._bot = bot
        self._papers = papers
        self._seconds = seconds
        self._running: dict[UUID, asyncio.Task[None]] = {}
        self._asking: set[asyncio.Task[Asked]] = set()
        self._again: set[UUID] = set()
        self._stopped = False

    def wake(self, conversation_id: UUID) -> None:
        """There is a turn to work off in this conversation."""
        if self._stopped:
            return
        if conversation_id in self._running:
            # Its task may be past the look for more work already; this makes it look once more.
            self._again.add(conversation_id)
            return
        task = asyncio.create_task(self._work_off(conversation_id))
        self._running[conversation_id] = task
        task.add_done_callback(lambda _task: self._ended(conversation_id))

    async def resume(self) -> None:
        """Wake all conversations with a turn that nobody works on, such as after a crash."""
        async with self._store.reading() as connection:
            owed = await turns.conversations_owed(connection, self._clock.now())
        for conversation_id in owed:
            self.wake(conversation_id)

    @property
    def busy(self) -> bool:
        """Whether any turn is being worked on."""
        return bool(self._running)

    async def stop(self) -> None:
        """Drop what is being asked, for good; the turns stay open and the next start asks again."""
        self._stopped = True
        # Only the asking is cut off: a cut through a write would leave it to chance whether it was stored.
        for asking in self._asking:
            asking.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _ended(self, conversation_id: UUID) -> None:
        task = self._running.pop(conversation_id)
        again = conversation_id in self._again
        self._again.discard(conversation_id)
        if task.cancelled():
            return
        if error := task.exception():
            # Left open: the sweep resumes it. Nothing is lost when the database was away for a moment.
            log.error("turn_not_recorded", conversation=str(conversation_id), error=repr(error))
        elif again:
            self.wake(conversation_id)

    async def _work_off(self, conversation_id: UUID) -> None:
        claimed = await self._claim(conversation_id)
        while claimed is not None and not self._stopped:
            started = time.perf_counter()
            asking = asyncio.create_task(self._ask_and_fetch(claimed))
            self._asking.add(asking)
            await asyncio.wait([asking])
            self._asking.discard(asking)
            if asking.cancelled():
                return
            ms = round((time.perf_counter() - started) * 1000)
            answer, papers = asking.result()
            await self._record(claimed.turn, answer, papers, ms, claimed.conversation)
            # Mostly not; to look takes the conversation from nobody.
            claimed = await self._claim(conversation_id) if await self._is_owed(conversation_id) else None

    async def _record(
        self,
        turn: turns.StoredTurn,
        answer: BotAnswer | BotUnavailableError,
        papers: Papers,
        ms: int,
        asked_in: Conversation,
    ) -> None:
        try:
            await answers.record(self._store, self._clock, turn, answer, ms, told=asked_in.summary, papers=papers)
        except LotseError:
            raise
        except Exception:
            # Well formed, and still nothing that can be stored: it must not be asked for and fail for ever.
            log.exception("answer_not_storable", conversation=str(turn.conversation_id))
            sorry = BotUnavailableError("the bot's answer could not be stored")
            await answers.record(self._store, self._clock, turn, sorry, ms, told=None)

    async def _is_owed(self, conversation_id: UUID) -> bool:
        async with self._store.reading() as connection:
            return await turns.is_owed(connection, conversation_id)

    async def _claim(self, conversation_id: UUID) -> _Claimed | None:
        async with self._store.transaction() as tx:
            conversation = await tx.take(conversation_id)
            now = self._clock.now()
            if conversation.floor is not Floor.BOT:
                await turns.skip_open(tx, conversation_id, now)
                return None
            until = now + timedelta(seconds=self._seconds + self._papers.seconds) + _GRACE
            turn = await turns.claim_next(tx, conversation_id, now, until)
            begun_in = await event_log.begun_in(tx.connection, conversation_id)
        return _Claimed(turn, conversation, begun_in) if turn else None

    async def _ask_and_fetch(self, claimed: _Claimed) -> Asked:
        answer = await self._ask(claimed)
        return answer, await documents.fetch(self._papers, answer) if isinstance(answer, BotAnswer) else ()

    async def _ask(self, claimed: _Claimed) -> BotAnswer | BotUnavailableError:
        conversation = claimed.conversation
        try:
            async with asyncio.timeout(self._seconds):
                question = self._question(claimed)
                if conversation.summary is not None:
                    await self._bot.remember(conversation.id, conversation.summary["slots"])
                return await self._bot.ask(question)
        except (BotUnavailableError, TimeoutError) as error:
            log.warning("bot_unavailable", conversation=str(conversation.id), error=str(error))
            return error if isinstance(error, BotUnavailableError) else BotUnavailableError("too slow")
        except Exception as error:
            # A mistake of ours on the way to the bot: the customer is told in time all the same.
            log.exception("bot_not_asked", conversation=str(conversation.id))
            return BotUnavailableError(f"could not be asked: {type(error).__name__}")

    def _question(self, claimed: _Claimed) -> Turn:
        turn, conversation = claimed.turn, claimed.conversation
        return Turn(
            conversation=conversation.id,
            turn=turn.message_id,
            text=turn.text,
            choice=dict(turn.choice) if turn.choice else None,
            # Who comes back to German is answered in their country's spelling in that very turn.
            language=language.located(conversation.language, claimed.begun_in),
            page=dict(conversation.page) if conversation.page else None,
            identity=_identity(conversation, self._clock.now()),
            client=conversation.client,
        )


def _identity(conversation: Conversation, now: datetime) -> dict[str, str | None] | None:
    customer = conversation.customer
    if not customer.vouched_for(now):
        return None
    return {"sub": customer.subject, "email": customer.email, "name": customer.name}
