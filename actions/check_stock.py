"""Is it in stock?"""

from actions.backend.model import Article
from actions.form import FormOutcome, FormTurn, FormValidation
from actions.formats import day, price
from actions.matching import MOST_CHOICES, find_articles
from actions.reply import Choice, Reply
from actions.turn import FALLBACK, Turn
from actions.words import asking_back
from actions.words import stock as words
from actions.words.sentence import Sentence

FEW = 5


class ValidateProductAvailabilityForm(FormValidation):
    """The article that this message names; one that was named earlier is another matter."""

    form_name = "product_availability_form"
    own_intent = "product_availability"
    slots = ("product",)

    def settle(self, form: FormTurn, reply: Reply) -> None:
        """Take the article from the message, or ask for it."""
        possible = form.turn.possible("product")
        if possible and form.turn.told("product") is None:
            self._ask_which(form, reply, possible)
            return
        said = str(form.said.get("product") or "")
        named = any(character.isalpha() for character in said)
        if not named or form.turn.intent == FALLBACK:
            # Without a recognised name, or when the message made no sense, only an article that exists counts.
            said = form.turn.text
            named = bool(find_articles(said, self.access.catalogue.articles()))
        if named:
            reply.remember("product", said)
            reply.ask_for(None)
        elif form.requested == "product":
            self.ask_again(form, reply, "product", words.NO_NAME)
        else:
            reply.remember("product", None)
            reply.ask_for("product")

    def _ask_which(self, form: FormTurn, reply: Reply, possible: tuple[str, ...]) -> None:
        why = asking_back.DID_YOU_MEAN if len(possible) == 1 else asking_back.ONE_OF_THESE
        choices = [Choice(name, self.own_intent, {"product": name}) for name in possible[:MOST_CHOICES]]
        self.ask_again(form, reply, "product", why, *choices, reading=possible[0])


class CheckStock(FormOutcome):
    """Tells whether an article is in stock."""

    action_name = "action_check_stock"

    def conclude(self, turn: Turn, reply: Reply) -> None:
        """Tell it for the one that is meant, offer choices for several, and say so when there is none."""
        reply.remember("product", None)
        found = _narrowed(turn, self.access.catalogue.articles())
        if not found:
            reply.say(words.NOT_FOUND, reply.person("no_result"))
            reply.fail("no_result", f"{self.name()}: no such article")
        elif len(found) == 1:
            _tell(found[0], reply)
        else:
            sentence = words.WHICH_ONE if len(found) <= MOST_CHOICES else words.TOO_MANY
            reply.say(sentence, *(_choice(article, reply) for article in found[:MOST_CHOICES]))

    def after_failure(self, reply: Reply) -> None:
        """Forget the article: the next question names its own."""
        reply.remember("product", None)


def _narrowed(turn: Turn, articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """What the recognised name means; where that is several, the rest of the message decides among them."""
    named = turn.slot("product") or ""
    found = find_articles(named, articles)
    if len(found) > 1:
        return find_articles(turn.text, found, besides=named) or found
    return found


def _tell(article: Article, reply: Reply) -> None:
    language = reply.language
    reply.say(
        _sentence(article),
        name=article.name.in_(language),
        stock=article.stock,
        eur=price(article.eur_cents, "EUR", language),
        chf=price(article.chf_cents, "CHF", language),
        restock=day(article.restock_on, language) if article.restock_on else "",
    )


def _sentence(article: Article) -> Sentence:
    if article.stock > FEW:
        return words.IN_STOCK
    if article.stock > 0:
        return words.FEW_LEFT
    return words.SOLD_OUT_UNTIL if article.restock_on else words.SOLD_OUT


def _choice(article: Article, reply: Reply) -> Choice:
    name = article.name.in_(reply.language)
    return Choice(name, "product_availability", {"product": name})
