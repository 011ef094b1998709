"""What the service says to customers is complete in both languages and hides who an agent is besides their name."""

from datetime import timedelta

import pytest

from handover.domain import notices
from handover.domain.events import Floor
from handover.domain.team import Team
from tests.builders import NOW, on, opened, replay

TEAM = Team("default", {"de": "Service", "en": "Service"}, answer_within=timedelta(hours=2))


@pytest.mark.parametrize("language", ["de", "de-CH", "en"])
@pytest.mark.parametrize("why", ["nobody", "long"])
def test_who_waits_is_told_by_when_an_answer_is_promised(why: str, language: str) -> None:
    said = notices.about_waiting(replay([opened(language)]), why, TEAM, NOW).data
    promised = "within 2 hours" if language == "en" else "innerhalb von 2 Stunden"
    assert said["text"].endswith(f"{promised}.")
    assert "{" not in said["text"]
    assert (said["author"]["kind"], said["audience"]) == ("system", "everyone")


@pytest.mark.parametrize(
    "name", ["agent_gone", "agent_silent", "gave_up_in_queue", "customer_silent", "promise_broken"]
)
def test_every_other_notice_exists_in_both_languages(name: str) -> None:
    said = [notices.notice(name, replay([opened(one)]), NOW, agent="Ann").data["text"] for one in ("de", "en")]
    assert said[0] != said[1]
    assert all("{" not in text and len(text) > 40 for text in said)


def test_a_notice_is_no_sign_of_life_and_no_answer_of_an_agent() -> None:
    conversation = on(Floor.AGENT)
    told = notices.notice("agent_silent", conversation, NOW + timedelta(hours=1), agent="Ann")
    said = conversation.apply(told)
    assert said.active_at == conversation.active_at
    assert said.unanswered_since == conversation.unanswered_since
