"""Two real processes of the service, one killed with -9: clients go on with the other and miss nothing."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from handover.adapters.rasa_fake import understood
from handover.storage.store import Store
from tests.people import hire
from tests.processes import ServiceProcess, service_process
from tests.redis_server import RedisServer
from tests.service import SECRET, Customer, Person

# A turn's claim is this, what its documents may take, and five seconds. The next look comes within five, but the second
# one twenty after the start of the process that looks.
BUDGETS = {
    "LOTSE_SHOP_SECONDS": "0.2",
    "LOTSE_ACTION_SECONDS": "0.4",
    "LOTSE_CHANNEL_SECONDS": "0.6",
    "LOTSE_TURN_SECONDS": "2",
}
TAKEN_OVER_S = 20 + 2 + 0.4 + 5 + 5


class SlowBot:
    """A bot that never answers what it is asked first, and everything after that."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        head = await reader.readuntil(b"\r\n\r\n")
        if b"/turns" in head.split(b"\r\n")[0] and not self.asked.is_set():
            self.asked.set()
            await reader.read()
        else:
            content = understood("greet", "Guten Tag").model_dump_json().encode()
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(content) + content)
            await writer.drain()
        writer.close()


@pytest.fixture
async def bot() -> AsyncIterator[tuple[SlowBot, str]]:
    """The bot and where it is."""
    slow = SlowBot()
    server = await asyncio.start_server(slow.serve, "127.0.0.1", 0)
    async with server:
        yield slow, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.fixture
async def processes(
    emptied_postgres_url: str, redis_server: RedisServer, bot: tuple[SlowBot, str], tmp_path: Path
) -> AsyncIterator[list[ServiceProcess]]:
    """Two processes that share everything but their memory and their folder."""
    store = Store(emptied_postgres_url)
    await hire(store)
    await store.close()
    settings = {
        "LOTSE_DATABASE_URL": emptied_postgres_url,
        "LOTSE_REDIS_URL": redis_server.url,
        "LOTSE_SECRET_KEY": SECRET,
        "LOTSE_BOT_URL": bot[1],
        **BUDGETS,
    }
    with ExitStack() as stack:
        both = [stack.enter_context(service_process(tmp_path / name, **settings)) for name in ("one", "other")]
        for one in both:
            await asyncio.to_thread(one.wait_until, "/readyz")
        yield both


@asynccontextmanager
async def browser_of(person: Person) -> AsyncIterator[Person]:
    """Close it at the end."""
    try:
        yield person
    finally:
        await person.http.aclose()


def moved(cleo: Customer, there: ServiceProcess) -> Customer:
    """The same customer at another process."""
    again = Customer(there.url)
    again.id, again.token = cleo.id, cleo.token
    again.http.headers["Authorization"] = f"Bearer {cleo.token}"
    return again


async def test_who_was_on_a_killed_process_reads_on_at_another_and_misses_nothing(
    processes: list[ServiceProcess],
) -> None:
    one, other = processes
    async with browser_of(Customer(one.url)) as cleo, browser_of(Person(other.url)) as ann:
        assert isinstance(cleo, Customer)
        await cleo.open()
        await ann.sign_in("ann@bergwerk.example")
        await cleo.http.post(cleo.path("escalation"), json={})
        assert (await ann.http.put(cleo.path("assignment"), json={})).status_code == 200
        answer = {"id": str(uuid4()), "text": "Guten Tag, hier ist Ann", "audience": "everyone"}
        async with cleo.reading() as socket:
            await ann.http.post(cleo.path("messages"), json=answer)
            seen = await socket.until(lambda frame: frame.get("text") == "Guten Tag, hier ist Ann")
            one.process.kill()
            assert await socket.close_code() == 1006
        for number in range(3):
            said = {"id": str(uuid4()), "text": f"{number}", "audience": "everyone"}
            assert (await ann.http.post(cleo.path("messages"), json=said)).status_code == 201
        async with browser_of(moved(cleo, other)) as back:
            assert isinstance(back, Customer)
            async with back.reading(after=seen[-1]["seq"]) as socket:
                seen += await socket.until(lambda frame: frame.get("text") == "2")
            log = (await back.events())["events"]
    numbers = [frame["seq"] for frame in seen if frame["type"] == "event"]
    assert numbers == [event["seq"] for event in log]


async def test_a_turn_that_a_killed_process_was_asking_is_answered_by_the_other_once(
    processes: list[ServiceProcess], bot: tuple[SlowBot, str]
) -> None:
    one, other = processes
    async with browser_of(Customer(one.url)) as cleo:
        assert isinstance(cleo, Customer)
        await cleo.open()
        await cleo.say("Hallo")
        await asyncio.wait_for(bot[0].asked.wait(), 5)
        one.process.kill()
        begun = time.monotonic()
        async with browser_of(moved(cleo, other)) as back:
            assert isinstance(back, Customer)
            async with back.reading() as socket:
                frames = [await socket.next()]
                while frames[-1].get("author", {}).get("kind") != "bot":
                    frames.append(await socket.next(TAKEN_OVER_S))
            assert time.monotonic() - begun < TAKEN_OVER_S
            log = (await back.events())["events"]
    answers = [event["text"] for event in log if event.get("author", {}).get("kind") == "bot"]
    assert answers == ["Guten Tag"]
