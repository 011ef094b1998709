"""Facts about an article: size, material, weight, care."""

from actions.backend.model import Article
from actions.forms.product_form import ProductOutcome
from actions.replies.formats import price
from actions.replies.reply import Choice, Reply
from actions.turn import Turn
from actions.words import product as words


class ProductInformation(ProductOutcome):
    """Tells what the shop says about an article."""

    action_name = "action_product_information"
    own_intent = "product_information"

    def tell(self, article: Article, turn: Turn, reply: Reply) -> None:  # noqa: ARG002  # it has one answer
        """Tell the facts; what is not among them a person may know."""
        language = reply.language
        name = article.name.in_(language)
        facts = "\n".join(f"• {fact.in_(language)}" for fact in article.facts)
        stock = Choice(words.IN_STOCK.in_(language), "product_availability", {"product": name})
        prices = {
            "eur": price(article.eur_cents, "EUR", language),
            "chf": price(article.chf_cents, "CHF", language),
        }
        sentence = words.FACTS if facts else words.NO_FACTS
        reply.say(sentence, stock, reply.person("no_result"), name=name, facts=facts, **prices)
