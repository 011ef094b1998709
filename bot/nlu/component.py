"""What our components of the pipeline have in common."""

from __future__ import annotations

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


def add_entities(message: Message, entities: list[dict[str, Any]]) -> None:
    """Add to what was already found in a message."""
    if entities:
        message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
