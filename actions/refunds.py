"""Money back: where it is, and starting a refund whose goods have arrived."""

from actions.backend.model import Order, OrderState, RefundState, ReturnState
from actions.forms.form import CONFIRMED
from actions.forms.form_turn import FormTurn
from actions.forms.order_form import OrderForm, OrderOutcome
from actions.gate.orders import Opened
from actions.replies.formats import day, price
from actions.replies.reply import Choice, Reply
from actions.turn import Turn
from actions.words import refund as words
from actions.words.sentence import Sentence


class ValidateTrackRefundForm(OrderForm):
    """Number and proof; then the form is complete."""

    form_name = "track_refund_form"
    own_intent = "track_refund"
    slots = ("order_number", "postcode")

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:  # noqa: ARG002
        """Nothing is missing."""
        reply.ask_for(None)


class TrackRefund(OrderOutcome):
    """Tells where the money is."""

    action_name = "action_track_refund"

    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:  # noqa: ARG002
        """Tell it."""
        tell_refund(self.name(), opened.order, reply)


class ValidateGetRefundForm(OrderForm):
    """Number, proof, and a yes where there is something to pay back."""

    form_name = "get_refund_form"
    own_intent = "get_refund"
    slots = ("order_number", "postcode", CONFIRMED)

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:
        """Ask for the yes, unless there is nothing to decide."""
        order = opened.order
        same = form.turn.slot("verified") == order.number

        def summary() -> None:
            reply.say(words.SUMMARY, **_values(order, reply))

        if is_due(order) or (form.requested == CONFIRMED and same):
            self.confirm(form, reply, same=same, summary=summary)
        else:
            reply.remember(CONFIRMED, None)
            reply.ask_for(None)


class GetRefund(OrderOutcome):
    """Starts the refund of goods that have come back, else explains."""

    action_name = "action_get_refund"

    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:
        """Start it after a yes."""
        reply.remember(CONFIRMED, None)
        if turn.slots.get(CONFIRMED) is True:
            turn.ensure_time_for(self.access.shop_seconds)
            change = self.access.gate.pay_back(turn, opened)
            if change.done:
                reply.say(words.STARTED, **_values(change.order, reply))
            else:
                tell_refund(self.name(), change.order, reply)
        elif is_due(opened.order):
            reply.say(words.KEPT, **_values(opened.order, reply))
        else:
            tell_refund(self.name(), opened.order, reply)


def is_due(order: Order) -> bool:
    """Whether the goods are back and the money is not on its way yet."""
    arrived = any(each.state is ReturnState.ARRIVED for each in order.returns)
    return order.state is OrderState.RETURNED and arrived and order.refund is None


def lacks_refund(order: Order) -> bool:
    """Whether goods came back and nothing is known of their money: nobody may be told that it is on its way."""
    return order.state is OrderState.RETURNED and order.refund is None


def start_refund(order: Order, reply: Reply) -> Choice:
    """The choice to start the refund that is due, or a person where none can be started here."""
    if not is_due(order):
        return reply.person("no_result")
    return Choice(words.START_IT.in_(reply.language), "get_refund", {"order_number": order.number})


def tell_refund(action: str, order: Order, reply: Reply) -> None:
    """Say where the money of an order is, or why none is on its way and what can be done."""
    sentence, choices = _situation(order, reply)
    reply.say(sentence, *choices, **_values(order, reply))
    if any(choice.intent == "contact_human_agent" for choice in choices):
        reply.fail("no_result", f"{action}: the order is {order.state.value}, without a refund")


def _situation(order: Order, reply: Reply) -> tuple[Sentence, list[Choice]]:
    concerning = {"order_number": order.number}
    if order.refund:
        return (words.PAID if order.refund.state is RefundState.PAID else words.ON_ITS_WAY), []
    if is_due(order):
        return words.DUE, [start_refund(order, reply)]
    if order.state is OrderState.DELIVERED:
        return _awaited(order, reply)
    if order.state is OrderState.CANCELLED:
        return words.CANCELLED, []
    if order.state in {OrderState.RETURNED, OrderState.REFUNDED}:
        return words.UNCLEAR, [reply.person("no_result")]
    return words.NOT_DELIVERED, [Choice(words.CANCEL_IT.in_(reply.language), "cancel_order", concerning)]


def _awaited(order: Order, reply: Reply) -> tuple[Sentence, list[Choice]]:
    if not order.returns:
        back = Choice(words.SEND_BACK.in_(reply.language), "return_item", {"order_number": order.number})
        return words.NOT_RETURNED, [back]
    if any(each.state is ReturnState.ANNOUNCED for each in order.returns):
        return words.AWAITED, []
    return words.UNCLEAR, [reply.person("no_result")]


def _values(order: Order, reply: Reply) -> dict[str, str]:
    refund = order.refund
    cents = refund.cents if refund else _due_cents(order)
    return {
        "number": order.number,
        "amount": price(cents, order.currency, reply.language),
        "payment": payment(order.payment, reply),
        "since": day(refund.since if refund else order.state_since, reply.language),
        "expected": day(refund.expected_on, reply.language) if refund else "",
    }


def _due_cents(order: Order) -> int:
    """What goes back for what has arrived; the delivery too where nothing is kept."""
    back = {sku for each in order.returns if each.state is ReturnState.ARRIVED for sku in each.skus}
    goods = sum(line.quantity * line.cents for line in order.lines if line.sku in back)
    return goods + (order.shipping_cents if back.issuperset(line.sku for line in order.lines) else 0)


def payment(method: str, reply: Reply) -> str:
    """A means of payment in plain words; one that nobody named is told as the shop calls it."""
    named = words.PAYMENTS.get(method)
    return named.in_(reply.language) if named else method
