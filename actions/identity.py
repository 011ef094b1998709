"""The identity gate: the one way to an order.

Threat: order numbers can be counted up and postcodes can be guessed. So an order is shown and changed only after the
postcode of its delivery address or with the signed identity of its owner; an order that does not exist answers like a
wrong postcode; and after five wrong answers in a conversation nothing more is opened by a postcode there.
"""

import hmac
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from actions.attempts import Attempts, Judgement
from actions.backend.model import Change, Order
from actions.backend.port import Orders
from actions.turn import Turn


class Proof(StrEnum):
    """How an order was proved to be the customer's."""

    POSTCODE = "postcode"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Opened:
    """An order that this customer may see and change. Only the gate makes one."""

    order: Order
    how: Proof


class Closed(Enum):
    """Why an order stays closed."""

    NEEDS_POSTCODE = auto()
    WRONG = auto()
    LOCKED = auto()


class Gate:
    """Opens orders; whatever it cannot find out raises `BackendError`, and then nothing opens."""

    def __init__(self, orders: Orders, attempts: Attempts) -> None:
        """Guard `orders`, remember in `attempts`."""
        self._orders = orders
        self._attempts = attempts

    def open(self, turn: Turn, number: str, postcode: str | None = None) -> Opened | Closed:
        """Open the order `number` for who wrote this turn, with a postcode where they gave one."""
        if not turn.id:
            raise ValueError("a turn without an id cannot be counted")
        order = self._orders.order(number)
        proved = self._attempts.proved(turn.conversation, number)
        if order and turn.email and turn.email == order.email.strip().casefold():
            return Opened(order, Proof.IDENTITY)
        if order and proved:
            return Opened(order, Proof.POSTCODE)
        if postcode is None:
            return Closed.LOCKED if self._attempts.locked(turn.conversation) else Closed.NEEDS_POSTCODE
        right = order is not None and hmac.compare_digest(postcode.encode(), order.address.postcode.encode())
        judgement = self._attempts.judge(turn.conversation, turn.id, number, turn.client, right=right)
        if judgement is Judgement.RIGHT and order:
            return Opened(order, Proof.POSTCODE)
        return Closed.WRONG if judgement is Judgement.WRONG else Closed.LOCKED

    def cancel(self, opened: Opened, key: str) -> Change:
        """Cancel an opened order, once for each idempotency `key`."""
        return self._orders.cancel(opened.order.number, key)
