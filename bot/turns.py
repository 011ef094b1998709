"""Turns in order, each once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.errors import Refused, unavailable
from bot.store import Overtaken, Stored

if TYPE_CHECKING:
    from bot.dialogue import Dialogue
    from bot.locks import Locks
    from bot.store import Store
    from bot.turn_request import Turn


class Turns:
    """Carries out turns: those of one conversation one after another, and the same turn once."""

    def __init__(self, dialogue: Dialogue, store: Store, locks: Locks) -> None:
        """Answer with `dialogue`, keep answers in `store`, and take turns of one conversation by `locks`."""
        self.model = dialogue.model
        self._dialogue = dialogue
        self._store = store
        self._locks = locks
        self._running: dict[tuple[str, str], tuple[str, asyncio.Task[dict[str, Any]]]] = {}

    async def answer(self, turn: Turn) -> dict[str, Any]:
        """The answer of a turn: a new one, the one that is being made, or the stored one.

        The turn goes on when the caller goes away, so that it can ask again.

        Raises:
            Refused: 409 `id_reused` when this turn was something else, 503 when the conversation went on without it.
        """
        key = (turn.conversation, turn.id)
        if key not in self._running:
            task = asyncio.create_task(self._once(turn))
            self._running[key] = (turn.fingerprint, task)
            task.add_done_callback(lambda _: self._running.pop(key))
        fingerprint, task = self._running[key]
        _refuse_reuse(fingerprint, turn)
        return await asyncio.shield(task)

    async def open(self, conversation: str, slots: dict[str, Any]) -> None:
        """Start a conversation afresh, knowing `slots`."""
        async with self._locks.alone(conversation):
            before = await self._store.call(self._store.events, conversation)
            events = self._dialogue.opened(conversation, slots, before or [])
            await self._store.call(self._store.save, conversation, events)

    async def forget(self, conversation: str) -> None:
        """Delete all that the bot knows of a conversation."""
        async with self._locks.alone(conversation):
            await self._store.call(self._store.forget, conversation)

    async def finish(self) -> None:
        """Wait for the turns that run."""
        await asyncio.gather(*(task for _, task in self._running.values()), return_exceptions=True)

    async def _once(self, turn: Turn) -> dict[str, Any]:
        async with self._locks.alone(turn.conversation):
            before = await self._store.call(self._store.before, turn.conversation, turn.id)
            if before.answer:
                _refuse_reuse(before.answer.fingerprint, turn)
                return before.answer.answer
            taken = await self._dialogue.take(turn, before.events)
            new = Stored(turn.fingerprint, taken.answer)
            try:
                await self._store.call(self._store.save_turn, turn.conversation, before, taken.events, turn.id, new)
            except Overtaken:
                return await self._answer_of_the_other(turn)
            return taken.answer

    async def _answer_of_the_other(self, turn: Turn) -> dict[str, Any]:
        """What another process answered to this turn. Only one answer may reach the customer, whoever is asked."""
        stored = (await self._store.call(self._store.before, turn.conversation, turn.id)).answer
        if stored is None:
            raise unavailable("The conversation went on without this turn.")
        _refuse_reuse(stored.fingerprint, turn)
        return stored.answer


def _refuse_reuse(fingerprint: str, turn: Turn) -> None:
    if fingerprint != turn.fingerprint:
        raise Refused(409, "id_reused", "This turn was already used for another message.", {"turn": turn.id})
