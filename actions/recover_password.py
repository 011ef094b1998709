"""A forgotten password: a link goes to the mailbox, and here nobody learns whether it has an account."""

from actions.forms.account_form import AccountForm, tell_too_many
from actions.forms.form import FormOutcome
from actions.forms.form_turn import FormTurn
from actions.reading.mailboxes import mailbox_of
from actions.reading.numbers import read_yes_or_no
from actions.replies.reply import Choice, Reply
from actions.turn import Turn
from actions.words import account as words


class ValidateRecoverPasswordForm(AccountForm):
    """The address of the account."""

    form_name = "recover_password_form"
    own_intent = "recover_password"
    slots = ("email",)

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Take the address from the message, or ask for it."""
        if self._declines(form):
            reply.note(declined="email")
            reply.remember("email", None)
            reply.ask_for("email")
            return
        email = self.email_in(form, reply)
        if email:
            reply.remember("email", email)
            reply.ask_for(None)
        elif not form.requested and "email" not in form.said and not form.turn.possible("email"):
            self._offer_older(form, reply)

    def known_email(self, form: FormTurn) -> str | None:
        """A mail goes out at once, so one that was told for another matter does not count."""
        return form.turn.email

    def takes(self, form: FormTurn) -> bool:
        """A no to the older address asks for another one and does not leave the form."""
        return self._declines(form)

    def _offer_older(self, form: FormTurn, reply: Reply) -> None:
        email = mailbox_of(form.turn.slot("email"))
        reply.remember("email", None)
        if email:
            reply.say(words.RESET_TO, Choice(email, self.own_intent, {"email": email}), email=email)
            reply.note(asks="email", offered="email")

    def _declines(self, form: FormTurn) -> bool:
        offered = form.count("offered", "email") > form.count("declined", "email")
        return offered and "email" not in form.said and read_yes_or_no(form.turn.text) is False


class RecoverPassword(FormOutcome):
    """Sends the link."""

    action_name = "action_recover_password"

    def conclude(self, turn: Turn, reply: Reply) -> None:
        """Send it, and say the same whether there is an account or not."""
        # Who is signed in and named no address means their own.
        email = mailbox_of(turn.slot("email"))
        if email is None:
            reply.say(words.NOT_PROVED, reply.person("no_result"))
            reply.fail("no_result", f"{self.name()}: no address was told")
        elif self.access.accounts.send_reset(turn, email):
            reply.say(words.RESET_SENT, email=email)
        else:
            tell_too_many(self.name(), reply)
