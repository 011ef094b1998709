"""What is not Mallory's: all that customers of the demo shop have, and the state that it has to stay in."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from actions.replies.formats import price

# What an order says of its owner. Postcodes and towns are too common to be recognised.
_OF_ORDERS = "SELECT number, email, name, street, parcel_number, parcel_url, currency, shipping_cents FROM orders"
_OF_RETURNS = "SELECT order_number, number, parcel_number, parcel_url FROM returns"


class Treasure:
    """The shop's database, read beside the shop."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._of_order = self._read()

    def numbers(self, where: str = "1") -> list[str]:
        """The numbers of the orders that fit a condition in SQL."""
        return [number for (number,) in self._ask(f"SELECT number FROM orders WHERE {where} ORDER BY number")]

    def postcode(self, number: str) -> str:
        """The proof of an order."""
        return str(self._ask("SELECT postcode FROM orders WHERE number = ?", number)[0][0])

    def email(self, number: str) -> str:
        """Whose it is."""
        return str(self._ask("SELECT email FROM orders WHERE number = ?", number)[0][0])

    def state(self, number: str) -> str:
        """How far it is."""
        return str(self._ask("SELECT state FROM orders WHERE number = ?", number)[0][0])

    def street(self, number: str) -> str:
        """Where it goes."""
        return str(self._ask("SELECT street FROM orders WHERE number = ?", number)[0][0])

    def secrets(self, number: str) -> frozenset[str]:
        """What an order must not be known by."""
        return frozenset(self._of_order[number])

    def rows(self) -> list[str]:
        """All that the shop has, to compare."""
        with closing(sqlite3.connect(self._path)) as shop:
            return sorted(shop.iterdump())

    def found_in(self, heard: str, told: str, own: frozenset[str]) -> set[str]:
        """What of it is in what Mallory `heard`, besides their `own` orders and what they `told` themselves."""
        theirs = {secret for number in own for secret in self._of_order[number]}
        secrets = {secret for kept in self._of_order.values() for secret in kept} - theirs
        return {
            secret
            for secret in secrets
            if secret in heard and secret not in told and re.search(rf"(?<![\w.,’]){re.escape(secret)}(?!\w)", heard)
        }

    def _read(self) -> dict[str, set[str]]:
        """For each order all that names its owner, where it went, and what it cost."""
        public = self._public_prices()
        secrets: dict[str, set[str]] = {}
        for number, email, name, street, parcel, url, currency, shipping in self._ask(_OF_ORDERS):
            lines = self._ask("SELECT quantity, cents FROM order_lines WHERE order_number = ?", number)
            cents = shipping + sum(quantity * each for quantity, each in lines)
            totals = {price(cents, currency, "de"), price(cents, currency, "en")} - public
            secrets[number] = {each for each in (email, name, street, parcel, url) if each} | totals
            secrets[number].add(f"RE-{number.removeprefix('BW-')}")
        for order, *kept in self._ask(_OF_RETURNS):
            secrets[order].update(kept)
        return secrets

    def _public_prices(self) -> set[str]:
        cents = [(eur, chf) for eur, chf in self._ask("SELECT eur_cents, chf_cents FROM articles")]
        in_both = [(each[0], "EUR") for each in cents] + [(each[1], "CHF") for each in cents]
        return {price(amount, currency, language) for amount, currency in in_both for language in ("de", "en")}  # type: ignore[arg-type]

    def _ask(self, question: str, *values: str) -> list[tuple]:  # type: ignore[type-arg]
        with closing(sqlite3.connect(self._path)) as shop:
            return shop.execute(question, values).fetchall()
