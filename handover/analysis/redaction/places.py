"""Where somebody lives: streets with their numbers, postcodes, and the towns beside them."""

import re
from collections.abc import Iterator

from handover.analysis.redaction.lists import is_common, is_town
from handover.analysis.redaction.numbers import ALONE, AMOUNT, CURRENCY, ENDS
from handover.analysis.redaction.span import TAKEN, Span, by_pattern

_LETTER = r"[^\W\d_]"
_BIG = r"(?-i:[A-ZÄÖÜÉÈÀÂÇ])"
_WORD = rf"{_LETTER}[\w.’'-]{{0,40}}"
_NAME = rf"{_BIG}[\w.’'-]{{0,40}}"
_NOT_IN_WORD = r"(?<![\w.’'-])"
_HOUSE = r"\d{1,4}(?:\s?[a-wyz](?!\w))?(?:\s?[/-]\s?\d{1,4}(?!\w)){0,3}(?![\d.,:]\d|\w)"
_SUFFIX = (
    r"(?:stra(?:ß|ss)e|str\.?|gasse|g[äa]ssli|gässle|weg|platz|allee|ring|ufer|damm|graben|promenade|quai|markt|steig|rain"
    r"|matte?n?|halde|hof|feld|berg|bach|wiese|park|tor|brücke|winkel|zeile|steg|gürtel|chaussee|wall|stieg|twiete)"
)
_ALONE_TOO = r"(?:stra(?:ß|ss)e|str\.?|gasse|weg|platz|allee|ring|ufer|damm|promenade|quai|markt)"
_BEFORE = (
    r"(?:(?-i:Am|An|Auf|Im|In|Zum|Zur|Unter|Vor|Beim|Hinter|Ob)(?:\s(?:der|den|dem))?"
    r"|(?:am|im|zum|zur|beim)|(?:an|auf|in|unter|vor|hinter|ob)\s(?:der|den|dem))"
)
_LED = r"(?:(?-i:Am|An|Auf|Im|In|Zum|Zur|Unter|Vor|Beim|Hinter|Ob)\s(?:(?:der|den|dem)\s)?)?"
_FRENCH = (
    r"(?:rue|via|viale|chemin|(?:route|rte|avenue|boulevard)(?=\s(?:(?-i:[A-ZÉÈ])|d[aeu’']|l[ae’']))|"
    r"(?-i:Place|Piazza|Piazzetta|Corso|Vicolo|Quai|Impasse|Ruelle|Strada|Ch\.|Av\.|Bd)"
    r"(?=\s(?:(?-i:[A-ZÉ])|d[aeu’'])))"
)

_ENGLISH = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|drive|close|court|square|hill|way|terrace|gardens?|crescent|mews|row|grove"
    r"|bank|walk|rise|place|view|green|wharf|parade|quay|vale|croft|heights)"
    r"(?![\w-])"
)
_FLAT = r"(?:(?:flat|apartment|apt|unit|suite)\.?\s\w{1,4},?\s)?"
_DAYTIME = (
    r"(?!\s(?:\w{2,8}tag|mittwoch|\w{0,6}day|janu\w*|jänner|febru\w*|märz|april|mai|ju[nl]i|august|(?:sept|nov|dez|okt)\w*"
    r"|sommer|winter|herbst|frühling|jahre?|alter|paket|laden|shop|online|zelt|set)\b)"
)

_BIG_OR_OLD = r"(?:(?-i:Alte[rn]?|Neue[rn]?|Obere[rn]?|Untere[rn]?|Große[rn]?|Kleine[rn]?|Lange)\s)?"
_OLD = r"(?:alte|neue|obere|untere|hintere|vordere|grosse|große|kleine|lange)[rn]?"
_GLUED = r"(?:stra(?:ß|ss)e|str\.?|gasse|weg|platz|allee)"
_NO_STREET = ("größe", "grösse", "groesse", "stufe", "nummer", "version")
_by_look = by_pattern(
    "street",
    rf"{_NOT_IN_WORD}{_LED}{_BIG_OR_OLD}{_LETTER}[\w.’'-]{{1,50}}?"
    rf"(?:{_SUFFIX}\s{{1,3}}|{_GLUED}){_HOUSE}{AMOUNT}",
    rf"{_NOT_IN_WORD}{_LED}{_NAME}\s{_ALONE_TOO}\s{{0,3}}{_HOUSE}",
    rf"{_NOT_IN_WORD}{_LETTER}{{3,20}}er\s{_ALONE_TOO}\s{{1,3}}{_HOUSE}{AMOUNT}",
    rf"{_NOT_IN_WORD}(?-i:Platz|Straße|Strasse|Weg|Allee)\s(?:des|der|dem|am|zum)\s(?:{_WORD}\s){{0,2}}{_WORD}\s{_HOUSE}",
    rf"{_NOT_IN_WORD}{_BEFORE}{_DAYTIME}(?:\s{_NAME}){{1,3}}\s{_HOUSE}{AMOUNT}",
    rf"{_NOT_IN_WORD}{_FRENCH}(?:\s{_WORD}){{1,4}}\s{_HOUSE}",
    rf"{_NOT_IN_WORD}{_FLAT}\d{{1,4}}[a-z]?(?:,?\s{_NAME}){{1,3}}\s{_ENGLISH}",
    rf"{_NOT_IN_WORD}{_FLAT}\d{{1,4}}[a-z]?\s{_NAME}{_SUFFIX}(?!\w)",
    rf"{_NOT_IN_WORD}packstation\s{{0,2}}\d{{3}}\b",
    rf"\b(?:hausnr\.?|hausnummer|house number|house no\.?)[^\d\n.,]{{1,15}}(?P<it>{_HOUSE})",
    # Whatever stands with a number before a postcode and its town.
    rf"{_NOT_IN_WORD}(?P<it>{_NAME}(?:\s(?:{_NAME}|der|den|dem|am|im|de|du|des|la)){{0,2}}\s{_HOUSE})\s?,\s?"
    rf"(?:(?-i:CH|DE|AT|D|A|FL|L|I)[ -])?\d{{4,5}}\s{_BIG}",
    rf"{_NOT_IN_WORD}(?P<it>(?:(?:{_BEFORE}|{_OLD})\s)?{_LETTER}{{3,30}}\s{_HOUSE})\s?,?\s\d{{4,5}}\s{_LETTER}{{3}}{AMOUNT}",
)
_SMALL_ENGLISH = re.compile(
    rf"{_NOT_IN_WORD}\d{{1,4}}[a-z]?((?:\s{_WORD}){{1,2}})\s(?:street|road|lane|avenue)\b", re.IGNORECASE
)


# "Im Grund 11, 5024 Küttigen": what else would be a word is a street here.
_IN_ADDRESS = re.compile(rf"\s?,\s?(?:{_BIG}{{1,2}}-)?\d{{4,5}}\s{_BIG}")


def street(text: str) -> Iterator[Span]:
    """Streets with their house numbers."""
    for span in _by_look(text):
        alone = re.fullmatch(rf"(?:{_BEFORE}\s)?([^\W\d_]+)\s+[\d/ -]+\w?", text[span.start : span.end], re.IGNORECASE)
        if _IN_ADDRESS.match(text, span.end) or not (
            alone and (is_common(alone[1]) or alone[1].casefold().endswith(_NO_STREET))
        ):
            yield span
    for match in _SMALL_ENGLISH.finditer(text):
        led = re.search(
            r"\b(?:at|to|is|in|live|address)\s$", text[max(0, match.start() - 9) : match.start()], re.IGNORECASE
        )
        if led or not any(is_common(word) for word in match[1].split()):
            yield Span(*match.span(), "street")


# "Fehler 1020" is none; and a round number is one only with a town.
_NO_CODE = r"(?<!code )(?<!fehler )(?<!error )(?<!status )(?<!fehlercode )"
postcode = by_pattern(
    "postcode",
    # Four digits that can be a year count as one, unless something says that they are a postcode.
    rf"(?-i:\b(?:CH|DE|AT|LI|FL|D|A)[- ])\d{{4,5}}{ENDS}",
    r"\b(?:plz|postleitzahl|postcode|post code|zip(?: code)?)\b\W{0,3}(?:(?:ist|is|lautet)\s)?(?P<it>\d{4,5})\b",
    rf"{ALONE}{CURRENCY}{_NO_CODE}(?!(?:19|20)\d\d\b)(?!\d{{1,2}}000\b(?!\s{_BIG}))\d{{4,5}}{ENDS}{AMOUNT}",
    rf"(?<=,\s)(?P<it>(?:19|20)\d\d)(?=\s{_BIG}{_LETTER}{{2}})",
    r"(?-i:\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b)",
)

_PREFIX = r"(?:s\.|bad|sankt|st\.?|ste\.?|la|le|les|gross|groß|klein|neu|alt|ober|unter|hohen|new|los|san|santa)"
_PLACE = rf"(?:{_PREFIX}[ -]?)?{_LETTER}(?:{_LETTER}|[’'/-]){{1,40}}"
_MORE = (
    rf"(?:\s(?:am|an der|an|in|im|bei|ob|a\.|i\.|a\.d\.|b\.|v\.d\.|vor der|an den)\s?(?:{_BIG}{_LETTER}{{1,30}}\.?))?"
    rf"(?:\s?\(\w{{2,20}}\))?(?:[ /]{_BIG}{{2}}\b)?"
)
_AFTER = re.compile(rf"{TAKEN}[ ,]{{1,3}}(?:in\s)?(?P<it>(?P<place>{_PLACE}){_MORE})", re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?:(?<=in)|(?<=to)|(?<=nach)|(?<={TAKEN})|(?<={TAKEN},))\s"
    rf"(?P<it>(?P<place>{_BIG}{_PLACE}){_MORE})[ ,]{{1,3}}{TAKEN}",
    re.IGNORECASE,
)
_BARE_AHEAD = re.compile(rf"(?<![\w{TAKEN}-])(?P<it>{_BIG}{_LETTER}{{2,30}}),?\s{TAKEN}")
_LENGTH_OF_BRITISH = 6
_FAR_BEHIND = re.compile(rf"{TAKEN}[^{TAKEN}\n]{{1,20}}\sin\s(?P<it>{_BIG}{_LETTER}{{2,30}})")
_QUARTER = re.compile(rf"\s(?P<it>{_BIG}{_LETTER}{{3,30}})(?=\s{{0,2}}(?:$|[,.;:!?\n)]))")
_ENDS_ADDRESS = re.compile(r"\s{0,2}(?:$|[,.;:!?\n)])")


def city(masked: str, postcodes: list[Span], streets: list[Span]) -> Iterator[Span]:
    """The towns beside a postcode or behind a street.

    A town in small letters counts where it is a known one, or closes the address.
    """
    behind = {span.end: "postcode" for span in postcodes} | {span.end: "street" for span in streets}
    ahead = {span.start for span in postcodes}
    for match in _AFTER.finditer(masked):
        kind, word, start, end = behind.get(match.start() + 1), match["place"], *match.span("it")
        closes = _ENDS_ADDRESS.match(masked, end) is not None
        known = is_town(word.split()[-1])
        big = word[0].isupper() and (closes or not is_common(word))
        # 1220 Wien Donaustadt
        if kind == "postcode" and (more := _QUARTER.match(masked, end)) and not is_common(more["it"]):
            end = more.end("it")
        if (kind == "postcode" and (big or known or (closes and not is_common(word)))) or (
            kind == "street" and (known or (big and closes and not is_common(word)))
        ):
            yield Span(start, end, "city")
    for match in _FAR_BEHIND.finditer(masked):
        if behind.get(match.start() + 1) == "street" and is_town(match["it"]):
            yield Span(*match.span("it"), "city")
    # Exeter EX1 1GE
    for match in _BARE_AHEAD.finditer(masked):
        code = next((span for span in postcodes if span.start == match.end() - 1), None)
        if (
            code
            and not is_common(match["it"])
            and (code.end - code.start >= _LENGTH_OF_BRITISH or is_town(match["it"]))
        ):
            yield Span(*match.span("it"), "city")
    for match in _AHEAD.finditer(masked):
        if match.end() - 1 in ahead and not is_common(match["it"]):
            yield Span(*match.span("it"), "city")
