"""The agent's socket: who waits, whom one has, and the conversations one watches."""

import asyncio

from sanic import Blueprint, Request

from handover.domain.agent import Role
from handover.realtime.hub import PROMISES, QUEUE, agent_topic, talk_topic
from handover.web import auth
from handover.web.edge import lotse_of
from handover.web.sockets.connection import WebSocket, closing
from handover.web.sockets.desk import Desk

agent_socket = Blueprint("agent_socket")


async def read(request: Request, socket: WebSocket) -> None:
    """Send an agent the queue, their conversations, and the whole log of each conversation that they watch."""
    lotse = lotse_of(request)
    async with closing(socket, request.app.ctx.sockets) as connection:
        # A browser sends the cookie with the handshake from any page: the origin must be ours.
        auth.check_own_origin(request)
        cookie = request.cookies.get(auth.COOKIE)
        person = await auth.signed_in(lotse, request, Role.AGENT, Role.OWNER)
        await connection.hello()
        with lotse.hub.listening(QUEUE, PROMISES, agent_topic(person.id), talk_topic(person.id)) as ear:
            desk = Desk(lotse, connection, person, cookie, ear)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(desk.send())
                tasks.create_task(desk.receive())


agent_socket.add_websocket_route(read, "/api/me/socket")
