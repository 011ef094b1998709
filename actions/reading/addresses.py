"""Reading postal addresses as people type them, in one message or piece by piece; nothing is guessed."""

import re
from dataclasses import dataclass, replace
from typing import cast

from actions.backend.model import Address, Country
from actions.reading.extras import LONGEST, LONGEST_READ, extras_in, tidy, without_extras
from actions.reading.numbers import RANGES, SHORT

__all__ = ["LONGEST", "Partial", "denied_countries", "fits", "read_address", "without_address"]
COUNTRIES: dict[Country, str] = {
    "DE": "deutschland|germany",
    "AT": "österreich|oesterreich|austria",
    "CH": "schweiz|switzerland|suisse|svizzera",
}
_ORDER = re.compile(r"\bBW[ \-]?\d[\d ]{4,7}\b", re.IGNORECASE)
# What is told as a postcode and no more is the proof of an order.
_PROOF = re.compile(
    r"\b(?:PLZ|Postleitzahl|postcode|post code|zip(?: code)?)\b\W{0,3}(?:(?:ist|is)\s)?\d{4,5}", re.IGNORECASE
)
_DENIED = r"\b(?:nicht|not|kein\w*|statt|instead of|raus aus|isn[’']t)\s(?:\w+\s){0,2}"
_LETTER = r"[^\W\d_]"
# Every search begins where a word begins and looks only so far: a message of nothing but letters takes no longer.
_BEGINS = r"(?<![\w.\-’'])"
_WORD = rf"{_LETTER}[\w.\-’']{{0,40}}"
_CODE = r"(?<![\w\-])(?:(?P<country>CH|DE|AT|D|A)[ \-]{1,2})?(?P<postcode>[0-9]{4,5})(?!\w)"
_POSTCODE = re.compile(_CODE)
_PLACE = re.compile(
    # After a comma a town begins with a large letter: "8004, neu ist …" tells none.
    rf"{_CODE}(?:[ ]{{1,3}}|[ ]?,[ ]{{0,3}}(?-i:(?=[A-ZÄÖÜÉÈ])))(?P<city>{_LETTER}(?:{_LETTER}|[.’' \-/()]){{1,60}}?)"
    r"(?=\s*(?:$|[,;:!?\n]|(?<![ ,]St)(?<![ ,]Ste)\.(?:\s|$)|\b"
    r"(?:und|and|nicht|not|sondern|aber|but|bitte|please|statt|instead|ab|from|danke|thanks|für|for"
    rf"|liefern|schicken|senden|ändern|umleiten|(?:in\s(?:(?:der|the)\s)?)?(?:{'|'.join(COUNTRIES.values())}))\b))",
    re.IGNORECASE,
)
_ALONE = r"(?:stra(?:ß|ss)e|str\.?|gasse|weg|platz|allee|ring|ufer|damm|graben|promenade|quai|markt|road|street|lane)"
_GLUED = (
    rf"(?:{_ALONE}|steig|rain|matte?n?|halde|hof|feld|berg|bach|gässli|gässle|wiese|park|tor|brücke|winkel|zeile|steg)"
)
_HOUSE = r"\d{1,4}(?:\s?[a-zA-Z](?!\w))?(?:\s?[/\-]\s?\d{1,3}){0,3}(?!\d)"
_BEFORE = r"(?:Am|An|(?-i:Auf)|Im|In|Zum|Zur|Unter|Vor|Beim|Rue|Via|Chemin|Route|Place|Avenue)"
_BIG = r"(?:(?:Alt|Neu|Ober|Unter|Hinter|Groß|Gross|Klein|Lang)e[rn]?)"
_DAY = r"(?:\w{2,8}tag|mittwoch|\w{0,6}day|januar|jänner|februar|märz|april|mai|ju[nl]i|august|(?:sept|nov|dez|okt)\w*)"
_NO_NAME = r"(?:der|die|das|dem|den|des|meine?r?|neue[rn]?|ist|in|an|the|my|new|is|to|und|and|keine|welche)"
_STREET = re.compile(
    rf"{_BEGINS}(?P<street>"
    rf"{_ALONE}\s(?:des|der|dem|am|zum)\s(?:[\w.\-]{{1,20}}\s){{0,2}}{_WORD}"
    rf"|(?:(?:{_BEFORE}\s(?:{_NO_NAME}\s)?)?{_BIG}\s)?{_LETTER}[\w.\-’']{{0,60}}?{_GLUED}"
    rf"|(?!{_NO_NAME}\s){_WORD}\s{_ALONE}"
    rf"|{_BEFORE}(?!\s{_DAY}\b)(?:\s{_WORD}){{1,4}}"
    rf")\s{{1,3}}(?P<house>{_HOUSE})",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^.*?(?:\b(?:adresse|address|anschrift|stra(?:ß|ss)e|street)\b\W*(?:ist|lautet|is|wäre|would be)?"
    r"|\b(?:nach|an|to|ist|lautet|is)\b|\b(?-i:auf(?=\s+[A-ZÄÖÜ])))\W+",
    re.IGNORECASE,
)
_BARE = re.compile(rf"^(?P<street>{_LETTER}[\w.\-’' ]{{2,60}}?)\s+(?P<house>{_HOUSE})$")
_NO_STREET = re.compile(
    r"(?:haus)?(?:nummer|nr)\b|house|number|no\b|(?:plz|postleitzahl|postcode|zip)\b", re.IGNORECASE
)
_HOUSE_FIRST = re.compile(rf"^(?P<house>\d{{1,4}}[a-zA-Z]?)\s+(?P<street>{_LETTER}[\w.\-’' ]{{2,60}})$")
# In small letters these lead to a street; "An der Alster" begins with a large one.
_LEADING = re.compile(
    r"^(?:(?:an|auf|in|nach|to|at|on|is|ist|lautet|der|die|das|dem|den|the|meine|neue|my|new|adresse|address|Adresse)\s+)+"
)
_NO_TOWN = re.compile(
    rf"(?:{'|'.join(COUNTRIES.values())}|{_DAY}|plz|postleitzahl|postcode|zip|bitte|please|danke|vielen|thanks?|liebe[nr]?"
    r"|grüße|grüsse|gru(?:ß|ss)|mfg|ab|from|anfang|mitte|ende|und|and|oder|or|ich|i|das|die|es|it|nicht|not|neue?|new"
    r"|bestellung|order|ja|yes|nein|no)\b",
    re.IGNORECASE,
)
_TOWN = r"(?P<city>(?-i:[A-ZÄÖÜÉÈ])(?:[^\W\d_]|[.’' \-/()]){2,40}?)"
_TOWN_FIRST = re.compile(rf"{_TOWN}[ ,]{{1,3}}{_CODE}", re.IGNORECASE)
_TOWN_ALONE = re.compile(rf"{_TOWN}(?=\s*(?:$|[,;!?]|\.\s*$))", re.IGNORECASE)
_NEXT = re.compile(r"[,;]\s*")


@dataclass(frozen=True, slots=True)
class Partial:
    """What is known of an address; `street` comes with its house number."""

    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: Country | None = None

    @property
    def line(self) -> str:
        """On one line, as far as it is known; `read_address` reads it back."""
        code = f"{self.country}-{self.postcode}" if self.country and self.postcode else self.postcode
        place = " ".join(part for part in (code, self.city) if part)
        return ", ".join(part for part in (self.street, place) if part)

    def with_(self, newer: "Partial") -> "Partial":
        """This one with what is newly told."""
        told = {name: getattr(newer, name) for name in ("street", "postcode", "city", "country")}
        return replace(self, **{name: value for name, value in told.items() if value})

    def missing(self) -> str | None:
        """The first part that is missing: street, postcode or city."""
        return next((name for name in ("street", "postcode", "city") if not getattr(self, name)), None)

    def complete(self, name: str, country: Country) -> Address:
        """The address of `name`; raises `ValueError` where something is missing."""
        if self.street is None or self.postcode is None or self.city is None:
            raise ValueError("an address needs street, postcode and city")
        return Address(name, self.street, self.postcode, self.city, country)


def read_address(said: str, *, asked: bool = False) -> Partial:
    """What `said` tells of an address. Where one was `asked` for, plain words count, too.

    A postcode counts with its town only, unless one was asked for: alone it may be the proof of an order.
    """
    text = without_extras(_ORDER.sub(" ", said[:LONGEST_READ].replace("\r", "").replace("\n", ", ")))
    if not asked:
        text = _PROOF.sub(" ", text)
    place = _place(text, asked=asked)
    found = place.groupdict() if place else {}
    street = _street(_without(text, place), asked=asked)
    city = tidy(found.get("city") or (None if place else _town_alone(text)))
    return Partial(street, found.get("postcode"), city, _country(text, found.get("country")))


def without_address(said: str) -> str:
    """`said` without the postcode of an address in it; what is left of digits may be a proof."""
    said = said[:LONGEST_READ]
    text = without_extras(_PROOF.sub(" ", said))
    return " ".join([_without(text, _place(text, asked=False)), *_PROOF.findall(said)])


def fits(postcode: str, country: Country) -> bool:
    """Whether a country has such a postcode."""
    length, lowest, highest = RANGES[country]
    return len(postcode) == length and lowest <= int(postcode) <= highest


def _place(text: str, *, asked: bool) -> re.Match[str] | None:
    """Postcode and town; the ones behind the street where there are several."""
    street = _STREET.search(text)
    end = street.end() if street else 0
    place = _PLACE.search(text, end) or _PLACE.search(text)
    behind = end + len(text[end:]) - len(text[end:].lstrip(" ,"))
    if place is None or _NO_TOWN.match(place["city"]):
        starts = [behind] if street else [0, *(sign.end() for sign in _NEXT.finditer(text))] if asked else []
        first = (_TOWN_FIRST.match(text, start) for start in starts)
        place = next((match for match in first if match and not _NO_TOWN.match(match["city"])), place)
    if place is None and street:
        place = _POSTCODE.match(text, behind)
    return place or (_POSTCODE.search(text) if asked else None)


def _town_alone(text: str) -> str | None:
    """The town behind a street, where the postcode is not told yet."""
    street = _STREET.search(text)
    comma = _NEXT.match(text, street.end()) if street else None
    town = _TOWN_ALONE.match(text, comma.end()) if comma else None
    return town["city"] if town and not _NO_TOWN.match(town["city"]) and not extras_in(town["city"], None) else None


def _without(text: str, place: re.Match[str] | None) -> str:
    return f"{text[: place.start()]}, {text[place.end() :]}" if place else text


def _street(text: str, *, asked: bool) -> str | None:
    found = _STREET.search(text)
    if found:
        bare = _LEADING.sub("", found["street"])
        if re.match(r"(?:an|in)\s[A-ZÄÖÜ]", found["street"]):
            return tidy(f"{bare} {found['house']}")
        return tidy(f"{bare if re.search(_GLUED, bare, re.IGNORECASE) else found['street']} {found['house']}")
    if not asked:
        return None
    parts = [_LEAD.sub("", part.strip()) for part in re.split(r"[,;]", text)]
    match = next((match for pattern in (_BARE, _HOUSE_FIRST) for match in map(pattern.match, parts) if match), None)
    if match is None or _NO_STREET.match(match["street"]):
        return None
    return tidy(f"{match['street']} {match['house']}")


def denied_countries(said: str) -> set[Country]:
    """The countries of which `said` tells that it is not them."""
    return {
        country for country, names in COUNTRIES.items() if re.search(rf"{_DENIED}(?:{names})\b", said, re.IGNORECASE)
    }


def _country(text: str, short: str | None) -> Country | None:
    """The country that is told; None where it is denied, or where there are several."""
    if short:
        return cast("Country", SHORT.get(short.upper(), short.upper()))
    told = {country for country, names in COUNTRIES.items() if re.search(rf"\b(?:{names})\b", text, re.IGNORECASE)}
    told -= denied_countries(text)
    return told.pop() if len(told) == 1 else None
