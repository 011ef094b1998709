"""Numbers from 1 to 999 written as words, in German and English."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


_GERMAN = {
    "ones": _words("ein zwei drei vier fünf sechs sieben acht neun"),
    "teens": _words("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"),
    "tens": _words("zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig"),
}
_ENGLISH = {
    "ones": _words("one two three four five six seven eight nine"),
    "teens": _words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
    "tens": _words("twenty thirty forty fifty sixty seventy eighty ninety"),
}
_ARTICLES = dict.fromkeys(_words("a an eine einen einem einer eines eins"), 1)


def _below_hundred() -> dict[str, int]:
    known = {}
    for language, pairs in ((_GERMAN, "{one}und{ten}"), (_ENGLISH, "{ten}{one}")):
        known |= {word: number for number, word in enumerate([*language["ones"], *language["teens"]], 1)}
        for number, ten in enumerate(language["tens"], 2):
            known[ten] = number * 10
            known |= {
                pairs.format(one=word, ten=ten): number * 10 + one for one, word in enumerate(language["ones"], 1)
            }
    return known


_KNOWN = _below_hundred()
_HUNDREDS = ("hundert", "hundred")


def number_of(words: str) -> int | None:
    """The number that `words` say ("fünfzig", "twenty-five", "a hundred", "42"), or None."""
    word = _folded(words)
    if word.isdecimal() and word.isascii():
        return int(word)
    for hundred in _HUNDREDS:
        before, found, after = word.partition(hundred)
        if found:
            many = _small(before) if before else 1
            more = _small(after.removeprefix("and").removeprefix("und")) if after else 0
            return None if many is None or more is None else many * 100 + more
    return _small(word)


def _small(word: str) -> int | None:
    return _KNOWN.get(word, _ARTICLES.get(word))


def _folded(words: str) -> str:
    word = words.lower().replace("ß", "ss").replace(" ", "").replace("-", "")
    for typed, meant in (("fuenf", "fünf"), ("zwoelf", "zwölf")):
        word = word.replace(typed, meant)
    return word
