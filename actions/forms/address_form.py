"""Another delivery address: of an order that is not shipped yet, or of the account."""

from collections.abc import Callable
from dataclasses import replace

from actions.backend.model import NOT_SHIPPED, Country
from actions.forms.account_form import AccountForm
from actions.forms.address_of import ACCOUNT, ORDER, of_what, read_of
from actions.forms.form import CONFIRMED
from actions.forms.form_turn import FormTurn
from actions.forms.order_form import OrderForm
from actions.forms.told_address import (
    IS_OPEN,
    Told,
    contradicts,
    country_of,
    first_day,
    in_message,
    is_elsewhere,
    quoted,
    tells_day,
    told_address,
    told_day,
)
from actions.gate.accounts import OpenedAccount
from actions.gate.orders import Opened
from actions.reading.addresses import Partial, denied_countries, fits, without_address
from actions.reading.extras import names_another
from actions.reading.numbers import Unreadable, read_postcode
from actions.replies.formats import day
from actions.replies.reply import Choice, Reply
from actions.words import account as account_words
from actions.words import address as words
from actions.words.sentence import Sentence


class ValidateChangeShippingAddressForm(OrderForm, AccountForm):
    """Of what, the proof for it, the address, and a yes."""

    form_name = "change_shipping_address_form"
    own_intent = "change_shipping_address"
    slots = ("address_of", "order_number", "postcode", "email", "code", "new_address", CONFIRMED)

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Find out what it is about, get it opened, then get the address."""
        told = told_address(form)
        reply.remember("new_address", told.address.line or None)
        reply.remember("moves_on", told_day(form))
        if told.refused and form.requested not in IS_OPEN:
            reply.say(told.refused[0], reply.person("no_result"), place=told.refused[1])
        elif told.left_out and (told.changed or form.requested != CONFIRMED):
            reply.say(words.LEFT_OUT, reply.person("no_result"), parts=quoted(told.left_out, reply.language))
        of = self._of(form, reply, told)
        if of is None:
            return
        reply.remember("address_of", of)
        if of == ORDER:
            super().settle(form, reply)
            return
        account = self.prove_account(form, reply)
        if account:
            self._account_opened(form, reply, account)

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:
        """Go on with an order, unless it is too late."""
        order = opened.order
        asked = form.requested == CONFIRMED and form.turn.slot("verified") == order.number
        if order.state not in NOT_SHIPPED and not asked:
            reply.remember(CONFIRMED, None)
            reply.ask_for(None)
            return

        def summary(line: str) -> None:
            reply.say(words.SUMMARY_ORDER, number=order.number, name=order.address.name, address=line)

        self._take(
            form, reply, owner=order.address.name, only=order.address.country, subject=order.number, summary=summary
        )

    def postcode_in(self, form: FormTurn) -> str | Unreadable:
        """The proof, which is not the postcode of the new address."""
        if form.requested in IS_OPEN:
            return Unreadable.NOTHING
        if in_message(form).postcode is None:
            return super().postcode_in(form)
        return read_postcode(without_address(form.turn.text))

    def takes(self, form: FormTurn) -> bool:
        """An address, and the answer to what it is for, sound like all kinds of matters."""
        if form.requested not in (*IS_OPEN, "address_of"):
            return OrderForm.takes(self, form) or AccountForm.takes(self, form)
        told = told_address(form)
        if form.requested == "address_of":
            return told.changed or read_of(form.turn.text) is not None
        day_of_account = form.turn.slot("address_of") == ACCOUNT and tells_day(form)
        return told.changed or bool(told.left_out) or day_of_account

    def _of(self, form: FormTurn, reply: Reply, told: Told) -> str | None:
        said = of_what(form)
        if said is None and form.requested == "address_of" and not (told.changed and told.address.line):
            self.ask_again(form, reply, "address_of", None)
        elif said is None:
            if form.requested == "address_of":
                reply.say(words.NOTED, address=told.address.line)
            reply.remember("address_of", None)
            reply.ask_for("address_of")
        return said

    def _account_opened(self, form: FormTurn, reply: Reply, opened: OpenedAccount) -> None:
        account = opened.account
        if account is None:
            reply.say(account_words.NO_ACCOUNT, reply.person("no_result"), email=opened.email)
            reply.fail("no_result", f"{self.name()}: there is no account")
            self.end_told(reply)
            return
        today = self.access.now().date()
        from_on = first_day(told_day(form), today)
        if from_on is None:
            reply.say(words.NO_SUCH_DAY)
            reply.remember("moves_on", None)

        since = day(from_on or today, reply.language)
        if form.requested == CONFIRMED and tells_day(form) and not form.turn.told("date"):
            self.ask_again(form, reply, CONFIRMED, words.UNCLEAR_DAY, since=since)
            return

        def summary(line: str) -> None:
            reply.say(words.SUMMARY_ACCOUNT, name=account.name, address=line, since=since)

        likely = account.address.country if account.address else None
        self._take(form, reply, owner=account.name, likely=likely, subject=opened.email, summary=summary)

    def _take(
        self,
        form: FormTurn,
        reply: Reply,
        *,
        owner: str,
        only: Country | None = None,
        likely: Country | None = None,
        subject: str,
        summary: Callable[[str], None],
    ) -> None:
        """Ask for what the address lacks, then for the yes.

        `only` is the country that it has to be in; `likely` the one where nothing says otherwise, told back with it.
        """
        told = told_address(form)
        address, changed, country = told.address, told.changed, only or country_of(told.address)
        if likely and (contradicts(address, likely) or likely in denied_countries(form.turn.text)):
            likely = None
        if country is None and likely and address.postcode and fits(address.postcode, likely):
            address, country = replace(address, country=likely), likely
            reply.remember("new_address", address.line)
        if told.refused:
            self._refuse(form, reply, *told.refused)
        elif address.missing():
            self._ask_for_the_rest(form, reply, address, changed=changed)
        elif told.left_out and form.requested == CONFIRMED and not changed:
            parts = quoted(told.left_out, reply.language)
            self.ask_again(form, reply, CONFIRMED, words.LEFT_OUT, reply.person("no_result"), parts=parts)
        elif country is None:
            choices = [Choice(each.in_(reply.language), self.own_intent) for each in words.COUNTRIES]
            self.ask_again(form, reply, "new_address", words.WHICH_COUNTRY, *choices)
            reply.remember("new_address", address.line)
            if changed:
                reply.note(asks="new_address")
        elif is_elsewhere(address, country):
            why = words.OTHER_COUNTRY if only else words.NO_SUCH_POSTCODE
            self.ask_again(form, reply, "new_address", why, reply.person("no_result"), postcode=address.postcode)
            reply.remember("new_address", Partial(street=address.street).line or None)
        else:
            changed = changed or form.turn.told("date") not in (None, form.turn.slot("moves_on"))
            if changed and names_another(form.turn.text, address.street, owner):
                reply.say(words.SAME_NAME, reply.person("no_result"), name=owner)
            same = form.turn.slot("verified") == subject and not changed
            self.confirm(form, reply, same=same, summary=lambda: summary(address.line))

    def _ask_for_the_rest(self, form: FormTurn, reply: Reply, address: Partial, *, changed: bool) -> None:
        why = words.MISSING[address.missing() or "street"]
        if address.city and not address.postcode and address.street:
            why = words.MISSING_JUST_POSTCODE
        if form.requested != "new_address" and not address.line:
            reply.ask_for("new_address")
        elif changed or form.requested != "new_address":
            reply.say(why, address=address.line)
            reply.ask_for("new_address")
            reply.note(asks="new_address")
        else:
            self.ask_again(form, reply, "new_address", why, address=address.line)
            reply.remember("new_address", address.line or None)

    def _refuse(self, form: FormTurn, reply: Reply, why: Sentence, place: str) -> None:
        """Have the address told anew; before it is open, `settle` said why."""
        reply.remember(CONFIRMED, None)
        if form.requested in IS_OPEN:
            self.ask_again(form, reply, "new_address", why, reply.person("no_result"), place=place)
            reply.note(asks="new_address")
        else:
            reply.ask_for("new_address")
