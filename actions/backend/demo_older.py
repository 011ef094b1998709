"""Bringing up a demo shop that an earlier version built: it keeps what customers did."""

from datetime import date, timedelta

from sqlalchemy import Connection, DateTime, insert, inspect, select, text, update

from actions.backend.demo_orders import KNOWN, known_orders, other_orders
from actions.backend.demo_rows import add_what_came_after
from actions.backend.once import Wish
from actions.backend.tables import changes, metadata, orders


def bring_up(connection: Connection, today: date) -> None:
    """Add what the first version's database lacks; does nothing to one that has it all, or is empty."""
    known = inspect(connection)
    if not known.has_table("orders") or any(each["name"] == "returnable_until" for each in known.get_columns("orders")):
        return
    # A write first: SQLite undoes changes of tables only in a transaction that began with one.
    connection.execute(text("UPDATE orders SET state = state"))
    connection.execute(text("ALTER TABLE orders ADD COLUMN returnable_until DATE"))
    _convert_changes(connection)
    metadata.create_all(connection)
    _add_what_came_after(connection, today)


def _convert_changes(connection: Connection) -> None:
    made = text("SELECT key, kind, order_number, at FROM changes").columns(at=DateTime(timezone=True))
    rows = [
        {"key": row.key, "kind": row.kind, "subject": row.order_number, "at": row.at}
        | {"content": Wish(row.kind, row.order_number, row.key).content}
        for row in connection.execute(made)
    ]
    changes.drop(connection)
    changes.create(connection)
    if rows:
        connection.execute(insert(changes), rows)


def _add_what_came_after(connection: Connection, today: date) -> None:
    first_day = _first_day(connection) or today
    states = {row.number: row.state for row in connection.execute(select(orders.c.number, orders.c.state))}
    all_orders = (*known_orders(first_day), *other_orders(first_day))
    unchanged = [order for order in all_orders if states.get(order.number) == order.state]
    for order in unchanged:
        until = {"returnable_until": order.returnable_until}
        connection.execute(update(orders).where(orders.c.number == order.number).values(until))
    add_what_came_after(connection, unchanged)


def _first_day(connection: Connection) -> date | None:
    """The day on which the demo was built: its orders' days count from there."""
    known = KNOWN[0]
    placed_on = connection.scalar(select(orders.c.placed_on).where(orders.c.number == f"BW-{known[0]}"))
    return None if placed_on is None else placed_on + timedelta(known[3])
