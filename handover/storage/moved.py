"""What a transaction made of a conversation, for those who are told of it after the commit."""

from dataclasses import dataclass

from handover.domain.conversation import Conversation
from handover.domain.events import Event, Floor


@dataclass(frozen=True, slots=True)
class Moved:
    """A conversation before and after events, or None and after them when they opened it."""

    before: Conversation | None
    after: Conversation
    events: tuple[Event, ...] = ()

    @property
    def changes_queue(self) -> bool:
        """Whether somebody may wait now who did not, or an agent have room who had none."""
        before, after = self.before, self.after
        if before is None:
            return False
        routed = (before.floor, before.agent_id, before.offered_agent_id)
        return routed != (after.floor, after.agent_id, after.offered_agent_id)

    @property
    def owes_turn(self) -> bool:
        """Whether the bot is to be asked: the customer said something, and it has the floor."""
        return self.after.floor is Floor.BOT and any(_said_by_customer(event) for event in self.events)


def _said_by_customer(event: Event) -> bool:
    return event.name == "message_posted" and event.data["author"]["kind"] == "customer"
