"""The part of the shop that actions may hold."""

from actions.backend.model import Article
from actions.backend.port import Catalogue


def only_articles(shop: Catalogue) -> Catalogue:
    """What anybody may know, and no way from it to the rest of the shop: actions hold this, and the gate the rest."""

    class OnlyArticles:
        def articles(self) -> tuple[Article, ...]:
            return shop.articles()

    return OnlyArticles()
