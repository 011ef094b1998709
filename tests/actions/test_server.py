"""The action server as Rasa and the service meet it: a real process, a real socket."""

import asyncio
import re
from pathlib import Path

import httpx
import pytest

from actions.server import LARGEST_REQUEST
from tests.actions.serving import SIGNED, TOKEN, free_port, recorded, started


@pytest.fixture
async def client(server: str):
    async with httpx.AsyncClient(base_url=server, headers=SIGNED, timeout=30) as signed:
        yield signed


async def test_it_is_healthy_without_a_token(server):
    async with httpx.AsyncClient(base_url=server) as stranger:
        answer = await stranger.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer wrong", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer äöü"],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/webhook"), ("GET", "/desk/orders?email=mia.keller@example.com"), ("GET", "/desk/orders/BW-104512"),
     ("GET", "/actions"), ("GET", "/nowhere"), ("OPTIONS", "/webhook")],
)  # fmt: skip
async def test_nothing_else_is_answered_without_the_token(server, method, path, header):
    headers = {} if header is None else {"Authorization": header.encode("latin-1")}
    async with httpx.AsyncClient(base_url=server) as stranger:
        body = recorded("action_after_the_form") if method == "POST" else None
        answer = await stranger.request(method, path, headers=headers, json=body)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "unauthorized"


async def test_a_conversation_that_rasa_recorded_is_served(client):
    begun = await client.post("/webhook", json=recorded("form_begins", sender_id="r1"))
    assert begun.status_code == 200
    assert set(begun.json()) == {"events", "responses"}
    assert begun.json()["events"][-1]["value"] == "order_number"

    call = recorded("form_gets_the_postcode")
    proved = (await client.post("/webhook", json=call)).json()
    slots = {event["name"]: event["value"] for event in proved["events"]}
    assert slots["verified"] == "BW-104512"
    assert slots["requested_slot"] is None

    told = (await client.post("/webhook", json=recorded("action_after_the_form"))).json()
    assert "unterwegs" in told["responses"][0]["text"]
    assert told["responses"][-1]["custom"] == {"lotse": {"done": "action_track_order"}}


async def test_the_proof_is_kept_when_the_server_is_started_again(client, folder):
    call = recorded("action_after_the_form")
    call["tracker"]["sender_id"] = "survivor"
    proving = recorded("form_gets_the_postcode")
    proving["tracker"]["sender_id"] = "survivor"
    await client.post("/webhook", json=proving)
    port = free_port()
    other = started(folder, port)
    try:
        answer = await client.post(f"http://127.0.0.1:{port}/webhook", json=call)
        assert "unterwegs" in answer.json()["responses"][0]["text"]
    finally:
        other.terminate()
        assert other.wait(20) == 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "malformed"),
        (b"{", "malformed"),
        (b"null", "malformed"),
        (b"[]", "malformed"),
        (b'"secret-4711"', "malformed"),
        (b"{}", "malformed"),
        (b'{"next_action": 5, "tracker": {}}', "malformed"),
        (b'{"next_action": "action_track_order"}', "malformed"),
        (b'{"next_action": "action_track_order", "tracker": {"sender_id": 1, "slots": {}, "events": []}}', "malformed"),
        (
            b'{"next_action": "action_track_order", "tracker": {"sender_id": "c", "slots": [], "events": {}}}',
            "malformed",
        ),
        (b"\xff\xfe\x00", "malformed"),
        (b"[" * 50_000, "malformed"),
    ],
)
async def test_a_malformed_request_is_refused_and_not_sent_back(client, body, code):
    answer = await client.post("/webhook", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == code
    assert "secret-4711" not in answer.text


async def test_a_tracker_with_nonsense_in_it_is_an_error_that_tells_nothing(client):
    tracker = {"sender_id": "c", "slots": {}, "events": [1, None, {"event": "user", "metadata": "secret-4711"}],
               "latest_message": {"intent_ranking": ["secret-4711"]}}  # fmt: skip
    answer = await client.post("/webhook", json={"next_action": "action_fallback", "tracker": tracker, "domain": {}})
    assert answer.status_code == 500
    assert answer.json() == {"error": {"code": "internal", "message": "Something went wrong here.", "details": None}}


async def test_an_action_that_does_not_exist_is_not_found(client):
    answer = await client.post("/webhook", json=recorded("action_after_the_form", next_action="action_secret_4711"))
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "action_not_found")
    assert "4711" not in answer.text


async def test_a_request_that_is_too_large_is_refused(client):
    # By hand: the server answers and hangs up before a client that sends it all would listen.
    reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
    writer.write(
        f"POST /webhook HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
        f"Content-Length: {LARGEST_REQUEST + 1}\r\n\r\n".encode()
    )
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 413")
    assert b'"code":"too_large"' in answer


async def test_a_compressed_request_is_refused(client):
    answer = await client.post("/webhook", content=b"x\x9c\x03\x00", headers={"Content-Encoding": "deflate"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "unsupported_media_type")


async def test_a_message_of_100_kb_is_served(client):
    call = recorded("form_gets_the_number")
    for message in (call["tracker"]["latest_message"], call["tracker"]["events"][-5]):
        message["text"] = "BW-104512 " * 10_000
    answer = await client.post("/webhook", json=call)
    assert answer.status_code == 200


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("GET", "/webhook", 405)])
async def test_unknown_paths_and_methods_are_told_in_our_shape(client, method, path, status):
    answer = await client.request(method, path)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "details"}


async def test_the_desk_gets_an_order(client):
    answer = await client.get("/desk/orders/BW-104512")
    assert answer.status_code == 200
    order = answer.json()
    assert order["email"] == "mia.keller@example.com"
    assert order["state"] == "shipped"
    assert order["address"]["postcode"] == "8004"
    assert order["parcel"]["number"]
    assert order["total_cents"] == 20280
    assert order["lines"][0]["name"] == {"de": "Tourenrucksack Säntis 35", "en": "Säntis 35 touring backpack"}


@pytest.mark.parametrize("number", ["BW-199999", "104512", "bw-104512", "BW-104512%27%20OR%201=1", "x" * 1000])
async def test_an_order_that_does_not_exist_is_not_found(client, number):
    answer = await client.get(f"/desk/orders/{number}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "order_not_found")


async def test_the_desk_gets_the_orders_of_a_customer(client):
    answer = await client.get("/desk/orders", params={"email": " Mia.Keller@example.com "})
    assert answer.json()["next"] is None
    assert [order["number"] for order in answer.json()["items"]] == ["BW-104855", "BW-104512"]
    assert (await client.get("/desk/orders", params={"email": "nobody@example.com"})).json()["items"] == []


@pytest.mark.parametrize("query", [{}, {"email": ""}, {"email": "x" * 300}])
async def test_the_desk_has_to_say_whose_orders(client, query):
    answer = await client.get("/desk/orders", params=query)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not_valid")


async def test_a_shop_that_is_gone_is_told_and_comes_back(client, folder):
    (folder / "shop.db").rename(folder / "kept.db")
    try:
        answer = await client.get("/desk/orders/BW-104512")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "shop_unavailable")
        assert answer.headers["retry-after"]
        told = (await client.post("/webhook", json=recorded("action_after_the_form"))).json()
        assert told["responses"][1]["custom"]["lotse"]["failure"]["kind"] == "backend_error"
    finally:
        (folder / "kept.db").rename(folder / "shop.db")
    assert (await client.get("/desk/orders/BW-104512")).status_code == 200


async def test_many_requests_at_once_are_all_answered(client):
    calls = [client.post("/webhook", json=recorded("action_after_the_form")) for _ in range(40)]
    answers = await asyncio.gather(*calls)
    assert {answer.status_code for answer in answers} == {200}


def test_the_log_names_turns_and_nobodys_data(server, folder):
    turn = recorded("action_after_the_form")["tracker"]["events"][-1]
    assert turn
    httpx.post(f"{server}/webhook", json=recorded("form_gets_the_postcode"), headers=SIGNED)
    log = (folder / "log").read_text()
    assert "action='validate_track_order_form'" in log
    assert "turn=" in log
    for secret in ("mia.keller", TOKEN, "secret-4711"):
        assert secret not in log
    # As a word: the same digits stand in a time or an id now and then.
    assert not re.search(r"\b8004\b", log)


def test_it_listens_on_loopback_alone(server):
    port = int(server.rsplit(":", 1)[1])
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:]
    addresses = {line.split()[1] for line in listening if line.split()[3] == "0A"}
    assert {address.split(":")[0] for address in addresses if int(address.split(":")[1], 16) == port} == {"0100007F"}
