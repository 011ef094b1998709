"""What one agent saw of one conversation."""

from dataclasses import dataclass, field

from tests.chaos.records import Frame


@dataclass
class Talk:
    """A conversation as an agent sees it.

    Attributes:
        seen: All its events that came while it was watched, in the order in which they came.
        follows: Whether the snapshot has come after which the events go on.
        agent: Who has it.
        customers: How many messages of the customer came.
    """

    id: str
    seen: list[Frame] = field(default_factory=list)
    follows: bool = False
    agent: str | None = None
    customers: int = 0

    def hear(self, frame: Frame) -> None:
        """One more event."""
        self.seen.append(frame)
        self.customers += frame["name"] == "message_posted" and frame["author"]["kind"] == "customer"
        if frame["name"] == "accepted":
            self.agent = frame["agent"]["id"]
        elif frame["floor"] != "agent":
            self.agent = None

    def watch(self) -> Frame:
        """What to send to see the rest."""
        self.follows = False
        return {"type": "watch", "conversation": self.id, "after": self.seen[-1]["seq"] if self.seen else 0}
