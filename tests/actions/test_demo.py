import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from actions.backend.demo import seed
from actions.backend.demo_orders import known_orders, other_orders
from actions.backend.model import NOT_SHIPPED, OrderState
from actions.backend.sql import SqlShop
from actions.backend.tables import articles, orders
from actions.database import Database
from tests.actions.conftest import NOW, TODAY

KNOWN = {
    "BW-104512": ("mia.keller@example.com", "Zürich", OrderState.SHIPPED, "8004"),
    "BW-104733": ("jonas.weber@example.com", "Leipzig", OrderState.DELIVERED, "04109"),
    "BW-104801": ("lea.huber@example.com", "Innsbruck", OrderState.OUT_FOR_DELIVERY, "6020"),
    "BW-104855": ("mia.keller@example.com", "Zürich", OrderState.PACKING, "8004"),
    "BW-104903": ("jonas.weber@example.com", "Leipzig", OrderState.SHIPPED, "04109"),
    "BW-104977": ("lea.huber@example.com", "Innsbruck", OrderState.RETURNED, "6020"),
    "BW-105020": ("tom.brunner@example.com", "Bern", OrderState.REFUNDED, "3011"),
    "BW-105088": ("tom.brunner@example.com", "Bern", OrderState.CANCELLED, "3011"),
}


@pytest.mark.parametrize("number", KNOWN)
def test_the_eight_orders_that_everybody_knows_are_there(shop, number):
    order = shop.order(number)
    assert (order.email, order.address.city, order.state, order.address.postcode) == KNOWN[number]
    assert order.lines
    assert order.total_cents > 0
    assert order.currency == ("CHF" if order.address.country == "CH" else "EUR")


def test_an_order_that_was_shipped_has_a_parcel_and_one_that_was_not_has_none(shop):
    assert shop.order("BW-104512").parcel.number
    assert shop.order("BW-104855").parcel is None


def test_the_other_orders_look_real():
    others = other_orders(TODAY)
    assert len(others) == 320
    assert {order.state for order in others} == set(OrderState)
    for order in others:
        assert re.fullmatch(r"BW-1\d{5}", order.number), "no number is above BW-199999"
        assert order.number not in KNOWN
        assert order.email not in {known[0] for known in KNOWN.values()}, (
            "the people whom tests know own no other orders"
        )
        assert order.placed_on <= order.state_since <= TODAY
        assert len(order.address.postcode) == (5 if order.address.country == "DE" else 4)
        assert (order.parcel is None) == (order.state in {*NOT_SHIPPED, OrderState.CANCELLED})


def test_the_demo_is_the_same_everywhere_and_only_its_days_move():
    def undated(order):
        return replace(order, state_since=TODAY, placed_on=TODAY, expected_on=None)

    later = TODAY + timedelta(100)
    assert list(map(undated, other_orders(TODAY))) == list(map(undated, other_orders(later)))
    assert known_orders(later)[0].placed_on - known_orders(TODAY)[0].placed_on == timedelta(100)


def test_the_shop_sells_some_forty_articles_and_some_are_sold_out(shop):
    sold = shop.articles()
    assert len(sold) > 40
    assert any(article.stock == 0 and article.restock_on and article.restock_on > TODAY for article in sold)
    assert any(article.stock == 0 and article.restock_on is None for article in sold)
    assert len({article.name.de for article in sold}) == len({article.name.en for article in sold}) == len(sold)


def test_seeding_again_does_not_undo_what_customers_changed(any_shop_database):
    shop = SqlShop(any_shop_database, lambda: NOW)
    shop.cancel("BW-104855", "turn-1")
    with any_shop_database.transaction() as connection:
        connection.execute(update(articles).where(articles.c.sku == "BG-5001").values(stock=1))

    again = seed(any_shop_database, TODAY + timedelta(7))

    assert again == (0, 0)
    assert shop.order("BW-104855").state is OrderState.CANCELLED
    assert next(article.stock for article in shop.articles() if article.sku == "BG-5001") == 1


def test_seeding_puts_back_what_is_missing(any_shop_database):
    shop = SqlShop(any_shop_database, lambda: NOW)
    with any_shop_database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM order_lines WHERE order_number = 'BW-104512'")
        connection.execute(orders.delete().where(orders.c.number == "BW-104512"))
    assert shop.order("BW-104512") is None

    assert seed(any_shop_database, TODAY) == (0, 1)
    assert len(shop.order("BW-104512").lines) == 2


def test_a_new_database_is_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "new" / "shop.db"
    seed(Database(f"sqlite:///{path}", seconds=5, what="shop database"), date(2027, 1, 1))
    assert path.stat().st_mode & 0o077 == 0
