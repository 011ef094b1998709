"""Is it in stock?"""

from actions.backend.model import Article
from actions.forms.product_form import ProductOutcome
from actions.reading.variants import asks_for_variant
from actions.replies.formats import day, price
from actions.replies.reply import Reply
from actions.turn import Turn
from actions.words import stock as words
from actions.words.sentence import Sentence

FEW = 5


class CheckStock(ProductOutcome):
    """Tells whether an article is in stock."""

    action_name = "action_check_stock"
    own_intent = "product_availability"

    def tell(self, article: Article, turn: Turn, reply: Reply) -> None:
        """Tell it, with the price. Of a single size or colour nothing is known, which a person can find out."""
        language = reply.language
        unknown = article.stock > 0 and any(asks_for_variant(said, article) for said in self.said(turn))
        reply.say(
            _of_any_size(article) if unknown else _sentence(article),
            *([reply.person("no_result")] if unknown else []),
            name=article.name.in_(language),
            stock=article.stock,
            eur=price(article.eur_cents, "EUR", language),
            chf=price(article.chf_cents, "CHF", language),
            restock=day(article.restock_on, language) if article.restock_on else "",
        )


def _of_any_size(article: Article) -> Sentence:
    return words.ANY_SIZE if article.stock > FEW else words.ANY_SIZE_FEW_LEFT


def _sentence(article: Article) -> Sentence:
    if article.stock > FEW:
        return words.IN_STOCK
    if article.stock > 0:
        return words.FEW_LEFT
    return words.SOLD_OUT_UNTIL if article.restock_on else words.SOLD_OUT
