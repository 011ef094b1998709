"""What our components of the pipeline have in common."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message
from typing_extensions import Self


class StatelessComponent(GraphComponent):
    """A component without settings that learns nothing."""

    @classmethod
    def create(cls, **_: Any) -> Self:
        """Make the component, whatever the pipeline tells it."""
        return cls()


def add_entities(message: Message, entities: list[dict[str, Any]]) -> None:
    """Add to what was already found in a message."""
    if entities:
        message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
