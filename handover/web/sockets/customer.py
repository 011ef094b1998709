"""The customer's socket: snapshot, then events as they come."""

import asyncio
import time
from uuid import UUID

from sanic import Blueprint, Request

from handover.domain.events import Audience, Floor
from handover.realtime.frames import Frame
from handover.realtime.hub import QUEUE, Listener, Nudged, conversation_topic
from handover.web import asker, auth
from handover.web.edge import lotse_of
from handover.web.lotse import Lotse
from handover.web.malformed import MalformedError
from handover.web.refused import noting
from handover.web.sockets.connection import HEARTBEAT_S, Connection, WebSocket, closing, number
from handover.web.sockets.feed import Feed

customer_socket = Blueprint("customer_socket")

_SEEN_EVERY_S = 60
_SOCKETS_PER_MINUTE = 120
# Many customers may share an address; after a restart all of them come back at once.
_SOCKETS_OF_ADDRESS_PER_MINUTE = 3_000


async def read(request: Request, socket: WebSocket, conversation_id: UUID) -> None:
    """Send a customer everything they may see of their conversation, from the number they name."""
    lotse = lotse_of(request)
    async with closing(socket, request.app.ctx.sockets) as connection:
        auth.check_site(lotse, request)
        await lotse.limits.hit(_SOCKETS_OF_ADDRESS_PER_MINUTE, "socket of", asker.address(request))
        hello = await connection.hello()
        token = hello.get("token")
        with noting(request):
            auth.conversation_for_customer(lotse, token if isinstance(token, str) else None, conversation_id)
        await lotse.limits.hit(_SOCKETS_PER_MINUTE, "socket", str(conversation_id))
        topic = conversation_topic(conversation_id)
        # Listening comes before reading: what is recorded in between is nudged, and read twice at worst.
        with lotse.hub.listening(topic, QUEUE) as ear:
            feed = Feed(lotse.store, lotse.queue, conversation_id, Audience.EVERYONE)
            await connection.send(await feed.begin(number(hello, "after")))
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(_send(connection, lotse, feed, ear, topic))
                tasks.create_task(_receive(connection, lotse, ear, conversation_id))


customer_socket.add_websocket_route(read, "/api/conversations/<conversation_id:uuid>/socket")


async def _send(connection: Connection, lotse: Lotse, feed: Feed, ear: Listener, topic: str) -> None:
    seen_at = 0.0
    nudged: Nudged = {topic: None, QUEUE: None}
    whispers: list[Frame] = []
    while True:
        new = await feed.news(nudged[topic]) if topic in nudged else []
        # Everybody who waits hears of every change in the queue; whoever does not wait has nothing to look up.
        if feed.conversation.floor is Floor.QUEUE:
            new += await feed.queue()
            seen_at = await _see(lotse, feed, seen_at)
        for frame in [*new, *(w for w in whispers if w["author"]["kind"] != "customer")]:
            await connection.send(frame)
        nudged, whispers = await ear.wait(HEARTBEAT_S)
        if not nudged and not whispers:
            await connection.send({"type": "ping"})
            # A nudge that got lost between processes is made up for here.
            nudged = {topic: None}


async def _see(lotse: Lotse, feed: Feed, seen_at: float) -> float:
    """Note now and then that the page of a customer who waits is open, so that they keep their place."""
    now = time.monotonic()
    if now - seen_at > _SEEN_EVERY_S:
        await lotse.queue.saw(feed.conversation.id)
        return now
    return seen_at


async def _receive(connection: Connection, lotse: Lotse, ear: Listener, conversation_id: UUID) -> None:
    while True:
        frame = await connection.receive()
        if frame["type"] == "typing":
            typing = {
                "type": "typing",
                "conversation": str(conversation_id),
                "author": {"kind": "customer", "name": None},
            }
            lotse.hub.whisper(conversation_topic(conversation_id), typing, except_for=ear)
        elif frame["type"] not in {"ping", "pong"}:
            raise MalformedError("unknown type of frame")
