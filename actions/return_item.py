"""Sending something back: which articles of a delivered order, a yes, and a label to print."""

from datetime import date

from actions.backend.model import NOT_SHIPPED, Order, OrderState, Return, ReturnState
from actions.backend.port import BackendError
from actions.form import CONFIRMED, FormTurn
from actions.formats import day
from actions.gate.orders import Opened
from actions.invoices import masked
from actions.items import heard_in_full, leaves_out, means_all, named_items, read_items, told_items, wants_label
from actions.mail.letters import label_name
from actions.order_form import OrderForm, OrderOutcome
from actions.reply import Choice, Reply
from actions.turn import Turn
from actions.words import returns as words
from actions.words.sentence import Sentence

# What the name of an article is easily taken for. Other matters are left alone, whichever article they name.
_MISREAD = frozenset({"product_information", "product_availability", "place_order", "change_order", "out_of_scope"})
# While these were asked for, or nothing yet, the message is about more than articles.
BEFORE_PROOF = (None, "order_number", "postcode")


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
        if not asked and self._label_again(form, reply, order):
            return
        if not asked and not is_returnable(order, self.access.now().date()):
            reply.remember(CONFIRMED, None)
            reply.ask_for(None)
            return
        before = _chosen(form.turn, order) if form.requested == CONFIRMED else ()
        skus = self._named(form, order) or (() if leaves_out(form.turn.text) else before)
        if not skus:
            self._ask_which(form, reply, order)
            return
        reply.remember("skus", list(skus))
        reply.remember("items", _names(order, skus, reply))

        def summary() -> None:
            reply.say(words.SUMMARY, number=order.number, items=_names(order, skus, reply))

        self.confirm(form, reply, same=asked and skus == before, summary=summary)

    def takes(self, form: FormTurn) -> bool:
        """The name of an article is often read as a question about it."""
        turn = form.turn
        named = bool(told_items(turn)) or leaves_out(turn.text)
        asks = "?" in turn.text
        return form.requested == "items" and turn.intent in _MISREAD and named and not asks

    def _named(self, form: FormTurn, order: Order) -> tuple[str, ...]:
        """The articles that were named; the only one that is left of an order needs no name."""
        if form.requested == CONFIRMED:
            # The only one that is left is not meant: a repeated turn would read its own yes as one to that.
            return () if leaves_out(form.turn.text) else read_items(named_items(form.turn), order.lines)
        keeps = order.keeps or order.lines
        names, said = _said(form)
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

    def _label_again(self, form: FormTurn, reply: Reply, order: Order) -> bool:
        """Give the label of what is announced already, where that is named or a label is asked for."""
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
            give_label(reply, order, each, words.LABEL_AGAIN, *(rest if each is again[-1] else ()))
        reply.remember(CONFIRMED, None)
        reply.remember("items", None)
        self.end_told(reply)
        return True

    def _ask_which(self, form: FormTurn, reply: Reply, order: Order) -> None:
        labels = [line.name.in_(reply.language) for line in order.keeps]
        everything = [words.ALL.in_(reply.language)] if len(labels) > 1 else []
        choices = [Choice(label, self.own_intent) for label in (*labels, *everything)]
        if form.requested == "items" and form.turn.slot("verified") == order.number:
            why = words.NAME_THEM if leaves_out(form.turn.text) else words.NO_ITEM
            self.ask_again(form, reply, "items", why, *choices)
        else:
            reply.say(words.IN_THE_ORDER, *choices, number=order.number, items=", ".join(labels))
            reply.remember("items", None)
            reply.ask_for("items")


class ReturnItem(OrderOutcome):
    """Announces the return and gives its label."""

    action_name = "action_return_item"

    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:
        """Announce it after a yes, else say what is so."""
        reply.remember(CONFIRMED, None)
        order, skus = opened.order, _chosen(turn, opened.order)
        if turn.slots.get(CONFIRMED) is True and skus:
            turn.ensure_time_for(self.access.shop_seconds)
            change = self.access.gate.start_return(turn, opened, skus)
            if change.done:
                give_label(reply, change.order, _return_of(change.order, skus), words.DONE)
                self._mail_label(turn, reply, opened, _return_of(change.order, skus))
            else:
                self._explain(change.order, reply, skus)
        elif is_returnable(order, self.access.now().date()):
            reply.say(words.KEPT, number=order.number)
        else:
            self._explain(order, reply)

    def _mail_label(self, turn: Turn, reply: Reply, opened: Opened, return_: Return) -> None:
        """The label is in the chat already, so a mail that cannot be sent spoils nothing."""
        try:
            sent = self.access.gate.mail_label(turn, opened, return_)
        except BackendError:
            return
        if sent:
            reply.say(words.LABEL_MAILED, email=masked(opened.order.email))

    def _explain(self, order: Order, reply: Reply, skus: tuple[str, ...] = ()) -> None:
        announced = [each for each in order.returns if each.state is ReturnState.ANNOUNCED]
        meant = next((each for each in announced if not order.keeps or set(skus).intersection(each.skus)), None)
        if meant:
            give_label(reply, order, meant, words.LABEL_AGAIN)
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


def is_returnable(order: Order, today: date) -> bool:
    """Whether a return can be announced today for anything in the order."""
    in_time = order.returnable_until is not None and today <= order.returnable_until
    return order.state is OrderState.DELIVERED and in_time and bool(order.keeps)


def give_label(reply: Reply, order: Order, return_: Return, sentence: Sentence, *choices: Choice) -> None:
    """Attach the label of a return."""
    source = f"/desk/orders/{order.number}/returns/{return_.number}.pdf?language={reply.language}"
    told = {"number": order.number, "return": return_.number, "items": _names(order, return_.skus, reply)}
    reply.attach(label_name(return_, reply.language), source, sentence.in_(reply.language, **told), *choices)


def _said(form: FormTurn) -> tuple[str, str]:
    """The names of articles, and all that says which are meant: what was told before the proof counts, too."""
    if form.requested not in BEFORE_PROOF:
        return named_items(form.turn), form.turn.text
    names = told_items(form.turn) or (form.turn.slot("items") if form.requested else None) or ""
    return ("" if wants_label(names) else names), names or form.turn.text


def _chosen(turn: Turn, order: Order) -> tuple[str, ...]:
    kept = turn.slots.get("skus")
    return tuple(line.sku for line in order.lines if isinstance(kept, list) and line.sku in kept)


def _return_of(order: Order, skus: tuple[str, ...]) -> Return:
    return next(each for each in reversed(order.returns) if set(each.skus) == set(skus))


def _names(order: Order, skus: tuple[str, ...], reply: Reply) -> str:
    return ", ".join(line.name.in_(reply.language) for line in order.lines if line.sku in skus)
