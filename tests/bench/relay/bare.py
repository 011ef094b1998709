"""The bare relay that ours is compared with: store the message with one INSERT and COMMIT, send it down the sockets.

It checks nobody, repeats nothing and can send nothing again. The server (Sanic), its settings and the engine are those
of the service. Without a database it is an echo: nothing is stored.
"""

import argparse
import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sanic import HTTPResponse, Request, Sanic, Websocket
from sqlalchemy import Column, MetaData, Table, Text, Uuid, insert

from handover.storage.store import Store
from handover.storage.tables.columns import UtcDateTime

metadata = MetaData()
messages = Table(
    "messages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("conversation_id", Uuid, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
)

Keep = Callable[[dict[str, Any]], Awaitable[None]]


async def nowhere(_row: dict[str, Any]) -> None:
    """Store nothing: the echo."""


async def stored_by(store: Store) -> Keep:
    """How a row is stored, in a table of its own in the database of `store`."""
    async with store.engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    # Without it SQLite's writers poll each other, and the relay would look slower than it has to be.
    writing: AbstractAsyncContextManager[Any] = asyncio.Lock() if store.is_sqlite else nullcontext()

    async def keep(row: dict[str, Any]) -> None:
        async with writing, store.engine.begin() as connection:
            await connection.execute(insert(messages).values(row))

    return keep


def create_app(database: str) -> Sanic[Any, Any]:
    """The relay; an echo when no database is named."""
    app: Sanic[Any, Any] = Sanic("bare", configure_logging=False)
    watching: dict[str, set[Websocket]] = defaultdict(set)

    @app.before_server_start
    async def start(app: Sanic[Any, Any]) -> None:
        app.ctx.keep = await stored_by(Store(database)) if database else nowhere

    @app.post("/messages/<conversation>")
    async def post(request: Request, conversation: str) -> HTTPResponse:
        said = json.loads(request.body)
        at = datetime.now(UTC)
        row = {"id": UUID(said["id"]), "conversation_id": UUID(conversation), "at": at, "text": said["text"]}
        await app.ctx.keep(row)
        event = {"type": "event", "conversation": conversation, "at": at.isoformat(), **said}
        frame = json.dumps(event)
        for socket in watching[conversation]:
            await socket.send(frame)
        return HTTPResponse("{}", 201, content_type="application/json")

    @app.websocket("/socket")
    async def watch(_request: Request, socket: Websocket) -> None:
        watched = []
        try:
            async for text in socket:
                watched.append(watching[json.loads(text)["conversation"]])
                watched[-1].add(socket)
                await socket.send('{"type":"snapshot"}')
        finally:
            for sockets in watched:
                sockets.discard(socket)

    @app.get("/healthz")
    async def alive(_request: Request) -> HTTPResponse:
        return HTTPResponse()

    return app


def main() -> None:
    """Listen on `--port` until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    create_app(asked.database).run("127.0.0.1", asked.port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
