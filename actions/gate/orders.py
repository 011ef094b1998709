"""The identity gate for orders: the one way to them.

Threat: order numbers can be counted up and postcodes can be guessed. So an order is shown and changed only after the
postcode of its delivery address or with the signed identity of its owner; an order that does not exist answers like a
wrong postcode; and after too many wrong answers nothing more is opened by a postcode (`attempts.py` counts them).
"""

import hmac
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import partial
from time import monotonic, sleep

from actions.backend.model import Address, Change, Order, Return
from actions.backend.port import Orders
from actions.documents.invoice import invoice_pdf
from actions.documents.label import label_pdf
from actions.gate.attempts import Attempts, Judgement
from actions.gate.changes import changing
from actions.gate.letters import Letters
from actions.gate.sending import send, tell_owner
from actions.gate.turns import asker_of, key
from actions.mail.letters import address_changed_letter, cancelled_letter, invoice_letter, label_letter
from actions.mail.mail import Mail
from actions.mail.post import Post
from actions.reading.mailboxes import mailbox_of
from actions.turn import Turn

# Longer than a look-up takes when the shop is not busy; customers do not notice it.
NO_SOONER_S = 0.1

MOST_LISTED = 4


class Proof(StrEnum):
    """How something was proved to be the customer's."""

    POSTCODE = "postcode"
    IDENTITY = "identity"
    CODE = "code"


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


class OrderGate:
    """Opens orders; what it cannot find out raises `BackendError`, and nothing opens. Changes raise as `changing`."""

    def __init__(
        self, orders: Orders, attempts: Attempts, letters: Letters, post: Post, no_sooner_s: float = NO_SOONER_S
    ) -> None:
        """Guard `orders`, remember in `attempts`, and send copies by `post` as far as `letters` allows.

        That an order stays closed is told no sooner than after `no_sooner_s`.
        """
        self._orders = orders
        self._attempts = attempts
        self._letters = letters
        self._post = post
        self._no_sooner_s = no_sooner_s

    def open(self, turn: Turn, number: str, postcode: str | None = None) -> Opened | Closed:
        """Open the order `number` for who wrote this turn, with a postcode where they gave one."""
        begun = monotonic()
        opening = self._open(turn, number, postcode)
        if isinstance(opening, Closed):
            # An order with its lines is found more slowly than none, which would tell who measures that there is one.
            sleep(max(0, begun + self._no_sooner_s - monotonic()))
        return opening

    def newest(self, turn: Turn) -> tuple[Order, ...]:
        """The newest orders of who is signed in, for them to choose from; nobody else gets to know of any."""
        if turn.email is None:
            return ()
        found = self._orders.orders_of(turn.email)
        return tuple(order for order in found if mailbox_of(order.email) == turn.email)[:MOST_LISTED]

    def _open(self, turn: Turn, number: str, postcode: str | None) -> Opened | Closed:
        asker = asker_of(turn)
        order = self._orders.order(number)
        proved = self._attempts.proved(turn.conversation, number)
        if order and turn.email and turn.email == mailbox_of(order.email):
            return Opened(order, Proof.IDENTITY)
        if order and proved:
            return Opened(order, Proof.POSTCODE)
        if postcode is None:
            return Closed.LOCKED if self._attempts.locked(asker, number) else Closed.NEEDS_POSTCODE
        right = order is not None and hmac.compare_digest(postcode.encode(), order.address.postcode.encode())
        judgement = self._attempts.judge(asker, number, postcode, right=right)
        if judgement is Judgement.RIGHT and order:
            return Opened(order, Proof.POSTCODE)
        return Closed.WRONG if judgement is Judgement.WRONG else Closed.LOCKED

    def _held(self, turn: Turn, opened: Opened) -> Order:
        """An opened order, after a second look: whatever an action brings along, nothing else is changed or sent."""
        again = self.open(turn, opened.order.number)
        if not isinstance(again, Opened):
            raise PermissionError("this order is not open to this turn")
        return again.order

    def cancel(self, turn: Turn, opened: Opened) -> Change:
        """Cancel an opened order, once for this turn; its owner is told by mail."""
        order = self._held(turn, opened)
        with changing(turn):
            change = self._orders.cancel(order.number, key(turn, "cancel"))
        self._tell_owner(turn, change, lambda: cancelled_letter(order, turn.language))
        return change

    def change_address(self, turn: Turn, opened: Opened, address: Address) -> Change:
        """Send an opened order elsewhere, once for this turn; its owner is told by mail.

        Threat: the number and the postcode of an order stand on its parcel and its invoice, for others to read.
        """
        order = self._held(turn, opened)
        with changing(turn):
            change = self._orders.change_address(order.number, address, key(turn, "address"))
        self._tell_owner(turn, change, lambda: address_changed_letter(order, turn.language))
        return change

    def start_return(self, turn: Turn, opened: Opened, skus: Collection[str]) -> Change:
        """Announce a return of lines of an opened order, once for this turn."""
        number = self._held(turn, opened).number
        with changing(turn):
            return self._orders.start_return(number, skus, key(turn, "return"))

    def pay_back(self, turn: Turn, opened: Opened) -> Change:
        """Start the refund of an opened order, once for this turn."""
        number = self._held(turn, opened).number
        with changing(turn):
            return self._orders.pay_back(number, key(turn, "refund"))

    def mail_invoice(self, turn: Turn, opened: Opened) -> bool:
        """Send the invoice of an opened order to the address of the order; False and raises as `sending.send`."""
        order = self._held(turn, opened)
        pdf = partial(invoice_pdf, order, turn.language)
        return self._mail(turn, order, "invoice", lambda: invoice_letter(order, pdf(), turn.language))

    def mail_label(self, turn: Turn, opened: Opened, return_: Return) -> bool:
        """Send the label of a return to the address of the order; False and raises as `sending.send`."""
        order = self._held(turn, opened)
        pdf = partial(label_pdf, order, return_, turn.language)
        return self._mail(turn, order, "label", lambda: label_letter(order, return_, pdf(), turn.language))

    def _tell_owner(self, turn: Turn, change: Change, write: Callable[[], Mail]) -> None:
        if change.done:
            email = mailbox_of(change.order.email) or change.order.email
            tell_owner(self._letters, self._post, turn, email, write)

    def _mail(self, turn: Turn, order: Order, kind: str, write: Callable[[], Mail]) -> bool:
        return send(self._letters, self._post, turn, kind, mailbox_of(order.email) or order.email, write)
