"""Customers of the demo: those who have orders at the demo shop, and those who look around."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handover.demo.matters import Matter
from handover.domain.conversation import Customer

_MOODS = {"patient": 50, "terse": 22, "chatty": 16, "angry": 12}
_GERMAN = 0.7
_SIGNED_IN = 0.4
# As the host site signs it.
_VOUCHED_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the demo shop, as whoever placed it knows it; the names of its articles by language."""

    number: str
    state: str
    returnable: bool
    email: str
    name: str
    postcode: str
    city: str
    country: str
    articles: Sequence[Mapping[str, str]]

    def fits(self, matter: Matter) -> bool:
        """Whether this can happen to it."""
        return self.state in matter.states and (self.returnable or matter.name != "return_item")

    @classmethod
    def read(cls, text: str) -> list["Order"]:
        """What `python -m actions orders` wrote."""
        return [cls(**one) for one in json.loads(text)]


@dataclass(frozen=True, slots=True)
class Person:
    """Who comes.

    Attributes:
        locale: What the page of the shop is in.
        client: What the service has instead of their network address.
        order: What they come about, where it is about an order.
        signed_in: Whether the shop vouches for who they are.
    """

    name: str
    email: str
    language: str
    locale: str
    mood: str
    client: str
    order: Order | None
    signed_in: bool

    def as_customer(self, now: datetime) -> Customer:
        """As the host site tells the service."""
        if not self.signed_in:
            return Customer()
        return Customer(self.email.split("@")[0], self.name, self.email, verified=True, until=now + _VOUCHED_FOR)


class Crowd:
    """Everybody who may come.

    Args:
        orders: Of the demo shop.
    """

    def __init__(self, orders: Sequence[Order]) -> None:
        self._orders = sorted(orders, key=lambda order: order.number)

    def somebody(self, dice: random.Random, matter: Matter) -> Person:
        """A person to whom this matter can happen."""
        fitting = [order for order in self._orders if order.fits(matter)]
        order = dice.choice(fitting or self._orders)
        # Now and then somebody wants what does not fit the state of their order any more.
        if matter.states and dice.random() < 0.15:
            order = dice.choice(self._orders)
        german = dice.random() < _GERMAN
        known = bool(matter.states) or dice.random() < 0.3
        locale = {"CH": "de-CH", "AT": "de-AT"}.get(order.country, "de") if german else "en"
        return Person(
            name=order.name if known else "",
            email=order.email if known else f"{dice.choice(_NAMES)}.{dice.randrange(100, 9999)}@example.org",
            language="de" if german else "en",
            locale=locale,
            mood=dice.choices(list(_MOODS), list(_MOODS.values()))[0],
            client=f"{dice.getrandbits(64):016x}",
            order=order if matter.states else None,
            signed_in=known and dice.random() < _SIGNED_IN,
        )


_NAMES = ("alex", "kim", "robin", "sascha", "noel", "jona", "luca", "toni", "mika", "andrea", "gabi", "chris")


def article(order: Order, dice: random.Random, language: str) -> str:
    """The name of something in an order."""
    names: list[Any] = [one[language] for one in order.articles]
    return str(dice.choice(names))
