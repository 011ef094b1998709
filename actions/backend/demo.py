"""Building the demo shop's database."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select

from actions.backend.demo_articles import ARTICLES
from actions.backend.demo_orders import known_orders, other_orders
from actions.backend.model import Order
from actions.backend.tables import articles, metadata, order_lines, orders
from actions.database import Database


class Seeded(NamedTuple):
    """How many rows were new."""

    articles: int
    orders: int


def seed(database: Database, today: date) -> Seeded:
    """Create what is missing in the demo shop; what is there stays as customers left it.

    Raises:
        BackendError: The database does not answer.
    """
    database.make_room()
    # Readers go on while a change is written. The mode is a property of the file.
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with database.transaction() as connection:
        metadata.create_all(connection)
        new_articles = _add_missing(connection, articles, "sku", _article_rows(today))
        all_orders = (*known_orders(today), *other_orders(today))
        new_orders = _add_missing(connection, orders, "number", [_order_row(order) for order in all_orders])
        lines = [row for order in all_orders if order.number in new_orders for row in _line_rows(order)]
        if lines:
            connection.execute(insert(order_lines), lines)
    return Seeded(len(new_articles), len(new_orders))


def _add_missing(connection: Connection, table: Table, key: str, rows: Iterable[Mapping[str, Any]]) -> set[str]:
    there = set(connection.scalars(select(table.c[key])))
    missing = [row for row in rows if row[key] not in there]
    if missing:
        connection.execute(insert(table), missing)
    return {row[key] for row in missing}


def _article_rows(today: date) -> list[dict[str, Any]]:
    rows = []
    for article in ARTICLES:
        row = article._asdict()
        days = row.pop("restock_days")
        rows.append(row | {"restock_on": None if days is None else today + timedelta(days)})
    return rows


def _order_row(order: Order) -> dict[str, Any]:
    parcel = order.parcel
    return {
        "number": order.number,
        "email": order.email,
        "state": order.state.value,
        "state_since": order.state_since,
        "placed_on": order.placed_on,
        "expected_on": order.expected_on,
        "currency": order.currency,
        "shipping_cents": order.shipping_cents,
        "payment": order.payment,
        "name": order.address.name,
        "street": order.address.street,
        "postcode": order.address.postcode,
        "city": order.address.city,
        "country": order.address.country,
        "carrier": parcel.carrier if parcel else None,
        "parcel_number": parcel.number if parcel else None,
        "parcel_url": parcel.url if parcel else None,
    }


def _line_rows(order: Order) -> list[dict[str, Any]]:
    return [
        {
            "order_number": order.number,
            "position": position,
            "sku": line.sku,
            "name_de": line.name.de,
            "name_en": line.name.en,
            "quantity": line.quantity,
            "cents": line.cents,
        }
        for position, line in enumerate(order.lines, start=1)
    ]
