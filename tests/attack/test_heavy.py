"""Too long, too deep, too many, too broken: refused at once, or answered in time, and the service goes on."""

import json
import socket
import time
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.attack.conftest import Attacker
from tests.attack.mallory import Mallory

A_MOMENT_S = 2
LONGEST = 4_000
KEYS = {f"k{number}": number for number in range(10_000)}
BODIES = {
    "a message of 100 kB": json.dumps({"id": str(uuid4()), "text": "x" * 100_000}),
    "a message of 60 kB": json.dumps({"id": str(uuid4()), "text": "x" * 60_000}),
    "10,000 keys": json.dumps({"id": str(uuid4()), "text": "x"} | KEYS),
    "4,000 keys": json.dumps({"id": str(uuid4()), "text": "x"} | dict(list(KEYS.items())[:4_000])),
    "a key of 60 kB": json.dumps({"id": str(uuid4()), "k" * 60_000: "x"}),
    "lists 30,000 deep": "[" * 30_000 + "]" * 30_000,
    "objects 8,000 deep": '{"a":' * 8_000 + "1" + "}" * 8_000,
    "lists in a field": '{"id": "x", "text": ' + "[" * 20_000 + "]" * 20_000 + "}",
    "a number of 50,000 digits": '{"id": ' + "9" * 50_000 + ', "text": "x"}',
    "no end": '{"id": "',
    "a key twice": '{"id": "a", "id": "b", "text": "x"}',
    "not a number": '{"id": NaN, "text": Infinity}',
    "half a sign": '{"id": "x", "text": "\\ud83d"}',
    "no text at all": "\x00" * 1_000,
}
# What could keep an expression or a reader of the bot busy for long.
SLOW = {
    "postcodes": "8004 " * 800,
    "orders": "BW-104512 " * 400,
    "half orders": "BW-" * 1_300,
    "digits": "1" * LONGEST,
    "digits and dots": "1." * 2_000,
    "addresses": "a@" * 2_000,
    "an address that never ends": "a." * 1_990 + "@",
    "clauses": "und " * 1_000,
    "commas": "," * LONGEST,
    "brackets": "(" * LONGEST,
    "spaces": "x" + " " * 3_998 + "x",
    "accents": "e" + "\u0301" * 3_998,
    "pictures": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 800,
    "one word": "a" * LONGEST,
    "streets": "Am " * 1_300,
    "dates": "1.1.1.1." * 500,
    "negations": "nicht " * 660,
    "template": "{{" * 2_000,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_too_much_is_refused_at_once(mallory: Mallory, body: str) -> None:
    chat = mallory.open()
    headers = chat.headers | {"Content-Type": "application/json"}
    for path in (chat.path("messages"), "/api/conversations", chat.path("visits")):
        began = time.perf_counter()
        response = mallory.http.post(path, content=body.encode(errors="surrogatepass"), headers=headers)
        assert response.status_code in {400, 413, 422}, response.text[:300]
        assert time.perf_counter() - began < A_MOMENT_S
        assert len(response.content) < 20_000
    assert [event["name"] for event in chat.events()] == ["conversation_opened"]


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_the_longest_message_is_answered_by_the_bot_and_in_time(mallory: Mallory, text: str) -> None:
    answer = mallory.open().say(text)
    [*_, said] = [event for event in answer.events if event["name"] == "message_posted"]
    assert said["author"]["kind"] == "bot"
    assert answer.seconds < 3 * A_MOMENT_S
    assert len(said["text"]) < 2_000


def test_headers_that_are_too_much_are_refused(mallory: Mallory) -> None:
    chat = mallory.open()
    heavy = [
        {"X": "x" * 100_000},
        {f"X-{number}": "x" * 100 for number in range(500)},
        {"Authorization": f"Bearer {'x' * 50_000}"},
        {"Cookie": "a=b;" * 10_000},
        {"X-Forwarded-For": "1.2.3.4," * 5_000},
        {"Authorization": "Bearer " + "." * 5_000},
    ]
    for headers in heavy:
        response = mallory.http.get(chat.path("events"), headers=headers)
        assert 400 <= response.status_code < 500


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\n" + b"x" * 200_000,
        b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
        b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}",
        b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\n{}",
        b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
        b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n{}",
        b"GET /api/conversations/%00/events HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET //../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\r\n" * 10_000,
    ],
    ids=range(10),
)
def test_bytes_that_are_no_request_do_no_harm(mallory: Mallory, raw: bytes) -> None:
    where = urlsplit(mallory.url)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=A_MOMENT_S) as line:
        heard = b""
        try:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            while more := line.recv(65_536):
                heard += more
        except OSError:
            pass  # Closed in our face, or waiting for more: both are right.
    mallory.heard.append(heard.decode(errors="replace"))
    assert not heard.startswith(b"HTTP/1.1 5")
    assert b"Traceback" not in heard
    assert b"root:" not in heard


def test_broken_forms_are_refused_and_keep_no_place(attacker: Attacker) -> None:
    mallory = attacker()
    chat = mallory.open()
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    forms = [b"", b"--b", head, head + b"x", head + b"x\r\n--b", head * 300, b"\xff" * 9_000, head + b"x" * 60_000]
    for form in forms:
        headers = chat.headers | {"Content-Type": "multipart/form-data; boundary=b"}
        assert mallory.http.post(chat.path("files"), content=form, headers=headers).status_code in {400, 413, 422}
    for kind in ("multipart/form-data", "multipart/form-data; boundary=" + "b" * 5_000, "text/xml", ""):
        sent = mallory.http.post(chat.path("files"), content=head, headers=chat.headers | {"Content-Type": kind})
        assert sent.status_code in {400, 415}
    good = {"file": ("a.txt", b"good")}
    assert mallory.http.post(chat.path("files"), files=good, headers=chat.headers).status_code == 201


@pytest.mark.parametrize(
    "frame",
    ["", "x", "[]", "null", "{}", '{"type": 1}', "[" * 20_000, "x" * 100_000, b"\x00\xff", '{"type": "hello"}'],
    ids=range(10),
)
def test_frames_that_are_too_much_close_the_socket(attacker: Attacker, frame: str | bytes) -> None:
    mallory = attacker()
    chat = mallory.open()
    hello = json.dumps({"type": "hello", "token": chat.token, "after": 0})
    address = f"{mallory.url.replace('http', 'ws', 1)}{chat.path('socket')}"
    for first in (frame, hello):
        with connect(address, additional_headers={"Origin": mallory.url}, proxy=None) as opened:
            try:
                opened.send(first)
                opened.send(frame)
                while True:
                    mallory.heard.append(str(opened.recv(timeout=A_MOMENT_S)))
            except ConnectionClosed:
                pass
        assert opened.close_code in {4400, 4401, 1009}
