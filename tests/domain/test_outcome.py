"""How a conversation ended that nobody ended."""

import pytest

from handover.domain import outcome
from handover.domain.conversation import Conversation
from tests.builders import ACCEPTED, ESCALATED, RETURNED, after, event, failed, said


@pytest.mark.parametrize(
    ("conversation", "expected"),
    [
        (after(said("customer"), said("bot")), "self_served"),
        (after(said("customer"), failed(), said("bot"), said("customer"), said("bot")), "self_served"),
        (after(said("customer"), said("bot"), said("customer"), failed(), said("bot")), "gave_up_with_bot"),
        (after(), "gave_up_with_bot"),
        (after(said("customer"), ESCALATED), "gave_up_in_queue"),
        (after(said("customer"), ESCALATED, ACCEPTED), "unsolved_by_agent"),
        (after(said("customer"), failed("asked_for_person"), ESCALATED, event("withdrawn")), "gave_up_with_bot"),
        (after(said("customer"), failed("asked_for_person"), ESCALATED, ACCEPTED, RETURNED), "self_served"),
    ],
    ids=[
        "a working answer was the last thing",
        "the second try worked",
        "the last turn failed",
        "never asked anything",
        "nobody came",
        "the agent never ended it",
        "wanted a person and did not wait",
        "the person solved it and handed back",
    ],
)
def test_silence_has_the_outcome_of_what_was_last(conversation: Conversation, expected: str) -> None:
    assert outcome.of_silence(conversation) == expected


def test_every_outcome_of_silence_and_of_agents_is_one_of_the_seven() -> None:
    assert len(set(outcome.OUTCOMES)) == 7
    assert set(outcome.OUTCOMES) > outcome.AGENT_OUTCOMES
