"""The newsletter, on or off, for the mailbox of whoever proves that it is theirs."""

from actions.forms.account_form import AccountForm, asks_for_code, read_code
from actions.forms.form import CONFIRMED, FormOutcome
from actions.forms.form_turn import FormTurn
from actions.gate.accounts import OpenedAccount
from actions.reading.mailboxes import mailbox_of
from actions.reading.wanted import OFF, ON, read_wanted
from actions.replies.reply import Reply
from actions.turn import Turn
from actions.words import account as words


class ValidateNewsletterSubscriptionForm(AccountForm):
    """On or off, whose mailbox, and a yes."""

    form_name = "newsletter_subscription_form"
    own_intent = "newsletter_subscription"
    slots = ("newsletter", "email", "code", CONFIRMED)

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Find out what is wanted, get the mailbox opened, ask for the yes."""
        wanted = self._wanted(form, reply)
        if wanted is None:
            return
        reply.remember("newsletter", wanted)
        does = words.NEWSLETTER_CODE_ON if wanted == ON else words.NEWSLETTER_CODE_OFF
        changed = form.requested == "code" and wanted != form.turn.slot("newsletter")
        if changed and "email" not in form.said and not read_code(form.turn.text):
            # The code that is on its way does something else now.
            reply.say(does, email=form.turn.slot("email"))
            reply.ask_for("code")
            return
        opened = self.prove_account(form, reply, does)
        if opened is None:
            return
        asked = form.turn.slot("email") == opened.email and "email" not in form.said and not changed
        if form.requested == "code" and asked and read_code(form.turn.text):
            # Its question said what entering the code does: that is the yes.
            reply.remember(CONFIRMED, True)
            reply.ask_for(None)
        elif form.requested != CONFIRMED and self.access.accounts.subscribes(opened) is (wanted == ON):
            # Told here and not by the action: that one says the same again when the turn of a change is repeated.
            told = words.NEWSLETTER_ALREADY_ON if wanted == ON else words.NEWSLETTER_ALREADY_OFF
            reply.say(told, email=opened.email)
            self.end_told(reply)
        else:
            self._confirm(form, reply, opened, wanted)

    def takes(self, form: FormTurn) -> bool:
        """The answer to what is wanted is often read as another matter."""
        answers = form.requested == "newsletter" and read_wanted(form.turn.text) is not None
        return answers or super().takes(form)

    def _wanted(self, form: FormTurn, reply: Reply) -> str | None:
        """What this message wishes, or the one before that the customer was told of."""
        fresh = read_wanted(form.turn.text)
        if form.requested in (None, "newsletter"):
            if fresh is None and form.requested:
                self.ask_again(form, reply, "newsletter", None)
            elif fresh is None:
                reply.ask_for("newsletter")
            return fresh
        # "I got no code" is no wish, and a word in passing is none either.
        wishes = form.turn.intent == self.own_intent and not asks_for_code(form.turn.text)
        return fresh if fresh and wishes else form.turn.slot("newsletter")

    def _confirm(self, form: FormTurn, reply: Reply, opened: OpenedAccount, wanted: str) -> None:
        def summary() -> None:
            told = words.NEWSLETTER_SUMMARY_ON if wanted == ON else words.NEWSLETTER_SUMMARY_OFF
            reply.say(told, email=opened.email)

        same = form.turn.slot("verified") == opened.email and form.turn.slot("newsletter") == wanted
        self.confirm(form, reply, same=same, summary=summary)


class NewsletterSubscription(FormOutcome):
    """Puts the mailbox on the list or takes it off."""

    action_name = "action_newsletter_subscription"

    def conclude(self, turn: Turn, reply: Reply) -> None:
        """Do what was confirmed."""
        reply.remember(CONFIRMED, None)
        email, wanted = mailbox_of(turn.slot("email")) or turn.email, turn.slot("newsletter")
        opening = self.access.accounts.open(turn, email) if email else None
        if not isinstance(opening, OpenedAccount) or wanted not in (ON, OFF):
            reply.say(words.NOT_PROVED, reply.person("no_result"))
            reply.fail("no_result", f"{self.name()}: no mailbox was proved")
        elif turn.slots.get(CONFIRMED) is not True:
            reply.say(words.NEWSLETTER_KEPT, email=opening.email)
        else:
            turn.ensure_time_for(self.access.shop_seconds)
            self.access.accounts.set_newsletter(turn, opening, wanted=wanted == ON)
            reply.say(words.NEWSLETTER_ON if wanted == ON else words.NEWSLETTER_OFF, email=opening.email)
