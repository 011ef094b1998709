"""The shop as actions see it: small, typed, without a word about how it is stored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

Language = Literal["de", "en"]
Currency = Literal["EUR", "CHF"]


class OrderState(StrEnum):
    """Where an order is; only the first two can still be cancelled."""

    PLACED = "placed"
    PACKING = "packing"
    SHIPPED = "shipped"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    RETURNED = "returned"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


CANCELLABLE = frozenset({OrderState.PLACED, OrderState.PACKING})


@dataclass(frozen=True, slots=True)
class Name:
    """One name in both languages."""

    de: str
    en: str

    def in_(self, language: Language) -> str:
        """The name in `language`."""
        return self.en if language == "en" else self.de


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order; `cents` is the price of a single piece in the order's currency."""

    sku: str
    name: Name
    quantity: int
    cents: int


@dataclass(frozen=True, slots=True)
class Address:
    """Where an order goes; `country` is DE, AT or CH."""

    name: str
    street: str
    postcode: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the carrier knows an order by; `url` is the carrier's page for this parcel."""

    carrier: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order with everything the desk shows; amounts in cents of `currency`.

    `state_since` is the day the state was reached, `expected_on` the promised day of delivery while it is on its way.
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
    parcel: Parcel | None

    @property
    def total_cents(self) -> int:
        """What the customer pays, delivery included."""
        return self.shipping_cents + sum(line.quantity * line.cents for line in self.lines)


@dataclass(frozen=True, slots=True)
class Article:
    """What the shop sells; `restock_on` is the day on which more are expected, if one is known."""

    sku: str
    name: Name
    eur_cents: int
    chf_cents: int
    stock: int
    restock_on: date | None


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The order after a wish to cancel it; `done` says whether this wish did it, now or when it was first sent."""

    order: Order
    done: bool


class BackendError(Exception):
    """Something behind an action could not be asked; `detail` is for staff and names neither data nor secrets."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class BackendDownError(BackendError):
    """It refused, failed or is not there."""


class BackendSlowError(BackendError):
    """It did not answer within its time."""


class Catalogue(Protocol):
    """What anybody may know about the shop."""

    def articles(self) -> tuple[Article, ...]:
        """Every article, in a fixed order.

        Raises:
            BackendError: The shop could not be asked.
        """
        ...


class Orders(Protocol):
    """What belongs to a customer. Only the identity gate and the desk hold one."""

    def order(self, number: str) -> Order | None:
        """The order with this number (`BW-` and six digits), or None.

        Raises:
            BackendError: The shop could not be asked.
        """
        ...

    def orders_of(self, email: str) -> tuple[Order, ...]:
        """All orders of this e-mail address, the newest first.

        Raises:
            BackendError: The shop could not be asked.
        """
        ...

    def cancel(self, number: str, key: str) -> Cancellation:
        """Cancel an order that is not yet shipped, once for each idempotency `key`.

        Raises:
            KeyError: There is no such order.
            ValueError: The key was used for something else.
            BackendError: The shop could not be asked; whether the order is cancelled is then unknown.
        """
        ...


class Shop(Catalogue, Orders, Protocol):
    """The whole shop; what one implementation provides."""
