"""How much and how often: nobody can keep the service busy for others."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from handover.web.limits import Limits
from tests.redis_server import RedisServer
from tests.service import House, Service, listening
from tests.web.asking import is_error, one_minute


@pytest.fixture
async def strict(sqlite_url: str) -> AsyncIterator[Service]:
    """A service that allows three of everything in a minute."""
    async with listening(
        sqlite_url, messages_per_minute=3, conversations_per_minute=3, sign_ins_per_minute=3, uploads_per_minute=2
    ) as service:
        await one_minute(lasting=5)
        yield service


async def test_a_conversation_sends_so_much_in_a_minute_and_another_one_does_not_suffer(strict: Service) -> None:
    cleo, other = await strict.customer(), await strict.customer()
    for number in range(3):
        assert (await cleo.say(f"{number}")).status_code == 201
    for response in (await cleo.say("3"), await cleo.http.post(cleo.path("rating"), json={"stars": 5})):
        assert is_error(response, 429, "too_many")
        assert 1 <= int(response.headers["Retry-After"]) <= 60
        assert response.json()["error"]["details"] == {"retry_after_s": int(response.headers["Retry-After"])}
    assert (await cleo.http.get(cleo.path("events"))).status_code == 200, "reading goes on"
    assert (await other.say("Hallo")).status_code == 201


async def test_mallory_cannot_use_up_what_another_conversation_may_send(strict: Service) -> None:
    cleo, mallory = await strict.customer(), await strict.customer()
    for _ in range(5):
        await mallory.http.post(cleo.path("rating"), json={"stars": 1})
    assert (await cleo.say("Hallo")).status_code == 201


async def test_an_address_opens_so_many_conversations_in_a_minute(strict: Service) -> None:
    mallory = await strict.somebody()
    statuses = [(await mallory.http.post("/api/conversations", json={})).status_code for _ in range(5)]
    assert statuses == [201, 201, 201, 429, 429]


async def test_nobody_tries_passwords_without_end(strict: Service) -> None:
    mallory = await strict.somebody()
    for _ in range(3):
        wrong = {"email": "Ann@bergwerk.example", "password": "guess"}
        assert is_error(await mallory.http.post("/api/session", json=wrong), 401, "not_signed_in")
    right = {"email": " ann@bergwerk.example", "password": "correct horse battery staple"}
    response = await mallory.http.post("/api/session", json=right)
    assert is_error(response, 429, "too_many")
    assert response.headers["Retry-After"]
    assert (await strict.signed_in("ben")).http.cookies, "another account is not locked"


async def test_while_redis_hangs_one_request_finds_out_whether_it_is_back_and_the_others_go_on(
    redis_server: RedisServer,
) -> None:
    limits = Limits(redis_server.url)
    waited: list[float] = []

    async def asked() -> None:
        begun = time.monotonic()
        await limits.hit(100, "message", "c1")
        waited.append(time.monotonic() - begun)

    await asked()
    redis_server.freeze()
    await asked()
    await asyncio.sleep(2.1)
    waited.clear()
    await asyncio.gather(*(asked() for _ in range(50)))
    assert len([seconds for seconds in waited if seconds > 0.3]) == 1
    redis_server.thaw()
    await limits.close()


async def test_a_forged_forwarded_address_changes_nothing_without_a_proxy(strict: Service) -> None:
    mallory = await strict.somebody()
    statuses = [
        (
            await mallory.http.post("/api/conversations", json={}, headers={"X-Forwarded-For": f"10.0.0.{number}"})
        ).status_code
        for number in range(4)
    ]
    assert statuses == [201, 201, 201, 429]


async def test_an_address_uploads_so_many_files_in_a_minute_and_still_may_write(strict: Service) -> None:
    cleo, other = await strict.customer(), await strict.customer()
    statuses = [
        (await person.http.post(person.path("files"), files={"file": ("a.txt", b"Hallo")})).status_code
        for person in (cleo, other, other)
    ]
    assert statuses == [201, 201, 429]
    assert (await cleo.say("Hallo")).status_code == 201


@pytest.mark.asyncio(loop_scope="session")
async def test_a_request_that_is_too_large_is_refused(house: House) -> None:
    cleo = await house.cleo()
    assert is_error(await cleo.say("x" * 66_000), 413, "too_large")
    assert (await cleo.say("Hallo")).status_code == 201, "and the next one is not"


@pytest.mark.asyncio(loop_scope="session")
async def test_a_request_that_never_says_how_large_it_is_is_refused_when_it_is(house: House) -> None:
    cleo = await house.cleo()

    async def without_end() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 1_000

    headers = {"Content-Type": "application/json"}
    # The service hangs up in the middle, so that not every client still reads why.
    with contextlib.suppress(httpx.TransportError):
        response = await cleo.http.post(cleo.path("messages"), content=without_end(), headers=headers)
        assert is_error(response, 413, "too_large")
    assert (await cleo.events())["last_seq"] == 1


@pytest.mark.asyncio(loop_scope="session")
async def test_headers_that_are_too_large_are_refused(house: House) -> None:
    cleo = await house.cleo()
    response = await cleo.http.get(cleo.path("events"), headers={"X-Long": "x" * 20_000})
    assert response.status_code in {400, 413, 431}
    assert set(response.json()) == {"error"}


@pytest.mark.asyncio(loop_scope="session")
async def test_lists_in_bodies_are_bounded(house: House) -> None:
    cleo = await house.cleo("agent")
    slots = {f"slot {number}": "x" for number in range(31)}
    for body in (
        {"id": str(uuid4()), "summary": "ok", "slots": slots},
        {"id": str(uuid4()), "summary": "ok", "slots": {"x" * 101: 1}},
        {"id": str(uuid4()), "summary": "ok", "slots": {"a": "x" * 1_001}},
        {"id": str(uuid4()), "summary": "ok", "slots": {"a": {"deep": 1}}},
        {"id": str(uuid4()), "summary": "x" * 4_001},
    ):
        assert is_error(await house.ann.http.post(cleo.path("return"), json=body), 422, "not_valid")
