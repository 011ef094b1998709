"""The agent's socket: who waits, whom one has, and the conversations one watches."""

import asyncio
import time
from typing import Any
from uuid import UUID

from sanic import Blueprint, Request

from handover.domain.agent import Agent, Role
from handover.domain.errors import NotFoundError
from handover.domain.events import Audience
from handover.realtime.frames import Frame
from handover.realtime.hub import QUEUE, Listener, agent_topic, conversation_topic
from handover.services import agents, routing
from handover.web import auth, shapes
from handover.web.edge import lotse_of
from handover.web.lotse import Lotse
from handover.web.malformed import MalformedError
from handover.web.sockets.connection import HEARTBEAT_S, Connection, WebSocket, closing, number
from handover.web.sockets.feed import Feed

agent_socket = Blueprint("agent_socket")

_MOST_WATCHED = 50


async def read(request: Request, socket: WebSocket) -> None:
    """Send an agent the queue, their conversations, and the whole log of each conversation that they watch."""
    lotse = lotse_of(request)
    async with closing(socket, request.app.ctx.sockets) as connection:
        # A browser sends the cookie with the handshake from any page: the origin must be ours.
        auth.check_own_origin(request)
        cookie = request.cookies.get(auth.COOKIE)
        person = await auth.signed_in(lotse, request, Role.AGENT, Role.OWNER)
        await connection.hello()
        with lotse.hub.listening(QUEUE, agent_topic(person.id)) as ear:
            desk = _Desk(lotse, connection, person, cookie, ear)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(desk.send())
                tasks.create_task(desk.receive())


agent_socket.add_websocket_route(read, "/api/me/socket")


class _Desk:
    """What one agent's socket shows."""

    def __init__(self, lotse: Lotse, connection: Connection, person: Agent, cookie: str | None, ear: Listener) -> None:
        self._lotse = lotse
        self._connection = connection
        self._person = person
        self._cookie = cookie
        self._ear = ear
        self._version = 0
        self._watched: dict[UUID, Feed] = {}
        self._begin: dict[UUID, int] = {}

    async def send(self) -> None:
        """Send what is new, again and again."""
        nudged: set[str] = {QUEUE, agent_topic(self._person.id)}
        whispers: list[Frame] = []
        checked_at = time.monotonic()
        while True:
            if QUEUE in nudged:
                await self._send_list("waiting", await routing.waiting(self._lotse.store))
            if agent_topic(self._person.id) in nudged:
                await self._send_list("assigned", await routing.assigned(self._lotse.store, self._person.id))
            await self._send_watched(nudged)
            for frame in whispers:
                await self._connection.send(frame)
            nudged, whispers = await self._ear.wait(HEARTBEAT_S)
            if not nudged and not whispers:
                await self._connection.send({"type": "ping"})
                nudged = set(self._ear.topics)
            overdue = time.monotonic() - checked_at > HEARTBEAT_S
            if overdue or agent_topic(self._person.id) in nudged:
                # Signed out, or out of time: the socket must not live longer than the sign-in, however busy it is.
                await agents.signed_in(self._lotse.store, self._lotse.clock, self._cookie)
                checked_at = time.monotonic()

    async def receive(self) -> None:
        """Do what the agent's client asks."""
        while True:
            frame = await self._connection.receive()
            if frame["type"] == "watch":
                self._watch(_conversation(frame), number(frame, "after"))
            elif frame["type"] == "unwatch":
                self._unwatch(_conversation(frame))
            elif frame["type"] == "typing":
                self._typing(_conversation(frame))
            elif frame["type"] not in {"ping", "pong"}:
                raise MalformedError("unknown type of frame")

    async def _send_list(self, name: str, found: list[Any]) -> None:
        self._version += 1
        items = [
            shapes.summary(conversation, position if name == "waiting" else None)
            for position, conversation in enumerate(found, 1)
        ]
        await self._connection.send({"type": name, "version": self._version, "items": items})

    async def _send_watched(self, nudged: set[str]) -> None:
        for conversation_id, after in list(self._begin.items()):
            del self._begin[conversation_id]
            feed = Feed(self._lotse.store, conversation_id, Audience.STAFF)
            try:
                snapshot = await feed.begin(after)
            except NotFoundError:
                # One stale address must not cost the agent the other conversations.
                self._unwatch(conversation_id)
                await self._connection.send({"type": "not_found", "conversation": conversation_id})
                continue
            self._watched[conversation_id] = feed
            nudged = nudged | {conversation_topic(conversation_id)}
            await self._connection.send(snapshot | {"conversation": conversation_id})
        for conversation_id, feed in list(self._watched.items()):
            if conversation_topic(conversation_id) in nudged:
                for frame in await feed.news():
                    await self._connection.send(frame | {"conversation": conversation_id})

    def _watch(self, conversation_id: UUID, after: int) -> None:
        if len(self._watched.keys() | self._begin.keys() | {conversation_id}) > _MOST_WATCHED:
            raise MalformedError(f"at most {_MOST_WATCHED} conversations can be watched")
        topic = conversation_topic(conversation_id)
        self._lotse.hub.listen(self._ear, topic)
        self._begin[conversation_id] = after
        self._ear.nudge(topic)

    def _unwatch(self, conversation_id: UUID) -> None:
        self._lotse.hub.leave(self._ear, conversation_topic(conversation_id))
        self._watched.pop(conversation_id, None)
        self._begin.pop(conversation_id, None)

    def _typing(self, conversation_id: UUID) -> None:
        feed = self._watched.get(conversation_id)
        # Only whoever has the conversation types in front of the customer.
        if feed is not None and feed.conversation.agent_id == self._person.id:
            author = {"kind": "agent", "name": self._person.name}
            typing = {"type": "typing", "conversation": str(conversation_id), "author": author}
            self._lotse.hub.whisper(conversation_topic(conversation_id), typing, except_for=self._ear)


def _conversation(frame: dict[str, Any]) -> UUID:
    try:
        return UUID(frame["conversation"])
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise MalformedError("conversation is no id") from error
