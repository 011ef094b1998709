"""Words of a text, and how two spellings of one are seen as the same."""

import re
from collections.abc import Iterable
from pathlib import Path

# What redaction put in, and what the service itself says in brackets: nobody's words.
_PLACEHOLDER = re.compile(r"\[[a-z_ -]{1,30}\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "à": "a", "’": "'"})

# Half of a word is enough of it to be told from others: Gutschein, Gutscheine, Gutscheins.
_SAME_START = 5

# Words that everybody uses, as they are compared.
STOP = {
    path.stem: frozenset(path.read_text(encoding="utf-8").split())
    for path in Path(__file__).with_name("stop_words").iterdir()
}


# Of all languages: parts of words do not know theirs.
_ANY_STOP = frozenset().union(*STOP.values())


def plain(text: str) -> str:
    """`text` as two customers who mean the same are most likely to write it."""
    return _PLACEHOLDER.sub(" ", text).lower().translate(_FOLDED)


def telling(said: str) -> str:
    """The words of a plain text that not everybody uses."""
    return " ".join(word for word in _WORD.findall(said) if word not in _ANY_STOP)


def surfaces(text: str) -> list[tuple[str, str]]:
    """Each word as it is compared and as it was written."""
    return [(_folded(word), word) for word in _WORD.findall(_PLACEHOLDER.sub(" ", text))]


def without_names(text: str, names: Iterable[str]) -> str:
    """`text` without the words of `names`, and without forms of them; all of it where nothing else would be left."""
    named = [word for name in names for word, _ in surfaces(name)]
    rest = _WORD.sub(lambda found: " " if any(alike(_folded(found[0]), word) for word in named) else found[0], text)
    return rest if telling(plain(rest)) else text


def short(language: str) -> str:
    """The language without its country."""
    return language.partition("-")[0].lower()


def _folded(word: str) -> str:
    return word.lower().translate(_FOLDED)


def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    return one[:_SAME_START] == other[:_SAME_START]
