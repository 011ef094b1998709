"""The bot as the service knows it: some Rasas that share their memory, so that each can answer for every other."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from uuid import UUID

import structlog

from handover.adapters.bot import BotAnswer, BotUnavailableError, Turn
from handover.adapters.rasa import Rasa, RasaAwayError

log = structlog.get_logger(__name__)

_LOOK_AGAIN_S = 1.0

T = TypeVar("T")


class Rasas:
    """Asks one Rasa, and the next one where that is away. Asking twice is harmless: a turn has an id.

    A conversation prefers one process. It goes to another when that one is away, or has its hands full. One that hangs
    holds no more than its own places, and only the turns that found it well: while it is away, not a customer but a
    look at its readiness finds out when it is back.

    Args:
        urls: Where they listen; one of them may have nobody there, such as the spare place of a promotion.
        token: Shown with each request.
        seconds: How long one of them may take for a request.
        in_flight: How many requests each gets at once; the others wait here.
    """

    def __init__(self, urls: Sequence[str], token: str, seconds: float, in_flight: int) -> None:
        self._rasas = [Rasa(url, token, seconds, in_flight) for url in urls]
        self._look_again_at: dict[Rasa, float] = {}
        self._looking: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Condition()

    async def ask(self, turn: Turn) -> BotAnswer:
        """See `Bot.ask`."""
        return await self._somewhere(turn.conversation, lambda rasa: rasa.ask(turn))

    async def remember(self, conversation_id: UUID, slots: Mapping[str, Any]) -> None:
        """See `Bot.remember`."""
        await self._somewhere(conversation_id, lambda rasa: rasa.remember(conversation_id, slots))

    async def forget(self, conversation_id: UUID) -> None:
        """See `Bot.forget`."""
        await self._somewhere(conversation_id, lambda rasa: rasa.forget(conversation_id))

    async def models(self) -> list[str | None]:
        """See `Bot.models`."""
        return await asyncio.gather(*(rasa.model() for rasa in self._rasas))

    async def close(self) -> None:
        """Close the connections."""
        for looking in self._looking:
            looking.cancel()
        await asyncio.gather(*self._looking, return_exceptions=True)
        await asyncio.gather(*(rasa.close() for rasa in self._rasas))

    async def _somewhere(self, conversation_id: UUID, request: Callable[[Rasa], Awaitable[T]]) -> T:
        self._look_at_those_away()
        left = sorted(self._rasas, key=lambda rasa: _score(rasa, conversation_id), reverse=True)
        while True:
            async with self._place(left) as rasa:
                try:
                    return await request(rasa)
                except RasaAwayError as error:
                    log.info("rasa_away", url=rasa.url, error=str(error))
                    self._look_again_at[rasa] = time.monotonic() + _LOOK_AGAIN_S
                    left.remove(rasa)
                    if not left:
                        raise BotUnavailableError(str(error)) from error

    @asynccontextmanager
    async def _place(self, left: Sequence[Rasa]) -> AsyncIterator[Rasa]:
        """A place at the first that is here and has room; at one that is away only when no other is left."""

        def first() -> Rasa | None:
            here = [rasa for rasa in left if rasa not in self._look_again_at] or left
            return next((rasa for rasa in here if rasa.has_room), None)

        async with self._changed:
            rasa = await self._changed.wait_for(first)
            assert rasa is not None  # noqa: S101 - what was waited for
            rasa.asked += 1
        try:
            yield rasa
        finally:
            rasa.asked -= 1
            await self._tell_those_who_wait()

    def _look_at_those_away(self) -> None:
        for rasa, due in self._look_again_at.items():
            if time.monotonic() >= due:
                self._look_again_at[rasa] = time.monotonic() + _LOOK_AGAIN_S
                looking = asyncio.create_task(self._look_at(rasa))
                self._looking.add(looking)
                looking.add_done_callback(self._looking.discard)

    async def _look_at(self, rasa: Rasa) -> None:
        if await rasa.model() is not None:
            self._look_again_at.pop(rasa, None)
            await self._tell_those_who_wait()

    async def _tell_those_who_wait(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _score(rasa: Rasa, conversation_id: UUID) -> bytes:
    """Rendezvous hashing: whoever comes or goes, no conversation changes its process but those of that one."""
    return hashlib.blake2b(f"{rasa.url} {conversation_id}".encode(), digest_size=8).digest()
