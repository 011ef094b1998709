"""Reading which lines of an order a customer means; what is not certain is nothing, and is asked about."""

import re
from datetime import date

from actions.backend.model import Article, Line, Order, OrderState
from actions.reading.matching import find_articles
from actions.replies.reply import Reply
from actions.turn import Turn

_ALL = re.compile(r"\b(?:all(?:e[sn]?)?|beide[sn]?|both|everything|ganze|komplett\w*|whole|complete)\b", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\b(?:au(?:ß|ss)er|ausgenommen|except|apart from|excluding|other than|nur nicht|but not|(?:aber|und) nicht)\b"
    r"|,\s*(?:nicht|not) (?:das|die|den|dem|der|the)\b"
    r"|\b(?:alles?|beide[sn]?|both|all|everything)\b.{0,40}\b(?:bis auf|ohne|without|but|minus)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b\w*(?:etikett\w*|label|aufkleber|sticker|retourenschein|rücksendeschein)\b", re.IGNORECASE)
# "Alles außer der Hose" and nothing else; with a verb it may tell that the rest is broken.
_BARE = re.compile(
    r"\A(?:bitte |please )?(?:alles?|beides?|everything|all|both)\b,? [^.!?]{1,60}[.!]?\W?", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:ist|sind|war|waren|kam|kamen|hat|haben|fehlt|fehlen|is|are|was|were|has|have|came|arrived)\b"
    r"|kaputt|defekt|besch[äa]e?digt|broken|damaged|missing|wrong|falsch",
    re.IGNORECASE,
)
# What may stand beside the articles that are left out.
_BESIDES = re.compile(
    r"(?:\s|[.!?:()]|bw-?|\d|(?:bitte|zur[üu]e?ck|zur[üu]e?ckschicken|zur[üu]e?cksenden|retour|aus|von|der|die|das|den|dem"
    r"|bestellung|bestellnummer|nummer|plz|postleitzahl|behalte|behalten|ich|will|m[öo]e?chte|wir|please|return|send|back|from"
    r"|order|number|postcode|zip|code|is|my|the|i|want|to|keep|it|them|that|danke|thanks|ist)\b)*",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:und|and|sowie|plus)\b|[,;&+\n]", re.IGNORECASE)


def named_items(turn: Turn) -> str:
    """The articles that a message names."""
    return ", ".join(str(each.get("value")) for each in turn.entities if each.get("entity") == "product")


def told_items(turn: Turn) -> str:
    """The articles that a message names, or its word for all of them, or for a label; "all but …" as it was said."""
    left_out = _EXCEPT.search(turn.text)
    if left_out:
        everything = _ALL.search(turn.text[: left_out.end()])
        return turn.text[everything.start() :] if everything else ""
    word = _ALL.search(turn.text) or _LABEL.search(turn.text)
    return named_items(turn) or (word[0] if word else "")


def means_all(said: str) -> bool:
    """Whether `said` has a word for everything, and nothing that it leaves out."""
    return _ALL.search(said) is not None and not leaves_out(said)


def leaves_out(said: str) -> bool:
    """Whether `said` names what is not meant: "everything but the rope"."""
    return _EXCEPT.search(said) is not None


def is_all_but(said: str) -> bool:
    """Whether `said` is no more than "everything but …"."""
    return leaves_out(said) and _BARE.fullmatch(said) is not None and not _VERB.search(said)


def wants_label(said: str) -> bool:
    """Whether `said` is about a label."""
    return _LABEL.search(said) is not None


def read_items(said: str, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The lines that `said` names, in their order; all of them for a word that says so."""
    if leaves_out(said):
        return ()
    if means_all(said):
        return tuple(line.sku for line in lines)
    articles = _articles(lines)
    named = {sku for part in _AND.split(said) for sku in _clear(find_articles(part, articles))}
    return tuple(line.sku for line in lines if line.sku in named)


def all_but(said: str, keeps: tuple[Line, ...]) -> tuple[str, ...]:
    """All of `keeps` but what `said` leaves out; nothing where it does not say all, or it is not certain what."""
    found = list(_EXCEPT.finditer(said))
    if len(found) != 1 or not _ALL.search(said[: found[0].end()]):
        return ()
    articles = _articles(keeps)
    if any(find_articles(part, articles) for part in _AND.split(said[: found[0].start()])):
        return ()
    out: set[str] = set()
    for part in _AND.split(said[found[0].end() :]):
        named = _clear(find_articles(part, articles))
        if not named and not _BESIDES.fullmatch(part):
            return ()
        out.update(named)
    return tuple(line.sku for line in keeps if line.sku not in out) if out else ()


def heard_in_full(names: str, lines: tuple[Line, ...], skus: tuple[str, ...]) -> tuple[str, ...]:
    """`skus`, or nothing where one of `names` is none of them: half of what somebody sends back is asked about."""
    articles = _articles(lines)
    for name in filter(str.strip, _AND.split(names)):
        word = _ALL.search(name) or _LABEL.search(name)
        if not word and not {each.sku for each in find_articles(name, articles)}.intersection(skus):
            return ()
    return skus


def _articles(lines: tuple[Line, ...]) -> tuple[Article, ...]:
    return tuple(Article(line.sku, line.name, 0, 0, 0, None) for line in lines)


def _clear(found: tuple[Article, ...]) -> tuple[str, ...]:
    """A name that fits several articles is asked about."""
    return (found[0].sku,) if len(found) == 1 else ()


def is_returnable(order: Order, today: date) -> bool:
    """Whether a return can be announced today for anything in the order."""
    in_time = order.returnable_until is not None and today <= order.returnable_until
    return order.state is OrderState.DELIVERED and in_time and bool(order.keeps)


def chosen(turn: Turn, order: Order) -> tuple[str, ...]:
    """The articles that were chosen for a return before, in the order's order."""
    kept = turn.slots.get("skus")
    return tuple(line.sku for line in order.lines if isinstance(kept, list) and line.sku in kept)


def pieces_of(order: Order, skus: tuple[str, ...], reply: Reply) -> str:
    """The articles of an order, with their number where there are several: `2 × Leichtzelt Solo`."""
    wanted = (line for line in order.lines if line.sku in skus)
    return ", ".join(
        f"{line.quantity} × {line.name.in_(reply.language)}" if line.quantity > 1 else line.name.in_(reply.language)
        for line in wanted
    )


def names_of(order: Order, skus: tuple[str, ...], reply: Reply) -> str:
    """The names of articles of an order."""
    return ", ".join(line.name.in_(reply.language) for line in order.lines if line.sku in skus)
