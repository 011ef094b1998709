"""The invoice of an order: what is on it, and a copy."""

import re

from actions.backend.model import Order, OrderState
from actions.backend.port import BackendSlowError
from actions.forms.form_turn import FormTurn
from actions.forms.order_form import OrderForm, OrderOutcome
from actions.gate.documents import invoice_of
from actions.gate.orders import Opened
from actions.mail.mail import MailError
from actions.refunds import payment
from actions.replies.formats import day, lines, price
from actions.replies.reply import Choice, Reply
from actions.turn import Turn
from actions.words import invoice as words

_BY_MAIL = re.compile(
    r"\b(?:per|via|by|als|as|an|to)\b.{0,20}\be?-?mails?\b|\b(?:e-?)?mail(?:en|e|t)?\b|\bsend it\b"
    r"|[^\s@]@[^\s@]+\.\w",  # whoever names an address wants a mail, and is told to which one it goes
    re.IGNORECASE,
)


class ValidateCheckInvoiceForm(OrderForm):
    """Number and proof; then the form is complete."""

    form_name = "check_invoice_form"
    own_intent = "check_invoice"
    slots = ("order_number", "postcode")

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:  # noqa: ARG002
        """Nothing is missing."""
        reply.ask_for(None)


class CheckInvoice(OrderOutcome):
    """Tells what is on the invoice."""

    action_name = "action_check_invoice"

    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:  # noqa: ARG002
        """Tell it, and offer a copy and a person who can change it."""
        order = opened.order
        if order.invoice is None:
            tell_missing(order, reply)
            return
        concerning = {"order_number": order.number}
        copy = Choice(words.COPY.in_(reply.language), "get_invoice", concerning)
        wrong = Choice(words.SOMETHING_IS_WRONG.in_(reply.language), "contact_human_agent", {"reason": "needs_person"})
        reply.add_text(
            f"{words.SUMMARY.in_(reply.language, **_values(order, reply))} {_due(order, reply)}", copy, wrong
        )


class ValidateGetInvoiceForm(OrderForm):
    """Number and proof; then the form is complete."""

    form_name = "get_invoice_form"
    own_intent = "get_invoice"
    slots = ("order_number", "postcode")

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:  # noqa: ARG002
        """Nothing is missing."""
        reply.ask_for(None)


class GetInvoice(OrderOutcome):
    """Gives a copy, here or in the mailbox of the order."""

    action_name = "action_get_invoice"

    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:
        """Attach it, and mail it where that was asked for. It never goes to an address that is told in the chat."""
        order = opened.order
        if order.invoice is None:
            tell_missing(order, reply)
            return
        by_mail = any(_BY_MAIL.search(said) for said in turn.said_in(ValidateGetInvoiceForm.form_name))
        concerning = {"order_number": order.number}
        choices = [] if by_mail else [Choice(words.BY_MAIL.in_(reply.language), "get_invoice", concerning)]
        text = words.HERE_IT_IS.in_(reply.language, **_values(order, reply))
        reply.attach(invoice_of(opened, reply.language), text, *choices)
        if by_mail:
            self._mail(turn, reply, opened)

    def _mail(self, turn: Turn, reply: Reply, opened: Opened) -> None:
        try:
            sent = self.access.gate.mail_invoice(turn, opened)
        except (MailError, BackendSlowError) as error:
            reply.say(words.NOT_MAILED, reply.person("backend_error"))
            reply.fail("backend_error", f"{self.name()}: {error.detail}")
            return
        reply.say(words.MAILED if sent else words.TOO_MANY_MAILS, email=masked(opened.order.email))


def tell_missing(order: Order, reply: Reply) -> None:
    """Say why there is no invoice."""
    cancelled = order.state is OrderState.CANCELLED
    reply.say(words.NONE_CANCELLED if cancelled else words.NONE_YET, number=order.number)


def masked(email: str) -> str:
    """`m•••@example.com`: enough to know one's own mailbox by, and no address for who has only the postcode."""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••@{host}"


def _due(order: Order, reply: Reply) -> str:
    due = order.invoice.due_on if order.invoice else None
    if due:
        return words.DUE.in_(reply.language, due=day(due, reply.language))
    return words.PAID.in_(reply.language, payment=payment(order.payment, reply))


def _values(order: Order, reply: Reply) -> dict[str, str]:
    invoice, language = order.invoice, reply.language
    return {
        "invoice": invoice.number if invoice else "",
        "number": order.number,
        "issued": day(invoice.issued_on, language) if invoice else "",
        "lines": lines(order.lines, language),
        "shipping": price(order.shipping_cents, order.currency, language),
        "total": price(order.total_cents, order.currency, language),
        "vat": percent(invoice.vat_permille, reply) if invoice else "",
    }


def percent(permille: int, reply: Reply) -> str:
    """`8,1` or `8.1`; whole ones without a fraction."""
    whole, rest = divmod(permille, 10)
    comma = "," if reply.language == "de" else "."
    return f"{whole}{comma}{rest}" if rest else str(whole)
