"""Whatever a bot's process does on the wire, the customer is answered in time: the real adapter on real sockets."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from handover.adapters.rasa_fake import understood
from handover.adapters.rasas import Rasas
from handover.services.turns import TurnRunner
from tests.support import Support

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]
Try = Callable[[Behaviour], Awaitable[None]]


def _text(body: str, status: str = "200 OK") -> Behaviour:
    """A bot that answers whatever it is asked with this."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        content = body.encode()
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content)

    return answer


def _json(body: object) -> Behaviour:
    return _text(json.dumps(body))


async def _never(_writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def _drop_by_drop(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _break_off(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")


async def _hang_up(_writer: asyncio.StreamWriter) -> None:
    pass


@asynccontextmanager
async def answering(behave: Behaviour) -> AsyncIterator[str]:
    """The address of a process that behaves so towards whoever asks it."""
    tasks = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        tasks.add(task)
        with contextlib.suppress(asyncio.CancelledError, ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            await behave(writer)
            await writer.drain()
        writer.close()
        tasks.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in tasks:
            if task is not None:
                task.cancel()
        await asyncio.sleep(0)


WELL = understood("greet", "Guten Tag").model_dump(mode="json")

NONSENSE: dict[str, Behaviour] = {
    "hangs up": _hang_up,
    "breaks off": _break_off,
    "never answers": _never,
    "answers drop by drop": _drop_by_drop,
    "refuses the token": _text("", "401 Unauthorized"),
    "fails": _text("Traceback (most recent call last)", "500 Internal Server Error"),
    "sends elsewhere": _text("", "302 Found\r\nLocation: http://127.0.0.1:9/"),
    "nothing": _text(""),
    "no JSON": _text("<html>"),
    "a list": _json([]),
    "null": _json(None),
    "no understanding": _json({"replies": []}),
    "replies of another kind": _json(WELL | {"replies": "Guten Tag"}),
    "a reply without text": _json(WELL | {"replies": [{"choices": []}]}),
    "a choice without an intent": _json(WELL | {"replies": [{"text": "?", "choices": [{"label": "Ja"}]}]}),
    "an entity without a name": _json(
        WELL | {"replies": [{"text": "?", "choices": [{"label": "Ja", "intent": "affirm", "entities": [{}]}]}]}
    ),
    "more than certain": _json(WELL | {"understanding": {"confidence": 7}}),
    "no number as confidence": _text('{"replies": [], "understanding": {"confidence": NaN}}'),
    "no number in the ranking": _text(
        '{"replies": [], "understanding": {"ranking": [{"intent": "a", "confidence": Infinity}]}}'
    ),
    "a signal that says nothing": _json(WELL | {"signals": [{"escalate": {}}]}),
    "a signal of another kind": _json(WELL | {"signals": [{"failure": "oh dear"}]}),
    "half a surrogate pair": _text('{"replies": [{"text": "\\ud800"}], "understanding": {}}'),
    "a tower of brackets": _text("[" * 100_000),
}


@pytest.fixture
async def tried(support_on_sqlite: Support) -> AsyncIterator[Try]:
    """Have the real adapter ask a bot that behaves so."""
    async with AsyncExitStack() as stack:

        async def use(behaviour: Behaviour) -> None:
            url = await stack.enter_async_context(answering(behaviour))
            rasa = Rasas([url], "token", seconds=0.3, in_flight=4)
            stack.push_async_callback(rasa.close)
            support_on_sqlite.runner = TurnRunner(
                support_on_sqlite.store, support_on_sqlite.clock, rasa, support_on_sqlite.documents, seconds=1
            )

        yield use


@pytest.mark.parametrize("name", NONSENSE)
async def test_pains_10_whatever_the_bots_process_answers_the_customer_is_answered(
    support_on_sqlite: Support, tried: Try, name: str
) -> None:
    await tried(NONSENSE[name])
    cleo = await support_on_sqlite.open()
    await support_on_sqlite.ask(cleo, "Hallo")
    assert len(await support_on_sqlite.texts(cleo, "system")) == 1
    assert [choice["label"] for choice in await support_on_sqlite.choices(cleo)] == ["Mit einer Person sprechen"]
    assert [record["kind"] for record in await support_on_sqlite.failures()] == ["bot_unavailable"]


async def test_what_the_service_does_not_know_in_an_answer_is_left_out(support_on_sqlite: Support, tried: Try) -> None:
    await tried(_json(WELL | {"mood": "good", "signals": [{"dance": {}}, {"failure": {"kind": "bad_mood"}}]}))
    cleo = await support_on_sqlite.open()
    await support_on_sqlite.ask(cleo, "Hallo")
    assert await support_on_sqlite.texts(cleo, "bot") == ["Guten Tag"]
    assert await support_on_sqlite.failures() == []


async def test_pains_10_the_wait_for_a_place_at_the_bot_counts(support_on_sqlite: Support) -> None:
    support = support_on_sqlite
    async with answering(_never) as url:
        rasa = Rasas([url], "token", seconds=60, in_flight=1)
        support.runner = TurnRunner(support.store, support.clock, rasa, support.documents, seconds=0.3)
        first, second = await support.open(), await support.open()
        started = time.monotonic()
        await support.say(first, "eins")
        await support.ask(second, "zwei")
        assert time.monotonic() - started < 2
        for cleo in (first, second):
            assert len(await support.texts(cleo, "system")) == 1
        await rasa.close()
