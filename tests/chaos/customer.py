"""A customer who asks the bot, asks for a person, talks to them, and comes back, until it is enough."""

import asyncio
import random
from collections import Counter

import httpx

from tests.chaos.balancer import Balancer
from tests.chaos.line import Line
from tests.chaos.records import Frame, Pace, Records, Sent

# Each has one answer whatever was said before.
_ASKED = ("Guten Tag", "Welche Zahlungsarten gibt es?", "Wie lange dauert die Lieferung?", "Danke")
_BOT_S = 12
_HEARD_S = 60
_COME_S = 20
_WAIT_S = 45
_ANSWER_S = 60
_BORED = 0.05
_PROMISED = 0.02
_SILENT = 0.01


class Customer:
    """One of many, with a number.

    Attributes:
        seen: All events that came, in the order in which they came.
        floor: Who answers next, as far as they have heard.
    """

    def __init__(self, number: int, balancer: Balancer, records: Records, pace: Pace) -> None:
        self.name = f"customer {number}"
        self._balancer, self._records, self._pace = balancer, records, pace
        self._chance = random.Random(f"{self.name} {balancer.chance.random()}")
        self.seen: list[Frame] = []
        self._heard: Counter[str] = Counter()
        self.floor = "bot"
        self.id = ""
        self.line: Line

    async def open(self) -> None:
        """Open the chat."""
        opened = await self._balancer.post("/api/conversations", {}, language="de")
        self.id, token = opened.json()["id"], opened.json()["token"]
        self._headers = {"Authorization": f"Bearer {token}"}
        self.line = Line(
            self._balancer,
            self._path("socket"),
            {},
            lambda: [{"type": "hello", "token": token, "after": self.seen[-1]["seq"] if self.seen else 0}],
            self._hear,
        )

    async def live(self, awake: asyncio.Semaphore) -> None:
        """Come again and again; only so many customers want something at once."""
        await asyncio.sleep(self._chance.uniform(0, _COME_S))
        while not self._records.enough.is_set():
            async with awake:
                await self._visit()
        # Whoever still waits does not want to any longer; whoever talks to an agent says goodbye.
        while self._left_bot():
            if self.floor == "queue":
                await self._balancer.ask("DELETE", self._path("escalation"), self._headers)
            floor = self.floor
            await self.line.until(lambda: self.floor != floor, 10)  # noqa: B023 - waited for at once

    def _hear(self, frame: Frame) -> None:
        if frame["type"] == "event":
            self.seen.append(frame)
            if frame["name"] == "message_posted":
                self._heard[frame["author"]["kind"]] += 1
        if frame["type"] in {"event", "snapshot"}:
            self.floor = frame["floor"]

    def _path(self, of: str) -> str:
        return f"/api/conversations/{self.id}/{of}"

    async def _visit(self) -> None:
        for _ in range(self._chance.choice((1, 1, 2))):
            before = self._replies()
            await self._say(self._chance.choice(_ASKED))
            # One in three does not wait for the answer: it comes too late.
            if self._chance.random() > 1 / 3:
                await self.line.until(lambda: self._replies() > before or self._left_bot(), _BOT_S)  # noqa: B023
        if not self._left_bot():
            await self._expect(await self._balancer.post(self._path("escalation"), self._headers))
        if not await self.line.until(self._left_bot, _HEARD_S):
            return
        if self._chance.random() < _PROMISED:
            body = {"email": f"{self.name.replace(' ', '')}@example.com", "text": "Wann kommt meine Bestellung?"}
            await self._expect(await self._balancer.post(self._path("promise"), self._headers, **body))
            return
        while self._left_bot() and not self._records.enough.is_set():
            await (self._talk() if self._is_served() else self._wait())

    async def _wait(self) -> None:
        """Wait for an agent, as long as patience lasts."""
        patience = 2 if self._chance.random() < _BORED else _WAIT_S
        await self.line.until(lambda: self.floor != "queue" or self._records.enough.is_set(), patience)
        if self.floor == "queue":
            await self._expect(await self._balancer.ask("DELETE", self._path("escalation"), self._headers))
            await self.line.until(lambda: self.floor != "queue", 10)

    async def _talk(self) -> None:
        """Answer the agent until they end it; some fall silent."""
        while self._is_served():
            heard = self._heard["agent"]
            silent = self._chance.random() < _SILENT
            if not silent:
                await self._say(f"Noch etwas, zum {len(self.seen)}.")
            seconds = _ANSWER_S * (2 if silent else 1)
            await self.line.until(lambda: not self._is_served() or self._heard["agent"] > heard, seconds)  # noqa: B023

    async def _say(self, text: str) -> None:
        await self._pace.turn()
        answer = await self._balancer.post(self._path("messages"), self._headers, text=text)
        if answer.is_success:
            self._records.note_sent(Sent.of(answer, self.id, self.name))
        else:
            self._balancer.strange(self.id, answer)

    async def _expect(self, answer: httpx.Response) -> None:
        """The floor may have moved meanwhile; nothing else explains a refusal."""
        if not answer.is_success and answer.status_code != 409:
            self._balancer.strange(self.id, answer)

    def _left_bot(self) -> bool:
        return self.floor in {"queue", "agent"}

    def _is_served(self) -> bool:
        return self.floor == "agent"

    def _replies(self) -> int:
        """How many messages of the bot came, or of the service in its place."""
        return self._heard["bot"] + self._heard["system"]

    async def events(self, after: int) -> Frame:
        """A page of the log as it is told over HTTP."""
        answer = await self._balancer.ask("GET", f"{self._path('events')}?after={after}", self._headers)
        page: Frame = answer.json()
        return page
