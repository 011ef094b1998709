"""Carrying out a request once, however often it comes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from handover.adapters.clock import Clock
from handover.domain.conversation import Conversation
from handover.domain.errors import LotseError, UnavailableError
from handover.storage.store import Store
from handover.storage.transaction import AskedTwiceAtOnceError, Command, Transaction

Act = Callable[[Transaction, Conversation], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Done:
    """What a request was answered; `repeated` when it had been carried out before."""

    answer: Any
    repeated: bool = False


async def once(store: Store, clock: Clock, conversation_id: UUID, command: Command, act: Act) -> Done:
    """Take the conversation and `act` on it, unless this very command was carried out before.

    Raises:
        ConversationNotFoundError: There is none.
        IdReusedError: The command's id belongs to another request.
    """
    try:
        async with store.transaction() as tx:
            conversation = await tx.take(conversation_id)
            answer = await act(tx, conversation)
            await tx.keep(command, answer, clock.now())
            return Done(answer)
    except Exception:
        # What was carried out before fails in one way or another, at the latest because its answer is kept already.
        # To look for it first would cost every request a statement, for the few that come again.
        async with store.transaction() as tx:
            repeated, answer = await tx.answered(command)
        if not repeated:
            raise
        return Done(answer, repeated=True)


async def carry_out(store: Store, clock: Clock, command: Command, act: Callable[[Transaction], Awaitable[Any]]) -> Done:
    """The same for what belongs to no conversation.

    Raises:
        IdReusedError: The command's id belongs to another request.
    """
    try:
        return await _try(store, clock, command, act)
    except UnavailableError:
        raise
    except (AskedTwiceAtOnceError, LotseError):
        # Nothing was taken that would have kept two apart, of which the other one is through by now. It may have been
        # the same: a name is taken by the very request that asks for it.
        return await _try(store, clock, command, act)


async def _try(store: Store, clock: Clock, command: Command, act: Callable[[Transaction], Awaitable[Any]]) -> Done:
    async with store.transaction() as tx:
        repeated, answer = await tx.answered(command)
        if not repeated:
            answer = await act(tx)
            await tx.keep(command, answer, clock.now())
        return Done(answer, repeated)
