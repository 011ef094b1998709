"""Cancelling an order: only while it is not shipped, only after a yes, and only once."""

from actions.backend.model import NOT_SHIPPED, Order, OrderState
from actions.forms.form import CONFIRMED
from actions.forms.form_turn import FormTurn
from actions.forms.order_form import OrderForm, OrderOutcome
from actions.gate.orders import Opened
from actions.refunds import is_due, lacks_refund, start_refund
from actions.replies.formats import day
from actions.replies.reply import Choice, Reply
from actions.track_order import content
from actions.turn import Turn
from actions.words import cancel as words
from actions.words import order as order_words


class ValidateCancelOrderForm(OrderForm):
    """Number, proof, and a yes or no to this very order."""

    form_name = "cancel_order_form"
    own_intent = "cancel_order"
    slots = ("order_number", "postcode", CONFIRMED)

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:
        """Ask for the yes, unless it is too late anyway."""
        order = opened.order
        # A yes counts only as the answer to the question about this order, not for one that was named since.
        same = form.turn.slot("verified") == order.number

        def summary() -> None:
            placed = day(order.placed_on, reply.language)
            reply.say(words.SUMMARY, number=order.number, placed=placed, content=content(order, reply))

        if order.state in NOT_SHIPPED or (form.requested == CONFIRMED and same):
            # Also when the order is cancelled by now: then this turn is a repeat, and its answer is the same.
            self.confirm(form, reply, same=same, summary=summary)
        else:
            reply.remember(CONFIRMED, None)
            reply.ask_for(None)


class CancelOrder(OrderOutcome):
    """Cancels what the customer proved and confirmed."""

    action_name = "action_cancel_order"
    unsure = words.UNSURE

    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:
        """Cancel, or say why not."""
        reply.remember(CONFIRMED, None)
        if turn.slots.get(CONFIRMED) is True:
            self._cancel(turn, opened, reply)
        elif opened.order.state in NOT_SHIPPED:
            reply.say(words.KEPT, number=opened.order.number)
        else:
            self._too_late(opened.order, reply)

    def _cancel(self, turn: Turn, opened: Opened, reply: Reply) -> None:
        turn.ensure_time_for(self.access.shop_seconds)
        outcome = self.access.gate.cancel(turn, opened)
        if not outcome.done:
            self._too_late(outcome.order, reply)
            return
        money = words.NO_INVOICE if outcome.order.payment == "invoice" else words.MONEY_BACK
        reply.say(words.DONE, number=outcome.order.number, money=money.in_(reply.language))

    def _too_late(self, order: Order, reply: Reply) -> None:
        wish_is_met = order.state is OrderState.CANCELLED
        choices: list[Choice] = []
        if order.state in {OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY, OrderState.DELIVERED}:
            choices.append(
                Choice(order_words.SEND_BACK.in_(reply.language), "return_item", {"order_number": order.number})
            )
        sentence = words.TOO_LATE[order.state]
        if lacks_refund(order):
            sentence = words.NOT_REFUNDED
            choices += [start_refund(order, reply)] if is_due(order) else []
        if not wish_is_met:
            choices.append(reply.person("no_result"))
        since = day(order.state_since, reply.language)
        reply.say(sentence, *choices, number=order.number, since=since)
        if not wish_is_met:
            reply.fail("no_result", f"{self.name()}: the order is {order.state.value}")
