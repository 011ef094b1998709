"""What the demo shop's REST API says, and what it means here. A missing field is an error, never a guess."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from actions.backend import model
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
Money = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,7}\.[0-9]{2}$")]
Percent = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}\.[0-9]$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
# The pages of the shop's database are as large; a number that nobody can order or stock is a mistake.
Pieces = Annotated[int, Field(ge=0, le=1_000_000)]


def cents(amount: str) -> int:
    """`149.00` in cents."""
    return int(Decimal(amount) * 100)


def address_body(address: model.Address) -> dict[str, Any]:
    """An address as the API takes it."""
    return {
        "recipient": address.name,
        "street": address.street,
        "postal_code": address.postcode,
        "town": address.city,
        "country_code": address.country,
    }


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class Refusal(_Shape):
    """Why something was not done."""

    error: Text


class Texts(_Shape):
    """One text in both languages."""

    de: Text
    en: Text

    def name(self) -> model.Name:
        """The same here."""
        return model.Name(self.de, self.en)


class Prices(_Shape):
    """What an article costs."""

    EUR: Money
    CHF: Money


class Inventory(_Shape):
    """How many there are."""

    on_hand: Pieces
    expected_on: date | None


class Article(_Shape):
    """An article of the catalogue."""

    article_number: Text
    title: Texts
    prices: Prices
    inventory: Inventory
    details: list[Texts]

    def article(self) -> model.Article:
        """The same here."""
        return model.Article(
            self.article_number,
            self.title.name(),
            cents(self.prices.EUR),
            cents(self.prices.CHF),
            self.inventory.on_hand,
            self.inventory.expected_on,
            tuple(each.name() for each in self.details),
        )


class Pagination(_Shape):
    """How many pages there are."""

    pages: Pieces


class Paged(_Shape):
    """Any list."""

    pagination: Pagination


class Articles(Paged):
    """A page of the catalogue."""

    data: list[Article]


class Address(_Shape):
    """Where something goes."""

    recipient: Text
    street: Text
    postal_code: Text
    town: Text
    country_code: model.Country

    def address(self) -> model.Address:
        """The same here."""
        return model.Address(self.recipient, self.street, self.postal_code, self.town, self.country_code)


class Shipment(_Shape):
    """What the carrier knows a parcel by."""

    carrier: Text
    tracking_number: Text
    tracking_url: Text

    def parcel(self) -> model.Parcel:
        """The same here."""
        return model.Parcel(self.carrier, self.tracking_number, self.tracking_url)


class Return(_Shape):
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


class Refund(_Shape):
    """Money that goes back."""

    status: Literal["initiated", "completed"]
    amount: Money
    status_since: date
    latest_on: date

    def refund(self) -> model.Refund:
        """The same here."""
        state = RefundState.PAID if self.status == "completed" else RefundState.ON_ITS_WAY
        return model.Refund(state, cents(self.amount), self.status_since, self.latest_on)


class Invoice(_Shape):
    """The bill."""

    invoice_number: Text
    issued_on: date
    vat_percent: Percent
    payable_by: date | None

    def invoice(self) -> model.Invoice:
        """The same here."""
        permille = int(Decimal(self.vat_percent) * 10)
        return model.Invoice(self.invoice_number, self.issued_on, permille, self.payable_by)


class Item(_Shape):
    """A line of an order."""

    article_number: Text
    title: Texts
    quantity: Annotated[int, Field(ge=1, le=1_000_000)]
    unit_price: Money

    def line(self) -> model.Line:
        """The same here."""
        return model.Line(self.article_number, self.title.name(), self.quantity, cents(self.unit_price))


class Amounts(_Shape):
    """What an order costs."""

    currency: model.Currency
    shipping: Money
    total: Money


class Owner(_Shape):
    """Whose order it is."""

    email: Text


class Order(_Shape):
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


class AddressChange(_Shape):
    """Another address from a day on."""

    address: Address
    valid_from: date


class Customer(_Shape):
    """A customer's account."""

    email: Text
    full_name: Text
    address: Address | None
    address_change: AddressChange | None
    newsletter: bool

    def account(self) -> model.Account:
        """The same here."""
        change = self.address_change
        move = model.Move(change.address.address(), change.valid_from) if change else None
        address = self.address.address() if self.address else None
        return model.Account(self.email.lower(), self.full_name, address, move, newsletter=self.newsletter)


class Reader(_Shape):
    """Whether somebody gets the newsletter."""

    subscribed: bool


class Reset(_Shape):
    """A link to set a new password."""

    url: Text
