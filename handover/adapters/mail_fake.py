"""A post in this process that keeps what it was given, for tests without the action server."""

from uuid import UUID

from handover.adapters.mail import Mail, judge
from handover.domain.delivery import NotTakenError


class FakePost:
    """Sends each mail once by its key, answers in turn what a test says and then 204, and can be away."""

    def __init__(self) -> None:
        self.sent: dict[UUID, Mail] = {}
        self.asked: list[UUID] = []
        self.answers: list[int] = []
        self.available = True
        self.seconds = 1.0

    async def send(self, key: UUID, mail: Mail) -> None:
        """See `Post.send`."""
        if not self.available:
            raise NotTakenError("unreachable")
        self.asked.append(key)
        judge(self.answers.pop(0) if self.answers else 204)
        self.sent.setdefault(key, mail)

    async def close(self) -> None:
        """Nothing is open."""
