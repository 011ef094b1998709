import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from actions.backend.demo import seed
from actions.backend.demo_orders import known_orders, other_orders
from actions.backend.model import NOT_SHIPPED, OrderState, RefundState, ReturnState
from actions.backend.sql import SqlShop
from actions.backend.tables import articles, orders
from actions.database import Database
from tests.actions.conftest import NOW, TODAY

OLDER = Path(__file__).parent / "older_shop.sql"
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


@pytest.fixture
def empty_database(any_gate_database: Database) -> Database:
    """A database in which no shop was ever built."""
    any_gate_database.make_room()
    return any_gate_database


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
    def moved(thing, days):
        if isinstance(thing, date):
            return thing + days
        if isinstance(thing, tuple):
            return tuple(moved(each, days) for each in thing)
        if is_dataclass(thing):
            return replace(thing, **{field.name: moved(getattr(thing, field.name), days) for field in fields(thing)})
        return thing

    weeks = timedelta(weeks=14)
    assert moved(other_orders(TODAY), weeks) == other_orders(TODAY + weeks)
    assert moved(known_orders(TODAY), weeks) == known_orders(TODAY + weeks)


def test_what_came_after_the_parcel_fits_the_order():
    for order in (*known_orders(TODAY), *other_orders(TODAY)):
        shipped = order.state not in {*NOT_SHIPPED, OrderState.CANCELLED}
        sent_back = order.state in {OrderState.RETURNED, OrderState.REFUNDED}
        assert (order.invoice is not None) == shipped
        assert (order.returnable_until is not None) == (sent_back or order.state is OrderState.DELIVERED)
        assert {each.state for each in order.returns} == ({ReturnState.ARRIVED} if sent_back else set()) or (
            order.state is OrderState.DELIVERED and order.returns[0].state is ReturnState.ANNOUNCED
        )
        if order.invoice:
            assert order.placed_on <= order.invoice.issued_on <= order.state_since
        for each in order.returns:
            assert order.placed_on < each.started_on <= TODAY
            assert set(each.skus) <= {line.sku for line in order.lines}
        if order.refund:
            assert sent_back
            assert 0 < order.refund.cents <= order.total_cents
            assert (order.refund.state is RefundState.PAID) == (order.state is OrderState.REFUNDED)


def test_the_known_orders_show_what_can_be_asked_about(shop):
    assert shop.order("BW-104733").returnable_until >= TODAY
    assert not shop.order("BW-104733").returns
    assert shop.order("BW-104977").refund.state is RefundState.ON_ITS_WAY
    assert shop.order("BW-105020").refund.state is RefundState.PAID
    assert shop.order("BW-104903").invoice.due_on > TODAY


def test_among_the_others_each_case_that_a_customer_can_be_in_is_there():
    others = other_orders(TODAY)
    assert any(each.state is OrderState.DELIVERED and each.returnable_until < TODAY for each in others)
    assert any(each.state is OrderState.DELIVERED and each.returns for each in others)
    assert any(each.state is OrderState.RETURNED and each.refund is None for each in others)
    assert any(each.state is OrderState.RETURNED and each.refund for each in others)
    assert any(each.invoice and each.invoice.due_on for each in others)
    assert any(each.returns and each.keeps for each in others)


def test_each_article_has_three_or_four_facts(shop):
    for article in shop.articles():
        assert len(article.facts) in {3, 4}, article.sku
        assert all(fact.de and fact.en and len(fact.de) < 80 for fact in article.facts)


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
        connection.exec_driver_sql("DELETE FROM invoices WHERE order_number = 'BW-104512'")
        connection.execute(orders.delete().where(orders.c.number == "BW-104512"))
    assert shop.order("BW-104512") is None

    assert seed(any_shop_database, TODAY) == (0, 1)
    assert len(shop.order("BW-104512").lines) == 2


def test_a_new_database_is_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "new" / "shop.db"
    seed(Database(f"sqlite:///{path}", seconds=5, what="shop database"), date(2027, 1, 1))
    assert path.stat().st_mode & 0o077 == 0


def test_a_demo_shop_of_the_first_version_is_brought_up_and_keeps_what_customers_did(empty_database):
    with empty_database.transaction() as connection:
        for statement in OLDER.read_text(encoding="utf-8").split(";\n"):
            sqlite = connection.dialect.name == "sqlite"
            connection.exec_driver_sql(statement if sqlite else statement.replace("DATETIME", "TIMESTAMPTZ"))

    # Built on the first day; the version that needs more comes two weeks later.
    assert seed(empty_database, TODAY + timedelta(14)).orders == 324
    shop = SqlShop(empty_database, lambda: NOW)
    assert shop.order("BW-104855").state is OrderState.CANCELLED, "a customer did that"
    assert shop.cancel("BW-104855", "turn-1").done, "and it is still known which wish it was"
    assert shop.order("BW-104733") == known_orders(TODAY)[1]
    assert shop.order("BW-104977") == known_orders(TODAY)[5]
    assert shop.account("mia.keller@example.com")
    assert shop.start_return("BW-104733", ["BG-3001"], "turn-2").done

    shop.set_newsletter("mia.keller@example.com", "turn-3", wanted=False)
    assert seed(empty_database, TODAY + timedelta(14)) == (0, 0)
    assert not shop.subscribes("mia.keller@example.com")
