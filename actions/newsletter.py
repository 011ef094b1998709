"""The newsletter, on or off, for the mailbox of whoever proves that it is theirs."""

import re

from actions.account_form import AccountForm, read_code
from actions.form import CONFIRMED, FormOutcome, FormTurn
from actions.gate.accounts import OpenedAccount
from actions.mailboxes import mailbox_of
from actions.reply import Reply
from actions.turn import Turn
from actions.words import account as words
from actions.words import common

ON, OFF = "on", "off"
_OFF = re.compile(
    r"\b(?:ab(?:zu|ge)?(?:meld|bestell)\w*|meld\w*\b.{0,60}\bab|bestell\w*\b.{0,60}\bab|austrag\w*|trag\w*\b.{0,60}\baus"
    r"|kündig\w*|beend\w*|kein\w*|nicht mehr|los|stop\w*|unsubscri\w*|opt.?out|cancel\w*|remove\w*|no more|no longer"
    r"|not want|don.?t want)\b",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\b(?:an(?:zu|ge)?meld\w*|meld\w*\b.{0,60}\ban|abonnier\w*|eintrag\w*|trag\w*\b.{0,60}\bein|bestell\w*|bekommen|erhalten"
    r"|subscri\w*|sign\w* (?:me )?up|sign-?up|opt.?in|receive|get|join|add)\b",
    re.IGNORECASE,
)


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
        opened = self.prove_account(form, reply)
        if opened is None:
            return
        asked = form.turn.slot("email") == opened.email and "email" not in form.said
        if form.requested == "code" and asked and read_code(form.turn.text):
            # Its question said what the code is for: entering it is the yes.
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
        fresh = read_wanted(form.turn.text) if form.requested in (None, "newsletter") else None
        known = form.turn.slot("newsletter") if form.requested not in (None, "newsletter") else None
        if fresh is None and known is None:
            if form.requested == "newsletter":
                self.ask_again(form, reply, "newsletter", None)
            else:
                reply.ask_for("newsletter")
        return fresh or known

    def _confirm(self, form: FormTurn, reply: Reply, opened: OpenedAccount, wanted: str) -> None:
        def summary() -> None:
            told = words.NEWSLETTER_SUMMARY_ON if wanted == ON else words.NEWSLETTER_SUMMARY_OFF
            reply.say(told, email=opened.email)

        same = form.turn.slot("verified") == opened.email and form.turn.slot("newsletter") == wanted
        self.confirm(form, reply, same=same, summary=summary)


class NewsletterSubscription(FormOutcome):
    """Puts the mailbox on the list or takes it off."""

    action_name = "action_newsletter_subscription"
    too_slow = common.UNSURE
    down = common.UNSURE
    broken = common.UNSURE

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


def read_wanted(said: str) -> str | None:
    """Whether the newsletter is wanted or not; None where the words say neither."""
    if _OFF.search(said):
        return OFF
    return ON if _ON.search(said) else None
