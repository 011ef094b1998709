"""The gate for accounts: what belongs to a mailbox opens for its owner alone."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from actions.backend.model import Address
from actions.backend.port import BackendError
from actions.database import Database
from actions.gate.accounts import AccountGate, ClosedAccount, OpenedAccount
from actions.gate.attempts import MOST_ABOUT_A_SUBJECT, MOST_IN_A_CONVERSATION, MOST_OF_A_CLIENT, PROOFS_LAST
from actions.gate.letters import (
    CODES_LAST,
)
from actions.gate.orders import Proof
from actions.gate.records import metadata
from actions.mail.mail import MailError
from tests.actions.conftest import NOW
from tests.actions.gates import account_gate, turn

MIA, TOM, NOBODY = "mia.keller@example.com", "tom.brunner@example.com", "nobody@example.org"


@pytest.fixture
def gate(gate_at) -> AccountGate:
    return gate_at()


def codes(inbox):
    """The codes in the mails that were sent, the oldest first."""
    bodies = [mail.get_body(("plain",)).get_content() for mail in inbox.mails]
    found = [re.search(r"^(\d{6})\s*$", body, re.MULTILINE) for body in bodies]
    return [match[1] for match in found if match]


def another(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_without_proof_a_mailbox_stays_closed(gate):
    assert gate.open(turn(), MIA) is ClosedAccount.NEEDS_CODE


def test_a_signed_identity_opens_its_own_mailbox_and_no_other(gate):
    opened = gate.open(turn(email=MIA), MIA)
    assert isinstance(opened, OpenedAccount)
    assert (opened.email, opened.account.name, opened.how) == (MIA, "Mia Keller", Proof.IDENTITY)
    assert gate.open(turn(email=MIA), TOM) is ClosedAccount.NEEDS_CODE


def test_an_identity_is_not_kept_for_the_time_after_signing_out(gate):
    gate.open(turn(1, email=MIA), MIA)
    assert gate.open(turn(2), MIA) is ClosedAccount.NEEDS_CODE


def test_the_code_from_the_mailbox_opens_it(gate, inbox):
    assert gate.send_code(turn(1), MIA)
    assert inbox.mails[0]["To"] == MIA
    opened = gate.open(turn(2), MIA, *codes(inbox))
    assert isinstance(opened, OpenedAccount)
    assert opened.how is Proof.CODE
    assert isinstance(gate.open(turn(3), MIA), OpenedAccount), "it stays open in this conversation"


def test_a_mailbox_without_an_account_is_proved_in_the_same_way(gate, inbox):
    gate.send_code(turn(1), NOBODY)
    opened = gate.open(turn(2), NOBODY, *codes(inbox))
    assert isinstance(opened, OpenedAccount)
    assert opened.account is None


def test_a_wrong_code_opens_nothing_and_is_counted(gate, inbox):
    gate.send_code(turn(1), MIA)
    wrong = another(*codes(inbox))
    for number in range(2, 1 + MOST_IN_A_CONVERSATION):
        assert gate.open(turn(number), MIA, wrong) is ClosedAccount.WRONG
    assert gate.open(turn(8), MIA, wrong) is ClosedAccount.LOCKED
    assert gate.open(turn(9), MIA, *codes(inbox)) is ClosedAccount.LOCKED, (
        "a right guess after the limit is worth nothing"
    )
    assert gate.open(turn(10), MIA) is ClosedAccount.LOCKED


def test_a_code_that_nobody_asked_for_is_wrong(gate):
    assert gate.open(turn(), MIA, "000000") is ClosedAccount.WRONG


def test_a_code_is_good_for_its_time(gate_at, inbox):
    gate_at().send_code(turn(1), MIA)
    assert gate_at(CODES_LAST).open(turn(2), MIA, *codes(inbox)) is ClosedAccount.WRONG
    in_time = gate_at(CODES_LAST - timedelta(seconds=1))
    assert isinstance(in_time.open(turn(3), MIA, *codes(inbox)), OpenedAccount)


def test_a_code_is_good_in_its_own_conversation_only(gate, inbox):
    gate.send_code(turn(1), MIA)
    gate.send_code(turn("one", conversation="c2"), MIA)
    first, second = codes(inbox)
    assert first != second
    assert gate.open(turn(2, conversation="c2"), MIA, first) is ClosedAccount.WRONG
    assert gate.open(turn(3), MIA, second) is ClosedAccount.WRONG
    assert isinstance(gate.open(turn(4), MIA, first), OpenedAccount)
    assert gate.open(turn(5, conversation="c3"), MIA) is ClosedAccount.NEEDS_CODE


def test_a_code_to_ones_own_mailbox_opens_no_other(gate, inbox):
    gate.send_code(turn(1), NOBODY)
    gate.send_code(turn(2), MIA)
    own, mias = codes(inbox)
    assert gate.open(turn(3), MIA, own) is ClosedAccount.WRONG
    assert isinstance(gate.open(turn(4), MIA, mias), OpenedAccount)
    assert gate.open(turn(5), TOM) is ClosedAccount.NEEDS_CODE


def test_a_new_code_takes_the_place_of_the_old_one(gate_at, inbox):
    gate_at().send_code(turn(1), MIA)
    later = gate_at(timedelta(minutes=1))
    later.send_code(turn(2), MIA)
    old, new = codes(inbox)
    assert later.open(turn(3), MIA, old) is ClosedAccount.WRONG
    assert isinstance(later.open(turn(4), MIA, new), OpenedAccount)


def test_a_turn_that_is_repeated_sends_the_same_code_and_one_mail(gate, inbox):
    assert [gate.send_code(turn(1), MIA) for _ in range(5)] == [True] * 5
    assert len(inbox.mails) == 1
    assert isinstance(gate.open(turn(2), MIA, *codes(inbox)), OpenedAccount)
    assert isinstance(gate.open(turn(2), MIA, *codes(inbox)), OpenedAccount)


def test_a_turn_with_a_wrong_code_that_is_repeated_is_counted_once(gate, inbox):
    gate.send_code(turn(1), MIA)
    wrong = another(*codes(inbox))
    for _ in range(MOST_IN_A_CONVERSATION + 3):
        assert gate.open(turn(2), MIA, wrong) is ClosedAccount.WRONG
    assert isinstance(gate.open(turn(3), MIA, *codes(inbox)), OpenedAccount)


def test_a_code_that_could_not_be_mailed_comes_when_the_turn_is_repeated(gate, inbox):
    inbox.answer = "451 later"
    try:
        with pytest.raises(MailError):
            gate.send_code(turn(1), MIA)
    finally:
        inbox.answer = "250 OK"
    assert gate.send_code(turn(1), MIA)
    assert isinstance(gate.open(turn(2), MIA, *codes(inbox)), OpenedAccount)


def test_guesses_sent_at_the_same_moment_are_all_counted(gate, inbox):
    gate.send_code(turn(0), MIA)
    code = int(*codes(inbox))
    with ThreadPoolExecutor(8) as pool:
        guesses = [f"{(code + n) % 1_000_000:06d}" for n in range(1, 17)]
        answers = list(pool.map(lambda guess: gate.open(turn(guess), MIA, guess), guesses))
    assert answers.count(ClosedAccount.WRONG) == MOST_IN_A_CONVERSATION - 1
    assert gate.open(turn(99), MIA, f"{code:06d}") is ClosedAccount.LOCKED


def test_many_conversations_do_not_get_further_with_one_mailbox(gate):
    guesses = [gate.open(turn(n, conversation=f"c{n}", client=f"a{n}"), MIA, f"{n:06d}") for n in range(20)]
    assert guesses.count(ClosedAccount.WRONG) == MOST_ABOUT_A_SUBJECT - 1
    assert isinstance(gate.open(turn(99, conversation="new", email=MIA), MIA), OpenedAccount)


def test_one_network_address_does_not_get_further_with_many_mailboxes(gate):
    guesses = [gate.open(turn(n, conversation=f"c{n}"), f"a{n}@example.org", "000000") for n in range(30)]
    assert guesses.count(ClosedAccount.WRONG) == MOST_OF_A_CLIENT - 1


def test_a_proof_does_not_open_the_mailbox_to_who_sits_there_next_week(gate_at, inbox):
    gate_at().send_code(turn(1), MIA)
    gate_at().open(turn(2), MIA, *codes(inbox))
    assert gate_at(PROOFS_LAST).open(turn(3), MIA) is ClosedAccount.NEEDS_CODE


def test_nothing_in_the_database_opens_anything_or_names_anybody(gate, any_gate_database, inbox, capsys):
    gate.send_code(turn(1), MIA)
    gate.send_reset(turn(2), MIA)
    gate.open(turn(3), MIA, "000000")
    gate.open(turn(4), MIA, codes(inbox)[0])
    with any_gate_database.transaction() as connection:
        rows = [row for table in metadata.sorted_tables for row in connection.execute(table.select())]
    kept = str(rows)
    assert rows
    for secret in (codes(inbox)[0], "000000", MIA, "mia", "reset="):
        assert secret not in kept.lower()
    logged = "".join(capsys.readouterr())
    assert MIA not in logged
    assert codes(inbox)[0] not in logged


@pytest.mark.parametrize(
    "address",
    ["Mia.Keller@example.com", " mia.keller@example.com", "mia", "", "mia\u212aeller@example.com", "a@b.de,c@d.de"],
)
def test_a_mailbox_in_another_spelling_is_not_taken(gate, inbox, address):
    for ask in (lambda: gate.open(turn(), address), lambda: gate.send_code(turn(), address)):
        with pytest.raises(ValueError, match="mailbox"):
            ask()
    with pytest.raises(ValueError, match="mailbox"):
        gate.send_reset(turn(), address)
    assert inbox.mails == []


def test_when_the_gate_cannot_remember_nothing_opens_and_nothing_is_sent(shop, tmp_path, post, inbox):
    path = tmp_path / "a folder"
    path.mkdir()
    gate = account_gate(shop, Database(f"sqlite:///{path}", seconds=0.2, what="gate database"), lambda: NOW, post)
    for ask in (
        lambda: gate.open(turn(), MIA),
        lambda: gate.send_code(turn(), MIA),
        lambda: gate.send_reset(turn(), MIA),
    ):
        with pytest.raises((BackendError, OSError)):
            ask()
    assert inbox.mails == []


def test_a_link_goes_to_the_mailbox_of_the_account_and_word_to_any_other(gate, inbox):
    assert gate.send_reset(turn(1), MIA)
    assert gate.send_reset(turn(2), NOBODY)
    link, word = inbox.mails
    assert (link["To"], word["To"]) == (MIA, NOBODY)
    assert "reset=" in link.get_body(("plain",)).get_content()
    assert "reset=" not in word.get_body(("plain",)).get_content()


def test_a_turn_that_is_repeated_sends_one_link(gate, inbox, shop_database):
    assert [gate.send_reset(turn(1), MIA) for _ in range(3)] == [True] * 3
    assert len(inbox.mails) == 1
    with shop_database.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM reset_links")).scalar_one() == 1


def test_changes_belong_to_their_turn(gate, shop):
    opened = gate.open(turn(1, email=MIA), MIA)
    address = Address("Mia Keller", "Bergweg 5", "8005", "Zürich", "CH")
    for _ in range(2):
        gate.set_newsletter(turn(1, email=MIA), opened, wanted=False)
        gate.move(turn(1, email=MIA), opened, address, date(2026, 12, 1))
    assert not gate.subscribes(opened)
    assert shop.account(MIA).move.address == address
    gate.set_newsletter(turn(2, email=MIA), opened, wanted=True)
    gate.set_newsletter(turn(1, email=MIA), opened, wanted=False)
    assert gate.subscribes(opened), "a repeat of an older turn undoes nothing"


def test_what_was_opened_for_one_turn_changes_nothing_for_another(gate, shop):
    opened = gate.open(turn(1, email=MIA), MIA)
    for stranger in (turn(2), turn(2, email="jonas.weber@example.com"), turn(2, conversation="another")):
        with pytest.raises(PermissionError):
            gate.set_newsletter(stranger, opened, wanted=False)
        with pytest.raises(PermissionError):
            gate.move(stranger, opened, shop.account(MIA).address, date(2026, 12, 1))
    assert gate.subscribes(opened)
    assert shop.account(MIA).move is None
