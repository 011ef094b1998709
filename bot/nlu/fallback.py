"""What is not sure enough to be answered."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import StatelessComponent
from bot.nlu.intent_classifier import RANKING, SURE

FALLBACK = "nlu_fallback"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Fallback(StatelessComponent):
    """Puts `nlu_fallback` before the ranking of a message that the classifier is not sure of; the other guesses stay.

    It may be the best guess itself: of messages that nobody could place there are examples.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at each message; what was made out without the classifier (bare data) is not doubted."""
        for message in messages:
            ranking = message.get(RANKING) or []
            guessed = ranking and message.get(INTENT) == ranking[0] and ranking[0]["confidence"] < 1
            if guessed and message.get(SURE) is False and ranking[0]["name"] != FALLBACK:
                unsure = {"name": FALLBACK, "confidence": 1 - ranking[0]["confidence"]}
                others = [each for each in ranking if each["name"] != FALLBACK]
                message.set(INTENT, unsure, add_to_output=True)
                message.set(RANKING, [unsure, *others], add_to_output=True)
        return messages
