"""The file of the journey: what it means, what is said of mistakes in it, and the one of the demo shop."""

import re
from pathlib import Path

import pytest
import yaml

from actions.backend.model import OrderState
from handover.domain.journey import ORDER_STATES, JourneyMap, Touchpoint
from handover.domain.reckoning.contact import matter_of
from handover.journey_file import read_journey
from handover.owners_file import OwnersFileError
from tests.support import JOURNEY

NAME = "name: {de: Kaufen, en: Buy}"
ONE = f"stages: {{buy: {{{NAME}, touchpoints: {{cart: {{{NAME}, %s}}}}}}}}"
TWO = f"stages: {{buy: {{{NAME}, touchpoints: {{%s: {{{NAME}, %s}}, till: {{{NAME}, %s}}}}}}}}"

SAME = f"{{{NAME}, touchpoints: {{x: {{{NAME}, intents: [a]}}}}}}"
TWICE = f"stages: {{a: {SAME}, b: {SAME}}}"


def journey(folder: Path, text: str) -> JourneyMap:
    file = folder / "journey.yml"
    file.write_text(text)
    return read_journey(file)


def test_without_the_file_there_are_no_stages(tmp_path: Path) -> None:
    assert read_journey(tmp_path / "journey.yml") == JourneyMap()


def test_a_touchpoint_is_read_with_all_it_says(tmp_path: Path) -> None:
    said = "pages: [Cart, /shop/*/Buy/, /], intents: [place_order], order_states: [placed]"
    [stage] = journey(tmp_path, ONE % said).stages
    assert (stage.id, stage.name) == ("buy", {"de": "Kaufen", "en": "Buy"})
    name = {"de": "Kaufen", "en": "Buy"}
    pages = ("cart", "/shop/*/buy", "/")
    assert stage.touchpoints == [Touchpoint("cart", name, pages, ("place_order",), ("placed",))]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "stages: is missing"),
        ("stages: [buy]", "stages: needs lines like `name: value`"),
        (f"stages: {{buy: {{{NAME}}}}}", "stages, buy, touchpoints: is missing"),
        (f"stages: {{buy: {{{NAME}, touchpoints: {{}}}}}}", "stages, buy, touchpoints: "),
        (f"stages: {{Buy it: {{{NAME}, touchpoints: {{}}}}}}", "stages, Buy it: has to be of small letters"),
        (f"stages: {{buy: {{{NAME}}}, buy: {{{NAME}}}}}", "line 1: 'buy' stands here twice"),
        (ONE % "pages: []", "touchpoints, cart: it needs pages, intents or order_states"),
        (ONE % "pages: cart", "touchpoints, cart, pages: has to be a list"),
        (ONE % "pages: ['a cart']", "touchpoints, cart, pages: 'a cart' is no part of an address"),
        (ONE % "pages: ['cart?x=1']", "pages: 'cart?x=1' is no part of an address; write it like cart, or /shop/"),
        (ONE % "pages: [7]", "pages: '7' is no part of an address"),
        (ONE % "order_states: [lost]", "order_states: 'lost' is no state of an order; there are placed, packing, "),
        (ONE % "intent: [place_order]", "touchpoints, cart, intent: is not known here"),
        (TWO % ("other", "pages: [a]", "pages: [b]"), "touchpoints, other: 'other' stands for something else"),
        (TWO % ("cart", "pages: [a]", "pages: [a]"), "touchpoints, till, pages: 'a' stands in cart already"),
        (TWO % ("cart", "intents: [x]", "intents: [x]"), "touchpoints, till, intents: 'x' stands in cart already"),
        (
            TWO % ("cart", "order_states: [placed]", "order_states: [placed]"),
            "touchpoints, till, order_states: 'placed' stands in cart already",
        ),
        (TWICE, "stages, b, touchpoints, x: 'x' stands in a already"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(OwnersFileError, match=re.escape(problem)):
        journey(tmp_path, text)


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
        ("/account/orders", "orders"),
        ("/sendungsverfolgung", "orders"),
        ("/shop/returns", "returns"),
        ("/shop/orders/BW-104512/return", "returns"),
        ("/shop/account", "account"),
        ("/shop/help", "help"),
        ("/blog/bergtour", "other"),
        ("http://[", "other"),
        ("not an address at all", "other"),
    ],
)
def test_the_pages_of_the_demo_shop_are_where_they_belong(url: str, expected: str) -> None:
    assert JOURNEY.touchpoint({"url": url, "title": ""}) == expected


def test_each_matter_of_the_demo_bot_has_its_touchpoint_and_none_that_it_does_not_know() -> None:
    intents = yaml.safe_load(Path("domain.yml").read_text())["intents"]
    matters = {intent for intent in intents if isinstance(intent, str) and matter_of({"intent": intent})}
    assert {intent for touchpoint in JOURNEY.touchpoints for intent in touchpoint.intents} == matters


def test_each_state_of_an_order_has_its_touchpoint() -> None:
    assert set(ORDER_STATES) == set(OrderState)
    assert {state for touchpoint in JOURNEY.touchpoints for state in touchpoint.order_states} == set(ORDER_STATES)
