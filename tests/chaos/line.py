"""A socket that is opened again whenever it breaks."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable

import websockets

from tests.chaos.balancer import Balancer
from tests.chaos.records import Frame

_OPEN_S = 20


class Line:
    """Somebody's socket, now to this process, now to that one.

    Args:
        balancer: Says where to go.
        path: Of the socket.
        headers: What is sent with the handshake; the origin is added.
        begin: What is sent first, made anew each time.
        hear: What to do with each frame.
    """

    def __init__(
        self,
        balancer: Balancer,
        path: str,
        headers: dict[str, str],
        begin: Callable[[], list[Frame]],
        hear: Callable[[Frame], None],
    ) -> None:
        self._balancer, self._path, self._headers = balancer, path, headers
        self._begin, self._hear = begin, hear
        self._connection: websockets.ClientConnection | None = None
        self._heard = asyncio.Event()
        self._sending = asyncio.Lock()
        self._away_since: float | None = None
        self._why = "killed"

    async def keep(self) -> None:
        """Keep it open until cancelled."""
        while True:
            url = self._balancer.choose()
            address = url.replace("http", "ws") + self._path
            headers = {**self._headers, "Origin": url}
            try:
                async with asyncio.timeout(_OPEN_S):
                    connection = await websockets.connect(
                        address, additional_headers=headers, proxy=None, open_timeout=None, compression=None
                    )
            except (OSError, websockets.WebSocketException):
                self._balancer.failed(url)
            else:
                async with connection:
                    await self._listen(connection)
            if self._away_since is None:
                self._away_since = time.monotonic()
            await asyncio.sleep(self._balancer.chance.uniform(0.01, 0.2))

    async def _listen(self, connection: websockets.ClientConnection) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            async with self._sending:
                # Whatever is sent from now on comes after what is sent first.
                self._connection = connection
                for frame in self._begin():
                    await connection.send(json.dumps(frame))
            while True:
                frame = json.loads(await connection.recv())
                if self._away_since is not None:
                    self._balancer.records.back_ms[self._why].append((time.monotonic() - self._away_since) * 1_000)
                    self._away_since, self._why = None, "killed"
                self._hear(frame)
                self._heard.set()
        self._connection = None

    async def send(self, frame: Frame) -> None:
        """Send a frame, if there is anybody to send it to; `begin` makes up for it where not."""
        connection = self._connection
        if connection is not None:
            with contextlib.suppress(websockets.ConnectionClosed):
                async with self._sending:
                    await connection.send(json.dumps(frame))

    def drop(self) -> None:
        """Cut it off without a word, as a lost network does."""
        if self._connection is not None:
            self._why = "dropped"
            self._connection.transport.abort()

    async def until(self, so: Callable[[], bool], seconds: float) -> bool:
        """Wait until something heard makes it so; whether it is."""
        deadline = time.monotonic() + seconds
        while not so():
            self._heard.clear()
            try:
                await asyncio.wait_for(self._heard.wait(), max(0, deadline - time.monotonic()))
            except TimeoutError:
                return so()
        return True
