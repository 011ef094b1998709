"""What people say in the demo: phrases with gaps, filled and then typed the way somebody types."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "phrases"
_EITHER = re.compile(r"\(([^()]*\|[^()]*)\)")
_GAP = re.compile(r"\{(\w+)\}")
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_LONGEST_UNSPOILT = 4
# Parts of messages, and remarks to nobody in particular, begin with no greeting.
_BARE = ("came_back", "differently", "and_also", "comment_", "rating_", "note_", "agent_")


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody types.

    Attributes:
        swiss: Without ß, and greets with Grüezi.
        plain: Without umlauts, as on a foreign keyboard.
        lower: Everything in small letters.
        loud: How often in capitals, from 0 to 1; `typos`, `emojis` and `fillers` likewise.
    """

    swiss: bool = False
    plain: bool = False
    lower: bool = False
    loud: float = 0.0
    typos: float = 0.0
    emojis: float = 0.0
    fillers: float = 0.0


def manner(dice: random.Random, mood: str, *, swiss: bool) -> Manner:
    """How somebody in this mood types: `patient`, `angry`, `terse` or `chatty`."""
    return Manner(
        swiss=swiss,
        plain=dice.random() < 0.06,
        lower=dice.random() < {"terse": 0.7, "angry": 0.3}.get(mood, 0.15),
        loud={"angry": 0.3}.get(mood, 0.01),
        typos=dice.choice((0.0, 0.0, 0.1, 0.3)),
        emojis={"chatty": 0.3, "angry": 0.1}.get(mood, 0.04),
        fillers={"chatty": 0.6, "patient": 0.3}.get(mood, 0.03),
    )


@cache
def phrases() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """All phrases by name and language."""
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    for path in sorted(_FOLDER.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if twice := found.keys() & content.keys():
            raise ValueError(f"{path.name}: {sorted(twice)} stands in another file, too")
        for name, said in content.items():
            found[name] = {language: text.splitlines() for language, text in said.items()}
    return found


class Voice:
    """Draws what one person says; nothing twice, as long as there is something else to say.

    Args:
        dice: Where chance comes from.
        language: `de` or `en`.
        manner: How they type.
    """

    def __init__(self, dice: random.Random, language: str, manner: Manner) -> None:
        self._dice = dice
        self._language = language
        self._manner = manner
        self._said: set[str] = set()
        self._greeted = False

    def say(self, name: str, /, **facts: str) -> str:
        """One of the phrases of this name. `facts` fill gaps and stand as they are."""
        some = phrases()[name][self._language]
        left = [one for one in some if one not in self._said] or some
        phrase = self._dice.choice(left)
        self._said.add(phrase)
        said = self.type(phrase, **facts)
        # Nor does anybody say hello to a postcode.
        return said if name.startswith(_BARE) or _GAP.fullmatch(phrase) else self._around(said)

    def type(self, phrase: str, /, **facts: str) -> str:
        """This phrase, with its gaps filled, as they type it."""
        while match := _EITHER.search(phrase):
            phrase = phrase[: match.start()] + self._dice.choice(match[1].split("|")) + phrase[match.end() :]
        parts = _GAP.split(phrase)
        # Every other part is the name of a gap.
        texts = [facts[part] if at % 2 and part in facts else part for at, part in enumerate(parts)]
        is_fact = [bool(at % 2) and part in facts for at, part in enumerate(parts)]
        for at, part in enumerate(parts):
            if at % 2 and not is_fact[at]:
                texts[at] = self._dice.choice(phrases()[f"gap_{part}"][self._language])
        loud = self._dice.random() < self._manner.loud
        typed = [text if fact else self._typed(text, loud=loud) for text, fact in zip(texts, is_fact, strict=True)]
        return re.sub(r"\s+", " ", "".join(typed)).strip()

    def _typed(self, text: str, *, loud: bool) -> str:
        if self._manner.swiss:
            text = text.replace("ß", "ss")
        if self._manner.plain:
            text = text.translate(_PLAIN)
        text = " ".join(self._spoilt(word) for word in text.split(" "))
        return text.upper() if loud else text.lower() if self._manner.lower else text

    def _spoilt(self, word: str) -> str:
        """A word with two letters the wrong way round, or one left out, as somebody types who is in a hurry."""
        if len(word) <= _LONGEST_UNSPOILT or not word.isalpha() or self._dice.random() > self._manner.typos / 4:
            return word
        at = self._dice.randrange(1, len(word) - 2)
        if self._dice.random() < 0.5:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at + 1 :]

    def _around(self, said: str) -> str:
        some = phrases()
        if not self._greeted and self._dice.random() < self._manner.fillers:
            greeting = "opening_swiss" if self._manner.swiss and self._dice.random() < 0.5 else "opening"
            opening = self._dice.choice(some[greeting][self._language])
            said = f"{opening.lower() if self._manner.lower else opening} {said}"
        self._greeted = True
        if self._dice.random() < self._manner.emojis:
            said = f"{said} {self._dice.choice(some['emoji'][self._language])}"
        if self._manner.lower and self._dice.random() < 0.6:
            said = said.rstrip(".!")
        return said


def order_number(dice: random.Random, number: str) -> str:
    """An order number as people type it."""
    digits = number.removeprefix("BW-")
    return dice.choices((number, f"bw{digits}", f"BW {digits}", digits, f"bw-{digits}"), (6, 1, 1, 2, 1))[0]
