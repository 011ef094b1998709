"""E-mail addresses as people type them."""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.found import OTHER, UNCLEAR, Found


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PROVIDERS = _words(
    """
    gmail.com googlemail.com gmx.de gmx.ch gmx.at gmx.net web.de t-online.de freenet.de bluewin.ch hotmail.com
    hotmail.de hotmail.ch outlook.com outlook.de live.com live.de icloud.com me.com yahoo.com yahoo.de aon.at a1.net
    posteo.de proton.me protonmail.com sunrise.ch hispeed.ch mail.de arcor.de aol.com
    """
)
_ENDINGS = _words("de ch at com net org li eu info io me biz it fr uk nl be lu dk example")

_LOCAL = r"[^\W_](?:[\w.+\-]{0,62}[\w+\-])?"
_PART = r"[^\W_](?:[^\W_]|-){0,61}"
_DOMAIN = rf"(?:{_PART}\.){{1,5}}[^\W\d_](?:[^\W_]|-){{1,61}}"
_TYPED = re.compile(rf"(?<![\w.+\-@])(?P<local>{_LOCAL})@(?P<domain>{_DOMAIN})(?![\w@])(?!-\w)")
# "mia at example dot com", "mia (at) example.com", "mia@gmx,de", "mia @ gmx.de"; without any dot it is none.
_AT = r"(?:\s?(?:@|\(at\)|\[at\]|\{at\}|\(ät\)|\[ät\]|\(a\))\s?|\s(?:at|ät|aet|klammeraffe|affenschwanz)\s)"
_DOT = r"(?:\s?(?:\(dot\)|\[dot\]|\(punkt\)|\[punkt\])\s?|\s(?:dot|punkt)\s|\.|,|\s\.\s?)"
_SPOKEN = re.compile(
    rf"(?<![\w.+\-@])(?P<local>[^\W_][\w.+\-]{{0,63}}(?:{_DOT}[\w+\-]{{1,30}}){{0,3}}?){_AT}"
    rf"(?P<domain>{_PART}(?:{_DOT}{_PART}){{0,4}}?{_DOT}(?P<ending>[^\W\d_]{{2,7}}))(?!\w)",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?<!\S)[^\s@,;:]{1,64}@[^\s@,;:]{1,64}|(?<!\S)[^\s@,;:]{1,64}@(?!\S)")
_HINT = re.compile(r"@|\b(?:at|ät|aet|klammeraffe|affenschwanz)\b|[\[({](?:at|ät|a)[\])}]", re.IGNORECASE)
_LINK = re.compile(r"(?<!\w)(?:https?://|www\.)\S+", re.IGNORECASE)
_SLIPS, _SLIPS_IN_SHORT = 2, 1
_SHORT = len("gmail.de")


def find_mail_addresses(text: str) -> list[Found]:
    """The addresses of a plain text, normalised; and links, which are nothing else. What is doubtful is unclear."""
    if "://" in text or "www." in text.lower():
        links = [Found(OTHER, match[0], *match.span()) for match in _LINK.finditer(text)]
        for link in links:
            text = f"{text[: link.start]}{chr(0) * (link.end - link.start)}{text[link.end :]}"
    else:
        links = []
    return links + (_addresses(text) if _HINT.search(text) else [])


def _addresses(text: str) -> list[Found]:
    found: list[Found] = []
    for pattern in (_TYPED, _SPOKEN, _HALF):
        if pattern is not _SPOKEN and "@" not in text:
            continue
        for match in list(pattern.finditer(text)):
            read = _half(match) if pattern is _HALF else _read(match, typed=pattern is _TYPED)
            found += read
            if read:
                text = f"{text[: match.start()]}{chr(0) * len(match[0])}{text[match.end() :]}"
    return found


def _read(match: re.Match[str], *, typed: bool) -> list[Found]:
    span = match.span()
    if typed:
        address = _valid(match[0])
        likely = _likely(address)
        if address and not likely:
            return [Found("email", address, *span)]
        readings = [reading for reading in (likely, address) if reading] or [match[0]]
        return [Found(f"{UNCLEAR}email", reading, *span) for reading in readings]
    if match["ending"].lower() not in _ENDINGS:
        return []
    parts = (re.sub(_DOT, ".", match[part].strip(), flags=re.IGNORECASE) for part in ("local", "domain"))
    address = _valid("@".join(re.sub(r"\s", "", part) for part in parts))
    return [Found(f"{UNCLEAR}email", _likely(address) or address, *span)] if address else []


def _half(match: re.Match[str]) -> list[Found]:
    """Somebody's try at an address: an @ with something before it."""
    typed = match[0].rstrip(".!?)")
    return [Found(f"{UNCLEAR}email", typed, match.start(), match.start() + len(typed))] if typed.strip("@") else []


def _valid(address: str) -> str | None:
    # Imported when the first address comes along: it takes a tenth of a second.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def _likely(address: str | None) -> str | None:
    """The address at the large provider whose name its domain misspells: gmial.com is gmail.com."""
    local, at, domain = (address or "").rpartition("@")
    if not at or domain in _PROVIDERS:
        return None
    slips = _SLIPS if len(domain) > _SHORT else _SLIPS_IN_SHORT
    near = process.extractOne(domain, _PROVIDERS, scorer=OSA.distance, score_cutoff=slips)
    # "gmx.com" and "mail.ch" are domains of their own, and other endings are likely right.
    if not near or (domain.split(".")[0] == near[0].split(".")[0] and domain.rsplit(".", 1)[-1] in _ENDINGS):
        return None
    return f"{local}@{near[0]}"
