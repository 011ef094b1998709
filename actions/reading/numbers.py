"""Reading order numbers and postcodes as people type them: what is safe is read, nothing is guessed."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

HIGHEST_NUMBER = 199_999
# Letters that are typed for digits. No others: an S may be a 5 or a slip, and then it would be somebody else's order.
LOOKALIKES = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
FEWEST_REAL_DIGITS, FEWEST_BESIDE_MARK = 4, 3

_D = r"[0-9OoIl|]"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−_", "-"))
_MARK = r"(?<![^\W_])[bB][ .\-]?[wW][\s\-.:#/]*(?:(?i:nr|no|nummer|number)\b[\s.:#]*)?"
_GROUPED = (
    rf"(?:{_D}{{3}}[ .\-]{_D}{{3}}|{_D}{{2}}(?:[ .\-]{_D}{{2}}){{2}}|{_D}(?:[ .\-]{_D}){{5}})(?![ .\-/]\d{{1,3}}(?!\d))"
)
_ENDS = r"(?![^\W_])(?![.,']\d)"
_PREFIXED = re.compile(rf"{_MARK}({_D}{{6}}|{_GROUPED}|{_D}{{3}}[,'’]{_D}{{3}}){_ENDS}")
_BARE = re.compile(
    rf"(?<![^\W_])(?<![.,'+\-€$£])(?<!\d[:/])(?<!\b\d )(?<!\b\d\d )(?<!\b\d{{3}} )({_D}{{6}}){_ENDS}(?![/\-:]\d)"
)
_WHOLE = re.compile(rf"^(?!.*{_D}\.\d)[^\w€$£%]*({_GROUPED})[^\w€$£%]*$")
# Numbers of other things, of which six digits may be a part.
_FOREIGN = re.compile(
    r"(?<!\w)(?:tel|telefon|phone|handy|mobil|mobile|natel|fax|iban|call|kunden|artikel|sendungs|paket|rechnungs|gutschein"
    r"|konto|customer|article|item|invoice|parcel|tracking|account|voucher)[ \-]?(?:nummer|nr|number|no|code)?\W{0,3}"
    r"(?:(?:ist|is|me on|on|unter|lautet)\s)?\W?\d|(?:\+|\b00)\d|\b0\d{1,4}[ /()\-]{1,3}\d{3}|\d{7}|\b\d \d{6} \d{6}\b"
    r"|(?:\d{4}[ \-]){3}|\b[a-z]{2}\d\d(?: ?\d{4}){3}|\b\d{2}\.\d{2}\.\d{6}",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:€|\$|£|chf|eur|fr\.?)\s?\d{6}|\d{6}\s?(?:€|\$|£|%|(?:chf|eur|euros?|fr|franken|francs?)\b)", re.IGNORECASE
)
_POSTCODE = re.compile(r"(?<![^\W_])(?:(CH|DE|AT|D|A)[\s\-]{0,2})?(\d{4,5})(?![^\W_])(?![.,/\-]\d)", re.IGNORECASE)
_YES = frozenset({"ja", "jawohl", "jap", "jep", "yes", "yeah", "yep"})
_NO = frozenset({"nein", "nee", "nö", "no", "nope"})
# "Ja, aber nur …" is no yes to what was asked.
_DOUBT = frozenset(
    """
    nicht kein keine keinen nein aber oder doch erst vorher nur ausser außer sondern stattdessen lieber warten warte
    moment not no dont don but or wait first before only except instead rather unless though
    """.split()  # noqa: SIM905
)
# Assent, although a word of it is a doubt by itself.
_NO_PROBLEM = re.compile(r"\b(?:kein(?:e|erlei)? (?:problem|thema|sorge)|no (?:problem|worries))\b", re.IGNORECASE)
_WHY = re.compile(
    r"\b(?:warum|wieso|weshalb|wozu|wofür|why|what for)\b.{0,60}\b(?:plz|postleitzahl|post ?code|postal code|zip)\b"
    r"|^\W*(?:(?:und|aber|and|but)\W+)?(?:warum|wieso|weshalb|wozu|why)(?: (?:das|denn|that))?\W*$",
    re.IGNORECASE,
)
RANGES = {"CH": (4, 1000, 9999), "AT": (4, 1010, 9992), "DE": (5, 1001, 99998)}
SHORT = {"D": "DE", "A": "AT"}


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
    prefixed = [match[1] for match in _PREFIXED.finditer(plain) if _digits(match[1]) >= FEWEST_BESIDE_MARK]
    bare = [] if prefixed else _bare(plain)
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
        if not _exists(country.upper(), digits):
            return Unreadable.UNSAFE
        found.add(digits)
    if len(found) == 1:
        return found.pop()
    if found:
        return Unreadable.SEVERAL
    return Unreadable.UNSAFE if re.search(r"\d", plain) else Unreadable.NOTHING


def read_yes_or_no(said: str) -> bool | None:
    """A yes or a no that `said` begins with; None where it takes it back, or says neither."""
    words = _words(said)
    if words and words[0] in _NO:
        return False
    if words and words[0] in _YES and not doubts(said):
        return True
    return None


def doubts(said: str) -> bool:
    """Whether a yes in `said` comes with a but: then it is none to what was asked."""
    return not _DOUBT.isdisjoint(_words(said))


def asks_why(said: str) -> bool:
    """Whether `said` asks what a postcode is needed for."""
    return _WHY.search(said) is not None


def _words(said: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", _NO_PROBLEM.sub(" ", _plain(said)).casefold())


def _plain(said: str) -> str:
    return "".join(map(_character, said)).translate(_DASHES)


def _character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    # Invisible characters come along when a number is copied from a mail.
    if unicodedata.category(character) == "Cf":
        return " "
    same = unicodedata.normalize("NFKC", character)
    return same if len(same) == 1 and not same.isdecimal() else character


def _bare(plain: str) -> list[str]:
    if _FOREIGN.search(plain) or _MONEY.search(plain):
        return []
    found = [match[1] for pattern in (_BARE, _WHOLE) for match in pattern.finditer(plain)]
    return [digits for digits in found if _digits(digits) >= FEWEST_REAL_DIGITS]


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def _exists(country: str, digits: str) -> bool:
    """Whether a country has this postcode; any of them, if `country` is empty."""
    names = [SHORT.get(country, country)] if country else list(RANGES)
    return any(
        len(digits) == length and lowest <= int(digits) <= highest
        for length, lowest, highest in (RANGES[name] for name in names)
    )
