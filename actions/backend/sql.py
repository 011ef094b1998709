"""The shop's port on the demo shop's SQL database."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from actions.backend.model import NOT_SHIPPED, Address, Article, Change, Line, Name, Order, OrderState, Parcel
from actions.backend.tables import articles, changes, order_lines, orders
from actions.database import Database

CANCEL = "cancel"


class SqlShop:
    """A `Shop` that reads and writes the tables of the demo shop; it blocks, so call it from a thread."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Use `database`; `now` gives the time of a change, with its zone."""
        self._database = database
        self._now = now

    def articles(self) -> tuple[Article, ...]:
        """Every article by its number. Raises `BackendError`."""
        with self._database.transaction() as connection:
            rows = connection.execute(select(articles).order_by(articles.c.sku)).mappings().all()
        return tuple(_article(row) for row in rows)

    def order(self, number: str) -> Order | None:
        """The order with this number, or None. Raises `BackendError`."""
        with self._database.transaction() as connection:
            return _find(connection, number)

    def orders_of(self, email: str) -> tuple[Order, ...]:
        """All orders of this e-mail address, the newest first. Raises `BackendError`."""
        with self._database.transaction() as connection:
            wanted = select(orders).where(func.lower(orders.c.email) == email.lower())
            newest_first = wanted.order_by(orders.c.placed_on.desc(), orders.c.number.desc())
            rows = connection.execute(newest_first).mappings().all()
            return tuple(_order(row, _lines(connection, row["number"])) for row in rows)

    def cancel(self, number: str, key: str) -> Change:
        """Cancel an order that is not yet shipped, once for each `key`. Raises as `Orders.cancel` says."""
        try:
            with self._database.transaction() as connection:
                done = self._done_before(connection, number, key) or self._cancel(connection, number, key)
                order = _find(connection, number)
        except IntegrityError as error:
            # Two repeats of one wish at the same moment for different orders: the row of the first one stands.
            raise ValueError("this idempotency key was used for another change") from error
        if order is None:
            raise KeyError(number)
        return Change(order, done)

    def _done_before(self, connection: Connection, number: str, key: str) -> bool:
        row = connection.execute(select(changes).where(changes.c.key == key)).mappings().one_or_none()
        if row is None:
            return False
        if (row["kind"], row["order_number"]) != (CANCEL, number):
            raise ValueError("this idempotency key was used for another change")
        return True

    def _cancel(self, connection: Connection, number: str, key: str) -> bool:
        now = self._now()
        # Deciding and changing in one statement: an order that is shipped meanwhile stays shipped.
        changed = connection.execute(
            update(orders)
            .where(orders.c.number == number, orders.c.state.in_(sorted(NOT_SHIPPED)))
            .values(state=OrderState.CANCELLED, state_since=now.date(), expected_on=None)
        )
        if changed.rowcount == 0:
            # A repeat that ran at the same moment may have done it while this one waited for the row.
            return self._done_before(connection, number, key)
        connection.execute(insert(changes).values(key=key, kind=CANCEL, order_number=number, at=now))
        return True


def _find(connection: Connection, number: str) -> Order | None:
    row = connection.execute(select(orders).where(orders.c.number == number)).mappings().one_or_none()
    return None if row is None else _order(row, _lines(connection, number))


def _lines(connection: Connection, number: str) -> Sequence[RowMapping]:
    wanted = select(order_lines).where(order_lines.c.order_number == number).order_by(order_lines.c.position)
    return connection.execute(wanted).mappings().all()


def _order(row: RowMapping, lines: Sequence[RowMapping]) -> Order:
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
    )


def _parcel(row: RowMapping) -> Parcel | None:
    if row["parcel_number"] is None:
        return None
    return Parcel(row["carrier"], row["parcel_number"], row["parcel_url"])


def _article(row: RowMapping) -> Article:
    values: dict[str, Any] = dict(row)
    name = Name(values.pop("name_de"), values.pop("name_en"))
    return Article(name=name, **values)
