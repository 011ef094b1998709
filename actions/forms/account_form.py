"""What the forms about an account share: its e-mail address, and the proof that the mailbox is the customer's."""

import re
from abc import ABC

from actions.forms.form import FormValidation
from actions.forms.form_turn import FormTurn
from actions.forms.order_form import MOST_CHOICES, tell_locked
from actions.gate.accounts import ClosedAccount, OpenedAccount
from actions.reading.mailboxes import mailbox_of
from actions.replies.reply import Choice, Reply
from actions.words import account as words
from actions.words import asking_back
from actions.words.sentence import Sentence

_CODE = re.compile(r"(?<![\w\-])(\d{3})[ \-.]?(\d{3})(?!\d)")
_ANOTHER = re.compile(
    r"\b(?:neue[nrs]?|anderen?|weiteren?|new|another|fresh)\W+code\b|\b(?:noch ?mal|erneut|again|resend)\b"
    r"|\b(?:nichts|keine?n?|nicht|no|nothing|didn.?t|not)\b.{0,30}\b(?:angekommen|bekommen|erhalten|got|get|received?|arrived|mail|code)\b",
    re.IGNORECASE,
)


class AccountForm(FormValidation, ABC):
    """Gets a mailbox opened. Who is signed in with it, and who proved it before, needs no code."""

    def prove_account(self, form: FormTurn, reply: Reply, does: Sentence | None = None) -> OpenedAccount | None:
        """Take address and code from the message and ask the gate; None after asking for what is missing.

        `does` says what entering the code does, where that is more than to prove the mailbox.
        """
        email = self.email_in(form, reply)
        if email is None:
            return None
        reply.remember("email", email)
        code = read_code(form.turn.text) if form.requested == "code" else None
        if code:
            # Its six digits were read as an order number, too; whoever takes over would look for that order.
            reply.remember("order_number", form.before("order_number"))
        opening = self.access.accounts.open(form.turn, email, code)
        if isinstance(opening, OpenedAccount):
            reply.remember("verified", opening.email)
            reply.remember("verified_by", opening.how.value)
            return opening
        if opening is ClosedAccount.LOCKED:
            tell_locked(self.name(), reply, None)
            self.end_told(reply)
        elif opening is ClosedAccount.WRONG:
            reply.say(words.WRONG_CODE, self._another(reply))
            reply.refused("wrong_code", None)
            reply.ask_for("code")
        elif form.requested == "code" and "email" not in form.said and not asks_for_code(form.turn.text):
            self.ask_again(form, reply, "code", words.CODE_UNREADABLE, self._another(reply))
        else:
            self._send_code(form, reply, email, does)
        return None

    def email_in(self, form: FormTurn, reply: Reply) -> str | None:
        """The address that the customer tells, or is signed in with; None after asking for it."""
        said = form.said.get("email")
        if said is None and form.turn.possible("email"):
            possible = form.turn.possible("email")
            why = asking_back.DID_YOU_MEAN if len(possible) == 1 else asking_back.ONE_OF_THESE
            readings = [Choice(each, self.own_intent, {"email": each}) for each in possible[:MOST_CHOICES]]
            self.ask_again(form, reply, "email", why, *readings, reading=possible[0])
            return None
        # One that was told in this form goes before the one of who is signed in.
        told = form.unused("email") if said is None else said
        email = mailbox_of(told) or (self.known_email(form) if said is None else None)
        if (said is not None and email is None) or (form.requested == "email" and said is None):
            self.ask_again(form, reply, "email", words.EMAIL_UNREADABLE)
            return None
        if email is None:
            reply.ask_for("email")
        return email

    def known_email(self, form: FormTurn) -> str | None:
        """The address of who told none in this form: a code has to come back from it before anything is done."""
        return form.turn.email or mailbox_of(form.turn.slot("email"))

    def takes(self, form: FormTurn) -> bool:
        """Six digits after a code was asked for are the code, and a word about its mail is about that."""
        text = form.turn.text
        return form.requested == "code" and (read_code(text) is not None or asks_for_code(text))

    def _send_code(self, form: FormTurn, reply: Reply, email: str, does: Sentence | None) -> None:
        told = does.in_(reply.language, email=email) if does else ""
        if not self.access.accounts.send_code(form.turn, email):
            good = self.access.accounts.awaits_code(form.turn, email)  # the one that was sent before
            if good and told:
                reply.add_text(told)
            tell_too_many(self.name(), reply)
            if good:
                reply.ask_for("code")
            else:
                self.end_told(reply)
            return
        reply.remember("code", None)
        reply.add_text(f"{words.CODE_SENT.in_(reply.language, email=email)} {told}".strip())
        reply.ask_for("code")

    def _another(self, reply: Reply) -> Choice:
        return Choice(words.ANOTHER_CODE.in_(reply.language), self.own_intent)


def read_code(said: str) -> str | None:
    """The six digits of a code."""
    found = _CODE.search(said)
    return found[1] + found[2] if found else None


def asks_for_code(said: str) -> bool:
    """Whether `said` is about a code that did not come, or asks for another one."""
    return _ANOTHER.search(said) is not None


def tell_too_many(action: str, reply: Reply) -> None:
    """Say that no more mails go out for now, and offer a person."""
    reply.say(words.TOO_MANY_MAILS, reply.person("no_result"))
    reply.fail("no_result", f"{action}: too many mails")
