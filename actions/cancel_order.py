"""Cancelling an order: only while it is not shipped, only after a yes, and only once."""

from actions.backend.model import NOT_SHIPPED, Order, OrderState
from actions.form import FormOutcome, FormTurn
from actions.formats import day
from actions.gate.orders import Closed, Opened
from actions.order_form import OrderForm, known_number, tell_locked
from actions.reading import read_yes_or_no
from actions.reply import Choice, Reply
from actions.track_order import content
from actions.turn import Turn
from actions.words import cancel as words
from actions.words import identity as identity_words
from actions.words import order as order_words

CONFIRMED = "confirmed"


class ValidateCancelOrderForm(OrderForm):
    """Number, proof, and a yes or no to this very order."""

    form_name = "cancel_order_form"
    own_intent = "cancel_order"
    slots = ("order_number", "postcode", CONFIRMED)

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:
        """Ask for the yes, unless it is too late anyway."""
        order = opened.order
        # "Ja, bitte stornieren" is understood as the wish itself, and is a yes all the same.
        answer = form.said.get(CONFIRMED, read_yes_or_no(form.turn.text))
        # A yes counts only as the answer to the question about this order, not for one that was named since.
        asked = form.requested == CONFIRMED and form.turn.slot("verified_order") == order.number
        if asked and isinstance(answer, bool):
            # Also when the order is cancelled by now: then this turn is a repeat, and its answer is the same.
            reply.remember(CONFIRMED, answer)
            reply.ask_for(None)
        elif order.state not in NOT_SHIPPED:
            reply.remember(CONFIRMED, None)
            reply.ask_for(None)
        elif asked:
            self.ask_again(form, reply, CONFIRMED, words.YES_OR_NO)
        else:
            reply.remember(CONFIRMED, None)
            placed = day(order.placed_on, reply.language)
            reply.say(words.SUMMARY, number=order.number, placed=placed, content=content(order, reply))
            reply.ask_for(CONFIRMED)

    def after_failure(self, reply: Reply) -> None:
        """End the form without a yes that could be found later."""
        reply.remember(CONFIRMED, None)
        super().after_failure(reply)


class CancelOrder(FormOutcome):
    """Cancels what the customer proved and confirmed."""

    action_name = "action_cancel_order"
    too_slow = words.UNSURE
    down = words.UNSURE
    broken = words.UNSURE

    def conclude(self, turn: Turn, reply: Reply) -> None:
        """Cancel, or say why not."""
        number = known_number(turn)
        opening = self.access.gate.open(turn, number) if number else Closed.NEEDS_POSTCODE
        reply.remember(CONFIRMED, None)
        if opening is Closed.LOCKED:
            tell_locked(self.name(), reply)
        elif not isinstance(opening, Opened):
            reply.say(identity_words.NOT_PROVED, reply.person("no_result"))
            reply.fail("no_result", f"{self.name()}: no order was proved")
        elif turn.slots.get(CONFIRMED) is True:
            self._cancel(turn, opening, reply)
        elif opening.order.state in NOT_SHIPPED:
            reply.say(words.KEPT, number=opening.order.number)
        else:
            self._too_late(opening.order, reply)

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
            choices.append(Choice(order_words.SEND_BACK.in_(reply.language), "return_item"))
        if not wish_is_met:
            choices.append(reply.person("no_result"))
        since = day(order.state_since, reply.language)
        reply.say(words.TOO_LATE[order.state], *choices, number=order.number, since=since)
        if not wish_is_met:
            reply.fail("no_result", f"{self.name()}: the order is {order.state.value}")

    def after_failure(self, reply: Reply) -> None:
        """Forget the yes: the next try asks for it again."""
        reply.remember(CONFIRMED, None)
