"""Names of people: by what is said before and after them, and by common names."""

import re
from collections.abc import Callable, Iterator

from handover.analysis.redaction import cues
from handover.analysis.redaction.lists import can_be_first_name, is_common, is_family_name, is_first_name, is_town
from handover.analysis.redaction.span import Span
from handover.analysis.redaction.tokens import PARTICLES, Token, run, tokens_of

# With these a name can begin; "für de Hosn" is dialect.
_BEGINS = frozenset({"von", "van", "del", "della", "ter", "bin", "ibn", "abu"})


def name(text: str) -> Iterator[Span]:
    """Names of people. Without anything before or after it, only a common name shows one."""
    tokens = tokens_of(text)
    yield from _after_cues(text, tokens)
    about_names = cues.ABOUT_NAMES.search(text) is not None
    for index, token in enumerate(tokens):
        if token.text[0].isupper():
            yield from _alone(text, tokens, index, about_names=about_names)


def _after_cues(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Names behind something that says that one comes."""
    at = {token.start: index for index, token in enumerate(tokens)}
    length_after: tuple[tuple[re.Pattern[str], Callable[[int, re.Match[str]], int]], ...] = (
        (cues.SURE, lambda index, _cue: _after_sure(tokens, index)),
        (cues.SPELT, lambda index, _cue: _after_sure(tokens, index)),
        (cues.TITLED, lambda index, _cue: _after_title(tokens, index)),
        (cues.ENGLISH_TITLE, lambda _index, _cue: 1),
        (cues.RELATED, lambda index, _cue: run(tokens, index, most=3) or int(is_first_name(tokens[index].text))),
        (cues.PERHAPS, lambda index, _cue: _perhaps(tokens, index)),
        (cues.BYE, lambda index, bye: _signed(text, tokens, index, bye)),
        (cues.BESIDE, lambda index, _cue: _beside(text, tokens, index)),
    )
    for pattern, length_of in length_after:
        for match in pattern.finditer(text):
            index = at.get(match.end())
            if index is not None and (length := length_of(index, match)):
                yield _span(tokens, index, length)


def _span(tokens: list[Token], index: int, length: int) -> Span:
    return Span(tokens[index].start, tokens[index + length - 1].end, "name")


def _after_sure(tokens: list[Token], index: int) -> int:
    length = run(tokens, index, small=True)
    last = tokens[index + length - 1] if length else None
    # Pfister, Daniel
    if last and last.gap.strip() == "," and index + length < len(tokens) and is_first_name(tokens[index + length].text):
        return length + 1
    return length


def _after_title(tokens: list[Token], index: int) -> int:
    length = run(tokens, index, small=True, titled=True, most=3)
    word = tokens[index].text
    return 0 if length == 1 and word.islower() and cues.A_VERB.search(word) else length


def _perhaps(tokens: list[Token], index: int) -> int:
    word = tokens[index].text
    if (is_common(word) or word.casefold() in PARTICLES - _BEGINS) and not can_be_first_name(word):
        return 0
    length = run(tokens, index)
    if length > 1 or (length and is_first_name(word)):
        # "An Zürich Nord" and "für Piz Palü" are places.
        places = any(is_town(token.text) for token in tokens[index : index + length])
        return 0 if places and not can_be_first_name(word) else length
    if is_first_name(word):
        return 1 + (tokens[index].gap == " " and index + 1 < len(tokens) and _plain(tokens[index + 1]))
    return 0


def _plain(token: Token) -> bool:
    return len(token.text) > 3 and not is_common(token.text)  # noqa: PLR2004 - short words are words


def _signed(text: str, tokens: list[Token], index: int, bye: re.Match[str]) -> int:
    """A name under a letter: in small letters only where nothing but the end comes after it."""
    word = tokens[index].text
    if is_town(word) or word.casefold() in PARTICLES - _BEGINS:
        return 0
    big = run(tokens, index)
    if big and (big > 1 or is_first_name(word) or (bye["far"] is None and _closes(text, tokens[index + big - 1]))):
        return big
    # "Danke vielmals", "Ciao zäme" and "greetings from Tyrol" are no signatures.
    if ((bye["weak"] and "," not in bye[0]) or bye["far"]) and not can_be_first_name(word):
        return 0
    small = run(tokens, index, small=True, most=2)
    return small if small and _closes(text, tokens[index + small - 1]) else 0


def _beside(text: str, tokens: list[Token], index: int) -> int:
    """A name that closes a line behind an account or an address."""
    length = run(tokens, index, most=3)
    closes = length > 0 and _closes(text, tokens[index + length - 1])
    return length if closes and not is_town(tokens[index].text) else 0


def _closes(text: str, token: Token) -> bool:
    return cues.ENDS.match(text, token.end) is not None


def _alone(text: str, tokens: list[Token], index: int, *, about_names: bool) -> Iterator[Span]:
    """A name by itself: a common one, one with initials, or one with something behind it."""
    token = tokens[index]
    length = run(tokens, index)
    if is_first_name(token.text) or is_family_name(token.text) or _with_initial(tokens, index):
        before = tokens[index - 1] if index else None
        # Pfister, Daniel · WEBER JONAS
        turned = before and before.is_big and (before.gap.strip() == "," or before.text.isupper())
        span = _span(tokens, index, max(1, length))
        yield Span(before.start if before and turned else span.start, span.end, "name")
    elif token.is_big and length:
        speaks = cues.SPEAKS.match(text, tokens[index + length - 1].end)
        quoted = about_names and (
            cues.QUOTED.match(text, max(0, token.start - 2))
            or cues.INSTEAD.search(text, max(0, token.start - 15), token.start)
        )
        # "Antwortet hier ein Mensch?" is a sentence, "Ueli Aregger hier" and "Aregger mein Name" are names.
        if (speaks and (length > 1 or speaks["it"])) or (quoted and not is_town(token.text)):
            yield _span(tokens, index, length)
        elif cues.FAMILY.match(text, token.end):
            yield _span(tokens, index, 1)


def _with_initial(tokens: list[Token], index: int) -> bool:
    """K. Eastwood, S. & P. Huxtable; not the "B. Jacke" of "z. B. Jacke"."""
    if not tokens[index].is_initial or (index and tokens[index - 1].gap.startswith(".")):
        return False
    length = run(tokens, index)
    return length > 1 and len(tokens[index + length - 1].text) > 2  # noqa: PLR2004


def before_street(text: str, starts: list[int]) -> Iterator[Span]:
    """Who lives there: what stands before a street, as on an envelope."""
    tokens = tokens_of(text)
    for start in starts:
        index = next((i for i, token in enumerate(tokens) if token.end + len(token.gap) >= start > token.start), None)
        if index is None or tokens[index].end > start or tokens[index].gap[: start - tokens[index].end].strip() != ",":
            continue
        first = index
        while first > 0 and tokens[first - 1].gap == " " and tokens[first - 1].is_big:
            first -= 1
        if tokens[index].is_big and not is_town(tokens[index].text):
            yield Span(tokens[first].start, tokens[index].end, "name")
