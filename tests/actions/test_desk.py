"""What the desk gets of an order."""

import json
from dataclasses import replace
from datetime import date

from actions.backend.model import (
    Account,
    Address,
    Invoice,
    Line,
    Move,
    Name,
    Order,
    OrderState,
    Parcel,
    Refund,
    RefundState,
    Return,
    ReturnState,
)
from actions.desk.shapes import account_json, order_json

PARCEL = Parcel("Schweizerische Post", "99.34.104512.27630528", "https://service.post.ch/parcel")
ORDER = Order(
    number="BW-104512",
    email="mia.keller@example.com",
    state=OrderState.RETURNED,
    state_since=date(2026, 11, 20),
    placed_on=date(2026, 11, 2),
    expected_on=None,
    currency="CHF",
    shipping_cents=690,
    payment="TWINT",
    lines=(Line("BG-4001", Name("Steigeisen Piz", "Piz crampons"), 2, 14900),),
    address=Address("Mia Keller", "Langstrasse 12", "8004", "Zürich", "CH"),
)


def test_an_order_without_returns_refund_and_invoice_says_so() -> None:
    told = order_json(ORDER)
    assert told["returns"] == []
    assert {name: told[name] for name in ("parcel", "refund", "invoice", "returnable_until", "expected_on")} == {
        "parcel": None, "refund": None, "invoice": None, "returnable_until": None, "expected_on": None,
    }  # fmt: skip
    assert told["total_cents"] == 2 * 14900 + 690


def test_the_desk_gets_returns_refund_and_invoice_of_an_order() -> None:
    order = replace(
        ORDER,
        parcel=PARCEL,
        returnable_until=date(2026, 12, 5),
        returns=(Return("RT-200017", ReturnState.ARRIVED, date(2026, 11, 15), ("BG-4001",), PARCEL),),
        refund=Refund(RefundState.ON_ITS_WAY, 29800, date(2026, 11, 20), date(2026, 11, 27)),
        invoice=Invoice("RE-104512", date(2026, 11, 3), 81, date(2026, 12, 3)),
    )
    told = json.loads(json.dumps(order_json(order)))
    parcel = {"carrier": PARCEL.carrier, "number": PARCEL.number, "url": PARCEL.url}
    assert told["returnable_until"] == "2026-12-05"
    assert told["returns"] == [
        {"number": "RT-200017", "state": "arrived", "started_on": "2026-11-15", "skus": ["BG-4001"], "parcel": parcel}
    ]
    assert told["refund"] == {
        "state": "on_its_way", "cents": 29800, "since": "2026-11-20", "expected_on": "2026-11-27",
    }  # fmt: skip
    assert told["invoice"] == {
        "number": "RE-104512", "issued_on": "2026-11-03", "vat_permille": 81, "due_on": "2026-12-03",
    }  # fmt: skip


def test_the_desk_gets_an_account_with_what_will_change() -> None:
    moving = Move(replace(ORDER.address, street="Rosenweg 3", postcode="8005"), date(2026, 12, 1))
    told = account_json(Account("mia.keller@example.com", "Mia Keller", ORDER.address, moving, newsletter=True))
    assert told["address"]["street"] == "Langstrasse 12"
    assert (told["move"]["address"]["street"], told["move"]["from_on"]) == ("Rosenweg 3", "2026-12-01")
    bare = account_json(Account("a@example.com", "A", None, None, newsletter=False))
    assert bare == {"email": "a@example.com", "name": "A", "address": None, "move": None, "newsletter": False}
