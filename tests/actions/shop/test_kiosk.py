"""The worked example of docs/backend.md: it works, and the page shows what is tested."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from actions.backend.api import Api
from actions.backend.model import Address, Line, Name, OrderState
from actions.backend.port import BackendDownError, NotOfferedError
from actions.backend.rest import MappingError, RestShop, mapping
from tests.actions.shop.bad_server import answer, bad_server

PAGE = Path("docs/backend.md")
EXAMPLE = Path("tests/actions/shop/kiosk_api.py")
ORDER = {
    "id": 104512,
    "buyer": "mia.keller@example.com",
    "state": 30,
    "stateChanged": "2026-11-21T23:30:00Z",
    "created": "2026-11-19T08:00:00+01:00",
    "currency": "CHF",
    "postage": 690,
    "paidBy": "twint",
    "positions": [
        {"artNo": "BG-3006", "nameDe": "Socken", "nameEn": "Socks", "pieces": 2, "singlePrice": 2190, "colour": "red"}
    ],
    "recipient": {
        "fullName": "Mia Keller",
        "streetAndNumber": "Badenerstrasse 118",
        "zip": "8004",
        "city": "Zürich",
        "country": "CH",
    },
    "trackingLink": None,
}


def kiosk(server):
    connect = mapping("tests.actions.shop.kiosk_api")
    return RestShop(Api(f"http://127.0.0.1:{server.port}", "secret"), connect, 5)


def said(thing, status=200):
    return answer(status, json.dumps(thing).encode())


def test_the_page_shows_the_whole_example_in_its_order():
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), flags=re.MULTILINE | re.DOTALL)
    assert "\n\n\n".join(block.strip("\n") for block in blocks) == EXAMPLE.read_text().strip("\n")


def test_an_order_of_another_shop_is_an_order():
    with bad_server(said(ORDER)) as server:
        order = kiosk(server).order("BW-104512")
        assert order.state is OrderState.SHIPPED
        assert order.state_since == date(2026, 11, 22), "half past midnight in Zurich"
        assert order.total_cents == 690 + 2 * 2190
        assert order.lines == (Line("BG-3006", Name("Socken", "Socks"), 2, 2190),)
        assert server.requests[0].startswith(b"GET /store/order/104512 ")
        assert b"X-Kiosk-Key: secret" in server.requests[0]
        assert b"authorization" not in server.requests[0].lower()


def test_a_change_carries_its_key_under_the_name_that_the_shop_knows():
    with bad_server(answer(503), said({**ORDER, "state": 90})) as server:
        outcome = kiosk(server).cancel("BW-104512", "turn-1/cancel")
        assert (outcome.done, outcome.order.state) == (True, OrderState.CANCELLED)
        assert [b"X-Request-Id: turn-1/cancel" in request for request in server.requests] == [True, True]


def test_a_refused_change_tells_how_things_are():
    with bad_server(answer(410), said(ORDER)) as server:
        outcome = kiosk(server).cancel("BW-104512", "turn-1/cancel")
        assert (outcome.done, outcome.order.state) == (False, OrderState.SHIPPED)


def test_a_state_that_the_mapping_does_not_know_is_no_guess_and_no_missing_order():
    with bad_server(said({**ORDER, "state": 77})) as server, pytest.raises(BackendDownError) as caught:
        kiosk(server).order("BW-104512")
    assert caught.value.detail == "shop API: answer not understood (KeyError)"


def test_what_the_other_shop_cannot_do_is_a_matter_for_a_person():
    address = Address("Mia Keller", "Langstrasse 4", "8005", "Zürich", "CH")
    with bad_server(said(ORDER)) as server:
        with pytest.raises(BackendDownError, match="the mapping has no change_address"):
            kiosk(server).change_address("BW-104512", address, "turn-1")
        with pytest.raises(BackendDownError, match="the mapping has no subscribes"):
            kiosk(server).subscribes("mia.keller@example.com")
        assert server.requests == []


@pytest.mark.parametrize("method", [None, lambda *_args: raising(NotImplementedError)])
def test_what_a_mapping_only_names_is_not_offered(method):
    class Half:
        account = method

    shop = RestShop(Api("http://127.0.0.1:1", "secret"), lambda _api: Half, 1)
    with pytest.raises(NotOfferedError, match="the mapping has no account"):
        shop.account("mia.keller@example.com")


def raising(error):
    raise error


@pytest.mark.parametrize("name", ["no.such.module", "actions.backend.model", "", ".relative"])
def test_what_is_no_mapping_is_refused_at_the_start(name):
    with pytest.raises(MappingError):
        mapping(name)
