"""Reading whether the newsletter is wanted: a wish is read, a complaint or a fact is not taken for one."""

import re

ON, OFF = "on", "off"
LONGEST_READ = 1_000
_GAP = r"[^,;.!?\n]{0,50}?"  # within one clause
_NOT = (
    r"(?:nicht|nie(?:mals)?|nichts|kein\w*|weder|not|never|neither|no|nothing|none|cannot|[a-z]+n[’']t|dont|didnt|cant)"
)
_CAN = r"(?:kann|konnte|könn\w*|can|can[’']?t|cannot|could|couldn[’']?t|geht|klappt|lässt)"
_WISH = r"(?:möcht\w*|will|wollen|wünsch\w*|brauch\w*|want\w*|wish|like|need)"
_LEAVE = (
    rf"(?:ab(?:zu|ge)?(?:meld|(?:be)?stell|schalt)\w*|(?:meld|(?:be)?stell|schalt)\w*\b{_GAP}\bab"
    rf"|aus(?:zu|ge)?trag\w*|trag\w*\b{_GAP}\baus"
    rf"|(?:ge)?kündig\w*|beend\w*|lösch\w*|aufhör\w*|hör\w*\b{_GAP}\bauf|los(?:zu)?werden|los(?: \w+)? (?:werd|bin)\w*"
    rf"|werd\w*\b{_GAP}\blos|raus|weg|stop(?!ped)\w*|unsubscri\w*|opt\w*[ -]?out|cancel\w*|delete\w*|remov\w*|rid"
    r"|widerspr\w*|widerruf\w*|object|quit|(?<!fall )(?<!fell )off|out of"
    r"|(?:aus|vo[nm]) (?:\w+ )?[\w-]*(?:verteiler|liste\w*)|aus (?:\w+ )?newsletter)"
)
_JOIN = (
    rf"(?:an(?:zu)?meld\w*|meld\w*\b{_GAP}\ban|abonniere?n?|ein(?:zu)?trag\w*|trag\w*\b{_GAP}\bein|bestell(?:en?|t)"
    r"|subscribe|sign(?: me| us)? up|sign-?up|opt[ -]?in|join|add (?:me|us|my))"
)
_JOINED = (
    r"(?:angemeldet|abonniert|eingetragen|bestellt|subscribed?|sign(?:ed)?(?: \w+)? up|opt(?:ed)? in|joined|ordered)"
)
_GET = r"(?:bekommen|erhalten|kriegen|get|receive)"
_GETS = (
    r"(?:bek[ao]mm?\w*|erh[aä]lt\w*|erhielt\w*|kriegt?e?n?|komm\w*|angekommen|hab\w*|seh\w*|find\w*|gibt|got|gets?|getting"
    r"|receiv\w*|arriv\w*|com(?:es?|ing)|have|see|is)"
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)


_BUT = _words("aber|but")
# A sentence that asks for a reason or a time, or complains of too many, wishes for nothing.
_ASKS = _words(
    r"why|warum|wieso|weshalb|wann|when|wie oft|how (?:often|many)|wie viele?|welche\w*|which|what|zu (?:viele?|oft)"
    r"|too (?:many|often)|how come"
    r"|(?:neuen?|andere\w*|new|an?other|different)(?: [\w-]+)? (?:[\w-]*adresse|e?-?mail|address)"
)
_BY_MISTAKE = _words("versehentlich|aus versehen|accident(?:al)?ly|by (?:mistake|accident)|resume|put me back")
_NOT_YET = _words("noch|yet")
_NEGATED = _words(_NOT)
_LEAVES = _words(_LEAVE)
_KEEPS = _words(rf"(?:nicht(?! mehr)|nie|not|never|[a-z]+n[’']t|dont)\b{_GAP}\b{_LEAVE}")
_CANNOT = _words(_CAN)
_WAS_LEFT = _words(rf"(?:wurden?|worden|was|were|been|got)\b{_GAP}\b{_LEAVE}|{_LEAVE}\b{_GAP}\bworden")
_JOINS = _words(rf"{_JOIN}|anmeldung|{_WISH}\b{_GAP}\b{_JOINED}")
_NEVER_JOINED = _words(
    rf"nie(?:mals)?\b{_GAP}\b{_JOINED}|(?:hab\w*|hatte\w*|wollte\w*)\b{_GAP}\b(?:nicht|kein\w*)\b{_GAP}\b{_JOINED}"
    r"|(?:never|(?:did|have|had)(?: not|n[’']?t))(?: (?:ever|even|actually|knowingly|really|once|ask\w* to))?"
    rf" {_JOINED}"
)
_UNWANTED = _words(
    rf"{_WISH}\b{_GAP}\b(?:nicht|nie|kein\w*)|(?:kein\w*|nicht)\b{_GAP}\b{_WISH}|(?:not|never|longer|[a-z]+n[’']t|dont)"
    rf" (?:\w+ )?{_WISH}|want no|kein\w* interesse|no interest|(?:not|no longer) interested"
)
_NO_MORE = _words(
    r"kein\w*|nicht mehr|no more|no longer|no (?:\w+ )?(?:newsletters?|ads?|advert\w*|mail\w*)|not any ?more"
    r"|(?<!you )(?:do not|don[’']?t|never) send"
)
_LACKS = _words(_GETS)
_GETTING = _words(rf"(?:{_WISH}|würd\w*|kann|könn\w*|darf|gern\w*|bitte|can|could|may|how|please|love)\b{_GAP}\b{_GET}")


def read_wanted(said: str) -> str | None:
    """ON or OFF; None where the words do not say it for certain."""
    text = _BUT.sub(";", said[:LONGEST_READ])
    text = ". ".join(each for each in re.split(r"(?<=[.!?\n])\s", text) if not _ASKS.search(each))
    never = _NEVER_JOINED.search(text) is not None and not _NOT_YET.search(text)
    rest = _NEVER_JOINED.sub(" ", text)
    leaves, joins = _LEAVES.search(rest), _JOINS.search(_LEAVES.sub(" ", rest))
    if leaves:
        kept = _WAS_LEFT.search(rest) or (_KEEPS.search(rest) and not _CANNOT.search(rest))
        return None if joins or kept or _BY_MISTAKE.search(text) else OFF
    if never or _UNWANTED.search(rest):
        return None if joins else OFF
    if joins:
        return None if _NEGATED.search(text) else ON
    if _NEGATED.search(rest) and _LACKS.search(rest):
        return None
    if _NO_MORE.search(rest):
        return OFF
    return ON if _GETTING.search(rest) and not _NEGATED.search(rest) else None
