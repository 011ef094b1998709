"""The people who answer, and those who read where self-service failed."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from handover.domain.errors import AgentFullError
from handover.domain.language import LANGUAGES


class Role(StrEnum):
    """What somebody signed in may do: agents answer, owners read failures and figures."""

    AGENT = "agent"
    OWNER = "owner"


class Availability(StrEnum):
    """What an agent says of themselves."""

    ONLINE = "online"
    AWAY = "away"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody with an account.

    Attributes:
        capacity: How many conversations they have at once at most.
    """

    id: UUID
    name: str
    email: str
    role: Role = Role.AGENT
    availability: Availability = Availability.OFFLINE
    capacity: int = 5
    languages: tuple[str, ...] = LANGUAGES
    team: str = "default"
    skills: frozenset[str] = frozenset()

    def as_data(self) -> dict[str, str]:
        """This agent as they appear in events."""
        return {"id": str(self.id), "name": self.name}


def check_room(agent: Agent, assigned: int) -> None:
    """Raise `AgentFullError` when `agent`, who has `assigned` conversations, has no room for another."""
    if assigned >= agent.capacity:
        raise AgentFullError(
            f"You have {assigned} conversations and room for {agent.capacity}. Resolve or give one back first.",
            {"capacity": agent.capacity},
        )
