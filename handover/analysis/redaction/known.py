"""What a conversation has learned of its customer leaves the text wherever it stands, however it is typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from handover.analysis.redaction.lists import fold, is_common
from handover.analysis.redaction.span import Span

# Nobody's address or name is longer; and each value costs a search.
_LONGEST, _MOST = 200, 40
_GAP = r"[\s.,/–-]{0,3}"
_LETTERS = {
    "a": "aäáàâå",
    "o": "oöóòôø",
    "u": "uüúùû",
    "e": "eéèêë",
    "i": "iíìîï",
    "c": "cçčć",
    "n": "nñń",
    "s": "sšşś",
    "z": "zžź",
}
_PIECES = re.compile(r"str(?:a(?:ß|ss)e|\.|(?![a-zäöü]))|ss|ß|ae|oe|ue|ä|ö|ü|[^\W_]|[\W_]+", re.IGNORECASE)
_UMLAUT = {"ä": "(?:ae|[aä])", "ö": "(?:oe|[oö])", "ü": "(?:ue|[uü])"}
_UMLAUT |= {"ae": _UMLAUT["ä"], "oe": _UMLAUT["ö"], "ue": _UMLAUT["ü"]}
_COUNTRY = re.compile(
    r"(?:deutschland|germany|österreich|oesterreich|austria|schweiz|switzerland|suisse|svizzera|ch|de|at)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a customer: names, addresses on one line each, e-mail addresses, and numbers by their kind."""

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


def known(text: str, learned: Known) -> Iterator[Span]:
    """Where what was learned stands: in another case, with ss for ß, ue for ü, other gaps, or one wrong letter."""
    for kind, value in _values(learned):
        for match in _loosely(value).finditer(text):
            if not (is_common(value) and match[0].islower()):
                yield Span(*match.span(), kind)
    words = {fold(word): kind for kind, value in _values(learned) for word in _words(kind, value)}
    for match in re.finditer(r"[^\W\d_]{5,40}", text) if words else ():
        typed = fold(match[0])
        for word, kind in words.items():
            if OSA.distance(typed, word, score_cutoff=1) <= 1 and not is_common(typed):
                yield Span(*match.span(), kind)
                break


def _words(kind: str, value: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{5,40}", value) if kind in {"name", "street"}]


def _values(learned: Known) -> Iterator[tuple[str, str]]:
    """Kind and value, the longest of a kind first."""
    for kind, values in (
        ("email", learned.emails),
        ("order", learned.orders),
        ("number", learned.numbers),
        ("postcode", learned.postcodes),
        ("name", learned.names),
    ):
        for value in values[:_MOST]:
            yield kind, value[:_LONGEST]
    for value in learned.names[:_MOST]:
        for part in re.split(r"[\s,]+", value[:_LONGEST]):
            if len(part.strip(".")) > 1:
                yield "name", part
    for address in learned.addresses[:_MOST]:
        yield from _parts(address[:_LONGEST])


def _parts(address: str) -> Iterator[tuple[str, str]]:
    """A street with and without its number, a postcode, a town."""
    for piece in filter(None, (part.strip() for part in address.split(","))):
        if place := re.fullmatch(r"(?:[A-Z]{1,2}[ -])?(\d{4,5})\s*(.*)", piece):
            yield "postcode", place[1]
            piece = place[2]  # noqa: PLW2901 - the town is left
            kind = "city"
        else:
            kind = "street" if any(sign.isdigit() for sign in piece) else "city"
        if len(piece) > 2 and not _COUNTRY.fullmatch(piece):  # noqa: PLR2004 - too short to be told from a word
            yield kind, piece
            bare = re.sub(r"\s*\d.*$", "", piece)
            if kind == "street" and bare != piece and len(bare) > 3:  # noqa: PLR2004
                yield kind, bare


def _loosely(value: str) -> re.Pattern[str]:
    """An expression for `value` as people type it.

    Threat: it is made from what a customer typed. What may be read in two ways is read in one and not tried again
    (`(?>`): a row of "ssss" would else be tried in more ways than there is time.
    """
    pieces: list[str] = []
    before = ""
    for match in _PIECES.finditer(value.strip()):
        piece = match[0].casefold()
        if (before.isalpha() and piece.isdigit()) or (before.isdigit() and (piece.isdigit() or piece.isalpha())):
            pieces.append(_GAP if before.isalpha() or piece.isalpha() else r"[\s.-]{0,2}")
        pieces.append(_piece(piece))
        before = piece
    return re.compile(rf"(?<!\w){''.join(pieces)}(?!\w)", re.IGNORECASE)


def _piece(piece: str) -> str:
    if piece.startswith("str") and piece not in {"s", "t", "r"}:
        return r"(?>str(?:a(?:ß|ss)e|\.)?)"
    if piece in {"ss", "ß"}:
        return "(?>ss|ß|s)"
    if not piece[0].isalnum():
        return _GAP if piece != "@" else r"\s?(?:@|\(at\))\s?"
    return _UMLAUT.get(piece) or (f"[{_LETTERS[piece]}]" if piece in _LETTERS else re.escape(piece))
