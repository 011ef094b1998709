"""A message cut into the clauses that could each be a message of its own.

Cut is only where a clause can begin: after the end of a sentence, and after a comma or an "and" where the next word
opens a clause (a question word, a pronoun, a verb). So "Rechnung und Lieferschein" stays one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# A longer message is a story: its sentences one by one say less than the whole.
MOST_CLAUSES = 6
_FEWEST_WORDS = 2  # beside an "and"; "kaputt und weg" are no two clauses

_OPENERS = """
    wo wann wie was warum wieso weshalb wer welche welcher welches woher wohin wieviel womit
    ich wir du ihr sie man es mein meine
    kann kannst können könnt koennen könnte könnten könntest darf dürfen muss müssen soll sollen will wollen möchte
    moechte würde würden hätte hab habe haben habt hat ist sind war gibt gibts geht liefert liefern bitte stornieren
    storniere storniert schick schicken schickt sag sagen sagt nimm nehmt akzeptiert bietet brauche brauch wollte
    löschen lösche löscht ändern ändere ändert ob
    auch ausserdem außerdem dann nebenbei übrigens uebrigens apropos nur sondern lieber
    where when how what why who which
    i i'm i'd i've i'll we we'd you my it it's is are was do does did can could may should would will have has
    please cancel send tell give change delete close remove add return check track show reset unsubscribe refund let
    whether also just only rather then
"""
_OPENER = "(?:" + "|".join(sorted(map(re.escape, set(_OPENERS.split())), key=len, reverse=True)) + r")(?![\w'’])"
_AND = r"(?:und|and|&|aber|but|sowie|plus|sondern|u\.)"
_ABBREVIATION = re.compile(
    r"(?<![\w-])(?:nr|bzw|ca|evtl|ggf|inkl|usw|str|no|vs|etc|mr|mrs|dr|st|[a-z]|\d{1,2})\.$", re.IGNORECASE
)

_LONGEST_ABBREVIATION = 8  # with what stands before it and the dot

_BREAK = re.compile(
    r"(?P<sentence>(?<=[.!?…])\s+|\s*\n+\s*|\s*;\s*)"
    rf"|(?P<comma>\s*(?:,|\s[–—-]\s|:)\s*(?={_AND}?\s*{_OPENER}))"
    rf"|(?P<and>\s+(?={_AND}\s+{_OPENER}))"
    r"|(?P<contrast>\s*,?\s+(?=(?:but|sondern)\s+\w))"
    r"|(?P<infinitive>\s+(?=und\s+\w))",
    re.IGNORECASE,
)
# "Newsletter abbestellen und Konto löschen": a verb at the end of both sides.
_INFINITIVE = r"[a-zäöü]{3,}(?:en|ern|eln)"
_ENDS_IN_VERB = re.compile(rf"(?:^|\s){_INFINITIVE}$")
_VERB_AHEAD = re.compile(rf"^\s+und\s+(?:[^\s,.;!?]+\s+){{1,6}}?{_INFINITIVE}\b(?!\s+(?:und|oder)\b)")
_HEAD = re.compile(rf"^[\s,.;:–—-]*(?:{_AND}\s+)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# Threat: each cut tries every blank before it, so that 4,000 blanks in a row would keep everybody waiting for minutes.
_MANY_BLANKS = re.compile(r"\s{9}")
# "danke, aber …": one word before a comma is a clause where it is a word of talk.
_TALK = re.compile(
    r"^\W*(?:hallo|hi|hey|hello|moin|servus|grüezi|danke|merci|thanks|thx|ok|okay|ja|nein|nee|nö|yes|no|sorry|super|bitte"
    r"|frechheit|unverschämtheit|stopp|stop|halt)\W*$",
    re.IGNORECASE,
)


class Clause(NamedTuple):
    """A piece of a message, from `start` to `end`."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Clause]:
    """The clauses of a message in order; one, the whole message, when it cannot be divided sensibly."""
    whole = [Clause(text, 0, len(text))]
    if _MANY_BLANKS.search(text):
        return whole
    clauses: list[Clause] = []
    begin = 0
    for cut in _BREAK.finditer(text):
        if not _cuts(text, begin, cut):
            continue
        clauses += _clause(text, begin, cut.start())
        begin = cut.end()
    clauses += _clause(text, begin, len(text))
    return clauses if 1 < len(clauses) <= MOST_CLAUSES else whole


def _cuts(text: str, begin: int, cut: re.Match[str]) -> bool:
    before = text[begin : cut.start()]
    if cut["sentence"]:
        return not _ABBREVIATION.search(before[-_LONGEST_ABBREVIATION:])
    if cut["infinitive"] is not None and not (_ENDS_IN_VERB.search(before) and _VERB_AHEAD.match(text[cut.start() :])):
        return False
    words = len(_WORD.findall(before))
    return words >= _FEWEST_WORDS or (bool(cut["comma"]) and bool(_TALK.match(before)))


def _clause(text: str, begin: int, end: int) -> list[Clause]:
    """The piece without the word that joined it to the one before; none when no word is in it."""
    start = begin + len(_HEAD.match(text[begin:end])[0])
    piece = text[start:end].rstrip()
    return [Clause(piece, start, start + len(piece))] if _WORD.search(piece) else []
