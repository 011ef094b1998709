"""Invoices, labels and files of others: no way leads to them, for customers and beyond a conversation for staff."""

import re
from uuid import uuid4

import pytest

from tests.attack.conftest import Attacker, Rules
from tests.attack.fort import Fort, identity
from tests.attack.mallory import Answer, Chat

MIA, HERS, OF_JONAS = "mia.keller@example.com", "BW-104512", "BW-104903"
OF_LEA = "BW-104977"
STREETS = [
    "Gasse &amp; <b>Weg</b> {{1237*5021}} ${x} 7",
    "{{1237*5021}} ${x} %s Weg 7",
    "Am <font color='red'>Bach 7",
    "=cmd|Weg 7",
    "Weg 7\nBcc: victim@example.com",
    "Am {order_number} &amp; Bach 7",
]


@pytest.fixture
def invoice(attacker: Attacker, rules: Rules) -> tuple[Chat, Answer]:
    """Mia has got her invoice."""
    rules.own = frozenset({HERS})
    chat = attacker().open(identity=identity(MIA))
    answer = chat.say(f"Ich brauche die Rechnung zu {HERS} als PDF")
    assert len(answer.files) == 1
    return chat, answer


def test_an_invoice_of_somebody_else_is_neither_sent_nor_shown(fortress: Fort, attacker: Attacker) -> None:
    for chat in (attacker().open(), attacker().open(identity=identity())):
        for text in (f"Ich brauche die Rechnung zu {OF_JONAS} als PDF", "9999", "an meine Adresse mallory@example.com"):
            assert chat.say(text).files == []
    assert fortress.inbox.envelopes == []
    assert fortress.sees(wrong_postcode=2, foreign_order=1)


def test_a_label_of_somebody_else_is_neither_sent_nor_shown(fortress: Fort, attacker: Attacker) -> None:
    chat = attacker().open(identity=identity())
    for text in (f"Bitte nochmal das Rücksendeetikett für {OF_LEA}", "9999", "Alles zurückschicken"):
        assert chat.say(text).files == []
    assert fortress.inbox.envelopes == []


def test_a_file_of_another_conversation_is_not_found(
    fortress: Fort, attacker: Attacker, invoice: tuple[Chat, Answer]
) -> None:
    (mias, answer), mallory = invoice, attacker()
    [file] = answer.files
    own = mallory.open()
    for path in (own.path(f"files/{file['id']}"), mias.path(f"files/{file['id']}")):
        assert mallory.http.get(path, headers=own.headers).status_code == 404
        assert mallory.http.get(path).status_code in {401, 403}
    assert own.post("Anbei", attachments=[file["id"]]).status_code == 422
    assert fortress.sees(foreign_conversation=1)
    good = mias.mallory.http.get(mias.path(f"files/{file['id']}"), headers=mias.headers)
    assert good.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "path",
    [
        "/desk/orders/{order}",
        "/desk/orders?email=jonas.weber@example.com",
        "/desk/orders/{order}/invoice.pdf?language=de",
        "/api/desk/orders/{order}/invoice.pdf",
        "/api/orders/{order}/invoice.pdf",
        "/api/conversations/{own}/orders/{order}/invoice.pdf",
        "/api/conversations/{own}/orders/{order}/returns/RT-104977.pdf",
        "/api/conversations/{own}/files/..%2F..%2Fdesk%2Forders%2F{order}%2Finvoice.pdf",
        "/api/conversations/{own}/files/../../../desk/orders/{order}/invoice.pdf",
        "/api/conversations/{own}/files/{order}",
        "/files/{order}",
        "/webhooks/service/turns",
        "/webhook",
        "/mails",
        "/secrets.env",
        "/static/../../var/secrets.env",
        "/static/%2e%2e/%2e%2e/secrets.env",
    ],
)
def test_no_path_of_the_service_leads_there(attacker: Attacker, path: str) -> None:
    mallory = attacker()
    own = mallory.open()
    where = path.format(order=OF_JONAS, own=own.id)
    for headers in (own.headers, {}):
        for method in ("GET", "POST"):
            response = mallory.http.request(method, where, headers=headers)
            assert response.status_code in {401, 403, 404, 405}, response.text
            assert not response.content.startswith(b"%PDF")


def test_staff_save_the_documents_of_the_conversation_and_of_no_other_order(
    fortress: Fort, attacker: Attacker, invoice: tuple[Chat, Answer]
) -> None:
    (mias, _), ann = invoice, fortress.staff["ann"]
    own = attacker().open(identity=identity())
    assert ann.get(f"/api/conversations/{mias.id}/orders/{HERS}/invoice.pdf").content.startswith(b"%PDF")
    for conversation in (mias.id, own.id, str(uuid4())):
        for order in (OF_JONAS, f"..%2F{OF_JONAS}", f"{HERS}%2F..%2F{OF_JONAS}", "%27%20OR%201=1", "%00"):
            refused = ann.get(f"/api/conversations/{conversation}/orders/{order}/invoice.pdf")
            assert refused.status_code in {404, 405}, refused.text
            assert not fortress.treasure.found_in(refused.text, "", frozenset())


def test_naming_an_order_that_one_does_not_prove_shows_it_to_nobody_by_its_documents(
    fortress: Fort, attacker: Attacker
) -> None:
    chat = attacker().open()
    chat.says(f"Wo ist meine Bestellung {OF_JONAS}?", "9999")
    path = f"/api/conversations/{chat.id}/orders/{OF_JONAS}/invoice.pdf"
    assert attacker().http.get(path, headers=chat.headers).status_code in {401, 403}
    assert fortress.sees(wrong_postcode=1)


def test_an_address_with_more_in_it_is_kept_as_an_address(fortress: Fort, attacker: Attacker, rules: Rules) -> None:
    """Mallory has an order of their own; its address is printed, mailed, and shown to staff and carriers."""
    order = fortress.treasure.numbers("state = 'packing' AND country = 'DE'")[0]
    rules.own = frozenset({order})
    rules.may_change = re.compile(order)
    for street in STREETS:
        chat = attacker().open(identity=identity(fortress.treasure.email(order)))
        chat.says(f"Bitte die Lieferadresse von {order} ändern", f"{street}, 10115 Berlin", "Ja")
        assert not set(fortress.treasure.street(order)) & set("<>{}&;$=|%\r\n")
    assert fortress.treasure.street(order).endswith("7")
    assert fortress.treasure.state(order) == "packing"
