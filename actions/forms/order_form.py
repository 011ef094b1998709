"""What the forms about an order share: its number, and the proof that it is the customer's."""

from abc import ABC, abstractmethod

from actions.backend.model import Order
from actions.backend.port import BackendError
from actions.base import Access
from actions.forms.form import FormOutcome, FormValidation
from actions.forms.form_turn import FormTurn
from actions.forms.told_before import postcode_before
from actions.gate.orders import Closed, Opened
from actions.reading.numbers import OrderNumber, Unreadable, asks_why, read_order_number, read_postcode
from actions.replies.formats import day
from actions.replies.reply import Choice, Reply
from actions.turn import Turn
from actions.words import asking_back
from actions.words import identity as words
from actions.words.sentence import Sentence

MOST_CHOICES = 4


class OrderForm(FormValidation, ABC):
    """Gets an order opened. A signed-in owner and who proved the order before are not asked for the postcode."""

    left = "utter_order_form_left"

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Get the order opened, then go on."""
        opened = self.prove_order(form, reply)
        if opened:
            self.opened(form, reply, opened)

    @abstractmethod
    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:
        """Go on with an order that is the customer's."""

    def prove_order(self, form: FormTurn, reply: Reply) -> Opened | None:
        """Take number and postcode from the message and ask the gate; None after asking for what is missing."""
        number = self._number(form, reply)
        if number is None:
            self.offer(form, reply)
            return None
        reply.remember("order_number", number)
        reply.remember("postcode", None)  # it has done its work once the gate has seen it
        postcode = self.postcode_in(form)
        opening = self.access.gate.open(form.turn, number, postcode if isinstance(postcode, str) else None)
        if isinstance(opening, Opened):
            remember_opened(reply, opening)
            return opening
        if form.turn.email and "order_number" in form.said:
            reply.refused("foreign_order", number)
        self._ask_proof(form, reply, number, opening, postcode)
        return None

    def offer(self, form: FormTurn, reply: Reply) -> None:
        """Offer the newest orders wherever the number is asked for once more."""
        offer_orders(self.access, form, reply, self.own_intent, words.YOUR_ORDERS)

    def forget(self, form: FormTurn, reply: Reply) -> None:
        """Forget a number that was not proved: it may be mistyped, and the next form would ask for its postcode."""
        if known_number(form.turn) != form.turn.slot("verified"):
            reply.remember("order_number", None)

    def takes(self, form: FormTurn) -> bool:
        """Why the postcode is needed is asked about this form."""
        return form.requested == "postcode" and asks_why(form.turn.text)

    def postcode_in(self, form: FormTurn) -> str | Unreadable:
        """The postcode that the customer gives as a proof."""
        said = form.said.get("postcode")
        if said is None and form.turn.possible("postcode"):
            return Unreadable.UNSAFE
        if said is None and form.requested == "postcode" and "order_number" not in form.said:
            return read_postcode(form.turn.text)
        known = postcode_before(form, known_number(form.turn)) if said is None else str(said)
        return read_postcode(known or "")

    def _ask_proof(self, form: FormTurn, reply: Reply, number: str, closed: Closed, postcode: str | Unreadable) -> None:
        if closed is Closed.LOCKED:
            tell_locked(self.name(), reply, number)
            self.end_told(reply)
        elif closed is Closed.WRONG:
            reply.say(words.WRONG)
            reply.refused("wrong_postcode", number)
            reply.ask_for("postcode")
        elif "postcode" not in form.said and form.turn.possible("postcode"):
            self._ask_which_postcode(form, reply)
        elif form.requested == "postcode" and asks_why(form.turn.text):
            reply.say(words.WHY_POSTCODE)
            reply.ask_for("postcode")
        elif form.requested == "postcode" and "order_number" not in form.said and isinstance(postcode, Unreadable):
            own_matter = postcode is Unreadable.NOTHING and (
                form.turn.intent == self.own_intent or form.turn.told("wrong") == "postcode"
            )
            self.ask_again(form, reply, "postcode", None if own_matter else words.POSTCODE_UNREADABLE[postcode])
        else:
            reply.ask_for("postcode")

    def _number(self, form: FormTurn, reply: Reply) -> str | None:
        said = form.said.get("order_number")
        if said is None and form.turn.told("wrong") == "order_number":
            # "Nein, die andere Bestellung": which one has to be told, and nothing that was proved goes along.
            reply.remember("order_number", None)
            reply.ask_for("order_number")
            return None
        if said is None and form.turn.possible("order_number"):
            why, readings = which_number(form.turn, self.own_intent)
            self.ask_again(form, reply, "order_number", why, *readings, reading=readings[0].label if readings else "")
            return None
        asked = form.requested == "order_number"
        if said is None and not asked:
            known = known_number(form.turn)
            if known is None:
                reply.remember("order_number", None)
                reply.ask_for("order_number")
            return known
        read = read_order_number(form.turn.text if said is None else str(said))
        if isinstance(read, OrderNumber):
            return read.text
        own_matter = form.turn.intent == self.own_intent and read is Unreadable.NOTHING
        self.ask_again(form, reply, "order_number", None if own_matter else words.NUMBER_UNREADABLE[read])
        return None

    def _ask_which_postcode(self, form: FormTurn, reply: Reply) -> None:
        possible = [read_postcode(reading) for reading in form.turn.possible("postcode")]
        postcodes = [postcode for postcode in possible if isinstance(postcode, str)]
        why = words.POSTCODE_UNREADABLE[Unreadable.SEVERAL if len(postcodes) > 1 else Unreadable.UNSAFE]
        if len(postcodes) == 1:
            why = asking_back.DID_YOU_MEAN
        choices = [Choice(postcode, "inform", {"postcode": postcode}) for postcode in postcodes[:MOST_CHOICES]]
        self.ask_again(form, reply, "postcode", why, *choices, reading="".join(postcodes[:1]))


class OrderOutcome(FormOutcome, ABC):
    """The action after a form about an order: the gate is asked once more, since Rasa may run it by itself."""

    def conclude(self, turn: Turn, reply: Reply) -> None:
        """Go on with the order, or say that nothing was proved."""
        number = known_number(turn)
        opening = self.access.gate.open(turn, number) if number else Closed.NEEDS_POSTCODE
        if isinstance(opening, Opened):
            self.conclude_with(turn, reply, opening)
        elif opening is Closed.LOCKED:
            tell_locked(self.name(), reply, number)
        else:
            reply.say(words.NOT_PROVED, reply.person("no_result"))
            reply.fail("no_result", f"{self.name()}: no order was proved")

    @abstractmethod
    def conclude_with(self, turn: Turn, reply: Reply, opened: Opened) -> None:
        """Do what the form was filled in for, with an order that is the customer's."""


def remember_opened(reply: Reply, opened: Opened) -> None:
    """Note what was proved, and where the order is: reports tell who waits for a parcel from who wants to return it."""
    reply.remember("verified", opened.order.number)
    reply.remember("verified_by", opened.how.value)
    reply.note(order={"number": opened.order.number, "state": opened.order.state.value})


def offer_orders(access: Access, form: FormTurn, reply: Reply, intent: str, question: Sentence) -> None:
    """Who is signed in need not know a number: the newest orders are choices, unless readings of one are."""
    if not reply.asks_for("order_number") or form.turn.possible("order_number"):
        return
    try:
        orders = access.gate.newest(form.turn)
    except BackendError:
        return  # the question itself needs no shop
    if orders:
        choices = [Choice(_label(order, reply), intent, {"order_number": order.number}) for order in orders]
        reply.say(question, *choices)
        reply.note(asks="order_number")


def _label(order: Order, reply: Reply) -> str:
    """What customers know an order by."""
    first = order.lines[0].name.in_(reply.language) if order.lines else ""
    more = ", …" if len(order.lines) > 1 else ""
    return f"{order.number}, {day(order.placed_on, reply.language)}: {first}{more}"


def which_number(turn: Turn, intent: str) -> tuple[Sentence, list[Choice]]:
    """What to say to a number that is unclear, and its readings as choices of `intent`."""
    possible = [read_order_number(reading) for reading in turn.possible("order_number")]
    numbers = [number.text for number in possible if isinstance(number, OrderNumber)]
    if len(numbers) == 1:
        why = asking_back.DID_YOU_MEAN
    else:
        refused = next((read for read in possible if isinstance(read, Unreadable)), Unreadable.UNSAFE)
        why = words.NUMBER_UNREADABLE[Unreadable.SEVERAL if numbers else refused]
    return why, [Choice(number, intent, {"order_number": number}) for number in numbers[:MOST_CHOICES]]


def known_number(turn: Turn) -> str | None:
    """The order that the conversation is about, if its number is a good one."""
    read = read_order_number(turn.slot("order_number") or "")
    return read.text if isinstance(read, OrderNumber) else None


def tell_locked(action: str, reply: Reply, number: str | None) -> None:
    """Say that nothing more is opened here, and offer a person."""
    reply.say(words.LOCKED, reply.person("no_result"))
    reply.fail("no_result", f"{action}: too many wrong answers")
    reply.refused("locked", number)
