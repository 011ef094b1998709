"""Which of our two languages a message is written in."""

from __future__ import annotations

import re

from lingua import Language, LanguageDetectorBuilder
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import StatelessComponent, add_entities
from bot.nlu.towns import TOWNS
from bot.nlu.words import ENGLISH, GERMAN, OURS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# These tell where somebody lives or reads mail, and no language: to lingua "anna.moser@example.com" is English, and the
# address of an English customer in Zürich German.
_NAMES = re.compile(
    r"[^\s@]{1,64}@\S{1,254}|(?:https?://|www\.)\S+"
    r"|(?<!\w)(?:[A-ZÄÖÜ][\w.\-]{0,30}\s){0,2}\w{0,40}"
    r"(?i:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|ring|ufer|quai|damm|steig)\s\d{1,4}\s?[a-z]?\b"
    r"|\bc/o(?:\s[A-ZÄÖÜ][\w.\-]{0,30}){1,3}|\b\d{1,2}\.\s?(?:Stock|Etage|OG|Stiege)\b(?:\s(?:links|rechts|mitte))?"
    r"|\b(?i:bw)(?=[\W_]{0,3}\d)"
    r"|\b(?:[A-Z]{1,2}-)?\d{4,5}(?:\s[A-ZÄÖÜ](?:t\.|[\w\-]{0,40}[a-zäöüß])(?=[\s,.;!?)]|$))+"
)

# "plz help" is a please; the German postcode stands before its digits, or in capitals where the rest does not.
_POSTCODE = re.compile(
    r"\bplz(?=\W{0,3}(?:(?:ist|isch|lautet|von)\s+)?(?:[a-z]{1,2}-)?\d)|\b(?-i:PLZ)\b(?=(?-i:.{0,40}[a-zäöüß]))",
    re.IGNORECASE,
)
_NO_LANGUAGE = TOWNS | OURS
# Not in a word that begins with a capital: that may be somebody's name.
_GERMAN_LETTER = re.compile(r"^[a-zäöüß]*[äöüß]|ß")

# How sure lingua has to be. It errs on few words ("hallo" is 0.87 English to it), so they need more.
_SURE = 0.75
_SURE_OF_FEW_WORDS = {1: 0.93, 2: 0.85, 3: 0.85}

# Loaded now: else the first unclear message would wait for it, a second and a half, and everybody with it.
_detector = (
    LanguageDetectorBuilder.from_languages(Language.GERMAN, Language.ENGLISH).with_preloaded_language_models().build()
)


def language_of(text: str) -> str | None:
    """`de` or `en`, or None where the text does not tell (a number, a name, a word of both)."""
    typed = _WORD.findall(_NAMES.sub(" ", _POSTCODE.sub("Postleitzahl", text)))
    told = [(each, each.lower().replace("’", "'")) for each in typed]
    told = [(each, word) for each, word in told if word not in _NO_LANGUAGE]
    german = sum(word in GERMAN or bool(_GERMAN_LETTER.search(each)) for each, word in told)
    english = sum(word in ENGLISH for _, word in told)
    if german != english:
        return "de" if german > english else "en"
    longer = [word for _, word in told if len(word) > 1]
    if not longer:
        return None
    best = _detector.compute_language_confidence_values(" ".join(longer))[0]
    needed = _SURE_OF_FEW_WORDS.get(len(longer), _SURE)
    if best.value < needed:
        return None
    return "de" if best.language == Language.GERMAN else "en"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageRecogniser(StatelessComponent):
    """Adds the entity `language`, which fills that slot; an unclear message adds none and so keeps the last."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entity to each message whose language is clear."""
        for message in messages:
            text = message.get(TEXT)
            language = language_of(text) if text else None
            if language:
                span = {"start": 0, "end": len(text), "extractor": "language"}
                add_entities(message, [{"entity": "language", "value": language, **span}])
        return messages
