"""The base of form validations: take what was said, ask for what is missing, ask again only so often."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar

from actions.base import ShopAction
from actions.forms.form_turn import FormTurn, note
from actions.reading.numbers import doubts, read_yes_or_no
from actions.replies.meanings import choices, likely
from actions.replies.reply import Choice, Reply
from actions.turn import FALLBACK, Turn
from actions.words import common
from actions.words import fallback as fallback_words
from actions.words import identity as words
from actions.words.sentence import Sentence

MOST_REPEATS = 2  # a question is asked once and repeated twice
CONFIRMED = "confirmed"
LEAVES = "deny"
GOES_ON = frozenset({"affirm", "thank"})  # no answer to an open question, and no other matter


class FormValidation(ShopAction, ABC):
    """What Rasa asks at each turn of a form: which slots are good and which one is asked for next.

    A message about another matter is left alone: Rasa then rejects the form, answers it, and comes back.
    """

    form_name: ClassVar[str]
    own_intent: ClassVar[str]
    slots: ClassVar[tuple[str, ...]]
    # Matters that an answer to this form's question is easily taken for.
    alike: ClassVar[frozenset[str]] = frozenset()
    left: ClassVar[str] = "utter_form_left"

    def name(self) -> str:
        """The name that Rasa derives from the form's."""
        return f"validate_{self.form_name}"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Settle the form's slots."""
        form = FormTurn.of(turn, self.form_name, self.slots)
        if form.requested and form.returning:
            reply.ask_for(form.requested)
            self.offer(form, reply)
        elif not form.requested or form.said or self._is_told_something(turn) or self.takes(form):
            self.settle(form, reply)
        elif turn.intent == LEAVES:
            reply.answer(self.left)
            reply.remember(form.requested, None)  # without a slot Rasa takes the message for another matter
            self.forget(form, reply)
            self.end_told(reply)
        elif turn.intent in GOES_ON:
            self._acknowledge(form, reply, form.requested)
            self.offer(form, reply)

    def _is_told_something(self, turn: Turn) -> bool:
        known = {FALLBACK, "inform", self.own_intent, *self.alike}
        return turn.intent in known or bool(turn.told("wrong"))

    def takes(self, form: FormTurn) -> bool:  # noqa: ARG002  # for those that read more than slots
        """Whether the message answers what was asked, although it sounds like another matter."""
        return False

    def offer(self, form: FormTurn, reply: Reply) -> None:
        """Offer choices below a question that is asked as it was."""

    def forget(self, form: FormTurn, reply: Reply) -> None:
        """Forget what the next form shall not find once this one is left."""

    def confirm(self, form: FormTurn, reply: Reply, *, same: bool, summary: Callable[[], None]) -> None:
        """End the form with a yes or a no to the change, or tell it in a `summary` and ask.

        `same` says that the change is still the one that was asked about: a yes to another one counts for nothing.
        """
        asked = form.requested == CONFIRMED and same
        # "Ja, bitte stornieren" is understood as the wish itself, and is a yes all the same.
        answer = form.said.get(CONFIRMED, read_yes_or_no(form.turn.text)) if asked else None
        if isinstance(answer, bool) and not (answer and doubts(form.turn.text)):
            reply.remember(CONFIRMED, answer)
            reply.ask_for(None)
        elif asked:
            self.ask_again(form, reply, CONFIRMED, common.YES_OR_NO)
        else:
            reply.remember(CONFIRMED, None)
            summary()
            reply.ask_for(CONFIRMED)

    def _acknowledge(self, form: FormTurn, reply: Reply, slot: str) -> None:
        """Take a yes or thanks to an open question in a friendly way once, and then as an answer that is no use."""
        if form.count("went_on", slot):
            self.ask_again(form, reply, slot, None)
            return
        reply.answer("utter_form_goes_on")
        reply.remember(slot, None)
        reply.note(went_on=slot)
        reply.ask_for(slot)

    @abstractmethod
    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Decide on the slots and what to ask for next."""

    def ask_again(  # noqa: D417
        self, form: FormTurn, reply: Reply, slot: str, why: Sentence | None, *readings: Choice, **values: object
    ) -> None:
        """Say why an answer was no use and ask once more, or offer a person when that happened too often.

        Args:
            why: The reason, with `values` for what it leaves open.
            readings: What may have been meant.
        """
        reply.remember(slot, None)
        if form.count("asked_again", slot) >= MOST_REPEATS:
            reply.say(words.GIVING_UP, reply.person("not_understood"))
            reply.fail("not_understood", f"{self.form_name}: no usable {slot}")
            self.end_told(reply)
            return
        lost = form.turn.intent == FALLBACK and not form.turn.told("wrong")
        tried = bool(readings) or any(character.isdigit() for character in form.turn.text)
        meanings = likely(form.turn, without=self.own_intent) if lost and not tried else []
        if meanings:
            reply.say(fallback_words.IN_A_FORM, *choices(meanings, form.turn, reply, "not_understood"))
        elif why:
            reply.say(why, *readings, **values)
        if lost:
            reply.fail("not_understood", f"{self.form_name}: no usable {slot}")
        reply.note(asked_again=slot)
        reply.ask_for(slot)

    def end_told(self, reply: Reply) -> None:
        """End the form after everything was said; its action then stays silent."""
        reply.note(told=True)
        reply.ask_for(None)

    def after_failure(self, reply: Reply) -> None:
        """End the form, its action would fail in the same way; without a yes that could be found later."""
        if CONFIRMED in self.slots:
            reply.remember(CONFIRMED, None)
        self.end_told(reply)


class FormOutcome(ShopAction, ABC):
    """The action after a form. It stays silent when the form has already said how it ended."""

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Answer, unless the form did."""
        if not any(note(event, "told") for event in turn.since_message()):
            self.conclude(turn, reply)

    @abstractmethod
    def conclude(self, turn: Turn, reply: Reply) -> None:
        """Do what the form was filled in for."""

    def after_failure(self, reply: Reply) -> None:
        """Forget the yes: the next try asks for it again."""
        reply.remember(CONFIRMED, None)
