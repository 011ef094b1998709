"""What our components of the pipeline have in common."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message
from typing_extensions import Self


class StatelessComponent(GraphComponent):
    """A component without settings that learns nothing."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Make the component."""
        del config, model_storage, resource, execution_context
        return cls()


class LearningComponent(GraphComponent):
    """A component that learns, and keeps what it learnt in a folder of the model."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Start untrained."""
        self._config = config
        self._storage = storage
        self._resource = resource

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
        """Make the component as it was trained."""
        del kwargs
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.recall(folder)
        return component

    def kept(self) -> Resource:
        """Store what was learnt; returns where."""
        with self._storage.write_to(self._resource) as folder:
            self.keep(folder)
        return self._resource

    @abstractmethod
    def keep(self, folder: Path) -> None:
        """Write what was learnt."""

    @abstractmethod
    def recall(self, folder: Path) -> None:
        """Read what was learnt."""


def add_entities(message: Message, entities: list[dict[str, Any]]) -> None:
    """Add to what was already found in a message."""
    if entities:
        message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
