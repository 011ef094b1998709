"""One WebSocket: JSON in, JSON out, and the codes that tell why it was closed."""

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import structlog
from sanic.exceptions import WebsocketClosed
from websockets.exceptions import ConnectionClosed

from handover.domain.errors import LotseError, NotFoundError, NotSignedInError, TooManyError, WrongRoleError
from handover.web.edge import dumps
from handover.web.malformed import MalformedError

log = structlog.get_logger(__name__)

HELLO_WITHIN_S = 5
HEARTBEAT_S = 25
RESTART = 1012
_INTERNAL = 1011
_MALFORMED = 4400
_CODES: tuple[tuple[type[LotseError], int], ...] = (
    (NotSignedInError, 4401),
    (WrongRoleError, 4401),
    (NotFoundError, 4404),
    (TooManyError, 4429),
)
# Nobody types faster; a client that sends more is broken or means harm.
_FRAMES_IN_10_S = 100
_LONGEST_FRAME = 8_192


class WebSocket(Protocol):
    """What Sanic hands us."""

    async def send(self, message: str) -> None:
        """Send a text."""

    async def recv(self, timeout: float | None = None) -> str | bytes | None:  # noqa: ASYNC109 - Sanic's own signature
        """The next message, or None when it took too long."""

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Close with a code."""


class Connection:
    """A socket that speaks JSON objects with a `type`."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._arrived: deque[float] = deque(maxlen=_FRAMES_IN_10_S)

    async def send(self, frame: dict[str, Any]) -> None:
        """Send one frame."""
        await self._socket.send(dumps(frame))

    async def receive(self, seconds: float | None = None) -> dict[str, Any]:
        """The next frame of the client.

        Args:
            seconds: How long to wait for it; None waits for ever.

        Raises:
            MalformedError: It is no frame, or none came in time.
            TooManyError: They come too fast.
        """
        text = await self._socket.recv(seconds)
        now = time.monotonic()
        if len(self._arrived) == _FRAMES_IN_10_S and now - self._arrived[0] < 10:  # noqa: PLR2004 - seconds, as named
            raise TooManyError("too many frames")
        self._arrived.append(now)
        if not isinstance(text, str) or len(text) > _LONGEST_FRAME:
            raise MalformedError("no frame in time" if text is None else "not a frame")
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise MalformedError("not JSON") from error
        if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
            raise MalformedError("a frame is an object with a type")
        return frame

    async def hello(self) -> dict[str, Any]:
        """The first frame, which must come soon and be a `hello`."""
        frame = await self.receive(HELLO_WITHIN_S)
        if frame["type"] != "hello":
            raise MalformedError("begin with hello")
        return frame


def number(frame: dict[str, Any], name: str) -> int:
    """A sequence number in a frame; absent counts as 0."""
    value = frame.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise MalformedError(f"{name} is no number of an event")
    return value


@asynccontextmanager
async def closing(socket: WebSocket, open_sockets: set[WebSocket]) -> AsyncIterator[Connection]:
    """A connection that is closed with the code that fits whatever went wrong in the block."""
    code, reason = 1000, ""
    open_sockets.add(socket)
    try:
        yield Connection(socket)
    except* (WebsocketClosed, ConnectionClosed):
        pass
    except* LotseError as group:
        error = _first(group)
        code = next((code for kind, code in _CODES if isinstance(error, kind)), _MALFORMED)
        reason = error.message[:100]
        if error.status >= 500:  # noqa: PLR2004 - HTTP
            code = RESTART
    except* Exception as group:
        log.exception("socket_failed", exc_info=group)
        code = _INTERNAL
    finally:
        open_sockets.discard(socket)
        await socket.close(code, reason)


def _first(group: BaseExceptionGroup[LotseError]) -> LotseError:
    inner: BaseException = group
    while isinstance(inner, BaseExceptionGroup):
        inner = inner.exceptions[0]
    assert isinstance(inner, LotseError)  # noqa: S101 - the group was split by type
    return inner


async def close_all(open_sockets: set[WebSocket]) -> None:
    """Tell all clients that we restart; they come back by themselves."""
    await asyncio.gather(*(socket.close(RESTART, "restart") for socket in list(open_sockets)), return_exceptions=True)
