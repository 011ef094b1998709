"""A delivery address as it is told in a form: at once, piece by piece, and corrected before the yes."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from actions.backend.model import Country, Language
from actions.forms.form import CONFIRMED
from actions.forms.form_turn import FormTurn
from actions.reading.abroad import abroad_in
from actions.reading.addresses import Partial, denied_countries, fits, read_address
from actions.reading.extras import box_in, extras_in
from actions.reading.numbers import read_postcode
from actions.words import address as words
from actions.words.sentence import Sentence

FURTHEST = timedelta(days=365)
_HOUSE = re.compile(r"\b(?:hausnummer|house number|nummer|number|nr\.?)\W{0,3}(\d{1,4}(?:\s?[a-z])?)\b", re.IGNORECASE)
_TOWN = r"[^\W\d_](?:[^\W\d_]|[.’' \-/()]){1,40}"
_CITY = re.compile(rf"\b(?:ort|stadt|town|city)\W{{1,3}}(?:ist|heißt|heisst|lautet|is)\s+({_TOWN})", re.IGNORECASE)
_NUMBER = re.compile(r"\s\d[^ ]*(?: [a-zA-Z])?$")
_NO_TOWN = (
    r"(?:ich|das|die|wei(?:ß|ss)|keine?|nein|ja|no|yes|i|what|was|wie|warum|why|hm+|do|plz|postleitzahl|postcode|zip)"
)
_JUST_TOWN = re.compile(rf"(?!(?:{_NO_TOWN}|[a-z]{{1,2}})\b){_TOWN}", re.IGNORECASE)
_AUSTRIAN = (
    "wien vienna graz linz salzburg innsbruck klagenfurt villach wels dornbirn steyr feldkirch bregenz leonding krems"
    " leoben kufstein eisenstadt"
)
_SWISS = (
    "zürich zuerich zurich genf genève geneva basel lausanne bern winterthur luzern lucerne lugano biel thun köniz chur"
    " schaffhausen fribourg zug uster davos"
)
_TOWNS = dict.fromkeys(_AUSTRIAN.split(), "AT") | dict.fromkeys(_SWISS.split(), "CH")
_FROM_ON = re.compile(
    r"\b(?:ab|erst|zum (?=\d)|from|starting|as of|not (?:before|until)|effective)\b"
    r"(?! (?:sofort|jetzt|heute|now|today))",
    re.IGNORECASE,
)
# What is asked for once the order or the account is open: no answer to it is a proof any more.
IS_OPEN = ("new_address", CONFIRMED)


@dataclass(frozen=True, slots=True)
class Told:
    """An address as far as it was told, and what became of this message.

    `refused` says why nothing is sent to where it names, with that place; the address is then told anew. `left_out` are
    the parts that no address here has room for.
    """

    address: Partial
    changed: bool
    refused: tuple[Sentence, str] | None = None
    left_out: tuple[str, ...] = ()


def told_address(form: FormTurn) -> Told:
    """The address as far as it was told in this form. A new form begins without an old one."""
    told, known = _known(form)
    said = form.turn.text
    newer = in_message(form)
    abroad = None if form.requested == "postcode" and newer == Partial() else abroad_in(said, known)
    box = box_in(said) if newer.street is None else None
    if abroad:
        return Told(Partial(), changed=True, refused=(words.ABROAD, abroad))
    if box:
        return Told(Partial(), changed=True, refused=(words.NO_BOX, box))
    return Told(known, known != told, left_out=extras_in(said, newer.street))


def _known(form: FormTurn) -> tuple[Partial, Partial]:
    """The address before this message and after it."""
    before = read_address(form.turn.slot("new_address") or "", asked=True) if form.requested else Partial()
    told, newer = before, in_message(form)
    if newer.postcode not in (None, before.postcode):
        before = replace(before, country=None)  # it belonged to the other postcode
    if before.country in denied_countries(form.turn.text):
        before = replace(before, country=None)
    known = before.with_(newer)
    if form.requested in IS_OPEN and known == before:
        known = known.with_(_correction(form.turn.text, before))
    if form.requested == "new_address" and known.missing() == "city":
        rest = form.turn.text.replace(str(known.postcode), "").strip(" .,")
        known = known.with_(Partial(city=rest) if _JUST_TOWN.fullmatch(rest) else Partial())
    return told, known


def in_message(form: FormTurn) -> Partial:
    """The address in this message: "8004 Zürich" alone is the proof where that was asked for."""
    read = read_address(form.turn.text, asked=form.requested == "new_address")
    return Partial() if form.requested == "postcode" and read.street is None else read


def _correction(said: str, before: Partial) -> Partial:
    """A single part that is told by its name, or that can be nothing else."""
    house, city, postcode = _HOUSE.search(said), _CITY.search(said), read_postcode(said)
    return Partial(
        street=f"{_NUMBER.sub('', before.street)} {house[1]}" if before.street and house else None,
        postcode=postcode if isinstance(postcode, str) else None,
        city=city[1].strip() if city else None,
    )


def country_of(address: Partial) -> Country | None:
    """The country that is told, or that follows from the postcode: four digits are Austria's or Switzerland's."""
    if address.country:
        return address.country
    return "DE" if address.postcode and len(address.postcode) == 5 else None  # noqa: PLR2004


def contradicts(address: Partial, country: Country) -> bool:
    """Whether a well-known town says that an address without a country is not in this one.

    Austria's postcodes and Switzerland's look alike: who moves from Zürich to "1020 Wien" is not sent to Renens.
    """
    town = _TOWNS.get((address.city or "").casefold())
    return address.country is None and town not in (None, country)


def is_elsewhere(address: Partial, country: Country) -> bool:
    """Whether an address is in another country than this one."""
    other = address.country not in (None, country) or contradicts(address, country)
    return other or not fits(str(address.postcode), country)


def quoted(parts: tuple[str, ...], language: Language) -> str:
    """The parts as they were typed."""
    return ", ".join(f"„{part}“" if language == "de" else f"“{part}”" for part in parts)


def first_day(told: str | None, today: date) -> date | None:
    """The day from which an address holds: today where none was told, None where it cannot be."""
    if not told:
        return today
    try:
        wanted = date.fromisoformat(told)
    except ValueError:
        return None
    return wanted if today <= wanted <= today + FURTHEST else None


def told_day(form: FormTurn) -> str | None:
    """The day from which the address holds, as YYYY-MM-DD, if one was told in this form."""
    return form.turn.told("date") or (form.turn.slot("moves_on") if form.requested else None)


def tells_day(form: FormTurn) -> bool:
    """Whether the message is about the day from which the address holds, also where none can be read."""
    return _FROM_ON.search(form.turn.text) is not None and "?" not in form.turn.text
