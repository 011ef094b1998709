"""Reckoning what reports count: each conversation anew when its log has grown, in whichever process looks first."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from handover.adapters.clock import Clock
from handover.domain.conversation import Conversation
from handover.domain.errors import UnavailableError
from handover.domain.reckoning.contact import corrections
from handover.domain.reckoning.fold import reckon
from handover.domain.reckoning.returns import DURABLE_AFTER, held, is_return, last_answered
from handover.domain.reckoning.sheet import Reckoned, Silent, Visit
from handover.domain.team import Plan
from handover.services import failures, learned
from handover.services.days import Days
from handover.storage import contacts, event_log, turns
from handover.storage import failures as failure_log
from handover.storage.store import Store
from handover.storage.transaction import Transaction

log = structlog.get_logger(__name__)
Row = Mapping[str, Any]
# A conversation in which something is said just now is reckoned when it is quiet, or when somebody asks for figures.
_QUIET = timedelta(minutes=1)
_AT_ONCE = 200
_WHOLE_LOG = 1_000_000
_ROUNDS = 3


class Reckoner:
    """Keeps what reports count in step with the log.

    Args:
        store: Where both are.
        clock: The time.
        plan: Whose clock tells the days, and whose queue is whose.
        secret_key: What hashes of customers and orders are made with.

    Attributes:
        days: Which days it counts to.
    """

    def __init__(self, store: Store, clock: Clock, plan: Plan, secret_key: str) -> None:
        self.days = Days(plan, clock)
        self._store = store
        self._clock = clock
        self._plan = plan
        self._key = secret_key.encode()
        self._tried_again = False

    async def once(self) -> int:
        """Reckon what has become quiet, and decide which resolutions held; how many conversations that were."""
        if not self._tried_again:
            # What failed before may have failed because of a mistake in the code, which is another one now.
            async with self._store.transaction() as tx:
                await contacts.try_again(tx)
            self._tried_again = True
        reckoned = await self._reckon_those(self._clock.now() - _QUIET)
        return reckoned + await self._decide()

    async def catch_up(self) -> bool:
        """Reckon everything that is not yet, so that figures tell what is so now; whether that is done.

        What a service that was just brought up to date has not reckoned of years is left to `once`.
        """
        found = 0
        # What is found out about an earlier contact makes that one grow, once.
        for _ in range(_ROUNDS):
            found = await self._reckon_those(None)
            if not found:
                break
        return found < _AT_ONCE

    async def passed_over(self) -> int:
        """How many conversations no report counts, because they could not be reckoned."""
        async with self._store.reading() as connection:
            return await contacts.passed_over(connection)

    async def _reckon_those(self, quiet_since: datetime | None) -> int:
        async with self._store.reading() as connection:
            found = await contacts.unreckoned(connection, _AT_ONCE, quiet_since)
        for one in found:
            await self._try(one)
        return len(found)

    async def _try(self, conversation: Conversation) -> None:
        """Reckon it, or step past it: those that are longest quiet come first, and would keep all others waiting.

        Whatever grows is found again, so it does no harm where another process was only quicker.
        """
        try:
            await self._reckon(conversation)
        except UnavailableError:
            raise
        except Exception:
            log.exception("not_reckoned", conversation=str(conversation.id))
            async with self._store.transaction() as tx:
                await contacts.pass_over(tx, conversation.id, conversation.last_seq)

    async def _reckon(self, conversation: Conversation) -> None:
        reckoned = await self._read(conversation)
        # First what nobody noticed: should this process end in between, it is found again, and written down once.
        for silent in reckoned.silent:
            await self._write_down(conversation.id, silent)
        back_in = await self._came_back_meanwhile(self._row(conversation, reckoned))
        if reckoned.silent or back_in:
            reckoned = await self._read(conversation)
        row = self._row(conversation, reckoned)
        await self._find_return(row, reckoned.visits)
        async with self._store.transaction() as tx:
            if await contacts.mark(tx, conversation.id, reckoned.contact.seq):
                await self._put(tx, row, conversation.id if reckoned.came_back else back_in)
                await _tell_what_followed(tx, reckoned)

    async def _read(self, conversation: Conversation) -> Reckoned:
        async with self._store.reading() as connection:
            log = await event_log.after(connection, conversation.id, 0, _WHOLE_LOG)
        return reckon(conversation, log, self._plan, self._store.journey)

    def _row(self, conversation: Conversation, reckoned: Reckoned) -> dict[str, Any]:
        contact = reckoned.contact
        customer = conversation.customer
        order = (conversation.context or {}).get("order")
        return asdict(contact) | {
            "matter": contact.matter,
            "matters": list(contact.matters),
            "page": contact.page and learned.address(contact.page, learned.of(conversation)),
            "day": self.days.of(contact.opened_at),
            "person": self._hashed("person", customer.email.lower() if customer.email else customer.subject),
            "about": self._hashed("order", order),
        }

    def _hashed(self, kind: str, value: str | None) -> str | None:
        """Threat: without a key, whoever reads the database tries all order numbers in a second."""
        return hmac.new(self._key, f"{kind} {value}".encode(), "sha256").hexdigest() if value else None

    async def _put(self, tx: Transaction, row: dict[str, Any], came_back_in: UUID | None) -> None:
        was = await contacts.take(tx, row["conversation_id"])
        row |= held(was, row, came_back_in)
        await contacts.put(tx, row, known=was is not None)
        if was is not None:
            await self._correct(tx, was, {**was, **row})

    async def _correct(self, tx: Transaction, was: Row, row: Row) -> None:
        """A day that was over was shown already; what changes in it since is told."""
        shown = was["ended_at"] and self.days.of(was["ended_at"]) < self.days.today()
        # What was corrected once may be open again just now; its next end belongs to the same story.
        if shown or await contacts.was_corrected(tx.connection, was["conversation_id"]):
            await contacts.correct(tx, was["conversation_id"], was["day"], corrections(was, row), self._clock.now())

    async def _write_down(self, conversation_id: UUID, silent: Silent) -> None:
        now = self._clock.now()
        async with self._store.transaction() as tx:
            conversation = await tx.take(conversation_id)
            turn = await turns.one(tx, conversation_id, UUID(silent.message_id))
            if turn is not None:
                found = await failures.of_turn(tx, conversation, silent.kind, now, turn, happened_at=silent.at)
                await tx.record(conversation, *found)

    async def _find_return(self, row: Row, visits: Sequence[Visit]) -> None:
        """The same customer is back about what had been resolved in another chat: it had not been."""
        since, until = visits[0].began_at - DURABLE_AFTER, visits[-1].began_at
        async with self._store.reading() as connection:
            before = await contacts.resolved_in(connection, row, since, until)
        for visit in visits:
            for earlier in before:
                if earlier["durable"] is not False and is_return(earlier, visit.began_at, visit.matters):
                    await self._did_not_hold(earlier, row["conversation_id"], visit.matters)

    async def _came_back_meanwhile(self, row: Row) -> UUID | None:
        """In which other chat the same customer asked about it again before this one had ended, if they did."""
        if row["outcome"] != "self_served" or row["said_at"] is None:
            return None
        async with self._store.reading() as connection:
            others = await contacts.visited_in(connection, row, row["said_at"], row["ended_at"])
        # A whole log is read only where it can matter. One that has grown since is reckoned itself, and finds this one.
        for other in (one for one in others if not set(row["matters"]).isdisjoint(one["matters"])):
            there = Conversation(other["conversation_id"], other["opened_at"])
            for visit in (await self._read(there)).visits:
                if is_return(row, visit.began_at, visit.matters):
                    await self._write_down_return(row["conversation_id"], visit.matters)
                    return there.id
        return None

    async def _write_down_return(self, conversation_id: UUID, matters: Sequence[str]) -> None:
        async with self._store.reading() as connection:
            log = await event_log.after(connection, conversation_id, 0, _WHOLE_LOG)
        asked = last_answered(log, matters)
        if asked is not None:
            await self._write_down(conversation_id, asked)

    async def _did_not_hold(self, earlier: Row, came_back_in: UUID, matters: Sequence[str]) -> None:
        await self._write_down_return(earlier["conversation_id"], matters)
        async with self._store.transaction() as tx:
            was = await contacts.take(tx, earlier["conversation_id"])
            if await contacts.decide(tx, earlier, durable=False, came_back_in=came_back_in) and was:
                await self._correct(tx, was, {**was, "durable": False})

    async def _decide(self) -> int:
        """Nobody came back in time."""
        until = self._clock.now() - DURABLE_AFTER
        async with self._store.reading() as connection:
            found = await contacts.undecided(connection, until, _AT_ONCE)
        async with self._store.transaction() as tx:
            for row in found:
                await contacts.decide(tx, row, durable=True)
        return len(found)


async def _tell_what_followed(tx: Transaction, reckoned: Reckoned) -> None:
    for aftermath in reckoned.aftermaths:
        facts = {name: getattr(aftermath, name) for name in ("followed_by", "helped_by", "waiting_s", "agent_s")}
        await failure_log.followed(tx, UUID(aftermath.failure_id), **facts)
