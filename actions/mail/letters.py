"""The mails that customers get, as the owner words them. What is asked for says no more of an account than it must."""

from actions.backend.model import Language, Order, Return
from actions.mail.mail import Attachment, Mail
from actions.words import mails as say

CODE_MINUTES = 15
LINK_MINUTES = 30
PDF = "application/pdf"


def code_letter(to: str, code: str, language: Language) -> Mail:
    """A code that shows who reads this mailbox; good for `CODE_MINUTES`."""
    how = say.CODE_HOW.in_(language, minutes=CODE_MINUTES)
    body = (say.CODE_IS.in_(language), code, how, say.NOT_YOU.in_(language))
    return Mail(to, say.CODE_SUBJECT.in_(language), _letter(language, *body), language=language)


def reset_letter(to: str, link: str, language: Language) -> Mail:
    """A link for a new password; good for `LINK_MINUTES`."""
    how = say.RESET_HOW.in_(language, minutes=LINK_MINUTES)
    body = (say.RESET_LINK.in_(language), link, how, say.NOT_YOU.in_(language))
    return Mail(to, say.RESET_SUBJECT.in_(language), _letter(language, *body), language=language)


def no_account_letter(to: str, language: Language) -> Mail:
    """What comes instead of a link where there is no account: in the chat both cases sound the same."""
    body = (say.NO_ACCOUNT.in_(language), say.NO_ACCOUNT_HOW.in_(language), say.NOT_YOU.in_(language))
    return Mail(to, say.NO_ACCOUNT_SUBJECT.in_(language), _letter(language, *body), language=language)


def label_letter(order: Order, return_: Return, pdf: bytes, language: Language) -> Mail:
    """The label of a return, to the address of the order."""
    words = {"return": return_.number, "order": order.number}
    body = (say.LABEL_ENCLOSED.in_(language, **words), say.LABEL_HOW.in_(language))
    file = Attachment(label_name(return_, language), PDF, pdf)
    return _about(order, say.LABEL_SUBJECT.in_(language, **words), body, file, language)


def invoice_letter(order: Order, pdf: bytes, language: Language) -> Mail:
    """A copy of the invoice, to the address of the order.

    Raises:
        ValueError: There is none.
    """
    words = {"invoice": _invoice_number(order), "order": order.number}
    body = (say.INVOICE_ENCLOSED.in_(language, **words),)
    file = Attachment(invoice_name(order, language), PDF, pdf)
    return _about(order, say.INVOICE_SUBJECT.in_(language, **words), body, file, language)


def cancelled_letter(order: Order, language: Language) -> Mail:
    """That the order was cancelled, to the address of the order."""
    words = {"order": order.number}
    return _notice(order, say.CANCELLED_SUBJECT.in_(language, **words), say.CANCELLED.in_(language, **words), language)


def address_changed_letter(order: Order, language: Language) -> Mail:
    """That the order goes elsewhere, to the address of the order."""
    words = {"order": order.number}
    subject, text = say.ADDRESS_CHANGED_SUBJECT.in_(language, **words), say.ADDRESS_CHANGED.in_(language, **words)
    return _notice(order, subject, text, language)


def label_name(return_: Return, language: Language) -> str:
    """What the file with the label is called: `Etikett-RT-104512.pdf`."""
    return say.LABEL_FILE.in_(language, **{"return": return_.number})


def invoice_name(order: Order, language: Language) -> str:
    """What the file with the invoice is called: `Rechnung-RE-104512.pdf`.

    Raises:
        ValueError: There is none.
    """
    return say.INVOICE_FILE.in_(language, invoice=_invoice_number(order))


def _about(order: Order, subject: str, body: tuple[str, ...], file: Attachment, language: Language) -> Mail:
    greeting = say.GREETING_BY_NAME.in_(language, name=" ".join(order.address.name.split()))
    return _to_buyer(order, subject, _letter(language, *body, greeting=greeting), (file,), language)


def _notice(order: Order, subject: str, text: str, language: Language) -> Mail:
    """Nothing of it is what somebody typed, the name of the delivery address neither: who did may not be the owner."""
    return _to_buyer(order, subject, _letter(language, text, say.NOT_YOU_CHANGED.in_(language)), (), language)


def _to_buyer(order: Order, subject: str, text: str, files: tuple[Attachment, ...], language: Language) -> Mail:
    if order.address.country == "CH":
        subject, text = _swiss(subject), _swiss(text)
    return Mail(order.email, subject, text, files, language)


def _letter(language: Language, *body: str, greeting: str = "") -> str:
    opening = greeting or say.GREETING.in_(language)
    return "\n\n".join((f"{opening},", *body, say.CLOSING.in_(language))) + "\n"


def _swiss(text: str) -> str:
    return text.replace("ß", "ss")


def _invoice_number(order: Order) -> str:
    if order.invoice is None:
        raise ValueError("this order has no invoice")
    return order.invoice.number
