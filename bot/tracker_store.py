"""Rasa's tracker store on the bot's own database."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.bounded import bounded
from bot.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rasa.core.agent import Agent
    from rasa.core.brokers.broker import EventBroker
    from rasa.shared.core.domain import Domain

    from bot.store import Events


class Held:
    """The newest state of a conversation while its turn runs; `tracker` is None while there is none yet."""

    def __init__(self) -> None:
        self.tracker: DialogueStateTracker | None = None


class BoundedTrackerStore(TrackerStore):
    """Keeps a bounded tracker per conversation; see `bot.bounded`.

    While a conversation is held, what Rasa saves is kept in memory: the holder writes it together with the turn's
    answer, or drops both. Anything else (`rasa shell`) is written at once.
    """

    def __init__(
        self, domain: Domain | None = None, host: str = "", event_broker: EventBroker | None = None, **_: Any
    ) -> None:
        """Open the database whose URL is `host`, as Rasa names it."""
        super().__init__(domain, event_broker)
        self.database = Store(host)
        self._held: dict[str, Held] = {}

    @contextmanager
    def hold(self, conversation: str) -> Iterator[Held]:
        """Keep in memory what is saved of a conversation. Only one turn of a conversation may hold it at a time."""
        held = self._held[conversation] = Held()
        try:
            yield held
        finally:
            del self._held[conversation]

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store a tracker, or hand it to the holder of its conversation."""
        held = self._held.get(tracker.sender_id)
        if held:
            held.tracker = tracker
        else:
            await self.database.call(self.database.save, tracker.sender_id, bounded(tracker, self.domain))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation, or None when it is new."""
        held = self._held.get(sender_id)
        if held and held.tracker:
            return held.tracker
        events = await self.database.call(self.database.events, sender_id)
        return None if events is None else self.tracker_of(sender_id, events)

    def tracker_of(self, conversation: str, events: Events) -> DialogueStateTracker:
        """The tracker that these stored events make."""
        return DialogueStateTracker.from_dict(conversation, events, self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return await self.database.call(self.database.conversations)


def own_store(agent: Agent) -> BoundedTrackerStore:
    """The store of an agent, without Rasa's wrapper.

    The wrapper answers a failing database with an empty memory, so a customer in the middle of a form would be met
    like a stranger, and the row be written over. Better is a turn that fails.
    """
    store = agent.tracker_store
    while not isinstance(store, BoundedTrackerStore):
        store = store._tracker_store  # noqa: SLF001
    agent.tracker_store = agent.processor.tracker_store = store
    return store
