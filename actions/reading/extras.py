"""What people write into an address that none here has room for: who else receives it, floors, boxes."""

import re

LONGEST = 120
LONGEST_READ = 1_000
_DOOR = (
    r"wohnung|whg|apartment|appartement|apt|flat|unit|suite|top|stiege|tür|door|zimmer|room|gebäude|building|aufgang"
    r"|eingang|entrance"
)
_FLOOR = r"stock(?:werk)?|etage|[ou]g|(?:ober|unter)geschoss|floor"
# These have numbers in them, which are neither a house's nor a postcode.
_NUMBERED = re.compile(
    rf"(?<![\w\-])(?:\d{{1,2}}(?:\.|st|nd|rd|th)[ ]?(?:{_FLOOR})(?![\w\-])(?:\s(?:links|rechts|mitte|left|right)\b)?"
    rf"|(?:stock|etage|floor)[ ]\d{{1,2}}(?!\w)"
    rf"|(?:{_DOOR})\.?[ ]?(?:(?:nr|no)\.?[ ]?|\#[ ]?)?(?:\d{{1,3}}[a-z]?|(?-i:[A-H]))(?!\w)"
    r"|postnummer\W{0,3}\d{6,10}(?!\d))",
    re.IGNORECASE,
)
_ENDS = (
    r"(?=\s*(?:$|[,;:!?\n\d(]|\.\s|\.$|\b(?:dazu|bitte|please|hinzu\w*|ergänz\w*|eintragen|vermerk\w*|liefern|schicken"
    r"|ändern|add|und|and|in|an|at)\b))"
)
_NAMED = re.compile(
    r"(?<![\w\-])(?:(?:c\s?/\s?o|z\.\s?hd\.?|zhd\.?|zu\shänden|attn\.?|klingel\w*|doorbell|buzzer)(?!\w)[^,;:\n\d]{0,50}?"
    r"|(?<!geehrte )(?<!liebe )(?:firma|fa\.|familie|fam\.|eheleute)\s(?-i:[A-ZÄÖÜ])[^,;:\n\d]{0,50}?"
    r"|(?:hinterhaus|vorderhaus|rückgebäude|seitenflügel|gartenhaus|hinterhof|erdgeschoss|dachgeschoss|parterre"
    r"|(?-i:EG|DG|OG|UG)|(?:erste[nr]?|zweite[nr]?|dritte[nr]?|ground|first|second|third|top)\s(?:stock|etage|floor))"
    r"(?![\w\-])(?:\s(?:links|rechts|mitte|left|right)\b)?"
    rf"){_ENDS}"
    r"|(?<![\w\-])(?:empfänger(?:in)?|recipient|addressee)(?!\w)[^,;\n.!?\d]{3,60}",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?<![\w\-])(?:(?:packstation|postfiliale|abholstation|paket(?:shop|box|station))(?:en|s)?|postfach|postfächer"
    r"|p\.?\s?o\.?\s?box|postlagernd|poste\srestante|pick[ \-]?up\spoint|parcel\s?(?:shop|locker))(?!\w)"
    r"(?:\s(?:nr\.?\s)?(?:\d{1,3}(?!\d)(?:\s\d{2}(?!\d)){0,2}|\d{4}(?!\d)(?!\s+[^\W\d_])))?",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"\b(?:nicht|not|kein\w{0,2}|statt|instead\sof|aus|von|vom|from|bisher\w{0,3}|alte[nrs]?|old)\s(?:\w{1,20}\s){0,2}$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÄÖÜÉ][^\W\d_]{1,30}\.?(?:[\-’'][^\W\d_]{1,30})?"
_RECIPIENT = re.compile(rf"(?:(?:[Aa]n|[Tt]o|[Zz]u|[Ff]ür|[Ff]or)\s)?(?P<name>{_NAME}(?:\s{_NAME}){{1,3}})[ ]?[,;\r\n]")
_GREETS = frozenset("guten tag hallo hello liebes team neue adresse lieferadresse anschrift new address dear".split())  # noqa: SIM905


def is_meant(said: str, begins: int) -> bool:
    """Whether what begins there in `said` is where something shall go: no "nicht", no "aus" comes before it."""
    return _NOT_THERE.search(said[max(0, begins - 60) : begins]) is None


def without_extras(said: str) -> str:
    """`said` without boxes, floors and doors, whose numbers would be taken for a house's."""
    return _BOX.sub(", ", _NUMBERED.sub(", ", said))


def box_in(said: str) -> str | None:
    """The box, shop or station to which something shall go, where only a carrier's customers can have it."""
    text = said[:LONGEST_READ]
    return next((tidy(found[0]) for found in _BOX.finditer(text) if is_meant(text, found.start())), None)


def extras_in(said: str, street: str | None) -> tuple[str, ...]:
    """The parts of an address in `said` that it has no room for; `street` is what was read of it already."""
    text = said[:LONGEST_READ].replace(street, ", ") if street else said[:LONGEST_READ]
    found = [(each.start(), tidy(each[0])) for pattern in (_NUMBERED, _NAMED) for each in pattern.finditer(text)]
    box = box_in(text)
    return tuple(dict.fromkeys([part for _, part in sorted(found) if part] + ([box] if box else [])))


def names_another(said: str, street: str | None, owner: str) -> bool:
    """Whether an address begins with a name that is not its owner's: "Anna Meier, Bergweg 5, …"."""
    text = said[:LONGEST_READ].strip()
    found = _RECIPIENT.match(text)
    if found is None or not street or street not in text[found.end() :]:
        return False
    words = set(found["name"].casefold().split())
    return words.isdisjoint(_GREETS) and not words <= set(owner.casefold().split())


def tidy(text: str | None) -> str | None:
    """One line without what nobody has in an address; None where nothing is left."""
    kept = " ".join("".join(sign for sign in text or "" if sign.isprintable() and sign not in "<>{}[]\\|`").split())
    return kept.strip(" .,-")[:LONGEST] or None
