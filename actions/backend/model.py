"""What a shop consists of, as actions see it: typed, and without a word about how it is stored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Language = Literal["de", "en"]
Currency = Literal["EUR", "CHF"]
Country = Literal["DE", "AT", "CH"]


class OrderState(StrEnum):
    """Where an order is; only the first two can still be cancelled and sent to another address."""

    PLACED = "placed"
    PACKING = "packing"
    SHIPPED = "shipped"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    RETURNED = "returned"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


NOT_SHIPPED = frozenset({OrderState.PLACED, OrderState.PACKING})


@dataclass(frozen=True, slots=True)
class Name:
    """One name or sentence in both languages."""

    de: str
    en: str

    def in_(self, language: Language) -> str:
        """The name in `language`."""
        return self.en if language == "en" else self.de


@dataclass(frozen=True, slots=True)
class Article:
    """What the shop sells; `restock_on` is the day on which more are expected, if one is known.

    `facts` are what its page says about size, material, weight or care, a short line each.
    """

    sku: str
    name: Name
    eur_cents: int
    chf_cents: int
    stock: int
    restock_on: date | None
    facts: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order; `cents` is the price of a single piece in the order's currency."""

    sku: str
    name: Name
    quantity: int
    cents: int


@dataclass(frozen=True, slots=True)
class Address:
    """Where something goes; `country` is DE, AT or CH."""

    name: str
    street: str
    postcode: str
    city: str
    country: Country


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the carrier knows an order by; `url` is the carrier's page for this parcel."""

    carrier: str
    number: str
    url: str


class ReturnState(StrEnum):
    """Where a parcel that comes back is."""

    ANNOUNCED = "announced"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Return:
    """Lines of an order that come back. `number` is `RT-` and six digits; `parcel` is what the label says."""

    number: str
    state: ReturnState
    started_on: date
    skus: tuple[str, ...]
    parcel: Parcel


class RefundState(StrEnum):
    """Where money that goes back is."""

    ON_ITS_WAY = "on_its_way"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that goes back, in the order's currency and to its means of payment; `expected_on` is the latest day."""

    state: RefundState
    cents: int
    since: date
    expected_on: date


@dataclass(frozen=True, slots=True)
class Invoice:
    """The bill of an order, made on the day it is shipped. `vat_permille` is the tax in it (81 is 8.1 %).

    `due_on` is set where the customer pays by invoice and has not paid yet.
    """

    number: str
    issued_on: date
    vat_permille: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Order:
    """An order with everything about it; amounts in cents of `currency`.

    `state_since` is the day the state was reached, `expected_on` the promised day of delivery while it is on its way,
    `returnable_until` the last day on which a return can be started: None while it is not delivered, or never was.
    """

    number: str
    email: str
    state: OrderState
    state_since: date
    placed_on: date
    expected_on: date | None
    currency: Currency
    shipping_cents: int
    payment: str
    lines: tuple[Line, ...]
    address: Address
    parcel: Parcel | None = None
    returnable_until: date | None = None
    returns: tuple[Return, ...] = ()
    refund: Refund | None = None
    invoice: Invoice | None = None

    @property
    def total_cents(self) -> int:
        """What the customer pays, delivery included."""
        return self.shipping_cents + sum(line.quantity * line.cents for line in self.lines)

    @property
    def keeps(self) -> tuple[Line, ...]:
        """The lines that no return takes back."""
        back = {sku for each in self.returns for sku in each.skus}
        return tuple(line for line in self.lines if line.sku not in back)


@dataclass(frozen=True, slots=True)
class Move:
    """An address that will hold from a day on."""

    address: Address
    from_on: date


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account. `email` is in lower case; `address` is None where none was ever saved."""

    email: str
    name: str
    address: Address | None
    move: Move | None
    newsletter: bool


@dataclass(frozen=True, slots=True)
class Change:
    """An order after a wish to change it; `done` says whether this wish did it, now or when it was first sent.

    Where it was not done the order's state says why.
    """

    order: Order
    done: bool
