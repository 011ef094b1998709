"""Whether a message asks for one size or colour of an article: the shop's stock is known for the article as a whole."""

import re

from actions.backend.model import Article

_SIZE_WORD = r"\w{0,12}(?:gr(?:ö|oe)(?:ß|ss)en?|sizes?)|gr\."
_SIZE = re.compile(
    rf"\b(?:{_SIZE_WORD})(?!\w)"
    r"|\b(?:x{1,3}[sl]|[2-6]xl|eu ?\d\d|\d\d ?eu)\b"
    r"|\bin (?:a )?(?:[sml]|small|medium|large|extra large)\b(?!['’.])"
    r"|\bin (?:3[4-9]|4\d|5[0-6])"
    r"(?=[?.!,]|$| (?:auf|da|noch|vorrätig|lieferbar|verfügbar|oder|available|or|in stock)\b)"
    r"|\b(?:eine )?nummer (?:größer|kleiner)\b|\b(?:a|one) size (?:up|down)\b",
    re.IGNORECASE,
)
# Alone a letter is a size only as a capital: "Föhn M auf Lager?".
_LETTER = re.compile(r"(?<![\w'’.])(?<!\d )[SML](?![\w'’.])")
_COLOUR = re.compile(
    r"\bfarb(?:e|en|ig|ige|igen)\b|\bcolou?rs?\b"
    r"|\b(?:dunkel|hell)?(?:rot|blau|grün|schwarz|gelb|orange|grau|braun|rosa|pink|lila|violett|türkis|beige|oliv"
    r"|silber)(?:e[nmrs]?)?\b"
    # "Weiß jemand, ob …" is no colour.
    r"|\bin (?:weiß|weiss)\b|\bwei(?:ß|ss)e[nmrs]\b"
    r"|\b(?:red|blue|green|black|white|yellow|gr[ae]y|brown|purple|navy|teal|olive|silver|turquoise)\b",
    re.IGNORECASE,
)


def asks_for_variant(said: str, article: Article) -> bool:
    """Whether `said` names a size or a colour; what is part of the article's own name is neither."""
    rest = said
    for word in {*re.findall(r"\w+", f"{article.name.de} {article.name.en}")}:
        before = rf"(?:(?:{_SIZE_WORD}) )?" if word.isdecimal() else ""
        rest = re.sub(rf"\b{before}{re.escape(word)}\b", "…", rest, flags=re.IGNORECASE)
    return any(pattern.search(rest) for pattern in (_SIZE, _LETTER, _COLOUR))
