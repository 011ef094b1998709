"""Which team a conversation belongs to, what it needs there, and when that team answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handover.domain.conversation import Conversation
from handover.domain.hours import OpeningHours, Period
from handover.domain.team import Needs, Plan, Rule, Team
from tests.builders import after, event

MONDAY_AT_NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAYS = OpeningHours(ZoneInfo("UTC"), {0: [Period(timedelta(hours=10), timedelta(hours=12))]})

DEFAULT = Team("default", {"de": "Kundenservice", "en": "Customer service"})
RETURNS = Team("returns", {"de": "Retouren", "en": "Returns"}, MONDAYS, timedelta(hours=1))
TEAMS = {"default": DEFAULT, "returns": RETURNS}


def test_without_anything_said_there_is_one_team_that_is_always_open() -> None:
    plan = Plan()
    assert list(plan.teams) == ["default"]
    assert plan.team("default").is_open(MONDAY_AT_NINE)
    assert plan.team("default").opens_at(MONDAY_AT_NINE) is None
    assert plan.team("default").answer_by(MONDAY_AT_NINE) == MONDAY_AT_NINE + timedelta(hours=24)
    assert plan.needs(escalated("complaint")) == Needs("default", frozenset(), 0, "de")


def test_a_team_with_hours_is_closed_outside_them_and_promises_within_them() -> None:
    assert not RETURNS.is_open(MONDAY_AT_NINE)
    assert RETURNS.opens_at(MONDAY_AT_NINE) == MONDAY_AT_NINE + timedelta(hours=1)
    assert RETURNS.answer_by(MONDAY_AT_NINE) == MONDAY_AT_NINE + timedelta(hours=2)


def test_an_answer_is_promised_for_a_quarter_of_an_hour_that_is_still_to_come() -> None:
    soon = replace(DEFAULT, answer_within=timedelta(minutes=5))
    assert soon.answer_by(MONDAY_AT_NINE + timedelta(minutes=12)) == MONDAY_AT_NINE + timedelta(minutes=15)
    assert soon.answer_by(MONDAY_AT_NINE + timedelta(minutes=2)) == MONDAY_AT_NINE + timedelta(minutes=7)


def test_the_first_rule_that_fits_counts() -> None:
    rules = [
        Rule("returns", tasks=frozenset({"return_item"}), skills=frozenset({"shoes"}), priority=1),
        Rule("default", reasons=frozenset({"complaint"}), priority=2),
    ]
    plan = Plan(TEAMS, rules)
    assert plan.needs(escalated("complaint", "return_item")) == Needs("returns", frozenset({"shoes"}), 1, "de")
    assert plan.needs(escalated("complaint", "track_order")) == Needs("default", frozenset(), 2, "de")
    assert plan.needs(escalated("no_result", "track_order")) == Needs("default", frozenset(), 0, "de")


def test_a_rule_with_reasons_and_tasks_wants_one_of_each() -> None:
    rule = Rule("returns", frozenset({"complaint"}), frozenset({"return_item", "get_refund"}))
    assert rule.fits("complaint", "get_refund")
    assert not rule.fits("no_result", "get_refund")
    assert not rule.fits("complaint", None)


def test_whom_an_agent_transfers_to_counts_more_than_the_rules_but_not_more_than_the_priority() -> None:
    plan = Plan(TEAMS, [Rule("default", frozenset({"complaint"}), skills=frozenset({"calm"}), priority=2)])
    assert plan.needs(wanting(escalated("complaint"), "returns")) == Needs("returns", frozenset(), 2, "de")
    assert plan.needs(wanting(escalated("complaint"), "default")) == Needs("default", frozenset({"calm"}), 2, "de")


def test_a_team_that_is_no_more_is_the_default_team() -> None:
    plan = Plan(TEAMS, [Rule("shoes", frozenset({"complaint"}), skills=frozenset({"soles"}))])
    assert plan.team("shoes") == DEFAULT
    assert plan.needs(escalated("complaint")) == Needs("default", frozenset(), 0, "de")
    assert plan.needs(wanting(escalated("no_result"), "shoes")).team == "default"


def test_the_country_of_a_language_does_not_matter_to_who_speaks_it() -> None:
    assert Plan().needs(after(event("language_changed", language="en-CH"))).language == "en"


def escalated(reason: str, task: str | None = None) -> Conversation:
    return after(event("escalated", reason=reason, context={"task": task}))


def wanting(conversation: Conversation, team: str) -> Conversation:
    return replace(conversation, wanted_team=team)
