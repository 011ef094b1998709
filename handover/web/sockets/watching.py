"""The conversations that one agent's socket watches."""

from uuid import UUID

from handover.domain.agent import Agent
from handover.domain.errors import NotFoundError
from handover.domain.events import Audience
from handover.realtime.hub import Listener, Nudged, conversation_topic
from handover.web.lotse import Lotse
from handover.web.malformed import MalformedError
from handover.web.sockets.connection import Connection
from handover.web.sockets.feed import Feed

_MOST = 50


class Watching:
    """Sends a snapshot and then the events of each conversation that is watched."""

    def __init__(self, lotse: Lotse, connection: Connection, ear: Listener) -> None:
        self._lotse = lotse
        self._connection = connection
        self._ear = ear
        self._feeds: dict[UUID, Feed] = {}
        self._begin: dict[UUID, int] = {}

    def watch(self, conversation_id: UUID, after: int) -> None:
        """Send this conversation from the number behind `after` on.

        Raises:
            MalformedError: There are too many.
        """
        if len(self._feeds.keys() | self._begin.keys() | {conversation_id}) > _MOST:
            raise MalformedError(f"at most {_MOST} conversations can be watched")
        topic = conversation_topic(conversation_id)
        self._lotse.hub.listen(self._ear, topic)
        self._begin[conversation_id] = after
        self._ear.nudge(topic)

    def unwatch(self, conversation_id: UUID) -> None:
        """Send this conversation no more."""
        self._lotse.hub.leave(self._ear, conversation_topic(conversation_id))
        self._feeds.pop(conversation_id, None)
        self._begin.pop(conversation_id, None)

    def typing(self, conversation_id: UUID, person: Agent) -> None:
        """Tell the customer that `person` writes; only whoever has the conversation types in front of them."""
        feed = self._feeds.get(conversation_id)
        if feed is not None and feed.conversation.agent_id == person.id:
            author = {"kind": "agent", "name": person.name}
            typing = {"type": "typing", "conversation": str(conversation_id), "author": author}
            self._lotse.hub.whisper(conversation_topic(conversation_id), typing, except_for=self._ear)

    async def send(self, nudged: Nudged) -> None:
        """Begin what was asked for, and send what is new where `nudged` says that there is something."""
        for conversation_id, after in list(self._begin.items()):
            feed = Feed(self._lotse.store, self._lotse.queue, conversation_id, Audience.STAFF)
            try:
                snapshot = await feed.begin(after)
            except NotFoundError:
                # One stale address must not cost the agent the other conversations.
                self.unwatch(conversation_id)
                await self._connection.send({"type": "not_found", "conversation": conversation_id})
                continue
            if self._begin.get(conversation_id) != after:
                continue  # Watched from elsewhere, or not any more, while we looked.
            del self._begin[conversation_id]
            self._feeds[conversation_id] = feed
            nudged = nudged | {conversation_topic(conversation_id): None}
            await self._connection.send(snapshot | {"conversation": conversation_id})
        for conversation_id, feed in list(self._feeds.items()):
            topic = conversation_topic(conversation_id)
            if topic in nudged:
                for frame in await feed.news(nudged[topic]):
                    await self._connection.send(frame | {"conversation": conversation_id})
