"""Rows of the demo shop's tables, read and turned into what they mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from actions.backend.model import (
    Account,
    Address,
    Article,
    Invoice,
    Line,
    Move,
    Name,
    Order,
    OrderState,
    Parcel,
    Refund,
    RefundState,
    Return,
    ReturnState,
)
from actions.backend.tables import (
    article_facts,
    articles,
    invoices,
    order_lines,
    orders,
    refunds,
    return_lines,
    returns,
)

Belongings = Mapping[str, Sequence[RowMapping]]


def read_articles(connection: Connection) -> tuple[Article, ...]:
    """Every article by its number."""
    facts = defaultdict(list)
    for row in connection.execute(select(article_facts).order_by(article_facts.c.sku, article_facts.c.position)):
        facts[row.sku].append(Name(row.fact_de, row.fact_en))
    rows = connection.execute(select(articles).order_by(articles.c.sku)).mappings()
    return tuple(_article(row, tuple(facts[row["sku"]])) for row in rows)


def read_orders(connection: Connection, where: ColumnElement[bool]) -> tuple[Order, ...]:
    """The orders for which this holds, with all that belongs to them, the newest first."""
    newest_first = select(orders).where(where).order_by(orders.c.placed_on.desc(), orders.c.number.desc())
    rows = connection.execute(newest_first).mappings().all()
    numbers = [row["number"] for row in rows]
    if not numbers:
        return ()
    lines = _of(connection, order_lines, numbers, "position")
    back = _of(connection, returns, numbers, "position")
    back_lines = _of(connection, return_lines, numbers, "sku")
    money = _of(connection, refunds, numbers, "order_number")
    bills = _of(connection, invoices, numbers, "number")
    return tuple(
        _order(
            row,
            lines[row["number"]],
            tuple(_return(each, back_lines[row["number"]]) for each in back[row["number"]]),
            next(map(_refund, money[row["number"]]), None),
            next(map(_invoice, bills[row["number"]]), None),
        )
        for row in rows
    )


def read_order(connection: Connection, number: str) -> Order | None:
    """The order with this number, or None."""
    return next(iter(read_orders(connection, orders.c.number == number)), None)


def account(row: RowMapping, *, newsletter: bool) -> Account:
    """An account from its row."""
    moved = _address(row, "move_")
    move = Move(moved, row["move_from_on"]) if moved else None
    return Account(row["email"], row["name"], _address(row, ""), move, newsletter=newsletter)


def address_values(address: Address, prefix: str) -> dict[str, Any]:
    """The columns of an account's address."""
    return {
        f"{prefix}addressee": address.name,
        f"{prefix}street": address.street,
        f"{prefix}postcode": address.postcode,
        f"{prefix}city": address.city,
        f"{prefix}country": address.country,
    }


def _of(connection: Connection, table: Table, numbers: Iterable[str], by: str) -> Belongings:
    found: dict[str, list[RowMapping]] = defaultdict(list)
    wanted = select(table).where(table.c.order_number.in_(numbers)).order_by(table.c[by])
    for row in connection.execute(wanted).mappings():
        found[row["order_number"]].append(row)
    return found


def _order(
    row: RowMapping,
    lines: Sequence[RowMapping],
    back: tuple[Return, ...],
    refund: Refund | None,
    invoice: Invoice | None,
) -> Order:
    return Order(
        number=row["number"],
        email=row["email"],
        state=OrderState(row["state"]),
        state_since=row["state_since"],
        placed_on=row["placed_on"],
        expected_on=row["expected_on"],
        currency=row["currency"],
        shipping_cents=row["shipping_cents"],
        payment=row["payment"],
        lines=tuple(
            Line(line["sku"], Name(line["name_de"], line["name_en"]), line["quantity"], line["cents"]) for line in lines
        ),
        address=Address(row["name"], row["street"], row["postcode"], row["city"], row["country"]),
        parcel=_parcel(row),
        returnable_until=row["returnable_until"],
        returns=back,
        refund=refund,
        invoice=invoice,
    )


def _parcel(row: RowMapping) -> Parcel | None:
    if row["parcel_number"] is None:
        return None
    return Parcel(row["carrier"], row["parcel_number"], row["parcel_url"])


def _return(row: RowMapping, lines: Sequence[RowMapping]) -> Return:
    skus = tuple(line["sku"] for line in lines if line["return_number"] == row["number"])
    parcel = Parcel(row["carrier"], row["parcel_number"], row["parcel_url"])
    return Return(row["number"], ReturnState(row["state"]), row["started_on"], skus, parcel)


def _refund(row: RowMapping) -> Refund:
    return Refund(RefundState(row["state"]), row["cents"], row["since"], row["expected_on"])


def _invoice(row: RowMapping) -> Invoice:
    return Invoice(row["number"], row["issued_on"], row["vat_permille"], row["due_on"])


def _address(row: RowMapping, prefix: str) -> Address | None:
    if row[f"{prefix}addressee"] is None:
        return None
    parts = (row[f"{prefix}{part}"] for part in ("addressee", "street", "postcode", "city", "country"))
    return Address(*parts)


def _article(row: RowMapping, facts: tuple[Name, ...]) -> Article:
    values: dict[str, Any] = dict(row)
    name = Name(values.pop("name_de"), values.pop("name_en"))
    return Article(name=name, facts=facts, **values)
