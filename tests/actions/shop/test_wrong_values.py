"""The REST side against answers of the right kind with a value that cannot be."""

import json
from contextlib import contextmanager

import pytest

from actions.backend.port import BackendDownError
from actions.shop_api import shapes
from tests.actions.shop.bad_server import answer, bad_server
from tests.actions.shop.serving import rest_shop


@pytest.fixture
def order_json(shop):
    return shapes.order(shop.order("BW-104977"))


def as_json(value):
    return json.dumps(value).encode()


@contextmanager
def asked(*behaviours):
    with bad_server(*behaviours) as server:
        shop = rest_shop(server.port, 5)
        yield shop, server
        shop.close()


WRONG = {
    "a status that nobody knows": ("status", "lost"),
    "a day that is none": ("status_since", "2026-02-30"),
    "a moment instead of a day": ("ordered_on", "2026-11-01T10:00:00Z"),
    "money as a number": ("amounts.total", 189.0),
    "money with half a cent": ("amounts.total", "189.005"),
    "money that does not add up": ("amounts.total", "198.00"),
    "negative money": ("amounts.shipping", "-4.90"),
    "another currency": ("amounts.currency", "USD"),
    "half a piece": ("items.0.quantity", 1.5),
    "no piece": ("items.0.quantity", 0),
    "pieces as text": ("items.0.quantity", "1"),
    "lines that are none": ("items", {"0": "Steigeisen"}),
    "no country": ("shipping_address.country_code", None),
    "a country elsewhere": ("shipping_address.country_code", "US"),
    "no postcode": ("shipping_address.postal_code", ""),
    "a name without an end": ("shipping_address.recipient", "x" * 100_000),
    "a link that is a script": ("shipment.tracking_url", "javascript:alert(1)"),
    "tax that is none": ("invoice.vat_percent", "NaN"),
    "a refund of another kind": ("refund.status", "maybe"),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("question", ["order", "cancel", "orders_of"])
def test_an_order_with_a_wrong_value_is_no_order(question, wrong, order_json):
    path, value = WRONG[wrong]
    put(order_json, path, value)
    number, email = "BW-104977", "lea.huber@example.com"
    listed = {"data": [order_json], "pagination": {"pages": 1}}
    with asked(answer(200, as_json(listed if question == "orders_of" else order_json))) as (shop, _):
        ask = {
            "order": lambda: shop.order(number),
            "cancel": lambda: shop.cancel(number, "turn-1"),
            "orders_of": lambda: shop.orders_of(email),
        }[question]
        with pytest.raises(BackendDownError) as caught:
            ask()
    assert "unexpected answer at" in caught.value.detail or len(caught.value.detail) < 60
    assert "Lea" not in caught.value.detail


@pytest.mark.parametrize(
    "ask",
    [
        lambda shop: shop.order("BW-104512"),
        lambda shop: shop.cancel("BW-104512", "turn-1"),
        lambda shop: shop.pay_back("BW-104512", "turn-1"),
    ],
)
def test_another_order_than_the_one_that_was_asked_for_is_not_taken(ask, order_json):
    with asked(answer(200, as_json(order_json))) as (shop, _), pytest.raises(BackendDownError) as caught:
        ask(shop)
    assert caught.value.detail == "shop API: another order than the one that was asked for"


def test_an_order_that_lacks_any_of_its_fields_is_no_order(order_json):
    for field in order_json:
        half = {name: value for name, value in order_json.items() if name != field}
        with asked(answer(200, as_json(half))) as (shop, _), pytest.raises(BackendDownError):
            shop.order("BW-104977")


def test_the_orders_of_somebody_else_are_not_taken(order_json):
    listed = {"data": [order_json], "pagination": {"pages": 1}}
    with asked(answer(200, as_json(listed))) as (shop, _):
        assert len(shop.orders_of("LEA.huber@example.com")) == 1
        with pytest.raises(BackendDownError):
            shop.orders_of("mia.keller@example.com")


def put(thing, path, value):
    *way, last = path.split(".")
    for step in way:
        thing = thing[int(step)] if isinstance(thing, list) else thing[step]
    if isinstance(thing, list):
        thing[int(last)] = value
    else:
        thing[last] = value
