"""What the demo shop's API takes."""

from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from actions.backend.model import Address, Country

Body = TypeVar("Body", bound=BaseModel)


class InvalidBodyError(Exception):
    """The body is no JSON of the expected shape; the message names the fields and nothing of what is in them."""


class _Body(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class AddressBody(_Body):
    """Where something goes."""

    recipient: str
    street: str
    postal_code: str
    town: str
    country_code: Country

    def address(self) -> Address:
        """The same as the shop means it."""
        return Address(self.recipient, self.street, self.postal_code, self.town, self.country_code)


class ReturnBody(_Body):
    """Which articles come back."""

    article_numbers: list[str]


class AddressChangeBody(_Body):
    """Another address from a day on."""

    address: AddressBody
    valid_from: date


class NewsletterBody(_Body):
    """Whether the newsletter is wanted."""

    subscribed: bool


def read(body: bytes, kind: type[Body]) -> Body:
    """The body as a `kind`. Raises `InvalidBodyError`."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        places = sorted({".".join(map(str, each["loc"])) or "body" for each in error.errors(include_input=False)})
        raise InvalidBodyError(", ".join(places)[:200]) from None
