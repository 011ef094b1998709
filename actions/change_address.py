"""Saving another delivery address, once it was proved whose it is, told back, and confirmed."""

from actions.backend.model import NOT_SHIPPED, Order, OrderState
from actions.forms.address_of import ORDER
from actions.forms.form import CONFIRMED, FormOutcome
from actions.forms.order_form import known_number
from actions.forms.told_address import country_of, first_day
from actions.gate.accounts import OpenedAccount
from actions.gate.orders import Opened
from actions.reading.addresses import Partial, read_address
from actions.reading.mailboxes import mailbox_of
from actions.replies.formats import day
from actions.replies.reply import Choice, Reply
from actions.turn import Turn
from actions.words import account as account_words
from actions.words import address as words
from actions.words import identity as identity_words
from actions.words import order as order_words


class ChangeShippingAddress(FormOutcome):
    """Changes the address of an order or of an account."""

    action_name = "action_change_shipping_address"

    def conclude(self, turn: Turn, reply: Reply) -> None:
        """Change it, or say why not."""
        reply.remember(CONFIRMED, None)
        address = read_address(turn.slot("new_address") or "", asked=True)
        confirmed = turn.slots.get(CONFIRMED) is True and address.missing() is None
        if turn.slot("address_of") == ORDER:
            number = known_number(turn)
            order = self.access.gate.open(turn, number) if number else None
            if isinstance(order, Opened):
                self._order(turn, reply, order, address if confirmed else None)
                return
            reply.say(identity_words.NOT_PROVED, reply.person("no_result"))
        else:
            email = mailbox_of(turn.slot("email")) or turn.email
            account = self.access.accounts.open(turn, email) if email else None
            if isinstance(account, OpenedAccount) and account.account:
                self._account(turn, reply, account, address if confirmed else None)
                return
            reply.say(account_words.NOT_PROVED, reply.person("no_result"))
        reply.fail("no_result", f"{self.name()}: nothing was proved")

    def _order(self, turn: Turn, reply: Reply, opened: Opened, address: Partial | None) -> None:
        order = opened.order
        if address is None and order.state in NOT_SHIPPED:
            reply.say(words.KEPT)
            return
        if address is not None:
            turn.ensure_time_for(self.access.shop_seconds)
            wanted = address.complete(order.address.name, order.address.country)
            change = self.access.gate.change_address(turn, opened, wanted)
            if change.done:
                reply.say(words.DONE_ORDER, number=order.number, name=wanted.name, address=address.line)
                return
            order = change.order
        self._too_late(order, reply)

    def _account(self, turn: Turn, reply: Reply, opened: OpenedAccount, address: Partial | None) -> None:
        country = country_of(address) if address else None
        if address is None or country is None or opened.account is None:
            reply.say(words.KEPT)
            return
        turn.ensure_time_for(self.access.shop_seconds)
        today = self.access.now().date()
        from_on = first_day(turn.slot("moves_on"), today) or today
        self.access.accounts.move(turn, opened, address.complete(opened.account.name, country), from_on)
        other = Choice(words.OF_AN_ORDER.in_(reply.language), "change_shipping_address")
        reply.say(words.DONE_ACCOUNT, other, address=address.line, since=day(from_on, reply.language))

    def _too_late(self, order: Order, reply: Reply) -> None:
        sentence = words.TOO_LATE
        if order.parcel and order.state in {OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY}:
            sentence = words.TOO_LATE_CARRIER
        choices = [reply.person("no_result")]
        if order.state is OrderState.DELIVERED:
            back = Choice(order_words.SEND_BACK.in_(reply.language), "return_item", {"order_number": order.number})
            choices.insert(0, back)
        state = order_words.STATE_NAMES[order.state].in_(reply.language)
        url = order.parcel.url if order.parcel else ""
        carrier = order.parcel.carrier if order.parcel else ""
        reply.say(sentence, *choices, number=order.number, state=state, url=url, carrier=carrier)
        reply.fail("no_result", f"{self.name()}: the order is {order.state.value}")
