"""Whose address a message wants changed: an order's or the account's."""

import re

from actions.forms.account_form import read_code
from actions.forms.form import CONFIRMED
from actions.forms.form_turn import FormTurn
from actions.forms.order_form import known_number

ORDER, ACCOUNT = "order", "account"
_OF_ACCOUNT = re.compile(
    r"\b(?:(?:kunden)?konto\w*|profil\w*|accounts?|profile|gespeichert\w*|saved|from now on"
    r"|(?:zu)?künftig\w*(?: (?:bestellung|lieferung|sendung|paket)\w*)?|future(?: (?:orders|deliveries|parcels))?)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\b(?:umgezogen|umzieh\w*|zieh\w*|umzug|moved|moving)\b", re.IGNORECASE)
_OF_ORDER = re.compile(r"\b(?:bestellung\w*|order|paket\w*|lieferung|sendung|parcel|package|shipment)\b", re.IGNORECASE)


def read_of(said: str) -> str | None:
    """What `said` names: None where it names neither, or both.

    Who moved and speaks of an order means the order: a move is the reason, and no matter of its own.
    """
    account = _OF_ACCOUNT.search(said) is not None
    order = _OF_ORDER.search(_OF_ACCOUNT.sub(" ", said)) is not None
    if account or order:
        return None if account and order else ACCOUNT if account else ORDER
    return ACCOUNT if _MOVED.search(said) else None


def of_what(form: FormTurn) -> str | None:
    """Whose address this form is about, as far as it was told. Whoever tells an order's number means that order."""
    known = form.turn.slot("address_of") if form.requested else None
    said = read_of(form.turn.text)
    if _tells_number(form):
        return ORDER
    if known and form.requested != "address_of":
        takes_back = known == ACCOUNT and said == ORDER and form.said.get(CONFIRMED) is not True
        return ORDER if takes_back else known
    about_one = (
        said is None and not form.requested and known_number(form.turn) and not _OF_ACCOUNT.search(form.turn.text)
    )
    return ORDER if about_one else said


def _tells_number(form: FormTurn) -> bool:
    """Whether the message tells the number of an order; the six digits of a code are read as one, too."""
    if form.said.get("order_number"):
        return form.requested != "code" or read_code(form.turn.text) is None
    return form.requested in (None, "address_of") and bool(form.turn.possible("order_number"))
