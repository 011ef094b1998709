"""Where is my order?"""

from datetime import date

from actions.backend.model import NOT_SHIPPED, Order, OrderState
from actions.forms.form_turn import FormTurn
from actions.forms.order_form import OrderForm, OrderOutcome
from actions.gate.orders import Opened
from actions.refunds import lacks_refund, start_refund
from actions.replies.formats import day, lines, price
from actions.replies.reply import Choice, Reply
from actions.turn import Turn
from actions.words import order as words

WITH_CARRIER = frozenset({OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY, OrderState.DELIVERED})


class ValidateTrackOrderForm(OrderForm):
    """Number and proof; then the form is complete."""

    form_name = "track_order_form"
    own_intent = "track_order"
    slots = ("order_number", "postcode")

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:  # noqa: ARG002
        """Nothing is missing."""
        reply.ask_for(None)


class TrackOrder(OrderOutcome):
    """Tells where an order is."""

    action_name = "action_track_order"

    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:  # noqa: ARG002
        """Tell it."""
        self._tell(opened.order, reply)

    def _tell(self, order: Order, reply: Reply) -> None:
        paragraphs = [_state(order, self.access.now().date(), reply)]
        if order.parcel and order.state in WITH_CARRIER:
            parcel = order.parcel
            paragraphs.append(
                words.PARCEL.in_(reply.language, parcel=parcel.number, carrier=parcel.carrier, url=parcel.url)
            )
        paragraphs.append(content(order, reply))
        reply.add_text("\n\n".join(paragraphs), *_choices(order, self.access.now().date(), reply))


def content(order: Order, reply: Reply) -> str:
    """One sentence with the lines of an order and what it costs."""
    total = price(order.total_cents, order.currency, reply.language)
    return words.CONTENT.in_(reply.language, lines=lines(order.lines, reply.language), total=total)


def _overdue(order: Order, today: date) -> bool:
    return order.expected_on is not None and order.expected_on < today


def _state(order: Order, today: date, reply: Reply) -> str:
    sentence = words.STATE[order.state]
    if lacks_refund(order):
        sentence = words.NOT_REFUNDED
    elif _overdue(order, today):
        sentence = words.OVERDUE
    elif order.state is OrderState.SHIPPED and order.expected_on is None:
        sentence = words.ON_ITS_WAY
    return sentence.in_(
        reply.language,
        number=order.number,
        placed=day(order.placed_on, reply.language),
        since=day(order.state_since, reply.language),
        expected=day(order.expected_on, reply.language) if order.expected_on else "",
    )


def _choices(order: Order, today: date, reply: Reply) -> list[Choice]:
    concerning = {"order_number": order.number}
    if order.state in NOT_SHIPPED:
        return [Choice(words.CANCEL_IT.in_(reply.language), "cancel_order", concerning)]
    if order.state is OrderState.DELIVERED:
        return [
            Choice(words.DAMAGED.in_(reply.language), "report_damaged_item", concerning),
            Choice(words.SEND_BACK.in_(reply.language), "return_item", concerning),
            reply.person("needs_person"),
        ]
    if lacks_refund(order):
        return [start_refund(order, reply)]
    return [reply.person("needs_person")] if _overdue(order, today) else []
