"""Whether a clause asks for something, or tells how it came to it ("Lieferung dauert zu lange, bitte stornieren")."""

from __future__ import annotations

import re

_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]+")
_QUESTION_WORD = (
    r"wo|wann|wie|was|warum|wieso|weshalb|wer|welche[rnsm]?|woher|wohin|womit|wieviel|ob"
    r"|where|when|how|what|why|who|which|whether"
)
_VERB_FIRST = (
    r"kann|kannst|können|koennen|könnt|könnte[nst]*|darf|dürfen|gibt|gibts|habt|haben|hast|liefert|liefern|ist|sind"
    r"|akzeptiert|nehmt|bietet|storniere\w*|stornier|schick\w*|lösch\w*|änder\w*|sag\w*|zeig\w*|prüf\w*|check\w*"
    r"|can|could|do|does|did|is|are|will|would|may|should|have|has|cancel|send|tell|give|change|delete|close|remove|add"
    r"|track|show|reset|unsubscribe|refund|let|help|put|take|stop|update|order"
)
_WISH = (
    r"bitte|please|pls|möcht\w*|moecht\w*|will|wollen|wollte|würde|brauch\w*|hätt\w* gern\w*|suche|want|wanna|need"
    r"|(?:i|we)['’]?d like|would like|like to|looking for|kann ich|can i"
)
_JOINED = r"(?:(?:und|and|also|auch|außerdem|ausserdem|dann|then)\W+)*"
_STARTS = re.compile(rf"^\W*{_JOINED}(?:{_QUESTION_WORD}|{_VERB_FIRST})\b", re.IGNORECASE)
_ASKS = re.compile(rf"\?|\b(?:{_WISH})\b", re.IGNORECASE)
# "… die Rechnung schicken, PLZ 04109": the proof behind the verb is no part of the wish.
_PROOF = r"(?:\W+(?:(?i:plz|postleitzahl|bestellung|bestellnummer|bw)\W*)?\d{4,6})"
_ENDS_IN_VERB = re.compile(rf"\s[a-zäöü]{{3,}}(?:en|ern|eln)(?:\s+bitte)?{_PROOF}{{0,2}}\W*$")
_NO = re.compile(r"\b(?:nicht|kein\w*|nie|don['’]?t|not|never|no)\b", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether a clause is a question, an order or a wish. What somebody does not want is none."""
    if len(_WORD.findall(text)) < _FEWEST_WORDS:
        return False
    if "?" not in text and _NO.search(text):
        return False
    return bool(_STARTS.match(text) or _ASKS.search(text) or _ENDS_IN_VERB.search(text))
