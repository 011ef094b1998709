"""The people who answer, and those who read where self-service failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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


# An agent's socket and requests renew it; whoever is cut off is there for so long at most.
LEASE = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody with an account.

    Attributes:
        capacity: How many conversations they have at once at most.
        skills: What they can do that not everybody in the team can.
        present_until: When their lease runs out; None when they were never there.
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
    present_until: datetime | None = None

    def as_data(self) -> dict[str, str]:
        """This agent as they appear in events."""
        return {"id": str(self.id), "name": self.name}

    def at_desk(self, now: datetime) -> bool:
        """Whether they can be given something: they say so, and something of theirs lives."""
        present = self.present_until is not None and now < self.present_until
        return present and self.availability is Availability.ONLINE

    def gone(self, now: datetime, grace: timedelta) -> bool:
        """Whether nothing of theirs lived for `grace` after their lease ran out."""
        return self.present_until is not None and now >= self.present_until + grace


def check_room(agent: Agent, assigned: int) -> None:
    """Raise `AgentFullError` when `agent`, who has `assigned` conversations, has no room for another."""
    if assigned >= agent.capacity:
        raise AgentFullError(
            f"You have {assigned} conversations and room for {agent.capacity}. Resolve or give one back first.",
            {"capacity": agent.capacity},
        )
