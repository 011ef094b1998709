"""What one agent's socket shows, and what it asks for."""

import time
from typing import Any
from uuid import UUID

from handover.domain import routing
from handover.domain.agent import Agent, Role
from handover.domain.conversation import Conversation
from handover.realtime.frames import Frame
from handover.realtime.hub import PROMISES, QUEUE, Listener, Nudged, agent_topic, talk_topic
from handover.services import agents, promises
from handover.services.presence import RENEW_EVERY
from handover.web import shapes
from handover.web.lotse import Lotse
from handover.web.malformed import MalformedError
from handover.web.sockets.connection import Connection, number
from handover.web.sockets.lists import Lists
from handover.web.sockets.watching import Watching

_RENEW_S = RENEW_EVERY.total_seconds()


class Desk:
    """The lists of an agent, whole at each change, and the conversations that they watch."""

    def __init__(self, lotse: Lotse, connection: Connection, person: Agent, cookie: str | None, ear: Listener) -> None:
        self._lotse = lotse
        self._connection = connection
        self._person = person
        self._cookie = cookie
        self._ear = ear
        self._own, self._talk = agent_topic(person.id), talk_topic(person.id)
        self._lists = Lists()
        self._version = 0
        self._lost: list[Frame] = []
        self._watching = Watching(lotse, connection, ear)

    async def send(self) -> None:
        """Send what is new, again and again."""
        nudged: Nudged = {QUEUE: None, PROMISES: None, self._own: None}
        whispers: list[Frame] = []
        checked_at = time.monotonic()
        await self._renew()
        # Whoever comes to work is asked at once, and those who wait see that somebody is there.
        self._lotse.router.wake()
        self._lotse.hub.nudge(QUEUE)
        while True:
            # What was said comes before lists: somebody waits for it.
            await self._watching.send(nudged)
            for frame in whispers:
                await self._connection.send(frame)
            await self._send_lists(nudged)
            patience_s = self._lists.next_s(_RENEW_S)
            nudged, whispers = await self._ear.wait(patience_s)
            if not nudged and not whispers and patience_s == _RENEW_S:
                await self._connection.send({"type": "ping"})
                nudged = dict.fromkeys(self._ear.topics)
            if time.monotonic() - checked_at > _RENEW_S or self._own in nudged:
                await self._look_after_sign_in()
                checked_at = time.monotonic()

    async def receive(self) -> None:
        """Do what the agent's client asks."""
        while True:
            frame = await self._connection.receive()
            if frame["type"] == "watch":
                self._watching.watch(_conversation(frame), number(frame, "after"))
            elif frame["type"] == "unwatch":
                self._watching.unwatch(_conversation(frame))
            elif frame["type"] == "typing":
                self._watching.typing(_conversation(frame), self._person)
            elif frame["type"] not in {"ping", "pong"}:
                raise MalformedError("unknown type of frame")

    async def _renew(self) -> None:
        if self._person.role is Role.AGENT:
            await self._lotse.presence.renew(self._person)

    async def _look_after_sign_in(self) -> None:
        # Signed out, or out of time: the socket must not live longer than the sign-in, however busy it is.
        person = await agents.signed_in(self._lotse.store, self._lotse.clock, self._cookie)
        if person.availability is not self._person.availability:
            own = shapes.agent(person, self._lotse.queue.plan, push=self._lotse.router.rules.push)
            await self._connection.send({"type": "me", **own})
        self._person = person
        await self._renew()

    async def _send_lists(self, nudged: Nudged) -> None:
        mine = self._own in nudged
        if mine or self._talk in nudged:
            self._lists.outdate("assigned")
        if mine or QUEUE in nudged:
            self._lists.outdate("waiting")
        if self._lists.take("waiting", at_once=mine):
            await self._send_waiting()
        if self._lists.take("assigned", at_once=mine):
            theirs = await self._lotse.queue.assigned(self._person.id)
            await self._send_list("assigned", [self._summary(one) for one in theirs])
        if mine:
            await self._send_lost()
        if PROMISES in nudged:
            now = self._lotse.clock.now()
            rows = await promises.still_open(self._lotse.store)
            await self._send_list("promises", [shapes.promise(row, now) for row in rows])

    async def _send_waiting(self) -> None:
        sight = await self._lotse.queue.shown()
        places = routing.positions(sight.waiting)
        waiting = [one.conversation for one in sight.waiting]
        await self._send_list("waiting", [self._summary(one, places[one.id]) for one in waiting])
        offered = [one for one in waiting if one.offered_agent_id == self._person.id]
        await self._send_list("offers", [self._summary(one) for one in offered])

    def _summary(self, conversation: Conversation, position: int | None = None) -> dict[str, Any]:
        return shapes.summary(conversation, self._lotse.plan, self._lotse.journey, position)

    async def _send_lost(self) -> None:
        lost = [shapes.taken_back(one) for one in await agents.lost(self._lotse.store, self._lotse.clock, self._person)]
        if lost != self._lost:
            self._lost = lost
            await self._connection.send({"type": "lost", "items": lost})

    async def _send_list(self, name: str, items: list[Any]) -> None:
        self._version += 1
        await self._connection.send({"type": name, "version": self._version, "items": items})


def _conversation(frame: Frame) -> UUID:
    try:
        return UUID(frame["conversation"])
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise MalformedError("conversation is no id") from error
