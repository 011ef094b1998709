"""A conversation as its customer has it before their eyes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handover.demo.matters import Matter
from handover.domain.conversation import Conversation
from handover.domain.events import Event, Floor
from handover.realtime.hub import News, conversation_topic


@dataclass(slots=True)
class Read:
    """What came since the customer looked last, and how the bot took what they said.

    A customer does not see the latter. But they know what they wanted, and notice whether the answer is about that.

    Attributes:
        choices: What can be picked now, each `{label, value}`.
        seqs: Numbers of the bot's messages.
        told: Why nobody comes: `closed`, `nobody`, `long`, or None.
    """

    choices: list[dict[str, Any]] = field(default_factory=list)
    seqs: list[int] = field(default_factory=list)
    understood: Event | None = None
    failed: str | None = None
    by_agent: int = 0
    by_system: int = 0
    told: str | None = None


class Talk:
    """A page with the chat open.

    Attributes:
        about: What the customer wants.
        waited_s: How long they have waited for persons so far.
        agents: Names of those who had it.
        failures: Kinds of what failed for them.
        misread: Whether the bot took something that it knows for something else.
    """

    def __init__(self, conversation: Conversation) -> None:
        self.id = conversation.id
        self.topic = conversation_topic(conversation.id)
        self.conversation = conversation
        self.about: Matter | None = None
        self.language = "de"
        self.last_seq = 0
        self.waited_s = 0.0
        self.agents: list[str] = []
        self.failures: list[str] = []
        self.misread = False
        self.judged_badly = False
        self._queued_at: datetime | None = None
        self._new: list[Event] = []

    @property
    def floor(self) -> Floor:
        """Who has it now."""
        return self.conversation.floor

    @property
    def waits(self) -> bool:
        """Whether the customer waits for a person."""
        return self.floor is Floor.QUEUE

    @property
    def asked(self) -> str | None:
        """What the bot wants to know, such as `order_number`."""
        asked = (self.conversation.context or {}).get("asked")
        return str(asked) if asked else None

    def take(self, news: News) -> bool:
        """Show what happened; False when something before it is missing, or it is shown already."""
        if not news.events or news.events[0].seq != self.last_seq + 1:
            return bool(news.events) and news.events[-1].seq <= self.last_seq
        self.conversation, self.last_seq = news.conversation, news.events[-1].seq
        self._new += news.events
        for event in news.events:
            self._note(event)
        return True

    def _note(self, event: Event) -> None:
        if event.floor is Floor.QUEUE and self._queued_at is None:
            self._queued_at = event.at
        elif event.floor is not Floor.QUEUE and self._queued_at is not None:
            self.waited_s += (event.at - self._queued_at).total_seconds()
            self._queued_at = None
        if event.name == "accepted":
            self.agents.append(event.data["agent"]["name"])
        elif event.name == "failure_recorded":
            self.failures.append(event.data["kind"])

    def read(self) -> Read:
        """What is new, which then is new no more."""
        new, self._new = self._new, []
        read = Read()
        for event in new:
            _read(event, read)
        return read

    def newest(self, kind: str) -> Sequence[Event]:
        """The messages of an author of this kind among what was not read yet."""
        return [one for one in self._new if one.name == "message_posted" and one.data["author"]["kind"] == kind]


def _read(event: Event, read: Read) -> None:
    if event.name == "message_posted":
        kind = event.data["author"]["kind"]
        if kind in {"bot", "system"} and event.data["choices"]:
            read.choices = list(event.data["choices"])
        read.seqs += [event.seq] if kind == "bot" else []
        read.by_agent += kind == "agent" and event.data["audience"] == "everyone"
        read.by_system += kind == "system"
    elif event.name == "turn_understood":
        read.understood = event
    elif event.name == "failure_recorded":
        read.failed = event.data["kind"]
    elif event.name == "told_to_wait":
        read.told = event.data["why"]
