"""The shop's port: the few questions and changes that actions need, whichever system answers them."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from actions.backend.model import Account, Address, Article, Change, Order


class BackendError(Exception):
    """Something behind an action could not be asked; `detail` is for staff and names neither data nor secrets."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class BackendDownError(BackendError):
    """It refused, failed, talked nonsense or is not there."""


class NotOfferedError(BackendDownError):
    """The shop has no such question or change: nothing was asked, and asking again later is of no use."""


class RefusedError(BackendError):
    """The shop does not take a change as it was sent: nothing was changed. Raised by the gate for `ValueError`."""


class BackendSlowError(BackendError):
    """It did not answer within its time."""


class Catalogue(Protocol):
    """What anybody may know about the shop. Every method raises `BackendError` when the shop could not be asked."""

    def articles(self) -> tuple[Article, ...]:
        """Every article, in a fixed order."""
        ...


class Orders(Protocol):
    """What belongs to the customer of an order. Only the identity gate and the desk hold one.

    Every method raises `BackendError` when the shop could not be asked; after a change it is then unknown whether it
    was made, and the same change with the same key may be sent again. Changes are made once for each idempotency
    `key` (200 characters at most) and raise `KeyError` where there is no such order, `ValueError` where the key was
    used for something else, or where what is given is nothing that a shop can keep: empty, too long, with control
    characters, no postcode of its country.
    """

    def order(self, number: str) -> Order | None:
        """The order with this number (`BW-` and six digits), or None."""
        ...

    def orders_of(self, email: str) -> tuple[Order, ...]:
        """All orders of this e-mail address in any case, the newest first."""
        ...

    def cancel(self, number: str, key: str) -> Change:
        """Cancel an order that is not yet shipped."""
        ...

    def change_address(self, number: str, address: Address, key: str) -> Change:
        """Send an order that is not yet shipped to another address in the same country."""
        ...

    def start_return(self, number: str, skus: Collection[str], key: str) -> Change:
        """Announce that these lines of a delivered order come back, until `returnable_until`.

        Done only where each of the lines is in the order and none of them is in a return already. The new one is the
        last of the order's returns.
        """
        ...

    def pay_back(self, number: str, key: str) -> Change:
        """Start the refund of an order whose return has arrived and which has none yet."""
        ...


class Accounts(Protocol):
    """What belongs to the owner of an e-mail address. Only the identity gate and the desk hold one.

    Every method raises as those of `Orders`. E-mail addresses count in any case.
    """

    def account(self, email: str) -> Account | None:
        """The account with this e-mail address, or None."""
        ...

    def move_account(self, email: str, address: Address, from_on: date, key: str) -> Account:
        """Save another address of the account, which holds from `from_on`; raises `KeyError` where there is none."""
        ...

    def subscribes(self, email: str) -> bool:
        """Whether the newsletter goes to this address; nobody needs an account for it."""
        ...

    def set_newsletter(self, email: str, key: str, *, wanted: bool) -> None:
        """Let the newsletter go to this address, or no more."""
        ...

    def reset_link(self, email: str, key: str) -> str | None:
        """A new link, good for half an hour and once, with which the owner sets a new password; None: no account."""
        ...


class Shop(Catalogue, Orders, Accounts, Protocol):
    """The whole shop; what one implementation provides."""
