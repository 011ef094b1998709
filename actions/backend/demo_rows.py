"""The demo shop's things as rows of its tables."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from actions.backend.demo_articles import ARTICLES
from actions.backend.demo_facts_gear import FACTS as GEAR
from actions.backend.demo_facts_wear import FACTS as WEAR
from actions.backend.model import Account, Order
from actions.backend.rows import address_values
from actions.backend.tables import invoices, order_lines, refunds, return_lines, returns

Row = dict[str, Any]


def article_rows(today: date) -> list[Row]:
    """The assortment, as it is on the demo's first day."""
    rows = []
    for article in ARTICLES:
        row = article._asdict()
        days = row.pop("restock_days")
        rows.append(row | {"restock_on": None if days is None else today + timedelta(days)})
    return rows


def fact_rows() -> Iterator[Row]:
    """What the pages say about each article."""
    for sku, facts in (WEAR | GEAR).items():
        for position, fact in enumerate(facts, start=1):
            yield {"sku": sku, "position": position, "fact_de": fact.de, "fact_en": fact.en}


def account_row(account: Account) -> Row:
    """An account that is not about to move."""
    address = address_values(account.address, "") if account.address else {}
    nowhere = dict.fromkeys(("addressee", "street", "postcode", "city", "country"))
    return {"email": account.email, "name": account.name, **nowhere, **address}


def order_row(order: Order) -> Row:
    """The order without what belongs to it."""
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
        "returnable_until": order.returnable_until,
    }


def line_rows(order: Order) -> list[Row]:
    """The lines of an order."""
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


def add_lines(connection: Connection, some: Iterable[Order]) -> None:
    """Write the lines of these orders."""
    rows = [row for order in some for row in line_rows(order)]
    if rows:
        connection.execute(insert(order_lines), rows)


def add_what_came_after(connection: Connection, some: Iterable[Order]) -> None:
    """Write the returns, refunds and invoices of these orders."""
    for order in some:
        for position, each in enumerate(order.returns, start=1):
            parcel = each.parcel
            row = {
                "number": each.number,
                "order_number": order.number,
                "position": position,
                "state": each.state,
                "started_on": each.started_on,
                "carrier": parcel.carrier,
                "parcel_number": parcel.number,
                "parcel_url": parcel.url,
            }
            connection.execute(insert(returns).values(row))
            lines = [{"order_number": order.number, "sku": sku, "return_number": each.number} for sku in each.skus]
            connection.execute(insert(return_lines), lines)
        if order.refund:
            connection.execute(insert(refunds).values(order_number=order.number, **_values(order.refund)))
        if order.invoice:
            connection.execute(insert(invoices).values(order_number=order.number, **_values(order.invoice)))


def _values(thing: Any) -> Row:
    return {field: getattr(thing, field) for field in thing.__dataclass_fields__}
