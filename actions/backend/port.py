"""The shop's port: the few questions and changes that actions need, whichever system answers them."""

from typing import Protocol

from actions.backend.model import Article, Change, Order


class BackendError(Exception):
    """Something behind an action could not be asked; `detail` is for staff and names neither data nor secrets."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class BackendDownError(BackendError):
    """It refused, failed, talked nonsense or is not there."""


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
    `key` and raise `KeyError` where there is no such order, `ValueError` where the key was used for something else.
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


class Shop(Catalogue, Orders, Protocol):
    """The whole shop; what one implementation provides."""
