"""The identity gate for accounts: what belongs to the owner of an e-mail address.

Only a signed identity or a code from the mailbox itself opens one. Whether an address has an account is not told to
whoever merely names it: the same is said, and a mail goes out, in either case.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from actions.backend.model import Account, Address
from actions.backend.port import Accounts, NotOfferedError
from actions.gate.attempts import Attempts, Judgement
from actions.gate.changes import changing
from actions.gate.letters import CODE, Letters, subject_of
from actions.gate.orders import Proof
from actions.gate.sending import send
from actions.gate.turns import asker_of, key
from actions.mail.letters import code_letter, no_account_letter, reset_letter
from actions.mail.mail import Mail
from actions.mail.post import Post
from actions.reading.mailboxes import mailbox_of
from actions.turn import Turn

RESET = "reset"


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    """A mailbox that is this customer's, with its account if there is one. Only the gate makes one."""

    email: str
    account: Account | None
    how: Proof


class ClosedAccount(Enum):
    """Why it stays closed."""

    NEEDS_CODE = auto()
    WRONG = auto()
    LOCKED = auto()


class AccountGate:
    """Opens accounts; what it cannot find out raises `BackendError`, and nothing opens. Changes raise as `changing`."""

    def __init__(self, accounts: Accounts, attempts: Attempts, letters: Letters, post: Post) -> None:
        """Guard `accounts`, send codes by `post`."""
        self._accounts = accounts
        self._attempts = attempts
        self._letters = letters
        self._post = post

    def open(self, turn: Turn, email: str, code: str | None = None) -> OpenedAccount | ClosedAccount:
        """Open what belongs to `email` (as `mailbox_of` spells it) for who wrote this turn, with a code where given."""
        asker, subject = asker_of(turn), subject_of(email)
        _check(email)
        if turn.email and turn.email == email:
            return self._opened(email, Proof.IDENTITY)
        if self._attempts.proved(turn.conversation, subject):
            return self._opened(email, Proof.CODE)
        if code is None:
            return ClosedAccount.LOCKED if self._attempts.locked(asker, subject) else ClosedAccount.NEEDS_CODE
        awaited = self._letters.awaited_code(asker, email)
        right = awaited is not None and hmac.compare_digest(code.encode(), awaited.encode())
        judgement = self._attempts.judge(asker, subject, code, right=right)
        if judgement is Judgement.RIGHT:
            return self._opened(email, Proof.CODE)
        return ClosedAccount.WRONG if judgement is Judgement.WRONG else ClosedAccount.LOCKED

    def send_code(self, turn: Turn, email: str) -> bool:
        """Send a code to a mailbox; False and raises as `sending.send`."""
        _check(email)
        code = self._letters.code(asker_of(turn), email)
        return send(self._letters, self._post, turn, CODE, email, lambda: code_letter(email, code, turn.language))

    def awaits_code(self, turn: Turn, email: str) -> bool:
        """Whether a code that was sent to this mailbox from this conversation is still good."""
        return self._letters.awaited_code(asker_of(turn), email) is not None

    def send_reset(self, turn: Turn, email: str) -> bool:
        """Send a link to set a new password, or word that there is no account; False and raises as `sending.send`."""
        _check(email)

        def letter() -> Mail:
            link = self._accounts.reset_link(email, key(turn, RESET))
            return reset_letter(email, link, turn.language) if link else no_account_letter(email, turn.language)

        return send(self._letters, self._post, turn, RESET, email, letter)

    def subscribes(self, opened: OpenedAccount) -> bool:
        """Whether the newsletter goes to an opened mailbox."""
        return self._accounts.subscribes(opened.email)

    def set_newsletter(self, turn: Turn, opened: OpenedAccount, *, wanted: bool) -> None:
        """Let the newsletter go to an opened mailbox, or no more; once for this turn."""
        email = self._held(turn, opened)
        with changing(turn):
            self._accounts.set_newsletter(email, key(turn, "newsletter"), wanted=wanted)

    def move(self, turn: Turn, opened: OpenedAccount, address: Address, from_on: date) -> Account:
        """Save another address of an opened account, once for this turn."""
        email = self._held(turn, opened)
        with changing(turn):
            return self._accounts.move_account(email, address, from_on, key(turn, "move"))

    def _held(self, turn: Turn, opened: OpenedAccount) -> str:
        """The mailbox of an opened account, after a second look as at orders."""
        if not isinstance(self.open(turn, opened.email), OpenedAccount):
            raise PermissionError("this account is not open to this turn")
        return opened.email

    def _opened(self, email: str, how: Proof) -> OpenedAccount:
        try:
            account = self._accounts.account(email)
        except NotOfferedError:
            account = None  # a shop may have a newsletter and no accounts
        return OpenedAccount(email, account, how)


def _check(email: str) -> None:
    """What is compared, counted and written to is one spelling, or a code to one mailbox would open another."""
    if mailbox_of(email) != email:
        raise ValueError("not a mailbox as mailbox_of spells it")
