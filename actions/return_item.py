"""Announcing a return, and the label to print."""

from actions.backend.model import NOT_SHIPPED, Order, OrderState, Return, ReturnState
from actions.backend.port import BackendError
from actions.forms.form import CONFIRMED
from actions.forms.order_form import OrderOutcome
from actions.gate.orders import Opened
from actions.invoices import masked
from actions.reading.items import chosen, is_returnable
from actions.replies.formats import day
from actions.replies.label import give_label, return_of
from actions.replies.reply import Choice, Reply
from actions.turn import Turn
from actions.words import returns as words
from actions.words.sentence import Sentence


class ReturnItem(OrderOutcome):
    """Announces the return and gives its label."""

    action_name = "action_return_item"

    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:
        """Announce it after a yes, else say what is so."""
        reply.remember(CONFIRMED, None)
        order, skus = opened.order, chosen(turn, opened.order)
        if turn.slots.get(CONFIRMED) is True and skus:
            turn.ensure_time_for(self.access.shop_seconds)
            change = self.access.gate.start_return(turn, opened, skus)
            if change.done:
                give_label(reply, opened, return_of(change.order, skus), words.DONE)
                self._mail_label(turn, reply, opened, return_of(change.order, skus))
            else:
                self._explain(change.order, reply, opened, skus)
        elif is_returnable(order, self.access.now().date()):
            reply.say(words.KEPT, number=order.number)
        else:
            self._explain(order, reply, opened)

    def _mail_label(self, turn: Turn, reply: Reply, opened: Opened, return_: Return) -> None:
        """The label is in the chat already, so a mail that cannot be sent spoils nothing."""
        try:
            sent = self.access.gate.mail_label(turn, opened, return_)
        except BackendError:
            return
        if sent:
            reply.say(words.LABEL_MAILED, email=masked(opened.order.email))

    def _explain(self, order: Order, reply: Reply, opened: Opened, skus: tuple[str, ...] = ()) -> None:
        announced = [each for each in order.returns if each.state is ReturnState.ANNOUNCED]
        meant = next((each for each in announced if not order.keeps or set(skus).intersection(each.skus)), None)
        if meant:
            give_label(reply, opened, meant, words.LABEL_AGAIN)
            return
        sentence, choices = self._why_not(order, reply)
        until = day(order.returnable_until, reply.language) if order.returnable_until else ""
        left = ", ".join(line.name.in_(reply.language) for line in order.keeps)
        reply.say(sentence, *choices, number=order.number, until=until, items=left)
        reply.fail("no_result", f"{self.name()}: the order is {order.state.value}, returnable until {until or 'never'}")

    def _why_not(self, order: Order, reply: Reply) -> tuple[Sentence, list[Choice]]:
        concerning = {"order_number": order.number}
        if order.state in NOT_SHIPPED:
            return words.NOT_SHIPPED, [Choice(words.CANCEL_IT.in_(reply.language), "cancel_order", concerning)]
        if order.state in {OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY}:
            return words.ON_ITS_WAY, [reply.person("no_result")]
        money = Choice(words.WHERE_IS_MY_MONEY.in_(reply.language), "track_refund", concerning)
        if order.keeps and order.state is not OrderState.CANCELLED:
            if order.returnable_until is None or self.access.now().date() > order.returnable_until:
                return words.TOO_LATE, [reply.person("no_result")]
            return words.PARTLY_BACK, [reply.person("no_result"), money]
        return words.ALREADY_BACK, [money]
