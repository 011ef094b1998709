"""Where on their way customers meet us."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from handover.domain.conversation import Conversation
from handover.domain.journey import OTHER, JourneyMap, Stage, Touchpoint, without_query

CART = Touchpoint("cart", pages=("cart", "/p/*/buy"), intents=("place_order",))
ORDERS = Touchpoint("orders", pages=("order",), intents=("track_order",), order_states=("packing",))
RETURNS = Touchpoint("returns", pages=("return",), intents=("get_refund",), order_states=("returned",))
BACK = Touchpoint("back", pages=("restore",))
MAP = JourneyMap([Stage("buy", {}, [CART]), Stage("after", {}, [ORDERS, RETURNS, BACK])])


def page(path: str) -> dict[str, str]:
    return {"url": f"https://bergwerk.example{path}", "title": ""}


def test_a_page_counts_before_the_order_and_the_order_before_the_intent() -> None:
    assert MAP.touchpoint(page("/cart"), "track_order", "returned") == "cart"
    assert MAP.touchpoint(page("/blog"), "place_order", "returned") == "returns"
    assert MAP.touchpoint(None, "place_order", "returned") == "returns"
    assert MAP.touchpoint(None, "place_order", "shipped") == "cart"
    assert MAP.touchpoint(page("/blog"), "place_order") == "cart"


def test_what_is_known_and_fits_nowhere_is_elsewhere_and_what_is_not_known_is_nowhere() -> None:
    assert MAP.touchpoint(page("/blog")) == OTHER
    assert MAP.touchpoint(None, "review", "shipped") == OTHER
    assert MAP.touchpoint(None) is None
    assert JourneyMap().touchpoint(page("/cart"), "place_order", "returned") == OTHER


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/orders/BW-104512/return", "returns"),
        ("/orders", "orders"),
        ("/my/ORDERS/", "orders"),
        ("/order/restore", "back"),
        ("/p/7/buy", "cart"),
        ("/shop/p/7/buy", OTHER),
        ("/blog?from=cart#cart", OTHER),
        ("", OTHER),
    ],
)
def test_of_the_pieces_of_a_path_the_longest_counts(path: str, expected: str) -> None:
    assert MAP.touchpoint(page(path)) == expected


def test_of_equally_long_pieces_the_first_counts() -> None:
    one, other = Touchpoint("one", pages=("abc",)), Touchpoint("other_one", pages=("xyz",))
    assert JourneyMap([Stage("s", {}, [one, other])]).touchpoint(page("/xyz/abc")) == "one"


@pytest.mark.parametrize("url", ["http://[", "http://[::1/cart", "not an address at all"])
def test_what_is_no_address_is_elsewhere(url: str) -> None:
    assert MAP.touchpoint({"url": url, "title": ""}) == OTHER


def test_a_conversation_is_where_its_customer_is_now() -> None:
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    context = {"order_state": "returned", "task": "track_order"}
    assert MAP.of(Conversation(UUID(int=1), moment, context=context)) == "returns"
    assert MAP.of(Conversation(UUID(int=1), moment, context={"task": "track_order"})) == "orders"
    assert MAP.of(Conversation(UUID(int=1), moment, context={"task": "track_order"}), "place_order") == "cart"
    assert MAP.of(Conversation(UUID(int=1), moment, page=page("/cart"), context=context)) == "cart"
    assert MAP.of(Conversation(UUID(int=1), moment)) is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://mia:geheim@shop.example:8443/cart?x=1#y", "https://shop.example:8443/cart"),
        ("https://mia@gmx.ch:ge@heim@shop.example", "https://shop.example"),
        ("//mia@shop.example/a@b", "//shop.example/a@b"),
        (" HTTPS://mia@[", " HTTPS://["),
        ("/orders//x@y/1", "/orders//x@y/1"),
        ("https://shop.example/?to=//mia@x", "https://shop.example/"),
    ],
)
def test_what_is_kept_of_a_page_has_no_query_and_no_password(url: str, kept: str) -> None:
    assert without_query({"url": url}) == {"url": kept, "title": None}
