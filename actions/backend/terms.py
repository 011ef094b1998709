"""What the shop promises: how long things take, and what money goes back."""

from collections.abc import Collection
from datetime import date, timedelta

from actions.backend.model import Line

RETURN_DAYS = 30
REFUND_WORKING_DAYS = 5
SATURDAY = 5


def refund_expected(arrived_on: date) -> date:
    """The day on which the money is back at the latest."""
    day = arrived_on
    working_days = 0
    while working_days < REFUND_WORKING_DAYS:
        day += timedelta(1)
        working_days += day.weekday() < SATURDAY
    return day


def refund_cents(lines: Collection[Line], shipping_cents: int, back: Collection[str]) -> int:
    """What goes back for the lines in `back`; the delivery too where nothing is kept."""
    goods = sum(line.quantity * line.cents for line in lines if line.sku in back)
    return goods + (shipping_cents if all(line.sku in back for line in lines) else 0)
