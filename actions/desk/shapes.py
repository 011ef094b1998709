"""What orders and accounts look like for the agent's desk; amounts in cents, days as ISO dates."""

from typing import Any

from actions.backend.model import Account, Address, Invoice, Order, Parcel, Refund, Return

Json = dict[str, Any]


def order_json(order: Order) -> Json:
    """An order with its returns, its refund and its invoice."""
    return {
        "number": order.number,
        "email": order.email,
        "state": order.state.value,
        "state_since": order.state_since.isoformat(),
        "placed_on": order.placed_on.isoformat(),
        "expected_on": order.expected_on.isoformat() if order.expected_on else None,
        "returnable_until": order.returnable_until.isoformat() if order.returnable_until else None,
        "currency": order.currency,
        "shipping_cents": order.shipping_cents,
        "total_cents": order.total_cents,
        "payment": order.payment,
        "lines": [
            {
                "sku": line.sku,
                "name": {"de": line.name.de, "en": line.name.en},
                "quantity": line.quantity,
                "cents": line.cents,
            }
            for line in order.lines
        ],
        "address": _address(order.address),
        "parcel": _parcel(order.parcel) if order.parcel else None,
        "returns": [_return(each) for each in order.returns],
        "refund": _refund(order.refund) if order.refund else None,
        "invoice": _invoice(order.invoice) if order.invoice else None,
    }


def account_json(account: Account) -> Json:
    """An account with the address that it has, and the one that it will have."""
    move = account.move
    return {
        "email": account.email,
        "name": account.name,
        "address": _address(account.address) if account.address else None,
        "move": {"address": _address(move.address), "from_on": move.from_on.isoformat()} if move else None,
        "newsletter": account.newsletter,
    }


def _address(address: Address) -> Json:
    return {
        "name": address.name,
        "street": address.street,
        "postcode": address.postcode,
        "city": address.city,
        "country": address.country,
    }


def _parcel(parcel: Parcel) -> Json:
    return {"carrier": parcel.carrier, "number": parcel.number, "url": parcel.url}


def _return(each: Return) -> Json:
    return {
        "number": each.number,
        "state": each.state.value,
        "started_on": each.started_on.isoformat(),
        "skus": list(each.skus),
        "parcel": _parcel(each.parcel),
    }


def _refund(refund: Refund) -> Json:
    return {
        "state": refund.state.value,
        "cents": refund.cents,
        "since": refund.since.isoformat(),
        "expected_on": refund.expected_on.isoformat(),
    }


def _invoice(invoice: Invoice) -> Json:
    return {
        "number": invoice.number,
        "issued_on": invoice.issued_on.isoformat(),
        "vat_permille": invoice.vat_permille,
        "due_on": invoice.due_on.isoformat() if invoice.due_on else None,
    }
