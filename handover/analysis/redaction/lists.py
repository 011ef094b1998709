"""Words that tell a name from another word, and a town from another word."""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files


@lru_cache(4096)
def fold(word: str) -> str:
    """`word` without case and marks: Sträßle, STRÄSSLE and strassle are the same."""
    apart = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@cache
def _words(name: str) -> frozenset[str]:
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


def is_common(word: str) -> bool:
    """Whether this is a word that customers use and no name."""
    return fold(word) in _words("common_words.txt")


def is_first_name(word: str) -> bool:
    """Whether this is a first name, and nothing else; of a double name (Karl-Heinz) the first part decides."""
    first = fold(word).split("-")[0]
    return first in _words("first_names.txt") and first not in _words("first_names_that_are_words.txt")


def can_be_first_name(word: str) -> bool:
    """Whether this is a first name, perhaps a word as well."""
    return fold(word).split("-")[0] in _words("first_names.txt")


def can_be_family(word: str) -> bool:
    """Whether this is a word that is a family name as well."""
    return fold(word) in _words("family_names_that_are_words.txt") or fold(word) in _words("family_names.txt")


def is_family_name(word: str) -> bool:
    """Whether this is a common family name, and nothing else; of a double name the first part decides."""
    first = fold(word).split("-")[0]
    # "the Hubers"
    first = first[:-1] if first.endswith("s") and first[:-1] in _words("family_names.txt") else first
    return (
        first in _words("family_names.txt")
        and first not in _words("family_names_that_are_words.txt")
        and not is_common(first)
    )


def is_town(word: str) -> bool:
    """Whether this is a larger town of the three countries."""
    return fold(word) in _words("towns.txt")
