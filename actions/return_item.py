"""Sending something back: which articles of a delivered order, a yes, and a label to print."""

import re
from datetime import date

from actions.backend.model import NOT_SHIPPED, Article, Line, Order, OrderState, Return, ReturnState
from actions.backend.port import BackendSlowError
from actions.form import CONFIRMED, FormTurn
from actions.formats import day
from actions.gate.orders import Opened
from actions.invoices import masked
from actions.mail.letters import label_name
from actions.mail.mail import MailError
from actions.matching import find_articles
from actions.order_form import OrderForm, OrderOutcome
from actions.reply import Choice, Reply
from actions.turn import Turn
from actions.words import returns as words
from actions.words.sentence import Sentence

_ALL = re.compile(r"\b(?:all(?:e[sn]?)?|beide[sn]?|both|everything|ganze|komplett\w*|whole|complete)\b", re.IGNORECASE)
# What the name of an article is easily taken for. Other matters are left alone, whichever article they name.
_MISREAD = frozenset({"product_information", "product_availability", "place_order", "change_order", "out_of_scope"})
_AND = re.compile(r"\b(?:und|and|sowie|plus)\b|[,;&+\n]", re.IGNORECASE)
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
        if not asked and not is_returnable(order, self.access.now().date()):
            reply.remember(CONFIRMED, None)
            reply.ask_for(None)
            return
        before = _chosen(form.turn, order) if form.requested == CONFIRMED else ()
        skus = self._named(form, order) or before
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
        named = bool(turn.told("product") or _ALL.search(turn.text))
        asks = "?" in turn.text
        return form.requested == "items" and turn.intent in _MISREAD and named and not asks

    def _named(self, form: FormTurn, order: Order) -> tuple[str, ...]:
        """The articles that were named; the only one that is left of an order needs no name."""
        if form.requested == CONFIRMED:
            # The only one that is left is not meant: a repeated turn would read its own yes as one to that.
            return read_items(named_items(form.turn), order.lines)
        keeps = order.keeps or order.lines
        if len(keeps) == 1:
            return (keeps[0].sku,)
        if form.requested in BEFORE_PROOF:
            names = told_items(form.turn) or (form.turn.slot("items") if form.requested else None) or ""
            return _heard_in_full(names, keeps, read_items(names or form.turn.text, keeps))
        return _heard_in_full(named_items(form.turn), keeps, read_items(form.turn.text, keeps))

    def _ask_which(self, form: FormTurn, reply: Reply, order: Order) -> None:
        labels = [line.name.in_(reply.language) for line in order.keeps]
        choices = [Choice(label, self.own_intent) for label in (*labels, words.ALL.in_(reply.language))]
        if form.requested == "items" and form.turn.slot("verified") == order.number:
            self.ask_again(form, reply, "items", words.NO_ITEM, *choices)
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
                self._explain(change.order, reply)
        elif is_returnable(order, self.access.now().date()):
            reply.say(words.KEPT, number=order.number)
        else:
            self._explain(order, reply)

    def _mail_label(self, turn: Turn, reply: Reply, opened: Opened, return_: Return) -> None:
        """The label is in the chat already, so a mail that cannot be sent spoils nothing."""
        try:
            sent = self.access.gate.mail_label(turn, opened, return_)
        except (MailError, BackendSlowError):
            return
        if sent:
            reply.say(words.LABEL_MAILED, email=masked(opened.order.email))

    def _explain(self, order: Order, reply: Reply) -> None:
        announced = next((each for each in order.returns if each.state is ReturnState.ANNOUNCED), None)
        if announced and not order.keeps:
            give_label(reply, order, announced, words.LABEL_AGAIN)
            return
        sentence, choices = self._why_not(order, reply)
        until = day(order.returnable_until, reply.language) if order.returnable_until else ""
        reply.say(sentence, *choices, number=order.number, until=until)
        reply.fail("no_result", f"{self.name()}: the order is {order.state.value}, returnable until {until or 'never'}")

    def _why_not(self, order: Order, reply: Reply) -> tuple[Sentence, list[Choice]]:
        concerning = {"order_number": order.number}
        if order.state in NOT_SHIPPED:
            return words.NOT_SHIPPED, [Choice(words.CANCEL_IT.in_(reply.language), "cancel_order", concerning)]
        if order.state in {OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY}:
            return words.ON_ITS_WAY, [reply.person("no_result")]
        if order.state is OrderState.DELIVERED and order.keeps:
            return words.TOO_LATE, [reply.person("no_result")]
        return words.ALREADY_BACK, [Choice(words.WHERE_IS_MY_MONEY.in_(reply.language), "track_refund", concerning)]


def is_returnable(order: Order, today: date) -> bool:
    """Whether a return can be announced today for anything in the order."""
    in_time = order.returnable_until is not None and today <= order.returnable_until
    return order.state is OrderState.DELIVERED and in_time and bool(order.keeps)


def named_items(turn: Turn) -> str:
    """The articles that a message names."""
    return ", ".join(str(each.get("value")) for each in turn.entities if each.get("entity") == "product")


def told_items(turn: Turn) -> str:
    """The articles that a message names, or its word for all of them."""
    everything = _ALL.search(turn.text)
    return named_items(turn) or (everything[0] if everything else "")


def read_items(said: str, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The lines that `said` names, in their order; all of them for a word that says so."""
    if _ALL.search(said):
        return tuple(line.sku for line in lines)
    articles = _articles(lines)
    named = {sku for part in _AND.split(said) for sku in _clear(find_articles(part, articles))}
    return tuple(line.sku for line in lines if line.sku in named)


def _heard_in_full(names: str, lines: tuple[Line, ...], skus: tuple[str, ...]) -> tuple[str, ...]:
    """`skus`, or nothing where one of `names` is none of them: half of what somebody sends back is asked about."""
    articles = _articles(lines)
    for name in filter(None, _AND.split(names)):
        if not _ALL.search(name) and not {each.sku for each in find_articles(name, articles)}.intersection(skus):
            return ()
    return skus


def _articles(lines: tuple[Line, ...]) -> tuple[Article, ...]:
    return tuple(Article(line.sku, line.name, 0, 0, 0, None) for line in lines)


def give_label(reply: Reply, order: Order, return_: Return, sentence: Sentence) -> None:
    """Attach the label of a return."""
    source = f"/desk/orders/{order.number}/returns/{return_.number}.pdf?language={reply.language}"
    told = {"number": order.number, "return": return_.number, "items": _names(order, return_.skus, reply)}
    reply.attach(label_name(return_, reply.language), source, sentence.in_(reply.language, **told))


def _clear(found: tuple[Article, ...]) -> tuple[str, ...]:
    """A name that fits several articles is asked about."""
    return (found[0].sku,) if len(found) == 1 else ()


def _chosen(turn: Turn, order: Order) -> tuple[str, ...]:
    kept = turn.slots.get("skus")
    return tuple(line.sku for line in order.lines if isinstance(kept, list) and line.sku in kept)


def _return_of(order: Order, skus: tuple[str, ...]) -> Return:
    return next(each for each in reversed(order.returns) if set(each.skus) == set(skus))


def _names(order: Order, skus: tuple[str, ...], reply: Reply) -> str:
    return ", ".join(line.name.in_(reply.language) for line in order.lines if line.sku in skus)
