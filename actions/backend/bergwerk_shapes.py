"""What the demo shop's REST API says, and what it means here. A missing field is an error, never a guess."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from actions.backend import model

Money = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,7}\.[0-9]{2}$")]
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


class Shape(BaseModel):
    """Anything that the API says."""

    model_config = ConfigDict(strict=True, extra="ignore")


class Refusal(Shape):
    """Why something was not done."""

    error: Text


class Texts(Shape):
    """One text in both languages."""

    de: Text
    en: Text

    def name(self) -> model.Name:
        """The same here."""
        return model.Name(self.de, self.en)


class Prices(Shape):
    """What an article costs."""

    EUR: Money
    CHF: Money


class Inventory(Shape):
    """How many there are."""

    on_hand: Pieces
    expected_on: date | None


class Article(Shape):
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


class Pagination(Shape):
    """How many pages there are."""

    pages: Pieces


class Paged(Shape):
    """Any list."""

    pagination: Pagination


class Articles(Paged):
    """A page of the catalogue."""

    data: list[Article]


class Address(Shape):
    """Where something goes."""

    recipient: Text
    street: Text
    postal_code: Text
    town: Text
    country_code: model.Country

    def address(self) -> model.Address:
        """The same here."""
        return model.Address(self.recipient, self.street, self.postal_code, self.town, self.country_code)


class AddressChange(Shape):
    """Another address from a day on."""

    address: Address
    valid_from: date


class Customer(Shape):
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


class Reader(Shape):
    """Whether somebody gets the newsletter."""

    subscribed: bool


class Reset(Shape):
    """A link to set a new password."""

    url: Text
