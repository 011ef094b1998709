"""What the forms about an article share: which one is meant."""

from abc import ABC, abstractmethod
from typing import ClassVar

from actions.backend.model import Article
from actions.forms.form import FormOutcome, FormValidation
from actions.forms.form_turn import FormTurn, note
from actions.reading.matching import MOST_CHOICES, find_articles
from actions.reading.pointing import points_back
from actions.replies.reply import Choice, Reply
from actions.turn import FALLBACK, LONGEST_TEXT, Turn
from actions.words import asking_back
from actions.words import stock as words

_FORMS = ("product_availability_form", "product_information_form")


class ValidateProductAvailabilityForm(FormValidation):
    """The article that this message names; one that was named earlier is another matter."""

    form_name = "product_availability_form"
    own_intent = "product_availability"
    slots = ("product",)
    alike = frozenset({"product_information", "product_availability"})

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Take the article from the message, or ask for it."""
        possible = form.turn.possible("product")
        if possible and form.turn.told("product") is None:
            self._ask_which(form, reply, possible)
            return
        said = str(form.said.get("product") or "")
        named = any(character.isalpha() for character in said)
        # The slot takes any text that answers the question.
        points = form.turn.told("product") in {None, form.turn.text} and points_back(form.turn.text)
        if not named or form.turn.intent == FALLBACK or points:
            # Without a recognised name, or when the message made no sense, only an article that exists counts.
            said = form.turn.text
            named = bool(find_articles(said, self.access.catalogue.articles()))
        last = self._shown_last(form) if points and not named else None
        if named or last:
            reply.remember("product", last.name.in_(reply.language) if last else said)
            reply.ask_for(None)
        elif form.requested == "product":
            self.ask_again(form, reply, "product", words.NO_NAME)
        else:
            reply.remember("product", None)
            reply.ask_for("product")

    def _shown_last(self, form: FormTurn) -> Article | None:
        """The article that was told of last, unless another task came after it."""
        for event in reversed(form.turn.events):
            if event.get("event") == "active_loop" and event.get("name") not in (None, *_FORMS):
                return None
            sku = note(event, "article")
            if sku:
                return next((each for each in self.access.catalogue.articles() if each.sku == sku), None)
        return None

    def _ask_which(self, form: FormTurn, reply: Reply, possible: tuple[str, ...]) -> None:
        why = asking_back.DID_YOU_MEAN if len(possible) == 1 else asking_back.ONE_OF_THESE
        choices = [Choice(name, self.own_intent, {"product": name}) for name in possible[:MOST_CHOICES]]
        self.ask_again(form, reply, "product", why, *choices, reading=possible[0])


class ValidateProductInformationForm(ValidateProductAvailabilityForm):
    """The same question, for its facts."""

    form_name = "product_information_form"
    own_intent = "product_information"


class ProductOutcome(FormOutcome, ABC):
    """The action after a form about an article."""

    own_intent: ClassVar[str]

    def conclude(self, turn: Turn, reply: Reply) -> None:
        """Go on with the one that is meant, offer choices for several, and say so when there is none."""
        reply.remember("product", None)
        found = _narrowed(turn, self.access.catalogue.articles())
        if not found:
            reply.say(words.NOT_FOUND, reply.person("no_result"))
            reply.fail("no_result", f"{self.name()}: no such article")
        elif len(found) == 1:
            self.tell(found[0], turn, reply)
            reply.note(article=found[0].sku)
        else:
            reply.note(which_one=True)
            sentence = words.WHICH_ONE if len(found) <= MOST_CHOICES else words.TOO_MANY
            reply.say(sentence, *(self._choice(article, reply) for article in found[:MOST_CHOICES]))

    def said(self, turn: Turn) -> list[str]:
        """What the customer said in this matter, the newest first: also before they were asked which article it is."""
        said: list[str] = []
        begun = complete = False
        for event in reversed(turn.events):
            if event.get("event") == "active_loop" and event.get("name"):
                begun = True
            elif note(event, "which_one"):
                begun = complete = False
            elif event.get("event") == "user":
                if complete:
                    break
                said.append(str(event.get("text"))[:LONGEST_TEXT])
                complete = begun
        return said if complete else [turn.text]

    @abstractmethod
    def tell(self, article: Article, turn: Turn, reply: Reply) -> None:
        """Tell what was asked about an article."""

    def after_failure(self, reply: Reply) -> None:
        """Forget the article: the next question names its own."""
        reply.remember("product", None)

    def _choice(self, article: Article, reply: Reply) -> Choice:
        name = article.name.in_(reply.language)
        return Choice(name, self.own_intent, {"product": name})


def _narrowed(turn: Turn, articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """What the recognised name means; where that is several, the rest of the message decides among them."""
    named = turn.slot("product") or ""
    found = find_articles(named, articles)
    if len(found) > 1:
        return find_articles(turn.text, found, besides=named) or found
    return found
