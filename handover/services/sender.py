"""Sending what is owed: in order within a conversation, at least once, and nobody waits for another one's receiver."""

import asyncio
import contextlib
import json
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import structlog

from handover.adapters.clock import Clock
from handover.adapters.mail import Mail, Post
from handover.adapters.webhooks import Webhook
from handover.domain.delivery import MAIL, DeliveryState, NotTakenError, wait_after
from handover.storage import deliveries, event_log
from handover.storage.deliveries import Delivery
from handover.storage.store import Store

log = structlog.get_logger(__name__)

# So many conversations at once for one target.
AT_ONCE = 8
# Longer than a try and writing down what became of it, so that one is taken over only from a process that is gone.
_GRACE_S = 5
_LAST_SECONDS = 2


class _Target:
    """Somebody to whom something is owed: how one delivery is tried, and what is under way."""

    def __init__(self, name: str, seconds: float, send: Callable[[Delivery], Awaitable[None]]) -> None:
        self.name = name
        self.claim_for = timedelta(seconds=seconds + _GRACE_S)
        self.send = send
        self.news = asyncio.Event()
        self.running: set[asyncio.Task[None]] = set()


class Sender:
    """Works off the deliveries of all targets, each target by itself.

    Args:
        store: Where deliveries are kept.
        clock: The time.
        webhooks: Where events are sent, by name.
        post: Where mails are handed in.
        every: Seconds between two looks; new deliveries of this process are looked for at once.
    """

    def __init__(
        self, store: Store, clock: Clock, webhooks: Mapping[str, Webhook], post: Post, every: float = 2
    ) -> None:
        self._store = store
        self._clock = clock
        self._webhooks = webhooks
        self._post = post
        self._every = every
        self._targets = {name: _Target(name, webhook.seconds, self._send_event) for name, webhook in webhooks.items()}
        self._targets[MAIL] = _Target(MAIL, post.seconds, self._send_mail)
        self._looking: list[asyncio.Task[None]] = []
        self._stopped = False

    @property
    def targets(self) -> list[str]:
        """The names of all targets."""
        return list(self._targets)

    @property
    def busy(self) -> bool:
        """Whether anything is being sent."""
        return any(target.running for target in self._targets.values())

    def start(self) -> None:
        """Look for what is owed until `stop`."""
        self._looking = [asyncio.create_task(self._look(target)) for target in self._targets.values()]

    def wake(self, owed: set[str]) -> None:
        """There is something new for these targets."""
        for name in owed & self._targets.keys():
            self._targets[name].news.set()

    async def stop(self) -> None:
        """Start nothing more, and give what is under way a moment; what is cut off is sent again by whoever is next."""
        self._stopped = True
        for looking in self._looking:
            looking.cancel()
        running = {task for target in self._targets.values() for task in target.running}
        if running:
            _, late = await asyncio.wait(running, timeout=_LAST_SECONDS)
            for task in late:
                task.cancel()
        await asyncio.gather(*self._looking, *running, return_exceptions=True)
        await self._post.close()
        for webhook in self._webhooks.values():
            await webhook.close()

    async def _look(self, target: _Target) -> None:
        while True:
            target.news.clear()
            try:
                await self.once(target.name)
            except Exception:
                # The database may be away for a moment.
                log.exception("deliveries_not_looked_for", target=target.name)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await target.news.wait()

    async def once(self, name: str) -> None:
        """Begin to send what is due to one target now, as far as there is room."""
        target = self._targets[name]
        room = AT_ONCE - len(target.running)
        now = self._clock.now()
        if room <= 0:
            return
        async with self._store.reading() as connection:
            if not await deliveries.is_due(connection, name, now):
                return
        async with self._store.transaction() as tx:
            claimed = await deliveries.claim(tx, name, now, now + target.claim_for, room)
        for delivery in claimed:
            task = asyncio.create_task(self._work_off(target, delivery))
            target.running.add(task)
            task.add_done_callback(lambda task: self._ended(target, task))

    def _ended(self, target: _Target, task: asyncio.Task[None]) -> None:
        target.running.discard(task)
        # There is room for another conversation.
        target.news.set()
        if not task.cancelled() and (error := task.exception()):
            # Left claimed: it is sent again when the claim runs out.
            log.error("delivery_not_noted", target=target.name, error=repr(error))

    async def _work_off(self, target: _Target, delivery: Delivery | None) -> None:
        """Send a delivery and then those behind it, one after another."""
        while delivery is not None and not self._stopped:
            refused = await self._try(target, delivery)
            delivery = await self._note(target, delivery, refused)

    async def _try(self, target: _Target, delivery: Delivery) -> NotTakenError | None:
        try:
            await target.send(delivery)
        except NotTakenError as refused:
            return refused
        except Exception as error:
            # A mistake of ours must not be tried without a pause.
            log.exception("delivery_not_made", target=target.name, delivery=str(delivery.id))
            return NotTakenError(type(error).__name__)
        return None

    async def _note(self, target: _Target, delivery: Delivery, refused: NotTakenError | None) -> Delivery | None:
        now = self._clock.now()
        if refused is None:
            async with self._store.transaction() as tx:
                await deliveries.mark_sent(tx, delivery, now)
                return await deliveries.claim_next(tx, delivery, now, now + target.claim_for)
        attempts = delivery.attempts + 1
        wait = wait_after(attempts, refused, random.random())  # noqa: S311 - no secret, only spread
        async with self._store.transaction() as tx:
            await deliveries.mark_failed(tx, delivery, refused.reason, _at(now, wait))
        tell, state = (log.warning, DeliveryState.WAITING) if wait else (log.error, DeliveryState.DEAD)
        tell("delivery_not_taken", target=target.name, delivery=str(delivery.id), reason=refused.reason, state=state)
        return None

    async def _send_event(self, delivery: Delivery) -> None:
        if delivery.conversation_id is None or delivery.seq is None:
            raise NotTakenError("event_gone", for_good=True)
        async with self._store.reading() as connection:
            event = await event_log.one(connection, delivery.conversation_id, delivery.seq)
        if event is None:
            raise NotTakenError("event_gone", for_good=True)
        head = {"conversation": str(delivery.conversation_id), "seq": event.seq, "floor": event.floor}
        body = {"type": event.name, "timestamp": event.at.isoformat(), "data": {**head, **event.data}}
        # Written anew for each try: the same log gives the same bytes.
        await self._webhooks[delivery.target].send(delivery.id, json.dumps(body).encode(), self._clock.now())

    async def _send_mail(self, delivery: Delivery) -> None:
        if delivery.body is None:
            raise NotTakenError("mail_gone", for_good=True)
        await self._post.send(delivery.id, Mail(**delivery.body))


def _at(now: datetime, wait: timedelta | None) -> datetime | None:
    return None if wait is None else now + wait
