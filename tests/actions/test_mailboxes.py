"""Two addresses that look or fold alike are not one mailbox."""

import pytest

from actions.gate.accounts import ClosedAccount, OpenedAccount
from actions.gate.orders import Closed
from actions.reading.mailboxes import mailbox_of
from tests.actions.conftest import NOW
from tests.actions.gates import account_gate, order_gate, turn


@pytest.mark.parametrize(
    ("typed", "mailbox"),
    [
        ("mia.keller@example.com", "mia.keller@example.com"),
        (" Mia.Keller@Example.COM ", "mia.keller@example.com"),
        ("info@müller.ch", "info@müller.ch"),
    ],
)
def test_a_mailbox_has_one_spelling(typed, mailbox):
    assert mailbox_of(typed) == mailbox


@pytest.mark.parametrize(
    "typed",
    [
        *("mia@groß.example", "mia@\u212aeller.example", "ſam@example.com", "ｍia@example.com", "mia@ﬁrma.example"),
        *("mia@sub。example.com", "mia@exam\u200dple.com", "mi\u00ada@example.com", "mia@example.com\u202e"),
        *("", "mia", "mia@example", "mia@example.com,tom@example.com", "mia@example.com\r\nBcc: x@y.example", None, 7),
        *(
            "mia keller@example.com",
            "<mia@example.com>",
            "mia@example.com\0",
            ["mia@example.com"],
            "a" * 300 + "@x.example",
        ),
    ],
)
def test_what_could_be_read_as_another_one_is_none(typed):
    assert mailbox_of(typed) is None


def test_a_code_for_a_mailbox_that_folds_alike_opens_nothing(shop, gate_database, post, inbox):
    gate = account_gate(shop, gate_database, lambda: NOW, post)
    for typed in ("mia.keller@example.com ", "MIA.KELLER@example.com", "mia.keller@groß.example"):
        with pytest.raises(ValueError, match="spells"):
            gate.send_code(turn(1), typed)
        with pytest.raises(ValueError, match="spells"):
            gate.open(turn(1), typed, "123456")
    assert inbox.envelopes == []


def test_an_identity_that_folds_alike_opens_no_order_and_no_account(shop, gate_database, post):
    signed = turn(1, email="mia.\u212aeller@example.com")
    assert signed.email is None
    assert order_gate(shop, gate_database, lambda: NOW).open(signed, "BW-104512") is Closed.NEEDS_POSTCODE
    gate = account_gate(shop, gate_database, lambda: NOW, post)
    assert gate.open(signed, "mia.keller@example.com") is ClosedAccount.NEEDS_CODE
    assert isinstance(gate.open(turn(2, email="Mia.Keller@example.com"), "mia.keller@example.com"), OpenedAccount)
