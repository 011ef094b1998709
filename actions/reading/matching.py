"""Finding the articles that a customer means, in German or English, with typos and in run-on words."""

import math
import re
import unicodedata
from collections import Counter

from rapidfuzz import fuzz

from actions.backend.model import Article
from actions.reading.other_words import OTHER_WORDS

MOST_CHOICES = 4
# An article is meant when it fits nearly as well as the best one.
AS_GOOD = 0.75
TYPO = 84  # similarity in percent: about one wrong letter in seven
LONG, SHORT = 6, 4
PART = 0.75  # no more than that share of a word is a part of it; the rest is the whole word with a typo
LESS = 0.5

_WORD = re.compile(r"[^\W_]+")
_SAYS_NOTHING = frozenset(
    """
    aber alle am an auf aus bald bei bekomme bestellen bis da dann das dem den der die dieser dieses ein eine einen
    einer es euch euer fur gerade gibt gern gibts grosse grossen habe haben habt hallo ich ihnen ihr im in ist ja kann
    kaufen lager lieferbar man mehr mit moglich nach nicht noch nur ob oder produkt artikel schon sie sind stuck und
    uns verfugbar von vorratig wann was welche wenn wie wieder wird zu zur
    a about again an and any are article at available back be can coming could do does for from get have hello here hi
    how i if in is it item me my of on one or order please product sale sell shop size sold some soon stock still that
    the their there these this to what when which will with would you your
    """.split()  # noqa: SIM905
)


def find_articles(said: str, articles: tuple[Article, ...], *, besides: str = "") -> tuple[Article, ...]:
    """The articles that `said` means, the best first: none, one, or several that fit about equally well.

    Words like those in `besides` are left out: they have had their say.
    """
    heard = _words(besides)
    queries = [word for word in _words(said) if not any(_alike(word, other) for other in heard)]
    weights = _weights(articles)
    scores = {sku: _score(queries, weight) for sku, weight in weights.items()}
    best = max(scores.values(), default=0)
    if best == 0:
        return ()
    good = [article for article in articles if scores[article.sku] >= AS_GOOD * best]
    return tuple(sorted(good, key=lambda article: -scores[article.sku]))


def says_nothing(word: str) -> bool:
    """Whether `word` is one that names no article, whatever the shop sells."""
    return fold(word) in _SAYS_NOTHING


def _weights(articles: tuple[Article, ...]) -> dict[str, dict[str, float]]:
    """How much each word of an article's names says: a rare word more, a number and an adjective less."""
    german = {article.sku: _words(article.name.de, ours=True) for article in articles}
    english = {article.sku: _words(article.name.en, ours=True) for article in articles}
    frequency = Counter(word for sku in german for word in {*german[sku], *english[sku]})
    weights = {}
    for sku, words in german.items():
        # What stands in the English name alone is the thing, last, and its adjectives: "Brocken GTX hiking boots".
        *adjectives, _thing = [word for word in english[sku] if word not in words] or [""]
        weights[sku] = {
            word: math.log(1 + len(articles) / frequency[word])
            * (LESS if word in adjectives or word.isdecimal() else 1)
            for word in {*words, *english[sku]}
        }
    return weights


def _score(queries: list[str], weights: dict[str, float]) -> float:
    """How much of what was said is in an article."""
    score = 0.0
    named = False
    for query in queries:
        value = max(_alike(query, word) * weight for word, weight in weights.items())
        named = named or (value > 0 and not query.isdecimal())
        score += value
    return score if named else 0.0


def _alike(query: str, word: str) -> float:
    """From 0 (another word) to 1 (the same)."""
    if query == word:
        return 1
    if query.isdecimal() or min(len(query), len(word)) < SHORT:
        return 0
    # German glues words together, and the last one says what it is: a Merinosocke is a sock, not a Merino-Shirt.
    if query in word or query.endswith(word):
        return 0.6 + 0.3 * min(len(query), len(word)) / max(len(query), len(word))
    typo = fuzz.ratio(query, word, score_cutoff=TYPO)
    if not typo and LONG <= len(query) <= PART * len(word):
        ends = (word[-length:] for length in range(len(query) - 1, len(query) + 2))
        typo = 0.75 * max(fuzz.ratio(query, end, score_cutoff=TYPO) for end in ends)
    return typo / 100


def _words(text: str, *, ours: bool = False) -> list[str]:
    """The words of a text that say something, each in one spelling and without its ending."""
    folded = fold(text)
    if not ours:
        folded = _OTHER_WORDS.sub(lambda match: _MEANS[match[0]], folded)
    # A glove ends like a shoe in German, and is none.
    words = _WORD.findall(re.sub("handschuhe?", "gloves", folded))
    return [_stem(word) for word in words if word not in _SAYS_NOTHING and len(word) > 1]


def fold(text: str) -> str:
    """Lower case, without accents and hyphens, and with one spelling for ä and ae, ß and ss."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"([aou])e", r"\1", letters).replace("-", " ")


def _stem(word: str) -> str:
    """`Jacken` and `Jacke`, `tents` and `tent` become one."""
    for ending, shortest in (("n", 4), ("s", 3), ("e", 4)):
        if len(word) > shortest and word.endswith(ending):
            word = word.removesuffix(ending)
    return word


_MEANS = {fold(other): fold(ours) for ours, others in OTHER_WORDS.items() for other in others}
_OTHER_WORDS = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _MEANS), key=len, reverse=True)) + r")\b")
