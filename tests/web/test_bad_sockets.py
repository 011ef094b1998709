"""Sockets of clients that are broken or mean harm: closed with a code that says why, and nobody else suffers."""

import json
from typing import Any
from uuid import uuid4

import pytest

from handover.web.sockets import connection
from tests.service import House, Socket

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize(
    "hello",
    [
        "",
        "hello",
        "[]",
        "null",
        "1",
        '"hello"',
        "{}",
        '{"type": 1}',
        '{"type": ["hello"]}',
        '{"type": "hello", "token": "OWN", "after": -1}',
        '{"type": "hello", "token": "OWN", "after": 1.5}',
        '{"type": "hello", "token": "OWN", "after": true}',
        '{"type": "hello", "token": "OWN", "after": null}',
        '{"type": "hello", "token": "OWN", "after": 1e999}',
        '{"type": "hello", "token": "OWN", "after": NaN}',
        '{"type": "hello", "token": "OWN", "after": 99999999999999999999}',
        '{"type": "hello", "token": "OWN", "after": "0"}',
        "[" * 8_000,
        '{"type": "' + "x" * 9_000 + '"}',
    ],
)
async def test_a_first_frame_that_is_no_hello_is_malformed(house: House, hello: str) -> None:
    cleo = await house.cleo()
    async with cleo.socket(f"/api/conversations/{cleo.id}/socket") as socket:
        await socket.connection.send(hello.replace("OWN", cleo.token))
        assert await socket.close_code() == 4400


@pytest.mark.parametrize("token", [None, "", 1, True, [], {}, "nonsense", "a.b.c"])
async def test_a_hello_without_a_token_of_ours_is_not_let_in(house: House, token: object) -> None:
    cleo = await house.cleo()
    async with cleo.socket(f"/api/conversations/{cleo.id}/socket") as socket:
        await socket.send({"type": "hello", "token": token, "after": 0})
        assert await socket.close_code() == 4401


async def test_a_conversation_that_does_not_exist_is_answered_like_somebody_elses(house: House) -> None:
    cleo = await house.cleo()
    async with cleo.socket(f"/api/conversations/{uuid4()}/socket") as socket:
        await socket.send({"type": "hello", "token": cleo.token, "after": 0})
        assert await socket.close_code() == 4404


async def test_who_says_nothing_is_not_waited_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HELLO_WITHIN_S", 0.1)
    cleo = await house.cleo()
    for person, path in ((cleo, f"/api/conversations/{cleo.id}/socket"), (house.ben, "/api/me/socket")):
        async with person.socket(path) as socket:
            assert await socket.close_code() == 4400


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "watch", "conversation": "OWN", "after": 0},
        {"type": "message", "text": "Hallo"},
        {"type": "hello"},
        {"type": ""},
        {"kind": "typing"},
    ],
)
async def test_a_customers_socket_only_tells_that_they_type(house: House, frame: dict[str, Any]) -> None:
    cleo = await house.cleo()
    async with cleo.reading() as socket:
        await socket.send(json.loads(json.dumps(frame).replace("OWN", cleo.id)))
        assert await socket.close_code() == 4400


async def test_bytes_and_frames_without_end_are_refused(house: House) -> None:
    cleo = await house.cleo()
    async with cleo.reading() as socket:
        await socket.connection.send(b'{"type": "typing"}')
        assert await socket.close_code() == 4400
    async with cleo.reading() as socket:
        await socket.connection.send("x" * 100_000)
        assert await socket.close_code() in {1009, 4400}


async def test_who_sends_without_a_break_is_sent_away(house: House) -> None:
    cleo = await house.cleo()
    async with cleo.reading() as socket:
        for _ in range(120):
            await socket.send({"type": "typing"})
        assert await socket.close_code() == 4429


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "watch"},
        {"type": "watch", "conversation": "nonsense"},
        {"type": "watch", "conversation": 1},
        {"type": "watch", "conversation": "OWN", "after": -1},
        {"type": "unwatch"},
        {"type": "typing"},
        {"type": "nonsense"},
    ],
)
async def test_what_an_agents_socket_does_not_know_is_malformed(house: House, frame: dict[str, Any]) -> None:
    cleo = await house.cleo()
    async with house.ben.socket() as socket:
        await socket.send({"type": "hello"})
        await socket.send(json.loads(json.dumps(frame).replace("OWN", cleo.id)))
        assert await socket.close_code() == 4400


async def test_nobody_watches_everything_at_once(house: House) -> None:
    # Those that do not exist are not watched for long: they would have to come faster than they are looked up.
    there = [(await house.cleo()).id for _ in range(51)]
    async with house.ben.socket() as socket:
        await socket.send({"type": "hello"})
        for conversation in there:
            await socket.send({"type": "watch", "conversation": conversation, "after": 0})
        assert await socket.close_code() == 4400


async def test_what_is_not_watched_any_more_is_not_sent_any_more(house: House) -> None:
    cleo, other = await house.cleo(), await house.cleo()
    async with house.ben.socket() as socket:
        await socket.send({"type": "hello"})
        for one in (cleo, other):
            await socket.send({"type": "watch", "conversation": one.id, "after": 0})
        await socket.until(lambda frame: frame["type"] == "event" and frame["conversation"] == other.id)
        await socket.send({"type": "unwatch", "conversation": cleo.id})
        await socket.send({"type": "watch", "conversation": other.id, "after": 1})
        await socket.until(lambda frame: frame["type"] == "snapshot")
        await cleo.http.post(cleo.path("visits"), json={"url": "/a"})
        await other.http.post(other.path("visits"), json={"url": "/b"})
        frames = await socket.until(lambda frame: frame.get("name") == "visited")
    assert frames[-1]["conversation"] == other.id


async def test_an_agent_does_not_type_in_a_conversation_of_a_colleague(house: House) -> None:
    cleo = await house.cleo("agent")

    async def typing(socket: Socket) -> None:
        await socket.send({"type": "hello"})
        await socket.send({"type": "watch", "conversation": cleo.id, "after": 0})
        await socket.until(lambda frame: frame.get("name") == "accepted")
        await socket.send({"type": "typing", "conversation": cleo.id})

    async with cleo.reading() as reader, house.ben.socket() as bens, house.ann.socket() as anns:
        await reader.until(lambda frame: frame.get("name") == "accepted")
        await typing(bens)
        await typing(anns)
        assert (await reader.next())["author"]["name"] == "Ann"


async def test_two_windows_of_a_customer_read_the_same(house: House) -> None:
    cleo = await house.cleo()
    async with cleo.reading() as first, cleo.reading() as second:
        await cleo.say("Hallo")
        read = [
            await window.until(lambda frame: frame.get("author", {}).get("kind") == "bot") for window in (first, second)
        ]
    assert [frame.get("seq") for frame in read[0]] == [frame.get("seq") for frame in read[1]]
