"""How many mails the gate lets out: nobody floods somebody else's mailbox through us."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from time import monotonic, sleep

import pytest

from actions.backend.port import BackendDownError, BackendSlowError
from actions.gate.accounts import AccountGate
from actions.gate.letters import MOST_OF_A_CLIENT, MOST_OF_A_CONVERSATION, MOST_TO_A_MAILBOX, MOST_TO_A_MAILBOX_A_DAY
from actions.mail.mail import MailError
from actions.settings import Settings
from tests.actions.gates import turn

MIA = "mia.keller@example.com"


@pytest.fixture
def gate(gate_at) -> AccountGate:
    return gate_at()


def test_nobodys_mailbox_is_flooded(gate_at, inbox):
    def sent(number: int, later: timedelta) -> bool:
        return gate_at(later).send_code(turn(number, conversation=f"c{number}", client=f"a{number}"), MIA)

    assert [sent(n, timedelta()) for n in range(5)] == [True] * MOST_TO_A_MAILBOX + [False] * 2
    assert [sent(n, timedelta(hours=1)) for n in range(5, 10)].count(
        True
    ) == MOST_TO_A_MAILBOX_A_DAY - MOST_TO_A_MAILBOX
    assert not sent(11, timedelta(hours=3))
    assert sent(12, timedelta(hours=25))
    assert len(inbox.mails) == MOST_TO_A_MAILBOX_A_DAY + 1


def test_no_conversation_mails_to_ever_more_mailboxes(gate, inbox):
    sent = [gate.send_code(turn(n), f"somebody{n}@example.org") for n in range(8)]
    assert sent.count(True) == MOST_OF_A_CONVERSATION == len(inbox.mails)


def test_no_network_address_mails_to_ever_more_mailboxes(gate, inbox):
    sent = [gate.send_code(turn(n, conversation=f"c{n}"), f"somebody{n}@example.org") for n in range(16)]
    assert sent.count(True) == MOST_OF_A_CLIENT == len(inbox.mails)
    assert gate.send_code(turn(99, conversation="new", client="other"), MIA)


def test_all_kinds_of_mails_are_counted_together(gate, inbox):
    assert gate.send_reset(turn(1), MIA)
    assert gate.send_code(turn(2), MIA)
    assert gate.send_reset(turn(3), MIA)
    assert not gate.send_code(turn(4), MIA)
    assert not gate.send_reset(turn(4), MIA)


def test_mails_asked_for_at_the_same_moment_do_not_pass_the_limit(gate, inbox):
    def send(number: int) -> bool:
        return gate.send_code(turn(number, conversation=f"c{number}", client=f"a{number}"), MIA)

    with ThreadPoolExecutor(8) as pool:
        sent = list(pool.map(send, range(12)))
    assert sent.count(True) == MOST_TO_A_MAILBOX == len(inbox.mails)


def test_what_is_behind_a_plus_makes_no_other_mailbox(gate, inbox):
    typed = [f"mia.keller+{n}@example.com" for n in range(6)]
    sent = [gate.send_code(turn(n, conversation=f"c{n}", client=f"a{n}"), each) for n, each in enumerate(typed)]
    assert sent.count(True) == MOST_TO_A_MAILBOX == len(inbox.mails)


def test_there_is_a_limit_of_all_together(gate, inbox, monkeypatch):
    monkeypatch.setattr("actions.gate.letters.MOST_OF_ALL", 5)
    asked = [turn(n, conversation=f"c{n}", client=f"a{n}") for n in range(8)]
    assert [gate.send_code(each, f"{each.id}@example.org") for each in asked].count(True) == 5 == len(inbox.mails)


def test_a_mail_that_could_not_be_sent_is_not_counted(gate, inbox):
    inbox.answer = "451 later"
    try:
        for number in range(MOST_TO_A_MAILBOX + 1):
            with pytest.raises(MailError):
                gate.send_code(turn(number), MIA)
    finally:
        inbox.answer = "250 OK"
    assert gate.send_code(turn(99), MIA)


def test_a_mail_whose_link_the_shop_did_not_give_is_not_counted(gate, shop, inbox, monkeypatch):
    def away(*_args):
        raise BackendDownError("shop: away")

    with monkeypatch.context() as patched:
        patched.setattr(shop, "reset_link", away)
        for number in range(MOST_TO_A_MAILBOX + 1):
            with pytest.raises(BackendDownError):
                gate.send_reset(turn(number), MIA)
    assert gate.send_reset(turn(9), MIA)
    assert len(inbox.mails) == 1


@pytest.mark.parametrize("what", ["send_code", "send_reset"])
def test_no_mail_goes_that_could_not_be_told_of_in_time(gate, inbox, what):
    late = replace(turn(1), deadline=monotonic() + 1)
    with pytest.raises(BackendSlowError):
        getattr(gate, what)(late, MIA)
    assert inbox.mails == []
    assert gate.send_code(turn(2), MIA)


def test_no_link_is_mailed_after_the_shop_took_the_time_for_it(gate, shop, inbox, monkeypatch):
    monkeypatch.setattr(shop, "reset_link", lambda *_args: sleep(0.5))
    just = replace(turn(1), deadline=monotonic() + Settings().mail_seconds + 0.3)
    with pytest.raises(BackendSlowError):
        gate.send_reset(just, MIA)
    assert inbox.mails == []
