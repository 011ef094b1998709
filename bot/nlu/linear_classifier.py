"""Which intent a message has: a linear support vector machine over words and parts of words."""

from __future__ import annotations

import re
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC
from typing_extensions import Self

from bot.nlu.clauses import Clause, split
from bot.nlu.order_numbers import without_numbers

_WORD = re.compile(r"\w+")
_FILE = "linear.joblib"
_SEED = 20_26
_SCALES = np.arange(0.5, 12, 0.25)
# With fewer examples there is nothing to hold back for choosing the scale.
_FEWEST_HELD_BACK = 200
_SURE_OF_CLAUSE = 0.6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(GraphComponent):
    """Reads TF-IDF of words (1-2) and of characters inside words (2-5).

    Distances to the planes become confidences by a softmax whose scale is the one that fits examples best which the
    machine was not trained on. A message of words that no example has is trusted less: characters alone make any
    nonsense look like something.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Start untrained."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self.features: FeatureUnion | None = None
        self.machine: LinearSVC | None = None
        self.scale = 1.0

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C` weighs mistakes against simplicity; `unknown_words` is what a message of only unknown words loses."""
        return {"C": 0.5, "unknown_words": 0.7}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Make the component."""
        del execution_context
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Make the component as it was trained. Threat: unpickling runs code, so load only models that we trained."""
        del kwargs
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.features, component.machine, component.scale = joblib.load(folder / _FILE)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of all intents."""
        read = [(_wording(each.get(TEXT) or ""), each.get(INTENT)) for each in training_data.intent_examples]
        texts = [text for text, _ in read if text]
        intents = np.array([intent for text, intent in read if text])
        self.features = _new_features().fit(texts)
        rows = self.features.transform(texts)
        if len(texts) >= _FEWEST_HELD_BACK:
            learnt, held_back = train_test_split(np.arange(len(texts)), test_size=0.2, random_state=_SEED)
            machine = self._new_machine().fit(rows[learnt], intents[learnt])
            self.scale = _best_scale(machine, rows[held_back], intents[held_back])
        self.machine = self._new_machine().fit(rows, intents)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((self.features, self.machine, self.scale), folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message its intent and the whole ranking."""
        for message in messages:
            text = message.get(TEXT)
            if text and self.machine is not None:
                ranking = self._ranking(_wording(text))
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set("intent_ranking", ranking, add_to_output=True)
                clauses = split(text)
                if len(clauses) > 1:
                    message.set("clauses", [self._read_clause(clause) for clause in clauses])
        return messages

    def _new_machine(self) -> LinearSVC:
        return LinearSVC(C=self._config["C"], tol=1e-3, random_state=_SEED)

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        distances = self.machine.decision_function(self.features.transform([text]))
        trust = 1 - self._config["unknown_words"] * self._unknown(text)
        confidences = softmax(distances, self.scale)[0] * trust
        best_first = np.argsort(-confidences)
        return [{"name": self.machine.classes_[at], "confidence": float(confidences[at])} for at in best_first]

    def _read_clause(self, clause: Clause) -> dict[str, Any]:
        """A clause, read as if it were a whole message."""
        ranking = self._ranking(_wording(clause.text))
        best = ranking[0]
        sure = best["confidence"] >= _SURE_OF_CLAUSE
        told = {"intent": best["name"], "confidence": best["confidence"], "sure": sure, "ranking": ranking}
        return {**clause._asdict(), **told}

    def _unknown(self, text: str) -> float:
        """The share of words that stand in no example."""
        known = self.features.transformer_list[0][1].vocabulary_
        words = _WORD.findall(text)
        return sum(word not in known for word in words) / len(words) if words else 0.0


def _wording(text: str) -> str:
    """A message without numbers: any digits look like `inform`, whose examples are full of them."""
    return without_numbers(text).lower()


def softmax(distances: np.ndarray, scale: float) -> np.ndarray:
    """Distances of shape (messages, intents) as confidences that add up to 1; a larger scale is more decided."""
    weights = np.exp((distances - distances.max(axis=1, keepdims=True)) * scale)
    return weights / weights.sum(axis=1, keepdims=True)


def _new_features() -> FeatureUnion:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=_WORD.pattern)
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    return FeatureUnion([("words", words), ("parts", parts)])


def _best_scale(machine: LinearSVC, rows: Any, intents: np.ndarray) -> float:
    """The scale under which what was held back is least surprising (temperature scaling, Guo et al. 2017)."""
    distances = machine.decision_function(rows)
    right = np.searchsorted(machine.classes_, intents)
    surprise = [-np.log(softmax(distances, scale)[np.arange(len(right)), right] + 1e-9).mean() for scale in _SCALES]
    return float(_SCALES[int(np.argmin(surprise))])
