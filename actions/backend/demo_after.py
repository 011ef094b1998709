"""What came after the demo shop's orders were shipped: invoices, returns, refunds, by fixed rules."""

from dataclasses import replace
from datetime import date, timedelta

from actions.backend.model import Invoice, Order, OrderState, Refund, RefundState, Return, ReturnState
from actions.backend.parcels import parcel
from actions.backend.terms import RETURN_DAYS, refund_cents, refund_expected

SHIPPED_STATES = frozenset(OrderState) - {OrderState.PLACED, OrderState.PACKING, OrderState.CANCELLED}
SENT_BACK = frozenset({OrderState.RETURNED, OrderState.REFUNDED})
VAT_PERMILLE = {"DE": 190, "AT": 200, "CH": 81}
PAYMENT_DAYS = 30
DAYS_TO_DELIVER = 5
# The parcel comes back so many days after it was announced, the money goes so many days after that.
DAYS_BACK, DAYS_TO_REFUND = 5, 3
# Lea's return has arrived and her money is on its way.
REFUND_ON_ITS_WAY = frozenset({"BW-104977"})
KNOWN_AND_KEPT = frozenset({"BW-104733"})


def came_after(order: Order, today: date) -> Order:
    """The order with its invoice, returns and refund; those that are not shipped have none."""
    if order.state not in SHIPPED_STATES:
        return order
    order = replace(order, returnable_until=_returnable_until(order))
    order = replace(order, returns=_returns(order, today))
    order = replace(order, refund=_refund(order))
    return replace(order, invoice=_invoice(order, today))


def _digits(order: Order) -> int:
    return int(order.number.removeprefix("BW-"))


def _returnable_until(order: Order) -> date | None:
    if order.state is OrderState.DELIVERED:
        return order.state_since + timedelta(RETURN_DAYS)
    if order.state in SENT_BACK:
        return order.placed_on + timedelta(DAYS_TO_DELIVER + RETURN_DAYS)
    return None


def _returns(order: Order, today: date) -> tuple[Return, ...]:
    digits = _digits(order)
    if order.state in SENT_BACK:
        # Every third one keeps something.
        lines = order.lines[:1] if digits % 3 == 0 else order.lines
        started_on = _arrived_on(order) - timedelta(DAYS_BACK)
        return (_return(order, ReturnState.ARRIVED, started_on, tuple(line.sku for line in lines)),)
    until = order.returnable_until
    # Every sixth one of those who still may has announced that something comes back.
    if until and until >= today and digits % 6 == 0 and order.number not in KNOWN_AND_KEPT:
        started_on = min(order.state_since + timedelta(2), today)
        return (_return(order, ReturnState.ANNOUNCED, started_on, (order.lines[0].sku,)),)
    return ()


def _return(order: Order, state: ReturnState, started_on: date, skus: tuple[str, ...]) -> Return:
    digits = _digits(order) + 100_000
    return Return(f"RT-{digits}", state, started_on, skus, parcel(digits, order.address.country))


def _arrived_on(order: Order) -> date:
    return order.state_since - timedelta(DAYS_TO_REFUND if order.state is OrderState.REFUNDED else 0)


def _refund(order: Order) -> Refund | None:
    paid = order.state is OrderState.REFUNDED
    on_its_way = order.number in REFUND_ON_ITS_WAY or _digits(order) % 2 == 0
    if order.state not in SENT_BACK or not (paid or on_its_way):
        return None
    cents = refund_cents(order.lines, order.shipping_cents, order.returns[0].skus)
    state = RefundState.PAID if paid else RefundState.ON_ITS_WAY
    return Refund(state, cents, order.state_since, refund_expected(_arrived_on(order)))


def _invoice(order: Order, today: date) -> Invoice:
    shipped_on = min(order.placed_on + timedelta(2), order.state_since)
    due_on = shipped_on + timedelta(PAYMENT_DAYS)
    due = order.payment == "invoice" and due_on >= today and order.state not in SENT_BACK
    number = order.number.replace("BW-", "RE-")
    return Invoice(number, shipped_on, VAT_PERMILLE[order.address.country], due_on if due else None)
