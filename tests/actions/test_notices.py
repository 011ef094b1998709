"""Whoever changes an order in the chat, its owner hears of it by mail."""

from dataclasses import replace

import pytest

from actions.backend.model import Address
from actions.gate.letters import MOST_NOTICES_A_DAY, MOST_TO_A_MAILBOX
from actions.gate.orders import Opened, OrderGate
from tests.actions.conftest import NOW
from tests.actions.gates import account_gate, order_gate, turn

NUMBER, POSTCODE, MIA = "BW-104855", "8004", "mia.keller@example.com"
ELSEWHERE = Address("Win a prize at evil.example", "Seestrasse 5", "8002", "Zürich", "CH")


@pytest.fixture
def gate(shop, gate_database, post) -> OrderGate:
    return order_gate(shop, gate_database, lambda: NOW, post=post)


def opened_by(gate: OrderGate, number: int = 1) -> Opened:
    opening = gate.open(turn(number), NUMBER, POSTCODE)
    assert isinstance(opening, Opened)
    return opening


def test_the_owner_is_told_of_another_address_and_reads_nothing_that_somebody_typed(gate, inbox):
    for number in (1, 2):
        assert gate.change_address(turn(number), opened_by(gate, number), ELSEWHERE).done
    assert [mail["To"] for mail in inbox.mails] == [MIA, MIA]
    for mail in inbox.mails:
        assert mail["Subject"] == "Ihre Bestellung BW-104855 geht an eine andere Adresse"
        text = mail.get_body(("plain",)).get_content()
        assert "Waren Sie das nicht?" in text
        assert "evil" not in text + mail.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("de", "Ihre Bestellung BW-104855 ist storniert", "Waren Sie das nicht?"),
        ("en", "Your order BW-104855 is cancelled", "Was this not you?"),
    ],
)
def test_the_owner_is_told_that_an_order_was_cancelled(gate, inbox, language, subject, words):
    assert gate.cancel(replace(turn(), language=language), opened_by(gate)).done
    assert [(mail["To"], mail["Subject"]) for mail in inbox.mails] == [(MIA, subject)]
    assert words in inbox.mails[0].get_body(("plain",)).get_content()
    assert list(inbox.mails[0].iter_attachments()) == []


def test_a_turn_that_is_repeated_tells_once(gate, inbox):
    opened = opened_by(gate)
    assert [gate.cancel(turn(), opened).done for _ in range(3)] == [True] * 3
    assert len(inbox.mails) == 1


def test_what_was_not_changed_is_not_told(gate, shop, inbox):
    opened = opened_by(gate)
    shop.cancel(NUMBER, "by somebody at the desk")
    assert not gate.change_address(turn(), opened, ELSEWHERE).done
    assert inbox.mails == []


def test_who_has_used_up_the_mails_of_a_mailbox_changes_nothing_in_secret(gate, shop, gate_database, post, inbox):
    accounts = account_gate(shop, gate_database, lambda: NOW, post)
    assert [accounts.send_code(turn(n), MIA) for n in range(10, 15)].count(True) == MOST_TO_A_MAILBOX
    gate.change_address(turn(), opened_by(gate), ELSEWHERE)
    assert inbox.mails[-1]["Subject"].startswith("Ihre Bestellung BW-104855")


def test_notices_flood_nobody_and_use_up_nothing(gate, shop, gate_database, post, inbox):
    for number in range(MOST_NOTICES_A_DAY + 3):
        assert gate.change_address(turn(number), opened_by(gate, number), ELSEWHERE).done
    assert len(inbox.mails) == MOST_NOTICES_A_DAY
    assert account_gate(shop, gate_database, lambda: NOW, post).send_code(turn(99), MIA)


@pytest.mark.parametrize("answer", ["451 later", "550 no", "hang up"])
def test_a_change_stands_although_nobody_could_be_told(gate, inbox, monkeypatch, answer):
    monkeypatch.setattr(inbox, "answer", answer)
    change = gate.cancel(turn(), opened_by(gate))
    assert change.done


def test_without_a_mail_server_changes_are_made_all_the_same(shop, gate_database):
    gate = order_gate(shop, gate_database, lambda: NOW)
    assert gate.cancel(turn(), opened_by(gate)).done
