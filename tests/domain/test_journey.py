"""Which step of the journey a page is."""

import pytest

from handover.domain.journey import touchpoint


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bergwerk.example/", "home"),
        ("https://bergwerk.example", "home"),
        ("https://bergwerk.example/?utm=cart", "home"),
        ("/shop/products", "product"),
        ("/shop/product?id=BG-2001", "product"),
        ("/shop/cart", "cart"),
        ("https://bergwerk.example/warenkorb/", "cart"),
        ("/shop/checkout", "checkout"),
        ("/de/Kasse", "checkout"),
        ("/shop/orders", "orders"),
        ("/sendungsverfolgung", "orders"),
        ("/shop/returns", "returns"),
        ("/shop/orders/BW-104512/return", "returns"),
        ("/shop/account", "account"),
        ("/shop/help", "help"),
        ("/blog/bergtour", "other"),
        ("http://[", "other"),
        ("http://[::1/shop/cart", "other"),
        ("not an address at all", "other"),
    ],
)
def test_a_page_belongs_to_a_touchpoint(url: str, expected: str) -> None:
    assert touchpoint({"url": url, "title": ""}) == expected


def test_without_a_page_there_is_no_touchpoint() -> None:
    assert touchpoint(None) is None
