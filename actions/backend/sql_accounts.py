"""Accounts in the demo shop's SQL database."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import astuple
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from actions.backend.keep import LONGEST_EMAIL, check_address, check_email, check_key, keepable
from actions.backend.model import Account, Address
from actions.backend.once import Once, Wish
from actions.backend.rows import account, address_values
from actions.backend.tables import accounts, newsletter, reset_links
from actions.database import Database

LINK_LASTS = timedelta(minutes=30)


class ResetPage(NamedTuple):
    """Where a new password is set: the shop's address and the secret from which the links' tokens are made."""

    shop_url: str
    secret: bytes

    def token(self, email: str, key: str) -> str:
        """The token of the link that this wish made: a repeat gives the same one, and it is stored nowhere."""
        made = hmac.digest(self.secret, f"reset\n{email}\n{key}".encode(), "sha256")
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


class SqlAccounts:
    """`Accounts` that reads and writes the tables of the demo shop."""

    def __init__(self, database: Database, now: Callable[[], datetime], page: ResetPage) -> None:
        """Use `database`; `now` gives the time of a change, with its zone; links lead to `page`."""
        self._database = database
        self._now = now
        self._page = page
        self._once = Once(database, now)

    def account(self, email: str) -> Account | None:
        """The account with this e-mail address, or None. Raises `BackendError`."""
        if not keepable(email, LONGEST_EMAIL):
            return None
        with self._database.transaction() as connection:
            return _read(connection, email.lower())

    def move_account(self, email: str, address: Address, from_on: date, key: str) -> Account:
        """Save another address that holds from a day on, once for each `key`. Raises as `Accounts` says."""
        check_address(address)
        if not keepable(email, LONGEST_EMAIL):
            raise KeyError(email)
        owner = email.lower()

        def change(connection: Connection, _now: datetime) -> bool:
            values = address_values(address, "move_") | {"move_from_on": from_on}
            return connection.execute(update(accounts).where(accounts.c.email == owner).values(values)).rowcount == 1

        wish = Wish("move_account", owner, key, (*astuple(address), from_on.isoformat()))
        _, moved = self._once.make(wish, _take(owner), change, lambda connection: _read(connection, owner))
        if moved is None:
            raise KeyError(email)
        return moved

    def subscribes(self, email: str) -> bool:
        """Whether the newsletter goes to this address. Raises `BackendError`."""
        if not keepable(email, LONGEST_EMAIL):
            return False
        with self._database.transaction() as connection:
            return _subscribes(connection, email.lower())

    def set_newsletter(self, email: str, key: str, *, wanted: bool) -> None:
        """Let the newsletter go there or no more, once for each `key`. Raises as `Accounts` says."""
        reader = check_email(email)

        def take(connection: Connection) -> None:
            mine = newsletter.c.email == reader
            connection.execute(update(newsletter).where(mine).values(email=newsletter.c.email))

        def change(connection: Connection, _now: datetime) -> bool:
            if not wanted:
                connection.execute(delete(newsletter).where(newsletter.c.email == reader))
            elif not _subscribes(connection, reader):
                connection.execute(insert(newsletter).values(email=reader))
            return True

        wish = Wish("newsletter", reader, key, ("on" if wanted else "off",))
        self._once.make(wish, take, change, lambda _: None)

    def reset_link(self, email: str, key: str) -> str | None:
        """A link to set a new password, the same one for the same `key`; None: no account. Raises as `Accounts`."""
        check_key(key)
        if not keepable(email, LONGEST_EMAIL):
            return None
        owner = email.lower()
        token = self._page.token(owner, key)

        def change(connection: Connection, now: datetime) -> bool:
            token_hash = hashlib.sha256(token.encode()).hexdigest()
            row = {"token_hash": token_hash, "email": owner, "valid_until": now + LINK_LASTS}
            connection.execute(insert(reset_links).values(row))
            return True

        try:
            self._once.make(Wish("reset_link", owner, key), _take(owner), change, lambda _: None)
        except KeyError:
            return None
        return f"{self._page.shop_url}/shop/account?reset={token}"


def _take(email: str) -> Callable[[Connection], None]:
    def take(connection: Connection) -> None:
        held = update(accounts).where(accounts.c.email == email).values(name=accounts.c.name)
        if connection.execute(held).rowcount == 0:
            raise KeyError(email)

    return take


def _subscribes(connection: Connection, email: str) -> bool:
    return connection.scalar(select(newsletter.c.email).where(newsletter.c.email == email)) is not None


def _read(connection: Connection, email: str) -> Account | None:
    row = connection.execute(select(accounts).where(accounts.c.email == email)).mappings().one_or_none()
    return None if row is None else account(row, newsletter=_subscribes(connection, email))
