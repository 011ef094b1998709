"""The words of a text, and whether they can be a name."""

import re
from dataclasses import dataclass

from handover.analysis.redaction.lists import can_be_family, is_common, is_first_name

_WORD = re.compile(r"[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*")
PARTICLES = frozenset(
    [
        "von",
        "vom",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dal",
        "dos",
        "du",
        "el",
        "al",
        "la",
        "le",
        "ter",
        "ten",
        "zu",
        "zum",
        "bin",
        "ibn",
        "st",
        "abu",
        "af",
    ]
)


# Behind a title these are never words: Frau van der Meer; but "der Herr von der Post".
_OF_NAMES_ALONE = frozenset({"van", "del", "della", "di", "dos", "ter", "ten"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, where it stands, and what stands between it and the next one."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def is_big(self) -> bool:
        """Whether it begins with a large letter and is no word that customers use."""
        return self.text[0].isupper() and self.text != "I" and not is_common(self.text)

    @property
    def is_family(self) -> bool:
        """Whether it begins with a large letter, and is a word and a family name."""
        return self.text[0].isupper() and can_be_family(self.text)

    @property
    def is_initial(self) -> bool:
        """Whether it is the first letter of a name, with its dot."""
        return len(self.text) == 1 and self.text.isupper() and self.gap.startswith(".")


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order."""
    found = list(_WORD.finditer(text))
    following = [match.start() for match in found[1:]] + [len(text)] * bool(found)
    return [
        Token(match[0], match.start(), match.end(), text[match.end() : until])
        for match, until in zip(found, following, strict=True)
    ]


def run(tokens: list[Token], index: int, *, small: bool = False, titled: bool = False, most: int = 4) -> int:
    """How many words from `index` on make one name.

    Args:
        tokens: The words of the text.
        index: Where the name would begin.
        small: Whether small letters do, because something before it says that a name comes.
        titled: Whether a title comes before it.
        most: The longest name.
    """
    length, at = 0, index
    while at < len(tokens) and at - index < most:
        token = tokens[at]
        if token.text.casefold() in PARTICLES and at + 1 < len(tokens) and token.gap.strip() == "":
            if not (tokens[at + 1].text[0].isupper() or (small and tokens[at + 1].text.casefold() in PARTICLES)):
                break
        elif (
            token.is_initial
            or token.is_big
            or (token.is_family and (titled or at > index or _leads(tokens, at)))
            or (titled and at > index and token.text[0].isupper() and tokens[index].text.casefold() in _OF_NAMES_ALONE)
            or (small and (at == index or tokens[at - 1].text.islower()) and _small(token, at - index))
        ):
            length = at - index + 1
        else:
            break
        at += 1
        if token.gap != " " and not (len(token.text) <= 2 and token.gap in {". ", ". & ", ". und ", "."}):  # noqa: PLR2004 - "J. Meier"
            break
    return length


def _leads(tokens: list[Token], at: int) -> bool:
    """Whether a word that can be a name (Ernst) stands before another one that can be nothing else."""
    return tokens[at].gap == " " and at + 1 < len(tokens) and tokens[at + 1].is_big


def _small(token: Token, position: int) -> bool:
    word = token.text
    if len(word) == 1 and token.gap.startswith("."):
        return True
    known = is_first_name(word) or (can_be_family(word) and position == 1)
    unheard = len(word) > 2 and not is_common(word) and position < 2  # noqa: PLR2004 - two names at most
    return word.islower() and (known or unheard)
