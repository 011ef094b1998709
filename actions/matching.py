"""Finding the articles that a customer means, in German or English, with typos and in run-on words."""

import math
import re
import unicodedata
from collections import Counter

from rapidfuzz import fuzz

from actions.backend.port import Article

MOST_CHOICES = 4
# An article is meant when it fits nearly as well as the best one.
AS_GOOD = 0.75
TYPO = 84  # similarity in percent: about one wrong letter in seven
LONG, SHORT = 6, 4
NUMBERS_COUNT = 0.5  # a number says less than a word: it may be a size or a quantity

_WORD = re.compile(r"[^\W_]+")
_SAME = {
    "pants": "trousers",
    "headtorch": "headlamp",
    "torch": "headlamp",
    "lampe": "headlamp",
    "pad": "mat",
    "matte": "isomatte",
    "icepick": "axe",
    "coat": "jacket",
    "hoodie": "fleece",
    "pullover": "fleece",
    "cap": "beanie",
    "trainers": "running",
    "sticks": "poles",
}
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
    queries = [
        word
        for word in _words(said)
        if word not in _SAYS_NOTHING and len(word) > 1 and not any(_alike(word, other) for other in heard)
    ]
    words = {article.sku: _words(f"{article.name.de} {article.name.en}") for article in articles}
    frequency = Counter(word for each in words.values() for word in set(each))
    scores = {sku: _score(queries, each, frequency, len(articles)) for sku, each in words.items()}
    best = max(scores.values(), default=0)
    if best == 0:
        return ()
    good = [article for article in articles if scores[article.sku] >= AS_GOOD * best]
    return tuple(sorted(good, key=lambda article: -scores[article.sku]))


def _score(queries: list[str], words: list[str], frequency: Counter[str], total: int) -> float:
    """How much of what was said is in this article; rare words count more."""
    score = 0.0
    named = False
    for query in queries:
        alike, word = max((_alike(query, word), word) for word in words)
        weight = alike * math.log(1 + total / frequency[word])
        named = named or (alike > 0 and not query.isdecimal())
        score += weight * NUMBERS_COUNT if query.isdecimal() else weight
    return score if named else 0.0


def _alike(query: str, word: str) -> float:
    """From 0 (another word) to 1 (the same)."""
    if query == word:
        return 1
    if query.isdecimal() or min(len(query), len(word)) < SHORT:
        return 0
    if query in word or (len(word) >= LONG and word in query):
        # German glues words together: Rucksack, Tourenrucksack. The more of the word it is, the better.
        return 0.6 + 0.3 * min(len(query), len(word)) / max(len(query), len(word))
    typo = fuzz.ratio(query, word, score_cutoff=TYPO)
    if not typo and min(len(query), len(word)) >= LONG:
        typo = 0.9 * fuzz.partial_ratio(query, word, score_cutoff=TYPO)
    return typo / 100


def _words(text: str) -> list[str]:
    # A glove ends like a shoe in German, and is none.
    plain = re.sub("handschuhe?", "gloves", _fold(text))
    return [_SAME.get(word, word) for word in _WORD.findall(plain)]


def _fold(text: str) -> str:
    """Lower case, without accents, and with one spelling for ä and ae, ß and ss."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"([aou])e", r"\1", letters)
