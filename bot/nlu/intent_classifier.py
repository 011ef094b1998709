"""Which intent a message has."""

from __future__ import annotations

import json
import logging
import pickle
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.clauses import Clause, split
from bot.nlu.component import LearningComponent
from bot.nlu.intents.embeddings import embeddings_in, remembered
from bot.nlu.intents.reader import Examples, Reader
from bot.nlu.language import language_of

logger = logging.getLogger(__name__)

RANKING, SURE, CLAUSES = "intent_ranking", "sure", "clauses"
_FILE, _POINTS = "reader.pickle", "operating_point.json"
_FEWEST_INTENTS = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LearningComponent):
    """Gives each message its intent, the whole ranking, and whether it is sure enough to be answered.

    The confidence of the first is the probability that it is right. Messages of several clauses get a reading per
    clause as well. Which threshold was chosen, and from which curve, is stored beside it (`operating_point.json`).
    """

    def __init__(self, *arguments: Any) -> None:
        """Start untrained."""
        super().__init__(*arguments)
        self.reader: Reader | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings in config.yml.

        `most_wrong`: this share of the answers shown may be wrong. `out_of_scope`: the intent of what is no matter of
        ours. `embeddings`: a folder with a sentence-embedding model that is used as well.
        """
        return {"most_wrong": 0.03, "out_of_scope": "out_of_scope", "embeddings": None}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of all intents; from fewer than two intents there is nothing to learn."""
        read = [(each.get(TEXT), each.get(INTENT)) for each in training_data.intent_examples if each.get(TEXT)]
        if len({intent for _, intent in read}) >= _FEWEST_INTENTS:
            texts = [text for text, _ in read]
            languages = np.array([language_of(text) for text in texts], dtype=object)
            examples = Examples(texts, np.array([intent for _, intent in read]), languages)
            embed = remembered(embeddings_in(self._config["embeddings"]))
            self.reader = Reader(examples, self._config["out_of_scope"], self._config["most_wrong"], embed)
            self._warn()
        return self.kept()

    def keep(self, folder: Path) -> None:
        """Write the reader, and its operating points for people to read."""
        if self.reader:
            self.reader.with_embeddings(None)
        (folder / _FILE).write_bytes(pickle.dumps(self.reader, protocol=pickle.HIGHEST_PROTOCOL))
        points = {language: point.told() for language, point in self.reader.points.items()} if self.reader else {}
        (folder / _POINTS).write_text(json.dumps(points, indent=2))

    def recall(self, folder: Path) -> None:
        """Read the reader. Threat: unpickling runs code, so load only models that we trained."""
        self.reader = pickle.loads((folder / _FILE).read_bytes())  # noqa: S301
        if self.reader:
            self.reader.with_embeddings(embeddings_in(self._config["embeddings"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            text = message.get(TEXT)
            if text and self.reader:
                self._read(message, text)
        return messages

    def _warn(self) -> None:
        for language, point in self.reader.points.items():
            if point.chosen.wrong > self._config["most_wrong"]:
                share = 100 * point.chosen.wrong
                logger.warning(
                    "%s: even with the strictest threshold %.1f %% of the answers are wrong", language, share
                )

    def _read(self, message: Message, text: str) -> None:
        clauses = split(text)
        several = clauses if len(clauses) > 1 else []
        language = _language(message)
        whole, *each = self.reader.read([text, *(clause.text for clause in several)])
        ranking = self._ranking(whole)
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(RANKING, ranking, add_to_output=True)
        message.set(SURE, self._is_sure(text, ranking[0], language))
        if several:
            read = [(clause, self._ranking(confidences)) for clause, confidences in zip(several, each, strict=True)]
            message.set(CLAUSES, [self._told(clause, ranking, language) for clause, ranking in read])

    def _told(self, clause: Clause, ranking: list[dict[str, Any]], language: str | None) -> dict[str, Any]:
        best = ranking[0]
        sure = self._is_sure(clause.text, best, language)
        read = {"intent": best["name"], "confidence": best["confidence"], "sure": sure}
        return {**clause._asdict(), **read, "ranking": ranking}

    def _is_sure(self, text: str, best: dict[str, Any], language: str | None) -> bool:
        return self.reader.is_sure(text, best["name"], best["confidence"], language)

    def _ranking(self, confidences: np.ndarray) -> list[dict[str, Any]]:
        best_first = np.argsort(-confidences, kind="stable")
        return [{"name": str(self.reader.intents[at]), "confidence": float(confidences[at])} for at in best_first]


def _language(message: Message) -> str | None:
    return next((each["value"] for each in message.get(ENTITIES, []) if each["entity"] == "language"), None)
