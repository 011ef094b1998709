"""Reading order numbers and postcodes as people type them: what is safe is read, nothing is guessed."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

HIGHEST_NUMBER = 199_999
# Letters that are typed for digits. No others: an S may be a 5 or a slip, and then it would be somebody else's order.
LOOKALIKES = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
FEWEST_REAL_DIGITS = 4

_D = r"[0-9OoIl|]"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-"))
_PREFIXED = re.compile(
    r"(?<![^\W_])[bB]\s?[wW][\s\-.:#/]*"
    rf"({_D}{{3}}[ .\-]{_D}{{3}}|{_D}{{2}}(?:[ .\-]{_D}{{2}}){{2}}|{_D}{{6}})(?![^\W_])"
)
_BARE = re.compile(rf"(?<![^\W_])(?<![.,/+\-])(?<!\d )({_D}{{6}})(?![^\W_])(?![.,/\-]\d)")
_POSTCODE = re.compile(r"(?<![^\W_])(?:(CH|DE|AT|D|A)[\s\-]{0,2})?(\d{4,5})(?![^\W_])(?![.,/\-]\d)", re.IGNORECASE)
_YES = frozenset({"ja", "jawohl", "jap", "jep", "yes", "yeah", "yep"})
_NO = frozenset({"nein", "nee", "nö", "no", "nope"})
_DOUBT = frozenset(
    {
        "nicht",
        "kein",
        "keine",
        "nein",
        "aber",
        "oder",
        "doch",
        "not",
        "no",
        "dont",
        "don",
        "but",
        "or",
        "wait",
        "warten",
    }
)
LENGTHS = {"D": 5, "DE": 5, "A": 4, "AT": 4, "CH": 4}


class Unreadable(Enum):
    """Why there is no number."""

    NOTHING = auto()  # no try at one
    UNSAFE = auto()  # a try that cannot be read safely
    SEVERAL = auto()  # different ones
    NOT_OURS = auto()  # well formed, but we never gave it out


@dataclass(frozen=True, slots=True)
class OrderNumber:
    """An order number that we could have given out, as `BW-` and six digits."""

    text: str


def read_order_number(said: str) -> OrderNumber | Unreadable:
    """The one order number in `said`, which may be a whole message."""
    plain = _plain(said)
    prefixed = [match[1] for match in _PREFIXED.finditer(plain)]
    bare = [match[1] for match in _BARE.finditer(plain) if _really_digits(match[1])]
    numbers = {re.sub(r"\D", "", digits.translate(LOOKALIKES)) for digits in prefixed or bare}
    if not numbers:
        return Unreadable.UNSAFE if re.search(r"\d", plain) else Unreadable.NOTHING
    if len(numbers) > 1:
        return Unreadable.SEVERAL
    number = numbers.pop()
    if int(number) > HIGHEST_NUMBER:
        return Unreadable.NOT_OURS
    return OrderNumber(f"BW-{number}")


def read_postcode(said: str) -> str | Unreadable:
    """The one postcode in `said`: five digits (DE) or four (AT, CH), with its leading zero, without a country."""
    plain = _PREFIXED.sub(" ", _plain(said))
    found: set[str] = set()
    for country, digits in _POSTCODE.findall(plain):
        if country and LENGTHS[country.upper()] != len(digits):
            return Unreadable.UNSAFE
        found.add(digits)
    if len(found) == 1:
        return found.pop()
    if found:
        return Unreadable.SEVERAL
    return Unreadable.UNSAFE if re.search(r"\d", plain) else Unreadable.NOTHING


def read_yes_or_no(said: str) -> bool | None:
    """A yes or a no that `said` begins with; None where it takes it back, or says neither."""
    words = re.findall(r"[^\W\d_]+", _plain(said).casefold())
    if words and words[0] in _NO:
        return False
    if words and words[0] in _YES and not _DOUBT.intersection(words):
        return True
    return None


def _plain(said: str) -> str:
    return unicodedata.normalize("NFKC", said).translate(_DASHES)


def _really_digits(text: str) -> bool:
    return sum(character.isdecimal() for character in text) >= FEWEST_REAL_DIGITS
