"""Orders in the demo shop's SQL database."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import astuple
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from actions.backend.keep import LONGEST_EMAIL, check_address, keepable
from actions.backend.model import NOT_SHIPPED, Address, Change, Order, OrderState, RefundState, ReturnState
from actions.backend.once import Once, Wish
from actions.backend.parcels import parcel
from actions.backend.rows import read_order, read_orders
from actions.backend.tables import orders, refunds, return_lines, returns
from actions.backend.terms import refund_cents, refund_expected
from actions.database import Database

LONGEST_NUMBER = 9
# The numbers below belong to the returns that the demo begins with.
FIRST_RETURN = 300_000


class SqlOrders:
    """`Orders` that reads and writes the tables of the demo shop."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Use `database`; `now` gives the time of a change, with its zone."""
        self._database = database
        self._once = Once(database, now)

    def order(self, number: str) -> Order | None:
        """The order with this number, or None. Raises `BackendError`."""
        if not keepable(number, LONGEST_NUMBER):
            return None
        with self._database.transaction() as connection:
            return read_order(connection, number)

    def orders_of(self, email: str) -> tuple[Order, ...]:
        """All orders of this e-mail address, the newest first. Raises `BackendError`."""
        if not keepable(email, LONGEST_EMAIL):
            return ()
        with self._database.transaction() as connection:
            return read_orders(connection, func.lower(orders.c.email) == email.lower())

    def cancel(self, number: str, key: str) -> Change:
        """Cancel an order that is not yet shipped, once for each `key`. Raises as `Orders` says."""

        def change(connection: Connection, order: Order, now: datetime) -> bool:
            if order.state not in NOT_SHIPPED:
                return False
            values = {"state": OrderState.CANCELLED, "state_since": now.date(), "expected_on": None}
            connection.execute(update(orders).where(orders.c.number == number).values(values))
            return True

        return self._change(Wish("cancel", number, key), change)

    def change_address(self, number: str, address: Address, key: str) -> Change:
        """Send an order that is not yet shipped elsewhere in its country, once for each `key`. Raises as `Orders`."""
        check_address(address)

        def change(connection: Connection, order: Order, _now: datetime) -> bool:
            if order.state not in NOT_SHIPPED or address.country != order.address.country:
                return False
            values = {
                "name": address.name,
                "street": address.street,
                "postcode": address.postcode,
                "city": address.city,
            }
            connection.execute(update(orders).where(orders.c.number == number).values(values))
            return True

        return self._change(Wish("change_address", number, key, astuple(address)), change)

    def start_return(self, number: str, skus: Collection[str], key: str) -> Change:
        """Announce that these lines come back, once for each `key`. Raises as `Orders` says."""
        wanted = tuple(sorted(set(skus)))

        def change(connection: Connection, order: Order, now: datetime) -> bool:
            until = order.returnable_until
            in_time = order.state is OrderState.DELIVERED and until is not None and now.date() <= until
            if not (in_time and wanted and set(wanted) <= {line.sku for line in order.keeps}):
                return False
            _announce(connection, order, wanted, now)
            return True

        return self._change(Wish("start_return", number, key, wanted), change)

    def pay_back(self, number: str, key: str) -> Change:
        """Start the refund of an order whose return has arrived, once for each `key`. Raises as `Orders` says."""

        def change(connection: Connection, order: Order, now: datetime) -> bool:
            back = {sku for each in order.returns if each.state is ReturnState.ARRIVED for sku in each.skus}
            if order.state is not OrderState.RETURNED or order.refund or not back:
                return False
            row = {
                "order_number": number,
                "state": RefundState.ON_ITS_WAY,
                "cents": refund_cents(order.lines, order.shipping_cents, back),
                "since": now.date(),
                "expected_on": refund_expected(now.date()),
            }
            connection.execute(insert(refunds).values(row))
            return True

        return self._change(Wish("pay_back", number, key), change)

    def _change(self, wish: Wish, change: Callable[[Connection, Order, datetime], bool]) -> Change:
        if not keepable(wish.subject, LONGEST_NUMBER):
            raise KeyError(wish.subject)

        def take(connection: Connection) -> None:
            # A write, not a look: an order that somebody ships meanwhile waits for us, or we for them.
            held = update(orders).where(orders.c.number == wish.subject).values(state=orders.c.state)
            if connection.execute(held).rowcount == 0:
                raise KeyError(wish.subject)

        def read(connection: Connection) -> Order:
            order = read_order(connection, wish.subject)
            if order is None:
                raise KeyError(wish.subject)
            return order

        done, order = self._once.make(
            wish, take, lambda connection, now: change(connection, read(connection), now), read
        )
        return Change(order, done)


def _announce(connection: Connection, order: Order, skus: Collection[str], now: datetime) -> None:
    digits = FIRST_RETURN + secrets.randbelow(10**6 - FIRST_RETURN)
    while connection.scalar(select(returns.c.number).where(returns.c.number == f"RT-{digits}")):
        digits = FIRST_RETURN + secrets.randbelow(10**6 - FIRST_RETURN)
    number = f"RT-{digits}"
    label = parcel(digits, order.address.country)
    row = {
        "number": number,
        "order_number": order.number,
        "position": len(order.returns) + 1,
        "state": ReturnState.ANNOUNCED,
        "started_on": now.date(),
        "carrier": label.carrier,
        "parcel_number": label.number,
        "parcel_url": label.url,
    }
    connection.execute(insert(returns).values(row))
    lines = [{"order_number": order.number, "sku": sku, "return_number": number} for sku in skus]
    connection.execute(insert(return_lines), lines)
