"""Something is broken, wrong or missing: a person's matter, which the bot prepares."""

from actions.backend.port import BackendError
from actions.base import ShopAction
from actions.forms.form import FormValidation
from actions.forms.form_turn import FormTurn
from actions.forms.order_form import known_number, offer_orders, remember_opened, which_number
from actions.gate.orders import Closed, Opened
from actions.reading.numbers import OrderNumber, read_order_number, read_postcode
from actions.replies.reply import Reply
from actions.turn import Turn
from actions.words import damage as words


class ValidateReportDamagedItemForm(FormValidation):
    """Asks once for the order number; whatever is answered, the form is complete."""

    form_name = "report_damaged_item_form"
    own_intent = "report_damaged_item"
    slots = ("order_number", "postcode")

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Keep a number that can be read, and nothing else."""
        number = self._number(form, reply)
        product = None if form.requested else form.turn.told("product")
        if not form.requested:
            reply.remember("product", product)
        if product:
            reply.remember("items", None)  # of a return that came before
        if number:
            self._prove(form, reply, number)
        reply.remember("order_number", number)
        reply.ask_for(None if number or form.requested else "order_number")
        offer_orders(self.access, form, reply, self.own_intent, words.WHICH_ORDER)

    def _number(self, form: FormTurn, reply: Reply) -> str | None:
        said = form.said.get("order_number")
        if said is not None:
            read = read_order_number(str(said))
            return read.text if isinstance(read, OrderNumber) else None
        if not form.turn.possible("order_number"):
            return known_number(form.turn)
        # An order that was spoken of before is not the one that is meant now.
        if not form.requested:
            why, readings = which_number(form.turn, self.own_intent)
            reply.say(why, *readings, reading=readings[0].label if readings else "")
        return None

    def _prove(self, form: FormTurn, reply: Reply, number: str) -> None:
        """A proof that is there spares the agent the question; none is asked for, and a wrong one does no harm."""
        postcode = read_postcode(str(form.said.get("postcode") or ""))
        reply.remember("postcode", None)
        try:
            opening = self.access.gate.open(form.turn, number, postcode if isinstance(postcode, str) else None)
        except BackendError:
            return
        if isinstance(opening, Opened):
            remember_opened(reply, opening)
        elif opening is Closed.WRONG:
            reply.refused("wrong_postcode", number)

    def after_failure(self, reply: Reply) -> None:
        """End the form; its action hands over anyway."""
        reply.ask_for(None)


class ReportDamagedItem(ShopAction):
    """Hands over with what is known."""

    action_name = "action_report_damaged_item"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Say so and escalate."""
        number = known_number(turn)
        if number:
            reply.say(words.PASSED_ON, number=number)
        else:
            reply.say(words.PASSED_ON_WITHOUT_NUMBER)
        reply.escalate("needs_person")

    def after_failure(self, reply: Reply) -> None:
        """Hand over all the same."""
        reply.escalate("needs_person")
