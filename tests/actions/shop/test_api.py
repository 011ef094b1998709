"""The demo shop's own API, by plain HTTP."""

import os
import signal
import subprocess
import sys
from time import monotonic, sleep

import httpx
import pytest

from tests.actions.serving import free_port
from tests.actions.shop.serving import TOKEN

SIGNED = {"Authorization": f"Bearer {TOKEN}"}
HOSTILE = ["' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "..%2F..%2Fetc", "%00", "\u202eBW-104512", "x" * 3000]


@pytest.fixture
def api(served, served_database):
    with httpx.Client(base_url=f"http://127.0.0.1:{served.port}/v1", headers=SIGNED) as client:
        yield client


def keyed(key="turn-1"):
    return {"Idempotency-Key": key}


@pytest.mark.parametrize("token", [None, "", "Bearer", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer \xff"])
@pytest.mark.parametrize("path", ["/articles", "/orders/BW-104512", "/nowhere"])
def test_without_the_token_nothing_is_told(api, token, path):
    headers = {"Authorization": token.encode("latin-1")} if token is not None else {"Authorization": ""}
    said = httpx.get(f"{api.base_url}{path.removeprefix('/')}", headers=headers)
    assert said.status_code == 401
    assert said.json()["error"] == "unauthorized"


def test_an_order_is_told_in_the_shops_own_words(api):
    order = api.get("/orders/BW-104977").json()
    assert order["status"] == "sent_back"
    assert order["amounts"] == {"currency": "EUR", "shipping": "0.00", "total": "189.00"}
    assert order["refund"]["status"] == "initiated"
    assert order["invoice"]["vat_percent"] == "20.0"


def test_lists_come_in_pages(api):
    first = api.get("/articles", params={"per_page": 40}).json()
    second = api.get("/articles", params={"per_page": 40, "page": 2}).json()
    assert first["pagination"] == {"page": 1, "per_page": 40, "pages": 2, "total": 46}
    assert (len(first["data"]), len(second["data"])) == (40, 6)
    assert api.get("/articles", params={"page": 9}).json()["data"] == []


@pytest.mark.parametrize("page", ["0", "-1", "one", "1.5", "9" * 30, "²"])
def test_a_page_that_is_none_is_refused(api, page):
    assert api.get("/articles", params={"page": page}).status_code == 422


@pytest.mark.parametrize("number", ["BW-199999", *HOSTILE])
def test_what_is_no_order_is_not_found_and_nothing_breaks(api, number):
    for said in (
        api.get(f"/orders/{number}"),
        api.post(f"/orders/{number}/cancellation", headers=keyed()),
        api.get(f"/customers/{number}@example.com"),
    ):
        assert said.status_code in {400, 404}, said.text
        assert number not in said.text


def test_a_change_without_a_key_is_refused(api):
    said = api.post("/orders/BW-104855/cancellation")
    assert (said.status_code, said.json()["error"]) == (400, "idempotency_key_missing")
    assert api.get("/orders/BW-104855").json()["status"] == "in_preparation"


def test_a_change_that_comes_too_late_is_a_conflict_and_a_used_key_is_refused(api):
    assert api.post("/orders/BW-104512/cancellation", headers=keyed()).status_code == 409
    assert api.post("/orders/BW-104855/cancellation", headers=keyed()).json()["status"] == "void"
    said = api.post("/orders/BW-104512/cancellation", headers=keyed())
    assert (said.status_code, said.json()["error"]) == (422, "idempotency_key_used")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"{}", b"{", b"\xff", b'{"article_numbers": "BG-3001"}', b'{"article_numbers": [1]}',
        b'{"article_numbers": ["BG-3001"], "price": 0}', b"[" * 10_000,
    ],
)  # fmt: skip
def test_a_body_of_another_shape_is_refused(api, body):
    said = api.post("/orders/BW-104733/returns", headers=keyed(), content=body)
    assert (said.status_code, said.json()["error"]) == (422, "invalid")
    assert api.get("/orders/BW-104733").json()["returns"] == []


def test_a_body_that_is_too_large_is_refused(api):
    body = b'{"article_numbers": ["' + b"x" * 100_000 + b'"]}'
    assert api.post("/orders/BW-104733/returns", headers=keyed(), content=body).status_code == 413


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "POST"])
def test_what_the_api_does_not_know_is_refused(api, method):
    assert api.request(method, "/articles", headers=keyed()).status_code == 405


def test_the_command_serves_the_shop_and_ends_when_it_is_asked_to(shop_file, tmp_path):
    port = free_port()
    environment = os.environ | {
        "LOTSE_SHOP_DATABASE_URL": f"sqlite:///{shop_file}",
        "LOTSE_SHOP_URL": f"http://127.0.0.1:{port}",
        "LOTSE_SHOP_TOKEN": TOKEN,
        "LOTSE_SHOP_SECONDS": "3",
    }
    process = subprocess.Popen([sys.executable, "-m", "actions", "shop"], env=environment)
    until = monotonic() + 60
    while monotonic() < until and process.poll() is None:
        try:
            said = httpx.get(f"http://127.0.0.1:{port}/v1/orders/BW-104512", headers=SIGNED)
            break
        except httpx.TransportError:
            sleep(0.1)
    assert said.json()["order_number"] == "BW-104512"
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
