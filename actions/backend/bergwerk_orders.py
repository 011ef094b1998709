"""What the demo shop's REST API says about orders, and what it means here."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from actions.backend import model
from actions.backend.bergwerk_shapes import Address, Money, Paged, Shape, Text, Texts, cents
from actions.backend.model import OrderState, RefundState, ReturnState
from actions.backend.port import BackendDownError

ORDER_STATES = {
    "new": OrderState.PLACED,
    "in_preparation": OrderState.PACKING,
    "in_transit": OrderState.SHIPPED,
    "on_the_van": OrderState.OUT_FOR_DELIVERY,
    "delivered": OrderState.DELIVERED,
    "sent_back": OrderState.RETURNED,
    "paid_back": OrderState.REFUNDED,
    "void": OrderState.CANCELLED,
}
Status = Literal["new", "in_preparation", "in_transit", "on_the_van", "delivered", "sent_back", "paid_back", "void"]
Percent = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}\.[0-9]$")]


class Shipment(Shape):
    """What the carrier knows a parcel by."""

    carrier: Text
    tracking_number: Text
    tracking_url: Text

    def parcel(self) -> model.Parcel:
        """The same here."""
        return model.Parcel(self.carrier, self.tracking_number, self.tracking_url)


class Return(Shape):
    """What comes back."""

    return_number: Text
    status: Literal["expected", "received"]
    created_on: date
    article_numbers: list[Text]
    shipment: Shipment

    def back(self) -> model.Return:
        """The same here."""
        state = ReturnState.ARRIVED if self.status == "received" else ReturnState.ANNOUNCED
        skus = tuple(self.article_numbers)
        return model.Return(self.return_number, state, self.created_on, skus, self.shipment.parcel())


class Refund(Shape):
    """Money that goes back."""

    status: Literal["initiated", "completed"]
    amount: Money
    status_since: date
    latest_on: date

    def refund(self) -> model.Refund:
        """The same here."""
        state = RefundState.PAID if self.status == "completed" else RefundState.ON_ITS_WAY
        return model.Refund(state, cents(self.amount), self.status_since, self.latest_on)


class Invoice(Shape):
    """The bill."""

    invoice_number: Text
    issued_on: date
    vat_percent: Percent
    payable_by: date | None

    def invoice(self) -> model.Invoice:
        """The same here."""
        permille = int(Decimal(self.vat_percent) * 10)
        return model.Invoice(self.invoice_number, self.issued_on, permille, self.payable_by)


class Item(Shape):
    """A line of an order."""

    article_number: Text
    title: Texts
    quantity: Annotated[int, Field(ge=1, le=1_000_000)]
    unit_price: Money

    def line(self) -> model.Line:
        """The same here."""
        return model.Line(self.article_number, self.title.name(), self.quantity, cents(self.unit_price))


class Amounts(Shape):
    """What an order costs."""

    currency: model.Currency
    shipping: Money
    total: Money


class Owner(Shape):
    """Whose order it is."""

    email: Text


class Order(Shape):
    """An order with everything about it."""

    order_number: Text
    status: Status
    status_since: date
    ordered_on: date
    promised_for: date | None
    customer: Owner
    amounts: Amounts
    payment_method: Text
    items: list[Item]
    shipping_address: Address
    shipment: Shipment | None
    returnable_until: date | None
    returns: list[Return]
    refund: Refund | None
    invoice: Invoice | None

    def order(self) -> model.Order:
        """The same here. Raises `BackendDownError` where its amounts do not add up."""
        order = model.Order(
            number=self.order_number,
            email=self.customer.email,
            state=ORDER_STATES[self.status],
            state_since=self.status_since,
            placed_on=self.ordered_on,
            expected_on=self.promised_for,
            currency=self.amounts.currency,
            shipping_cents=cents(self.amounts.shipping),
            payment=self.payment_method,
            lines=tuple(item.line() for item in self.items),
            address=self.shipping_address.address(),
            parcel=self.shipment.parcel() if self.shipment else None,
            returnable_until=self.returnable_until,
            returns=tuple(each.back() for each in self.returns),
            refund=self.refund.refund() if self.refund else None,
            invoice=self.invoice.invoice() if self.invoice else None,
        )
        if order.total_cents != cents(self.amounts.total):
            raise BackendDownError("shop API: amounts that do not add up")
        return order


class Orders(Paged):
    """A page of a customer's orders."""

    data: list[Order]
