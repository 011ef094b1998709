"""Nudges: whoever listens to a topic is told that there is something new.

A nudge that comes late, twice or never cannot reorder, repeat or lose anything, because what is new is read from the
log. What this process has recorded itself may come along, so that a reader who has all before it need not read it.
Whispers are the exception: what is worth nothing a second later (somebody types) travels with them and is kept nowhere.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from handover.domain.conversation import Conversation
from handover.domain.events import Event

QUEUE = "queue"
PROMISES = "promises"

_WHISPERS = 8
# A reader who is further behind reads the log: nobody's slowness fills our memory.
_MOST_NEWS = 16


def conversation_topic(conversation_id: object) -> str:
    """The topic of a conversation's log."""
    return f"conversation:{conversation_id}"


def agent_topic(agent_id: object) -> str:
    """The topic of what an agent has and is offered, and of whether they are signed in and there."""
    return f"agent:{agent_id}"


def talk_topic(agent_id: object) -> str:
    """The topic of what is said in the conversations that an agent has."""
    return f"talk:{agent_id}"


@dataclass(frozen=True, slots=True)
class News:
    """What a transaction recorded in a conversation.

    Attributes:
        conversation: As it is after the events.
        events: With rising numbers and no gap.
    """

    conversation: Conversation
    events: tuple[Event, ...]


# What came along with the nudges of each topic; None where something is new that did not come along.
Nudged = dict[str, list[News] | None]


class Listener:
    """One socket's ear.

    Attributes:
        topics: What it listens to.
    """

    def __init__(self) -> None:
        self.topics: set[str] = set()
        self._nudged: Nudged = {}
        self._whispers: deque[dict[str, Any]] = deque(maxlen=_WHISPERS)
        self._something = asyncio.Event()

    def nudge(self, topic: str, news: News | None = None) -> None:
        """Note that `topic` has news; nudging twice before the listener looks is the same as once."""
        known = self._nudged.setdefault(topic, [])
        if news is None or known is None or len(known) == _MOST_NEWS:
            self._nudged[topic] = None
        else:
            known.append(news)
        self._something.set()

    def whisper(self, frame: dict[str, Any]) -> None:
        """Pass on something short-lived; the oldest is dropped when a slow reader has too many."""
        self._whispers.append(frame)
        self._something.set()

    async def wait(self, seconds: float) -> tuple[Nudged, list[dict[str, Any]]]:
        """The topics with news and the whispers since the last call; both empty after `seconds` without any."""
        try:
            async with asyncio.timeout(seconds):
                await self._something.wait()
        except TimeoutError:
            return {}, []
        return self.heard()

    def heard(self) -> tuple[Nudged, list[dict[str, Any]]]:
        """The same without waiting."""
        self._something.clear()
        nudged, self._nudged = self._nudged, {}
        whispers = list(self._whispers)
        self._whispers.clear()
        return nudged, whispers


class Hub:
    """Who listens to what in this process, and the way to those in others."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._tell_others: Callable[[str, dict[str, Any] | None], None] = lambda _topic, _frame: None

    @contextmanager
    def listening(self, *topics: str) -> Iterator[Listener]:
        """A listener to these topics, until the end of the block."""
        listener = Listener()
        for topic in topics:
            self.listen(listener, topic)
        try:
            yield listener
        finally:
            for topic in list(listener.topics):
                self.leave(listener, topic)

    def listen(self, listener: Listener, topic: str) -> None:
        """Have `listener` hear of `topic` too."""
        listener.topics.add(topic)
        self._listeners.setdefault(topic, set()).add(listener)

    def leave(self, listener: Listener, topic: str) -> None:
        """Have `listener` hear of `topic` no more."""
        listener.topics.discard(topic)
        listeners = self._listeners.get(topic, set())
        listeners.discard(listener)
        if not listeners:
            self._listeners.pop(topic, None)

    def pass_on(self, tell: Callable[[str, dict[str, Any] | None], None]) -> None:
        """Have `tell` called with each topic that is nudged here, and with each topic and frame that is whispered."""
        self._tell_others = tell

    def nudge(self, topic: str, news: News | None = None) -> None:
        """Tell all who listen to `topic` that there is news, in whichever process; those in this one get it as well."""
        self.nudge_here(topic, news)
        self._tell_others(topic, None)

    def nudge_here(self, topic: str, news: News | None = None) -> None:
        """Tell all who listen to `topic` in this process."""
        for listener in self._listeners.get(topic, ()):
            listener.nudge(topic, news)

    def nudge_all(self) -> None:
        """Have everybody in this process look at all that they listen to."""
        for topic in self._listeners:
            self.nudge_here(topic)

    async def nudge_all_within(self, seconds: float) -> None:
        """The same, one listener after another, so that not all of them read at once."""
        everybody = list({listener for some in self._listeners.values() for listener in some})
        for listener in everybody:
            for topic in listener.topics:
                listener.nudge(topic)
            await asyncio.sleep(seconds / len(everybody))
        if not everybody:
            await asyncio.sleep(seconds)

    def whisper(self, topic: str, frame: dict[str, Any], *, except_for: Listener | None = None) -> None:
        """Pass a short-lived frame to all who listen to `topic` but the one it came from, in whichever process."""
        self.whisper_here(topic, frame, except_for=except_for)
        self._tell_others(topic, frame)

    def whisper_here(self, topic: str, frame: dict[str, Any], *, except_for: Listener | None = None) -> None:
        """Pass it to those in this process."""
        for listener in self._listeners.get(topic, ()):
            if listener is not except_for:
                listener.whisper(frame)
