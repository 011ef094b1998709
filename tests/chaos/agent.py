"""An agent who accepts what waits, answers, and ends it in one of the ways there are."""

import asyncio
import random
from collections.abc import Callable

import httpx

from handover.web.auth import COOKIE
from tests.chaos.balancer import Balancer, NobodyAnswersError
from tests.chaos.contests import Contests
from tests.chaos.line import Line
from tests.chaos.plan import CAPACITY, PATIENCE
from tests.chaos.records import Frame, Pace, Records, Sent
from tests.chaos.talk import Talk
from tests.people import PASSWORD

_ACCEPTED_S = 20
# Longer than the service takes to see that a customer is silent, or an agent.
_ANSWER_S = PATIENCE.customer_silent.total_seconds() + 60
_SILENT, _NOTES, _DECLINES, _IGNORES = 0.02, 0.1, 0.03, 0.04


class Agent:
    """One of several, with an account.

    Attributes:
        talks: All conversations they have ever seen.
        having: The ones they have.
    """

    def __init__(self, email: str, balancer: Balancer, records: Records, pace: Pace, contests: Contests) -> None:
        self.name = email.partition("@")[0]
        self._email = email
        self._balancer, self._records, self._pace, self._contests = balancer, records, pace, contests
        self._chance = random.Random(f"{email} {balancer.chance.random()}")
        self.talks: dict[str, Talk] = {}
        self.having: set[str] = set()
        self._watched: set[str] = set()
        self._tasks: asyncio.TaskGroup
        self.line: Line
        self.id = ""

    @property
    def has_room(self) -> bool:
        """As far as they know."""
        return len(self.having) < CAPACITY

    async def sign_in(self) -> None:
        """Come to work."""
        body = {"email": self._email, "password": PASSWORD}
        signed_in = await self._balancer.ask("POST", "/api/session", {}, body)
        self.id = signed_in.json()["agent"]["id"]
        cookie = signed_in.headers["Set-Cookie"].split(";")[0]
        assert cookie.startswith(COOKIE)
        self._headers = {"Cookie": cookie}
        self.line = Line(self._balancer, "/api/me/socket", self._headers, self._hello, self._hear)
        self._contests.agents.append(self)

    async def work(self) -> None:
        """Do what there is to do until cancelled."""
        async with asyncio.TaskGroup() as self._tasks:
            self._tasks.create_task(self.line.keep())

    async def accept(self, conversation: str) -> str:
        """Ask for a conversation; `200`, or the code of the refusal."""
        try:
            answer = await self._balancer.ask("PUT", self._path(conversation, "assignment"), self._headers, {})
        except NobodyAnswersError as error:
            return str(error)
        if answer.is_success:
            return "200"
        if answer.status_code != 409:
            self._balancer.strange(conversation, answer)
        return str(answer.json()["error"]["code"])

    def begin(self, conversation: str) -> None:
        """Help the customer of a conversation that was accepted."""
        self.having.add(conversation)
        self._tasks.create_task(self._serve(self.talks.setdefault(conversation, Talk(conversation))))

    def _hello(self) -> list[Frame]:
        self._watched = set(self.having)
        return [{"type": "hello"}, *(self.talks[one].watch() for one in self.having)]

    def _hear(self, frame: Frame) -> None:
        kind = frame["type"]
        if "conversation" in frame and kind in {"snapshot", "event"}:
            talk = self.talks[frame["conversation"]]
            if kind == "snapshot":
                talk.follows = True
            elif talk.follows:
                talk.hear(frame)
        elif kind == "waiting":
            self._look(frame["items"])
        elif kind == "me" and frame["availability"] == "away":
            self._tasks.create_task(self._come_back())

    def _look(self, waiting: list[Frame]) -> None:
        for one in waiting:
            offered_to = one["offer"]["agent"]["id"] if one["offer"] else None
            if self.has_room and offered_to in {None, self.id} and self._contests.free(one["id"]):
                self._contests.claim(one["id"])
                self._tasks.create_task(self._consider(one["id"], offered=offered_to == self.id))

    async def _consider(self, conversation: str, *, offered: bool) -> None:
        """Accept it, together with others; or else decline it, or do as if it were not there."""
        await asyncio.sleep(self._chance.uniform(0.05, 0.5))
        dice = self._chance.random()
        if offered and not self._records.enough.is_set() and dice < _IGNORES:
            self._contests.spare(conversation)
        elif offered and dice < _IGNORES + _DECLINES:
            await self._expect(await self._balancer.ask("DELETE", self._path(conversation, "offer"), self._headers))
            self._contests.over(conversation)
        else:
            await self._contests.hold(conversation, self)

    async def _come_back(self) -> None:
        await asyncio.sleep(self._chance.uniform(0.5, 2))
        await self._balancer.ask("PUT", "/api/me/availability", self._headers, {"state": "online"})

    async def _serve(self, talk: Talk) -> None:
        try:
            await self._talk(talk)
        except NobodyAnswersError as error:
            self._records.strange.append((talk.id, str(error)))
        self.having.discard(talk.id)
        self._watched.discard(talk.id)
        await self.line.send({"type": "unwatch", "conversation": talk.id})

    async def _talk(self, talk: Talk) -> None:
        if talk.id not in self._watched:
            self._watched.add(talk.id)
            await self.line.send(talk.watch())
        await self.line.until(lambda: talk.agent == self.id, _ACCEPTED_S)
        for _ in range(self._chance.randint(4, 6)):
            if talk.agent != self.id or self._records.enough.is_set():
                break
            if self._chance.random() < _SILENT / 5:
                # Until somebody else has to go on.
                await self.line.until(lambda: talk.agent != self.id, _ANSWER_S)
                break
            heard = talk.customers
            if self._chance.random() < _NOTES:
                await self._say(talk.id, "Eine Notiz", "staff")
            await self._say(talk.id, "Eine Antwort", "everyone")
            await self.line.until(self._is_answered(talk, heard), _ANSWER_S)
        if talk.agent == self.id:
            await self._end(talk.id)
            await self.line.until(lambda: talk.agent != self.id, _ACCEPTED_S)

    def _is_answered(self, talk: Talk, heard: int) -> Callable[[], bool]:
        over = self._records.enough.is_set
        return lambda: talk.agent != self.id or talk.customers > heard or over()

    async def _say(self, conversation: str, text: str, audience: str) -> None:
        await self._pace.turn()
        body = {"text": f"{text} von {self.name}", "audience": audience}
        answer = await self._balancer.post(self._path(conversation, "messages"), self._headers, **body)
        if answer.is_success:
            self._records.note_sent(Sent.of(answer, conversation, self.name))
        else:
            await self._expect(answer)

    async def _end(self, conversation: str) -> None:
        """Mostly for good; else for the bot, for anybody else, or for somebody else."""
        dice = self._chance.random()
        if dice < 0.15 and not self._records.enough.is_set():
            to = {"agent": self._contests.another(self).id} if dice < 0.05 else None
            body = {"reason": "transferred" if to else "given_back", "to": to}
            path = self._path(conversation, "assignment")
            answer = await self._balancer.ask("DELETE", path, self._headers, body)
        elif dice < 0.3:
            body = {"summary": "Alles geklärt.", "slots": {}}
            answer = await self._balancer.post(self._path(conversation, "return"), self._headers, **body)
        else:
            body = {"outcome": "solved_by_agent", "cause": "customer_preferred_person"}
            answer = await self._balancer.post(self._path(conversation, "resolution"), self._headers, **body)
        await self._expect(answer)

    async def _expect(self, answer: httpx.Response) -> None:
        """Somebody else may have been quicker; nothing else explains a refusal."""
        if not answer.is_success and answer.status_code != 409:
            self._balancer.strange(answer.request.url.path, answer)

    def _path(self, conversation: str, of: str) -> str:
        return f"/api/conversations/{conversation}/{of}"
