"""Building the demo shop's database."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select

from actions.backend.demo_accounts import demo_accounts
from actions.backend.demo_older import bring_up
from actions.backend.demo_orders import known_orders, other_orders
from actions.backend.demo_rows import (
    account_row,
    add_lines,
    add_what_came_after,
    article_rows,
    fact_rows,
    order_row,
)
from actions.backend.model import Order
from actions.backend.tables import accounts, article_facts, articles, metadata, newsletter, orders
from actions.database import Database


class Seeded(NamedTuple):
    """How many rows were new."""

    articles: int
    orders: int


def seed(database: Database, today: date) -> Seeded:
    """Create what is missing in the demo shop; what is there stays as customers left it.

    A demo shop that an earlier version built gets the tables and columns it lacks.

    Raises:
        BackendError: The database does not answer.
    """
    database.make_room()
    # Readers go on while a change is written. The mode is a property of the file.
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with database.transaction() as connection:
        bring_up(connection, today)
        metadata.create_all(connection)
        new_articles = _add_missing(connection, articles, "sku", article_rows(today))
        _add_facts(connection)
        all_orders = (*known_orders(today), *other_orders(today))
        new_orders = _add_missing(connection, orders, "number", [order_row(order) for order in all_orders])
        mine = [order for order in all_orders if order.number in new_orders]
        add_lines(connection, mine)
        add_what_came_after(connection, mine)
        _add_accounts(connection, all_orders)
    return Seeded(len(new_articles), len(new_orders))


def _add_missing(connection: Connection, table: Table, key: str, rows: Iterable[Mapping[str, Any]]) -> set[str]:
    there = set(connection.scalars(select(table.c[key])))
    missing = [row for row in rows if row[key] not in there]
    if missing:
        connection.execute(insert(table), missing)
    return {row[key] for row in missing}


def _add_facts(connection: Connection) -> None:
    told = set(connection.scalars(select(article_facts.c.sku)))
    rows = [row for row in fact_rows() if row["sku"] not in told]
    if rows:
        connection.execute(insert(article_facts), rows)


def _add_accounts(connection: Connection, all_orders: Iterable[Order]) -> None:
    all_accounts = demo_accounts(all_orders)
    new = _add_missing(connection, accounts, "email", [account_row(account) for account in all_accounts])
    readers = [{"email": account.email} for account in all_accounts if account.newsletter and account.email in new]
    if readers:
        _add_missing(connection, newsletter, "email", readers)
