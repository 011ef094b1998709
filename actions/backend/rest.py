"""The shop's port on a REST API, whatever that looks like: a mapping knows its shape, this file trusts neither."""

import importlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

from actions.backend.api import WHAT, Api, NotTakenError, NotThereError
from actions.backend.deadline import deadline
from actions.backend.keep import LONGEST_EMAIL, check_address, check_email, check_key, keepable
from actions.backend.model import Account, Address, Article, Change, Order, Parcel
from actions.backend.port import BackendDownError, BackendError, NotOfferedError, Shop

LONGEST_NUMBER = 40
Connect = Callable[[Api], Shop]
Answer = TypeVar("Answer")


class MappingError(Exception):
    """The mapping of the settings cannot be used; the message says why."""


def mapping(name: str) -> Connect:
    """The function `connect` of the module with this dotted name. Raises `MappingError`."""
    try:
        connect = importlib.import_module(name).connect
    except (ImportError, AttributeError, ValueError, TypeError, SyntaxError) as error:
        raise MappingError(f"{name} is no module with a function connect(api): {error}") from error
    return connect  # type: ignore[no-any-return]  # a module of the shop's owner


class RestShop:
    """A `Shop` behind HTTP; it blocks, so call it from a thread. Each question has `seconds`, repeats included."""

    def __init__(self, api: Api, connect: Connect, seconds: float) -> None:
        """Ask `api` by what `connect` makes of it."""
        self._shop = connect(api)
        self._api = api
        self._seconds = seconds

    def close(self) -> None:
        """Give all connections back."""
        self._api.close()

    def articles(self) -> tuple[Article, ...]:
        """Every article by its number. Raises `BackendError`."""
        with self._asking("articles"):
            return tuple(sorted(self._shop.articles(), key=lambda article: article.sku))

    def order(self, number: str) -> Order | None:
        """The order with this number, or None. Raises `BackendError`."""
        if not keepable(number, LONGEST_NUMBER):
            return None
        with self._asking("order"):
            return _none_if_missing(lambda: _expected(self._shop.order(number), number))

    def orders_of(self, email: str) -> tuple[Order, ...]:
        """All orders of this e-mail address, the newest first. Raises `BackendError`."""
        if "@" not in email or not keepable(email, LONGEST_EMAIL):
            return ()
        with self._asking("orders_of"):
            found = self._shop.orders_of(email)
            # Somebody else's order must not get in by a shop that takes a question for something else.
            if any(order.email.lower() != email.lower() for order in found):
                raise BackendDownError(f"{WHAT}: orders of somebody else")
            checked = (_checked(order) for order in found)
            return tuple(sorted(checked, key=lambda order: (order.placed_on, order.number), reverse=True))

    def cancel(self, number: str, key: str) -> Change:
        """Cancel an order that is not yet shipped, once for each `key`. Raises as `Orders` says."""
        return self._change("cancel", number, key, lambda: self._shop.cancel(number, key))

    def change_address(self, number: str, address: Address, key: str) -> Change:
        """Send an order that is not yet shipped elsewhere in its country, once for each `key`. Raises as `Orders`."""
        check_address(address)
        return self._change("change_address", number, key, lambda: self._shop.change_address(number, address, key))

    def start_return(self, number: str, skus: Collection[str], key: str) -> Change:
        """Announce that these lines come back, once for each `key`. Raises as `Orders` says."""
        wanted = sorted(set(skus))
        return self._change("start_return", number, key, lambda: self._shop.start_return(number, wanted, key))

    def pay_back(self, number: str, key: str) -> Change:
        """Start the refund of an order whose return has arrived, once for each `key`. Raises as `Orders` says."""
        return self._change("pay_back", number, key, lambda: self._shop.pay_back(number, key))

    def account(self, email: str) -> Account | None:
        """The account with this e-mail address, or None. Raises `BackendError`."""
        if not _is_email(email):
            return None
        with self._asking("account"):
            return _none_if_missing(lambda: _mine(self._shop.account(email), email))

    def move_account(self, email: str, address: Address, from_on: date, key: str) -> Account:
        """Save another address that holds from a day on, once for each `key`. Raises as `Accounts` says."""
        check_address(address)
        check_key(key)
        if not _is_email(email):
            raise KeyError(email)
        with self._asking("move_account"):
            moved = _none_if_missing(lambda: _mine(self._shop.move_account(email, address, from_on, key), email))
        if moved is None:
            raise KeyError(email)
        return moved

    def subscribes(self, email: str) -> bool:
        """Whether the newsletter goes to this address. Raises `BackendError`."""
        if not _is_email(email):
            return False
        with self._asking("subscribes"):
            return bool(_none_if_missing(lambda: self._shop.subscribes(email)))

    def set_newsletter(self, email: str, key: str, *, wanted: bool) -> None:
        """Let the newsletter go there or no more, once for each `key`. Raises as `Accounts` says."""
        check_email(email)
        check_key(key)
        with self._asking("set_newsletter"):
            self._shop.set_newsletter(email, key, wanted=wanted)

    def reset_link(self, email: str, key: str) -> str | None:
        """A link to set a new password, the same one for the same `key`; None: no account. Raises as `Accounts`."""
        check_key(key)
        if not _is_email(email):
            return None
        with self._asking("reset_link"):
            link = _none_if_missing(lambda: self._shop.reset_link(email, key))
            if link is not None and not _is_link(link):
                raise BackendDownError(f"{WHAT}: a link that is none")
            return link

    def _change(self, method: str, number: str, key: str, change: Callable[[], Change]) -> Change:
        check_key(key)
        if not keepable(number, LONGEST_NUMBER):
            raise KeyError(number)
        with self._asking(method):
            outcome = _none_if_missing(change)
            if outcome is not None:
                _expected(outcome.order, number)
        if outcome is None:
            raise KeyError(number)
        return outcome

    @contextmanager
    def _asking(self, method: str) -> Iterator[None]:
        """Within the time; whatever goes wrong in a mapping means that the shop cannot be asked."""
        missing = f"{WHAT}: the mapping has no {method}"
        if getattr(self._shop, method, None) is None:
            raise NotOfferedError(missing)
        try:
            with deadline(self._seconds):
                yield
        except BackendError:
            raise
        except NotImplementedError as error:
            raise NotOfferedError(missing) from error
        except NotTakenError as error:
            raise ValueError(str(error)) from error
        except Exception as error:
            # An exception of a mapping may quote what the shop said.
            raise BackendDownError(f"{WHAT}: answer not understood ({type(error).__name__})") from error


def _none_if_missing(ask: Callable[[], Answer]) -> Answer | None:
    try:
        return ask()
    except NotThereError:
        return None


def _expected(order: Order | None, number: str) -> Order | None:
    if order is None:
        return None
    if order.number != number:
        raise BackendDownError(f"{WHAT}: another order than the one that was asked for")
    return _checked(order)


def _checked(order: Order) -> Order:
    parcels: list[Parcel] = [each.parcel for each in order.returns]
    if order.parcel:
        parcels.append(order.parcel)
    # What an agent's or a customer's browser opens is a page, not a script.
    if not all(_is_link(parcel.url) for parcel in parcels):
        raise BackendDownError(f"{WHAT}: a link that is none")
    return order


def _mine(account: Account | None, email: str) -> Account | None:
    if account is not None and account.email.lower() != email.lower():
        raise BackendDownError(f"{WHAT}: the account of somebody else")
    return account


def _is_email(email: str) -> bool:
    return "@" in email and keepable(email, LONGEST_EMAIL)


def _is_link(url: str) -> bool:
    return urlsplit(url).scheme in {"http", "https"}
