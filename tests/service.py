"""A really listening service with a fake bot, and the people who use it over HTTP and sockets."""

import asyncio
import json
import shutil
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio
import websockets
from sanic import Sanic
from sqlalchemy import update

from handover.adapters.clock import SetClock
from handover.adapters.rasa_fake import FakeBot
from handover.app import create_app
from handover.config import Settings
from handover.domain import handover
from handover.domain.team import Plan
from handover.storage.tables import agents
from handover.web.auth import COOKIE
from handover.web.lotse import Lotse
from tests.desk import desk
from tests.identities import IDENTITY_KEY, signed
from tests.people import PASSWORD, Staff, hire
from tests.support import JOURNEY, NINE_O_CLOCK

SHOP = "https://shop.example"
SECRET = "a secret that signs the tokens of customers, long enough for any algorithm that a forger may try"

# Made once: reading all certificates for each client takes longer than most tests.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Socket:
    """One end of a WebSocket that speaks JSON."""

    def __init__(self, connection: websockets.ClientConnection) -> None:
        self.connection = connection

    async def send(self, frame: dict[str, Any]) -> None:
        """Send a frame."""
        await self.connection.send(json.dumps(frame))

    async def next(self, seconds: float = 3) -> dict[str, Any]:
        """The next frame."""
        frame: dict[str, Any] = json.loads(await asyncio.wait_for(self.connection.recv(), seconds))
        return frame

    async def until(self, fits: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """All frames up to the first that fits, which is the last of them."""
        frames = [await self.next()]
        while not fits(frames[-1]):
            frames.append(await self.next())
        return frames

    async def close_code(self) -> int | None:
        """Why the service closed, after all that was sent before."""
        try:
            async with asyncio.timeout(8):
                while True:
                    await self.connection.recv()
        except websockets.ConnectionClosed:
            return self.connection.close_code


class Person:
    """Somebody with a browser; `http` has no conversation's token and, before `sign_in`, no cookie."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.AsyncClient(base_url=url, headers={"Origin": url}, trust_env=False, verify=NO_TLS)

    async def sign_in(self, email: str) -> Self:
        """Get the cookie."""
        response = await self.http.post("/api/session", json={"email": email, "password": PASSWORD})
        assert response.status_code == 200, response.text
        return self

    @asynccontextmanager
    async def socket(self, path: str = "/api/me/socket", **headers: str) -> AsyncIterator[Socket]:
        """Open a socket with this person's cookie."""
        cookie = self.http.cookies.get(COOKIE)
        sent = {"Origin": self.url} | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {}) | headers
        address = self.url.replace("http", "ws") + path
        async with websockets.connect(address, additional_headers=sent, proxy=None) as connection:
            yield Socket(connection)


class Customer(Person):
    """Cleo, with a conversation of her own."""

    id: str
    token: str

    async def open(self, **body: Any) -> Self:
        """Open the chat."""
        response = await self.http.post("/api/conversations", json=body)
        assert response.status_code == 201, response.text
        self.id, self.token = response.json()["id"], response.json()["token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        return self

    def path(self, of: str) -> str:
        """The path of something in her conversation."""
        return f"/api/conversations/{self.id}/{of}"

    async def say(self, text: str, **body: Any) -> httpx.Response:
        """Send a message."""
        return await self.http.post(self.path("messages"), json={"id": str(uuid4()), "text": text, **body})

    async def events(self, after: int = 0) -> dict[str, Any]:
        """Read the log."""
        page: dict[str, Any] = (await self.http.get(self.path("events"), params={"after": after})).json()
        return page

    @asynccontextmanager
    async def reading(self, after: int = 0) -> AsyncIterator[Socket]:
        """Open her socket and say hello."""
        async with self.socket(f"/api/conversations/{self.id}/socket") as opened:
            await opened.send({"type": "hello", "token": self.token, "after": after})
            yield opened


class Service:
    """The listening service and what a test can reach of it."""

    def __init__(self, app: Sanic[Any, Any], url: str, bot: FakeBot, clock: SetClock, staff: Staff) -> None:
        self.app = app
        self.url = url
        self.bot = bot
        self.clock = clock
        self.staff = staff
        self._people: list[Person] = []

    @property
    def lotse(self) -> Lotse:
        """Its parts."""
        lotse: Lotse = self.app.ctx.lotse
        return lotse

    async def customer(self, **body: Any) -> Customer:
        """A customer who has opened the chat."""
        return await self.known(Customer(self.url)).open(**body)

    def known(self, person: Customer) -> Customer:
        """Somebody whose browser is closed when this service is left."""
        self._people.append(person)
        return person

    async def somebody(self) -> Person:
        """Somebody with nothing: Mallory, mostly."""
        person = Person(self.url)
        self._people.append(person)
        return person

    async def signed_in(self, name: str) -> Person:
        """Ann, Ben or Olga at work."""
        return await (await self.somebody()).sign_in(f"{name}@bergwerk.example")

    async def settled(self) -> None:
        """Wait until the bot owes nothing."""
        while self.lotse.runner.busy:  # noqa: ASYNC110 - the runner tells nobody, and need not
            await asyncio.sleep(0.005)

    async def leave(self) -> None:
        """Close everybody's browser."""
        for person in self._people:
            await person.http.aclose()


_USUAL: dict[str, Any] = {
    "bot_token": "unused",
    "identity_keys": {"2026": IDENTITY_KEY},
    # Nobody listens there: the action server is away.
    "actions_url": "http://127.0.0.1:9",
}


@asynccontextmanager
async def listening(
    database_url: str, *, staff: Staff | None = None, plan: Plan | None = None, **settings: Any
) -> AsyncIterator[Service]:
    """A service on a port of its own; `staff` is there where it is the second one on its database."""
    bot, clock = FakeBot(), SetClock(NINE_O_CLOCK)
    used = _USUAL | {"database_url": database_url, "secret_key": SECRET, "allowed_sites": [SHOP]} | settings
    app = create_app(Settings(_env_file=None, **used), bot=bot, clock=clock, plan=plan, journey=JOURNEY)
    # Sanic rewrites its own code for each app, which a second app in one process does not survive.
    app.config.TOUCHUP = False
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        server = await app.create_server(sock=bound, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.before_start()
        await server.after_start()
        # Sanic keeps apps by name, and a test may need two services at once.
        Sanic.unregister_app(app)
        staff = staff or await hire(app.ctx.lotse.store)
        service = Service(app, f"http://127.0.0.1:{bound.getsockname()[1]}", bot, clock, staff)
        try:
            yield service
        finally:
            await service.leave()
            await server.before_stop()
            # A browser keeps its connections for later, and a loop that is closed under them leaves sockets open.
            for connection in set(server.connections):
                connection.abort()
            await server.close()
            await server.after_stop()


@pytest.fixture
async def service(sqlite_url: str) -> AsyncIterator[Service]:
    """A listening service on a fresh SQLite database."""
    async with listening(sqlite_url) as service:
        yield service


class House:
    """A service that many tests share, with everybody signed in: each test opens conversations of its own."""

    def __init__(self, service: Service, ann: Person, ben: Person, olga: Person) -> None:
        self.service = service
        self.ann, self.ben, self.olga = ann, ben, olga

    async def cleo(self, at: str = "bot", **body: Any) -> Customer:
        """Cleo's conversation at a point of its way: `bot`, `answered`, `queue`, `agent` (Ann) or `closed`.

        `known` is with the bot, and the host site has said who she is; `offered` waits and is offered to Ann;
        `promised` has ended for now with a promise.
        """
        cleo = await self.service.customer(**({"identity": signed()} if at == "known" else {}) | body)
        if at == "answered":
            await cleo.say("Hallo")
            await self.service.settled()
        if at == "promised":
            await _ok(cleo.http.post(cleo.path("promise"), json={"email": "cleo@example.com", "text": "Wann?"}))
        if at in {"queue", "agent", "closed", "offered"}:
            await _ok(cleo.http.post(cleo.path("escalation"), json={}))
        if at == "offered":
            await self._offer_to_ann(UUID(cleo.id))
        if at in {"agent", "closed"}:
            await _ok(self.ann.http.put(cleo.path("assignment"), json={}))
        if at == "closed":
            ended = {"outcome": "solved_by_agent", "cause": "misunderstood"}
            await _ok(self.ann.http.post(cleo.path("resolution"), json=ended))
        return cleo

    async def _offer_to_ann(self, conversation_id: UUID) -> None:
        now = self.service.clock.now()
        async with self.service.lotse.store.transaction() as tx:
            conversation = await tx.take(conversation_id)
            offered = handover.offer(conversation, self.service.staff.ann, now + timedelta(seconds=30), now)
            await tx.record(conversation, offered)


async def _ok(response: Awaitable[httpx.Response]) -> None:
    answered = await response
    assert answered.is_success, answered.text


@asynccontextmanager
async def keeping_house(database_url: str, plan: Plan | None = None, **settings: Any) -> AsyncIterator[House]:
    """A service with everybody signed in, and without limits that a hundred tests in a minute would hit.

    Unless `routing` says so, nobody is asked to accept: what one test leaves waiting must not come to the agents of
    another.
    """
    many = {"conversations_per_minute": 100_000, "uploads_per_minute": 100_000, "routing": "pull"} | settings
    with desk() as url:
        async with listening(database_url, plan=plan, actions_url=url, **many) as service:
            async with service.lotse.store.transaction() as tx:
                await tx.connection.execute(update(agents).values(capacity=100_000))
            yield House(service, *[await service.signed_in(name) for name in ("ann", "ben", "olga")])


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A service on SQLite for the whole run; tests with it are marked with `loop_scope="session"`."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("house"))
    async with keeping_house(f"sqlite+aiosqlite:///{path}") as house:
        yield house
