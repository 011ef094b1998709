"""How much happens, and how patient the service is meanwhile."""

from dataclasses import dataclass, replace
from datetime import timedelta

from handover.domain.due import Patience

CAPACITY = 5
"""How many conversations an agent has at most. Some reach it, while others have room."""

PATIENCE = Patience(
    long_wait=timedelta(seconds=8),
    agent_silent=timedelta(seconds=25),
    customer_silent=timedelta(seconds=30),
)
OFFER_S = 4
PROMISE_HOURS = 0.02
PROMISE_S = PROMISE_HOURS * 3_600


@dataclass(frozen=True)
class Plan:
    """What is to be done until it is enough.

    Attributes:
        customers: How many there are, each with a conversation of their own.
        agents: How many answer them.
        messages: How many are written in all, repetitions not counted.
        accepts: How often several agents accept the same conversation at once.
        rate: How many messages are written in a second.
        rasas: How many processes of Rasa there are.
        idle_s: After how much silence a conversation is closed. In the end it is waited for in all of them.
        seed: What the dice start from. Other processes have a say in what comes after what, so no run is like another.
    """

    customers: int = 200
    agents: int = 20
    messages: int = 10_000
    accepts: int = 1_000
    rate: float = 20
    rasas: int = 2
    idle_s: float = 60
    seed: int = 5

    @property
    def seconds(self) -> float:
        """How long it takes when nothing holds it up."""
        return self.messages / self.rate

    @property
    def patience(self) -> Patience:
        """When things become due by themselves."""
        return replace(PATIENCE, idle=timedelta(seconds=self.idle_s))

    @property
    def longest_s(self) -> float:
        """Whatever is not done by then is not waited for."""
        return 2 * self.seconds + 300

    @property
    def awake(self) -> int:
        """How many customers want something at once: not all that agents have room for, or the queue only grows."""
        return round(0.7 * self.agents * CAPACITY)


def settings(patience: Patience) -> dict[str, str]:
    """The same for the processes of the service, and nobody is turned away for asking too often."""
    return {
        "LOTSE_IDLE_MINUTES": str(patience.idle / timedelta(minutes=1)),
        "LOTSE_LONG_WAIT_MINUTES": str(patience.long_wait / timedelta(minutes=1)),
        "LOTSE_AGENT_SILENT_MINUTES": str(patience.agent_silent / timedelta(minutes=1)),
        "LOTSE_CUSTOMER_SILENT_MINUTES": str(patience.customer_silent / timedelta(minutes=1)),
        "LOTSE_OFFER_SECONDS": str(OFFER_S),
        "LOTSE_MESSAGES_PER_MINUTE": "1000000",
        "LOTSE_CONVERSATIONS_PER_MINUTE": "1000000",
        "LOTSE_SIGN_INS_PER_MINUTE": "1000000",
        "LOTSE_LOG_LEVEL": "WARNING",
    }


TEAMS = f"""\
teams:
  default:
    name: {{de: Kundenservice, en: Customer service}}
    answer_within_hours: {PROMISE_HOURS}
"""
