"""A name for a topic, made of the words of those who failed in it."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from handover.analysis.topics.material import Said
from handover.analysis.topics.words import STOP, alike, short, surfaces

WORDS = 3
_SHORTEST = 3
_BETWEEN = " · "
# A word that one customer alone used tells of that customer, and one that few of many used of these.
_LEAST, _LEAST_SHARE = 2, 0.1


def names(topics: Mapping[str, Sequence[Said]], everybody: Sequence[Said]) -> dict[str, dict[str, str]]:
    """By topic and language its most telling words, such as "Gutschein · einlösen · abgelaufen".

    Telling are words that many in the topic used and few elsewhere. A language without such a word has no name.
    """
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    written: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    said: Counter[str] = Counter()
    for one in everybody:
        language = short(one.language)
        said[language] += 1
        usual[language].update(_words(one))
        for word, surface in surfaces(one.text):
            written[language][word][surface] += 1
    found: dict[str, dict[str, str]] = {}
    for topic, members in topics.items():
        found[topic] = {}
        for language in sorted({short(one.language) for one in members}):
            own = [one for one in members if short(one.language) == language]
            if words := _telling(own, usual[language], said[language]):
                found[topic][language] = _BETWEEN.join(_as_written(written[language][word]) for word in words)
    return found


def _words(one: Said) -> set[str]:
    stop = STOP.get(short(one.language), frozenset())
    return {word for word, _ in surfaces(one.text) if len(word) >= _SHORTEST and word not in stop}


def _telling(members: Sequence[Said], usual: Counter[str], total: int) -> list[str]:
    used: Counter[str] = Counter()
    for one in members:
        used.update(_words(one))
    least = max(min(_LEAST, len(members)), _LEAST_SHARE * len(members))

    def telling(word: str) -> float:
        share, elsewhere = used[word] / len(members), (usual[word] + 1) / (total + 1)
        return share * math.log1p(share / elsewhere)

    chosen: list[str] = []
    for word in sorted(
        (word for word, count in used.items() if count >= least), key=lambda word: (-telling(word), word)
    ):
        if not any(alike(word, other) for other in chosen):
            chosen.append(word)
        if len(chosen) == WORDS:
            break
    return chosen


def _as_written(surfaces_of: Counter[str]) -> str:
    """As most wrote it; CAPITALS are a mood and no spelling, unless everybody uses them, as for PDF."""
    calm = {surface: count for surface, count in surfaces_of.items() if not surface.isupper()}
    return min((calm or surfaces_of).items(), key=lambda pair: (-pair[1], pair[0]))[0]
