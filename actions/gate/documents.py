"""The documents of an opened order, as a reply takes them.

Threat: the service fetches what a reply names with its own token and hands it to the customer. So nothing can be named
but what is made here, from an order that is open to them.
"""

from dataclasses import dataclass
from urllib.parse import quote

from actions.backend.model import Language, Return
from actions.gate.orders import Opened
from actions.mail.letters import invoice_name, label_name


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF of an opened order: what its file is called, and where this server serves it. Only the gate makes one."""

    name: str
    source: str


def invoice_of(opened: Opened, language: Language) -> Document:
    """A copy of the invoice.

    Raises:
        ValueError: There is none.
    """
    return Document(invoice_name(opened.order, language), _source(opened, "invoice.pdf", language))


def label_of(opened: Opened, return_: Return, language: Language) -> Document:
    """The label of a return of this order; of another order's none is served there."""
    return Document(
        label_name(return_, language), _source(opened, f"returns/{quote(return_.number, safe='')}.pdf", language)
    )


def _source(opened: Opened, path: str, language: Language) -> str:
    return f"/desk/orders/{opened.order.number}/{path}?language={language}"
