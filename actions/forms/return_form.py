"""The form for sending something back: which articles of a delivered order, and a yes."""

from actions.backend.model import Order, ReturnState
from actions.forms.form import CONFIRMED
from actions.forms.form_turn import FormTurn, note
from actions.forms.order_form import OrderForm
from actions.gate.orders import Opened
from actions.reading.items import (
    all_but,
    chosen,
    heard_in_full,
    is_all_but,
    is_returnable,
    leaves_out,
    means_all,
    named_items,
    names_of,
    pieces_of,
    read_items,
    told_items,
    wants_label,
)
from actions.reading.return_wishes import takes_part, wants_exchange
from actions.replies.label import give_label
from actions.replies.reply import Choice, Reply
from actions.words import returns as words

# What the name of an article is easily taken for. Other matters are left alone, whichever article they name.
_MISREAD = frozenset({"product_information", "product_availability", "place_order", "change_order", "out_of_scope"})
# While these were asked for, or nothing yet, the message is about more than articles.
BEFORE_PROOF = (None, "order_number", "postcode")
NO_EXCHANGE = "no_exchange"  # the note that it was told


class ValidateReturnItemForm(OrderForm):
    """Number, proof, the articles, and a yes."""

    form_name = "return_item_form"
    own_intent = "return_item"
    slots = ("order_number", "postcode", "items", CONFIRMED)

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Keep what is named before the order is open, then get it opened."""
        told = told_items(form.turn)
        if form.requested in BEFORE_PROOF and (told or not form.requested):
            reply.remember("items", told or None)
        super().settle(form, reply)

    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:
        """Ask which articles, then for the yes, unless nothing of the order can come back."""
        order = opened.order
        asked = form.requested == CONFIRMED and form.turn.slot("verified") == order.number
        if not asked and self._label_again(form, reply, opened):
            return
        if not asked and not is_returnable(order, self.access.now().date()):
            reply.remember(CONFIRMED, None)
            reply.ask_for(None)
            return
        all_said = "\n".join(form.turn.said_in(self.form_name))
        if wants_exchange(all_said) and not _is_told(form, NO_EXCHANGE):
            reply.say(words.NO_EXCHANGE, reply.person("no_result"))
            reply.note(**{NO_EXCHANGE: True})
        before = chosen(form.turn, order) if form.requested == CONFIRMED else ()
        skus = self._named(form, order) or (() if leaves_out(form.turn.text) else before)
        if not skus:
            self._ask_which(form, reply, order)
            return
        if takes_part(all_said, tuple(line for line in order.lines if line.sku in skus)):
            reply.say(
                words.ONLY_ALL_PIECES,
                reply.person("no_result"),
                number=order.number,
                items=pieces_of(order, skus, reply),
            )
            reply.fail("no_result", f"{self.name()}: some pieces of an article alone")
            reply.remember(CONFIRMED, None)
            self.end_told(reply)
            return
        reply.remember("skus", list(skus))
        reply.remember("items", names_of(order, skus, reply))

        def summary() -> None:
            reply.say(words.SUMMARY, number=order.number, items=pieces_of(order, skus, reply))

        self.confirm(form, reply, same=asked and skus == before, summary=summary)

    def takes(self, form: FormTurn) -> bool:
        """The name of an article is often read as a question about it."""
        turn = form.turn
        named = bool(told_items(turn)) or leaves_out(turn.text)
        asks = "?" in turn.text
        misread = turn.intent in _MISREAD or is_all_but(turn.text)
        return (form.requested == "items" and misread and named and not asks) or super().takes(form)

    def _named(self, form: FormTurn, order: Order) -> tuple[str, ...]:
        """The articles that were named; the only one that is left of an order needs no name."""
        if form.requested == CONFIRMED:
            # The only one that is left is not meant: a repeated turn would read its own yes as one to that.
            return () if leaves_out(form.turn.text) else read_items(named_items(form.turn), order.lines)
        keeps = order.keeps or order.lines
        names, said = _said(form)
        if leaves_out(said):
            return all_but(said, keeps)
        if means_all(said):
            return tuple(line.sku for line in keeps)
        found = read_items(said, order.lines)
        asked = form.requested == "items" and form.turn.slot("verified") == order.number
        if not found and not names and len(keeps) == 1 and not asked:
            return (keeps[0].sku,)
        left = {line.sku for line in keeps}
        # A name that fits several articles is clear where all but one of them come back already.
        named = heard_in_full(names, order.lines, found or read_items(said, keeps))
        return named if left.issuperset(named) else ()

    def _label_again(self, form: FormTurn, reply: Reply, opened: Opened) -> bool:
        """Give the label of what is announced already, where that is named or a label is asked for."""
        order = opened.order
        announced = [each for each in order.returns if each.state is ReturnState.ANNOUNCED]
        _, said = _said(form)
        named = set() if means_all(said) else set(read_items(said, order.lines))
        again = [each for each in announced if named.intersection(each.skus)]
        if not again and not named and wants_label(said):
            again = announced
        if not again:
            return False
        rest = []
        if is_returnable(order, self.access.now().date()):
            rest.append(Choice(words.THE_REST.in_(reply.language), self.own_intent, {"order_number": order.number}))
        for each in again:
            give_label(reply, opened, each, words.LABEL_AGAIN, *(rest if each is again[-1] else ()))
        reply.remember(CONFIRMED, None)
        reply.remember("items", None)
        self.end_told(reply)
        return True

    def _ask_which(self, form: FormTurn, reply: Reply, order: Order) -> None:
        labels = [line.name.in_(reply.language) for line in order.keeps]
        skus = tuple(line.sku for line in order.keeps)
        everything = [words.ALL.in_(reply.language)] if len(labels) > 1 else []
        choices = [Choice(label, self.own_intent) for label in (*labels, *everything)]
        if form.requested == "items" and form.turn.slot("verified") == order.number:
            why = words.NAME_THEM if leaves_out(form.turn.text) else words.NO_ITEM
            self.ask_again(form, reply, "items", why, *choices)
        else:
            reply.say(words.IN_THE_ORDER, *choices, number=order.number, items=pieces_of(order, skus, reply))
            reply.remember("items", None)
            reply.ask_for("items")


def _is_told(form: FormTurn, what: str) -> bool:
    return any(note(event, what) for event in form.turn.since_form_began(form.form))


def _said(form: FormTurn) -> tuple[str, str]:
    """The names of articles, and all that says which are meant: what was told before the proof counts, too."""
    if form.requested not in BEFORE_PROOF:
        return named_items(form.turn), form.turn.text
    names = told_items(form.turn) or (form.turn.slot("items") if form.requested else None) or ""
    return ("" if wants_label(names) else names), names or form.turn.text
