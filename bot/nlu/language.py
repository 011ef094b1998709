"""Which of our two languages a message is written in."""

from __future__ import annotations

import re

from lingua import Language, LanguageDetectorBuilder
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import StatelessComponent, add_entities
from bot.nlu.words import ENGLISH, GERMAN

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# These tell where somebody lives or reads mail, and no language: to lingua "anna.moser@example.com" is English, and the
# address of an English customer in Zürich German.
_NAMES = re.compile(
    r"[^\s@]{1,64}@\S{1,254}|(?:https?://|www\.)\S+"
    r"|(?<!\w)(?:[A-ZÄÖÜ][\w.\-]{0,30}\s){0,2}\w{0,40}"
    r"(?i:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|ring|ufer|quai|damm|steig)\s\d{1,4}\s?[a-z]?\b"
    r"|\b(?:[A-Z]{1,2}-)?\d{4,5}(?:\s[A-ZÄÖÜ](?:t\.|[\w\-]{0,40}[a-zäöüß])(?=[\s,.;!?)]|$))+"
)

# How sure lingua has to be. It errs on single words ("hallo" is 0.87 English to it), so one word needs more.
_SURE = 0.75
_SURE_OF_ONE_WORD = 0.93

# Loaded now: else the first unclear message would wait for it, a second and a half, and everybody with it.
_detector = (
    LanguageDetectorBuilder.from_languages(Language.GERMAN, Language.ENGLISH).with_preloaded_language_models().build()
)


def language_of(text: str) -> str | None:
    """`de` or `en`, or None where the text does not tell (a number, a name, a word of both)."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(_NAMES.sub(" ", text))]
    german = sum(word in GERMAN for word in words)
    english = sum(word in ENGLISH for word in words)
    if german != english:
        return "de" if german > english else "en"
    letters = " ".join(word for word in words if len(word) > 1)
    if not letters:
        return None
    best = _detector.compute_language_confidence_values(letters)[0]
    needed = _SURE if " " in letters else _SURE_OF_ONE_WORD
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
