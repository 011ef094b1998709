"""The words by which texts are found."""

import re
import unicodedata

# A longer one is found by its beginning.
_LONGEST = 50
# What redaction put in is nobody's word: "order" would else find each number that was taken out.
_PLACEHOLDER = re.compile(r"\[[a-z]+\]")
_WORD = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def words_of(text: str) -> list[str]:
    """Each word of a text once, as it is stored and looked for.

    Without capitals and accents; `ue` is the same as `ü`, `ss` as `ß`. What is left consists of `a` to `z` and `0` to
    `9` alone, so that every database takes it for one word. A word that begins another one still does so here.
    """
    plain = unicodedata.normalize("NFKD", _PLACEHOLDER.sub(" ", text.casefold()))
    # Once more without capitals: of 𝐍𝐎𝐓 they come out only now, and NOT is an operator of SQLite's search.
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return list(dict.fromkeys(_stored(word) for word in _WORD.findall(bare)))


def _stored(word: str) -> str:
    told = re.sub(r"([aou])e", r"\1", word)
    return _FOREIGN.sub(lambda sign: f"x{ord(sign[0]):06x}", told)[:_LONGEST]
