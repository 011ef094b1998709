"""How a conversation ended. Each ended conversation has exactly one outcome, so that they add up to the whole."""

from typing import Literal, get_args

from handover.domain.conversation import Conversation
from handover.domain.events import Floor

# What an agent says at the end.
AgentOutcome = Literal["solved_by_agent", "unsolved_by_agent"]
Cause = Literal[
    "missing_content",
    "unclear_content",
    "misunderstood",
    "process_needs_person",
    "technical_error",
    "customer_preferred_person",
]
OUTCOMES = (
    "self_served",
    "solved_by_agent",
    "unsolved_by_agent",
    "promise_kept",
    "promise_broken",
    "gave_up_with_bot",
    "gave_up_in_queue",
)
AGENT_OUTCOMES: frozenset[str] = frozenset(get_args(AgentOutcome))
CAUSES: tuple[str, ...] = get_args(Cause)


def of_silence(conversation: Conversation) -> str:
    """The outcome when the customer fell silent and nobody ended the conversation.

    A customer who left with a working answer was served; one whose last turn failed, who was still to tell the bot
    something, or who never got to ask anything, gave up.
    """
    if conversation.floor is Floor.QUEUE:
        return "gave_up_in_queue"
    if conversation.floor is Floor.AGENT:
        return "unsolved_by_agent"
    still_asked = (conversation.context or {}).get("asked") is not None
    if conversation.failing or still_asked or conversation.last_message is None:
        return "gave_up_with_bot"
    return "self_served"
