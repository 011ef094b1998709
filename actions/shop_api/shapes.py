"""How the demo shop's API writes things down: JSON of its own, money as decimal strings."""

from datetime import date
from typing import Any

from actions.backend.model import (
    Account,
    Address,
    Article,
    Name,
    Order,
    OrderState,
    Parcel,
    Refund,
    RefundState,
    Return,
    ReturnState,
)

ORDER_STATUS = {
    OrderState.PLACED: "new",
    OrderState.PACKING: "in_preparation",
    OrderState.SHIPPED: "in_transit",
    OrderState.OUT_FOR_DELIVERY: "on_the_van",
    OrderState.DELIVERED: "delivered",
    OrderState.RETURNED: "sent_back",
    OrderState.REFUNDED: "paid_back",
    OrderState.CANCELLED: "void",
}
RETURN_STATUS = {ReturnState.ANNOUNCED: "expected", ReturnState.ARRIVED: "received"}
REFUND_STATUS = {RefundState.ON_ITS_WAY: "initiated", RefundState.PAID: "completed"}

Json = dict[str, Any]


def money(cents: int) -> str:
    """An amount as the API writes it: `149.00`."""
    return f"{cents // 100}.{cents % 100:02d}"


def article(one: Article) -> Json:
    """An article of the catalogue."""
    return {
        "article_number": one.sku,
        "title": _texts(one.name),
        "prices": {"EUR": money(one.eur_cents), "CHF": money(one.chf_cents)},
        "inventory": {"on_hand": one.stock, "expected_on": _day(one.restock_on)},
        "details": [_texts(fact) for fact in one.facts],
    }


def order(one: Order) -> Json:
    """An order with everything about it."""
    invoice = one.invoice
    return {
        "order_number": one.number,
        "status": ORDER_STATUS[one.state],
        "status_since": one.state_since.isoformat(),
        "ordered_on": one.placed_on.isoformat(),
        "promised_for": _day(one.expected_on),
        "customer": {"email": one.email},
        "amounts": {
            "currency": one.currency,
            "shipping": money(one.shipping_cents),
            "total": money(one.total_cents),
        },
        "payment_method": one.payment,
        "items": [
            {
                "article_number": line.sku,
                "title": _texts(line.name),
                "quantity": line.quantity,
                "unit_price": money(line.cents),
            }
            for line in one.lines
        ],
        "shipping_address": address(one.address),
        "shipment": _shipment(one.parcel) if one.parcel else None,
        "returnable_until": _day(one.returnable_until),
        "returns": [_return(each) for each in one.returns],
        "refund": _refund(one.refund) if one.refund else None,
        "invoice": {
            "invoice_number": invoice.number,
            "issued_on": invoice.issued_on.isoformat(),
            "vat_percent": f"{invoice.vat_permille // 10}.{invoice.vat_permille % 10}",
            "payable_by": _day(invoice.due_on),
        }
        if invoice
        else None,
    }


def customer(account: Account) -> Json:
    """A customer's account."""
    move = account.move
    return {
        "email": account.email,
        "full_name": account.name,
        "address": address(account.address) if account.address else None,
        "address_change": {"address": address(move.address), "valid_from": move.from_on.isoformat()} if move else None,
        "newsletter": account.newsletter,
    }


def address(one: Address) -> Json:
    """Where something goes."""
    return {
        "recipient": one.name,
        "street": one.street,
        "postal_code": one.postcode,
        "town": one.city,
        "country_code": one.country,
    }


def _return(one: Return) -> Json:
    return {
        "return_number": one.number,
        "status": RETURN_STATUS[one.state],
        "created_on": one.started_on.isoformat(),
        "article_numbers": list(one.skus),
        "shipment": _shipment(one.parcel),
    }


def _refund(one: Refund) -> Json:
    return {
        "status": REFUND_STATUS[one.state],
        "amount": money(one.cents),
        "status_since": one.since.isoformat(),
        "latest_on": one.expected_on.isoformat(),
    }


def _shipment(parcel: Parcel) -> Json:
    return {"carrier": parcel.carrier, "tracking_number": parcel.number, "tracking_url": parcel.url}


def _texts(name: Name) -> Json:
    return {"de": name.de, "en": name.en}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
