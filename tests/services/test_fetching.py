"""Whatever the action server does on the wire, a document comes whole or not at all: the real adapter, real sockets."""

import asyncio
import time

import pytest

from handover.adapters.actions import ActionServer, DocumentNotFetchedError
from handover.adapters.actions_fake import INVOICE
from tests.services.test_bot_process import answering

SOURCE = "/desk/orders/BW-104512/invoice.pdf?language=de"
LARGEST = 100_000


def _head(length: int | None, status: str = "200 OK", more: str = "") -> bytes:
    told = "" if length is None else f"Content-Length: {length}\r\n"
    return f"HTTP/1.1 {status}\r\n{told}{more}\r\n".encode()


async def _fetch(url: str, seconds: float = 0.5) -> bytes:
    server = ActionServer(url, "the token", seconds=1, document_seconds=seconds, largest=LARGEST)
    try:
        return await server.document(SOURCE)
    finally:
        await server.close()


async def test_a_document_is_asked_for_with_the_token_and_comes_whole() -> None:
    asked = b""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked = await reader.readuntil(b"\r\n\r\n")
        writer.write(_head(len(INVOICE)) + INVOICE)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        assert await _fetch(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}") == INVOICE
    assert asked.startswith(f"GET {SOURCE} HTTP/1.1\r\n".encode())
    assert b"Authorization: Bearer the token\r\n" in asked
    assert b"accept-encoding: identity" in asked.lower()


@pytest.mark.parametrize(
    "sent",
    [
        _head(0, "404 Not Found"),
        _head(0, "401 Unauthorized"),
        _head(5, "500 Internal Server Error") + b"oh no",
        _head(0, "302 Found", "Location: /desk/elsewhere\r\n"),
        _head(1_000) + INVOICE,
        _head(None, more="Transfer-Encoding: chunked\r\n") + b"5\r\n%PDF-",
        _head(LARGEST + 1) + b"%PDF-1.7" + b" " * LARGEST,
        _head(None) + b"%PDF-1.7" + b" " * LARGEST,
        b"nonsense\r\n\r\n",
        b"",
    ],
    ids=[
        "there is none",
        "wrong token",
        "it fails",
        "it sends elsewhere",
        "it breaks off",
        "it breaks off in a chunk",
        "too large",
        "too large without saying so",
        "no HTTP",
        "it hangs up",
    ],
)
async def test_what_is_not_the_whole_document_is_none(sent: bytes) -> None:
    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(sent)

    async with answering(behave) as url:
        with pytest.raises(DocumentNotFetchedError):
            await _fetch(url)


async def test_one_that_comes_drop_by_drop_is_given_up_in_time() -> None:
    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(_head(10_000))
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with answering(behave) as url:
        began = time.monotonic()
        with pytest.raises(DocumentNotFetchedError):
            await _fetch(url, seconds=0.2)
        assert time.monotonic() - began < 2


async def test_nobody_there_is_no_document() -> None:
    with pytest.raises(DocumentNotFetchedError):
        await _fetch("http://127.0.0.1:9")
