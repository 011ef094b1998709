"""What the clients write down: what they sent, what they were answered, and how long they were cut off."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

Frame = dict[str, Any]


@dataclass(frozen=True)
class Sent:
    """A message that was acknowledged, with the number that the service gave it."""

    id: str
    conversation: str
    sender: str
    text: str
    seq: int

    @classmethod
    def of(cls, answer: httpx.Response, conversation: str, sender: str) -> Self:
        """The message that was answered so."""
        asked = json.loads(answer.request.content)
        return cls(asked["id"], conversation, sender, asked["text"], answer.json()["seq"])


@dataclass(frozen=True)
class Contest:
    """Several agents who accepted one conversation at once, and what each was answered."""

    conversation: str
    answers: dict[str, str]

    @property
    def winners(self) -> list[str]:
        """Who was told that it is theirs."""
        return [agent for agent, answered in self.answers.items() if answered == "200"]


@dataclass
class Records:
    """All that is known without asking the service.

    Attributes:
        enough: Set once the plan is done, or its time is over.
        contested: How many contests there were that somebody won.
        unlike: Where a repeated request was answered otherwise than the first.
        strange: Answers that nothing in the plan explains.
        tried: The ids of all requests, answered or not.
        again_ms: How long requests took that had to be sent again, because nobody answered the first.
        back_ms: How long sockets were away: after a kill, and after they were dropped.
    """

    messages: int
    accepts: int
    enough: asyncio.Event = field(default_factory=asyncio.Event)
    sent: list[Sent] = field(default_factory=list)
    contests: list[Contest] = field(default_factory=list)
    unlike: list[tuple[str, str]] = field(default_factory=list)
    strange: list[tuple[str, str]] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    again_ms: list[float] = field(default_factory=list)
    back_ms: dict[str, list[float]] = field(default_factory=lambda: {"killed": [], "dropped": []})
    contested: int = 0
    repeated: int = 0

    def note_sent(self, sent: Sent) -> None:
        """One more message."""
        self.sent.append(sent)
        self._look()

    def note_contest(self, contest: Contest) -> None:
        """One more contest."""
        self.contests.append(contest)
        self.contested += bool(contest.winners)
        self._look()

    def _look(self) -> None:
        if len(self.sent) >= self.messages and self.contested >= self.accepts:
            self.enough.set()


class Pace:
    """Lets one act happen after the other at a steady rate; what was missed is not caught up with."""

    def __init__(self, rate: float) -> None:
        self._every = 1 / rate
        self._next = time.monotonic()

    async def turn(self) -> None:
        """Wait for one's turn."""
        now = time.monotonic()
        self._next = max(self._next + self._every, now)
        await asyncio.sleep(self._next - now)
