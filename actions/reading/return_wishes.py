"""What a return here cannot do, and a message may ask for: another size instead, or some pieces of an article alone."""

import re

from actions.backend.model import Line

_SIZE = r"(?:größe|grösse|groesse|farbe|size|colou?r)\b"
_EXCHANGE = re.compile(
    r"(?<!kein )(?<!keinen )(?<!nicht )(?<!statt )(?<!no )(?<!not )(?<!an )(?<!not an )"
    r"\b(?:(?:um|aus|ein)?(?:zu|ge)?tausch\w*|(?:an )?exchang\w*|swap\w*)\b"
    rf"|\b(?:andere|größere|grössere|kleinere|passende|richtige)[nr]? {_SIZE}"
    rf"|\b(?:an)?other {_SIZE}|\b(?:different|bigger|larger|smaller) {_SIZE}"
    r"|\bnummer (?:größer|grösser|kleiner)\b|\bsize (?:up|down|bigger|smaller)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    **dict.fromkeys(("ein", "eine", "einen", "einer", "eines", "eins", "one"), 1),
    **dict.fromkeys(("zwei", "two"), 2),
    **dict.fromkeys(("drei", "three"), 3),
    **dict.fromkeys(("vier", "four"), 4),
}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
# "Nur eine Woche alt" counts no pieces, and "nur ein Artikel" may be all pieces of it.
_ONLY = re.compile(
    rf"\b(?:nur|bloß|lediglich|only|just) {_NUMBER}\b"
    r"(?! (?:mal|tage?|wochen?|monate?|jahre?|stunden?|artikel|teile?|sachen?|frage|bestellung|paket|times?|days?"
    r"|weeks?|months?|years?|hours?|articles?|items?|things?|question|order|parcel)\b)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    rf"\b{_NUMBER} ?(?:x|×|stück|stk|exemplare?|pieces?|davon|von (?:den|beiden|ihnen)|der beiden"
    r"|of (?:them|the|both|these|those))(?!\w)",
    re.IGNORECASE,
)


def wants_exchange(said: str) -> bool:
    """Whether `said` asks for another size or colour instead of the money."""
    return _EXCHANGE.search(said) is not None


def takes_part(said: str, lines: tuple[Line, ...]) -> bool:
    """Whether `said` asks for fewer pieces of one of `lines` to come back than were ordered."""
    most = max((line.quantity for line in lines), default=0)
    counts = [match[1].lower() for pattern in (_ONLY, _OF_THEM) for match in pattern.finditer(said)]
    return any(0 < _NUMBERS.get(count, int(count) if count.isdecimal() else 0) < most for count in counts)
