"""A reader's place in the log of one conversation."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from handover.domain.conversation import Conversation
from handover.domain.events import Audience
from handover.realtime.frames import Frame, frames
from handover.realtime.hub import News
from handover.services import reading
from handover.services.queue import Queue
from handover.storage.store import Store


class Feed:
    """Reads a conversation's log from where this reader was.

    A late, lost or repeated nudge changes nothing: what is sent follows from the log and from the cursor alone.

    Args:
        store: Where the log is.
        queue: Where those who wait stand.
        conversation_id: Whose log.
        reader: What may be seen.
    """

    def __init__(self, store: Store, queue: Queue, conversation_id: UUID, reader: Audience) -> None:
        self._store = store
        self._standings = queue
        self._id = conversation_id
        self._reader = reader
        self._cursor = 0
        self._queue: dict[str, Any] | None = None
        self.conversation: Conversation

    async def begin(self, after: int) -> Frame:
        """The snapshot to begin with, for a reader who has everything up to number `after`."""
        self.conversation = await reading.one(self._store, self._id)
        # A number from before the database was restored must not hide what comes now.
        self._cursor = min(after, self.conversation.last_seq)
        self._queue = await self._standings.standing(self.conversation)
        return {
            "type": "snapshot",
            "floor": self.conversation.floor,
            "language": self.conversation.language,
            "queue": self._queue,
            "last_seq": self.conversation.last_seq,
        }

    async def news(self, told: Sequence[News] | None = None) -> list[Frame]:
        """The frames of all that is new since the last call.

        Args:
            told: What came along with the nudges; used when it goes on exactly where this reader is.
        """
        new: list[Frame] = []
        more = True
        for each in told or ():
            if each.events[0].seq != self._cursor + 1:
                break
            new += frames(each.events, self._reader)
            self._cursor, self.conversation = each.conversation.last_seq, each.conversation
        else:
            more = told is None
        while more:
            page = await reading.log(self._store, self._id, self._cursor)
            new += frames(page.events, self._reader)
            self._cursor, self.conversation, more = page.last_seq, page.conversation, page.more
        return new

    async def queue(self) -> list[Frame]:
        """A frame with the place in the queue when it has changed since it was told last."""
        queue = await self._standings.standing(self.conversation)
        if queue is None or queue == self._queue:
            self._queue = queue
            return []
        self._queue = queue
        return [{"type": "queue", **queue}]
