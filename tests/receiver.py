"""Real servers in this process: one that receives webhooks and answers as a test says, and those that misbehave."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True)
class Received:
    """A request as it came; the names of headers in small letters."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def event(self) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(self.body)
        return event


class Receiver:
    """What came, and what is answered: in turn what a test says, and then 204."""

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self.answers: list[bytes] = []
        self.usually = _answer(204)
        self.url = ""
        self._free = asyncio.Event()
        self._free.set()

    def answer(self, status: int, retry_after: str | None = None, **headers: str) -> None:
        """Have the next one that is not answered yet answered so."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append(_answer(status, more | ({"Retry-After": retry_after} if retry_after else {})))

    def always(self, status: int) -> None:
        """Have all others answered so."""
        self.usually = _answer(status)

    def hold(self) -> None:
        """Answer nothing until `let_go`."""
        self._free.clear()

    def let_go(self) -> None:
        """Answer what was held."""
        self._free.set()

    @property
    def events(self) -> list[tuple[str, int]]:
        """The conversation and the number of each event that came, in the order in which they came."""
        return [(one.event["data"]["conversation"], one.event["data"]["seq"]) for one in self.requests]

    async def got(self, count: int, seconds: float = 10) -> list[Received]:
        """Wait until so many came."""
        async with asyncio.timeout(seconds):
            while len(self.requests) < count:  # noqa: ASYNC110 - the server tells nobody
                await asyncio.sleep(0.005)
        return self.requests

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer all requests of a connection."""
        while (first := await reader.readline()).strip():
            headers = {}
            while line := (await reader.readline()).decode().strip():
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.requests.append(Received(first.split()[1].decode(), headers, body))
            answer = self.answers.pop(0) if self.answers else self.usually
            await self._free.wait()
            writer.write(answer)
            await writer.drain()


def _answer(status: int, headers: dict[str, str] | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status} So", "Content-Length: 0", *(f"{name}: {to}" for name, to in (headers or {}).items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server that does this with each connection; its address. At the end nothing of it is left."""
    at_work: set[asyncio.Task[Any]] = set()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        at_work.add(task)
        with suppress(ConnectionError, asyncio.CancelledError):
            await serve(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(one, "127.0.0.1", 0, ssl=tls)
    yield f"{'https' if tls else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    for task in at_work:
        task.cancel()
    await asyncio.gather(*at_work, return_exceptions=True)


@asynccontextmanager
async def receiving(tls: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """Somebody who is told of events, on a port of their own."""
    receiver = Receiver()
    async with serving(receiver.serve, tls) as url:
        receiver.url = f"{url}/hooks/t0k3n"
        yield receiver


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Somebody who is told of events."""
    async with receiving() as receiver:
        yield receiver
