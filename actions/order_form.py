"""What the two forms about an order share: its number, and the proof that it is the customer's."""

from abc import ABC, abstractmethod

from actions.form import FormTurn, FormValidation
from actions.gate.orders import Closed, Opened
from actions.reading import OrderNumber, Unreadable, read_order_number, read_postcode
from actions.reply import Choice, Reply
from actions.turn import Turn
from actions.words import asking_back
from actions.words import identity as words
from actions.words.sentence import Sentence

MOST_CHOICES = 4


class OrderForm(FormValidation, ABC):
    """Gets an order opened. A signed-in owner and who proved the order before are not asked for the postcode."""

    left = "utter_order_form_left"

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Take number and postcode from the message, ask for what is missing, ask the gate."""
        number = self._number(form, reply)
        if number is None:
            return
        reply.remember("order_number", number)
        reply.remember("postcode", None)  # it has done its work once the gate has seen it
        postcode = _postcode(form)
        opening = self.access.gate.open(form.turn, number, postcode if isinstance(postcode, str) else None)
        if isinstance(opening, Opened):
            reply.remember("verified_order", number)
            reply.remember("verified_by", opening.how.value)
            self.opened(form, reply, opening)
        elif opening is Closed.LOCKED:
            tell_locked(self.name(), reply)
            self.end_told(reply)
        elif opening is Closed.WRONG:
            reply.say(words.WRONG)
            reply.ask_for("postcode")
        elif "postcode" not in form.said and form.turn.possible("postcode"):
            self._ask_which_postcode(form, reply)
        elif form.requested == "postcode" and "order_number" not in form.said and isinstance(postcode, Unreadable):
            own_matter = postcode is Unreadable.NOTHING and (
                form.turn.intent == self.own_intent or form.turn.told("wrong") == "postcode"
            )
            self.ask_again(form, reply, "postcode", None if own_matter else words.POSTCODE_UNREADABLE[postcode])
        else:
            reply.ask_for("postcode")

    @abstractmethod
    def opened(self, form: FormTurn, reply: Reply, opened: Opened) -> None:
        """Go on with an order that is the customer's."""

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


def tell_locked(action: str, reply: Reply) -> None:
    """Say that nothing more is opened here, and offer a person."""
    reply.say(words.LOCKED, reply.person("no_result"))
    reply.fail("no_result", f"{action}: too many wrong postcodes")


def _postcode(form: FormTurn) -> str | Unreadable:
    said = form.said.get("postcode")
    if said is None and form.turn.possible("postcode"):
        return Unreadable.UNSAFE
    if said is None and form.requested == "postcode" and "order_number" not in form.said:
        return read_postcode(form.turn.text)
    # Perhaps it was told before the number could be read.
    known = form.unused("postcode") if said is None else str(said)
    return read_postcode(known or "")
