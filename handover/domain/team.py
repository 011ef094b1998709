"""Who answers what: teams, and the rules by which a conversation finds its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from handover.domain.conversation import Conversation
from handover.domain.hours import OpeningHours

DEFAULT = "default"
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Team:
    """Agents who share a queue.

    Attributes:
        name: What people read, by language: `de` and `en`.
        hours: When it answers; None is always.
        answer_within: After how much open time a promised answer is due.
    """

    id: str
    name: Mapping[str, str]
    hours: OpeningHours | None = None
    answer_within: timedelta = timedelta(hours=24)

    def is_open(self, at: datetime) -> bool:
        """Whether `at` is within its opening hours."""
        return self.hours is None or self.hours.is_open(at)

    def opens_at(self, at: datetime) -> datetime | None:
        """When it opens next; None while it is open, and where it does not open within a year."""
        return self.hours.opens_at(at) if self.hours else None

    def open_days(self, first: date, last: date) -> int:
        """On how many days it answers from `first` to `last`, both of its own calendar and included."""
        days = (first + timedelta(days=after) for after in range((last - first).days + 1))
        return sum(self.hours is None or self.hours.opens_on(day) for day in days)

    def answer_by(self, at: datetime) -> datetime:
        """When an answer that is promised at `at` is due.

        On the quarter of an hour before, since none needs to be finer; but not so that it is due before it is promised.
        """
        due = self.hours.due(at, self.answer_within) if self.hours else at + self.answer_within
        quarter = due - (due - datetime.min.replace(tzinfo=due.tzinfo)) % _QUARTER
        return quarter if quarter > at else due


@dataclass(frozen=True, slots=True)
class Needs:
    """What a conversation needs of whoever answers it.

    Attributes:
        skills: The agent has to have all of them.
        priority: 0 is ordinary; the higher, the sooner.
        language: `de` or `en`.
    """

    team: str
    skills: frozenset[str]
    priority: int
    language: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Where conversations of a kind belong.

    Attributes:
        reasons: Why the customer left the bot; see `handover.REASONS`. None of them named is any.
        tasks: What the bot was about with the customer; none named is any.
    """

    team: str = DEFAULT
    reasons: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    priority: int = 0

    def fits(self, reason: str | None, task: str | None) -> bool:
        """Whether a conversation with this reason and this task is meant."""
        return (not self.reasons or reason in self.reasons) and (not self.tasks or task in self.tasks)


def _one_team() -> Mapping[str, Team]:
    return {DEFAULT: Team(DEFAULT, {"de": "Kundenservice", "en": "Customer service"})}


@dataclass(frozen=True, slots=True)
class Plan:
    """Who answers what, and when. Without anything said it is one team that is always open.

    Attributes:
        teams: By id, the default team among them.
        rules: The first that fits counts.
    """

    teams: Mapping[str, Team] = field(default_factory=_one_team)
    rules: Sequence[Rule] = ()

    @property
    def zone(self) -> tzinfo:
        """Where the clock hangs by which reports tell days and hours: that of the default team."""
        hours = self.teams[DEFAULT].hours
        return hours.zone if hours else UTC

    def team(self, team_id: str) -> Team:
        """The team with this id; the default team where the plan does not have it any more."""
        return self.teams.get(team_id) or self.teams[DEFAULT]

    def needs(self, conversation: Conversation) -> Needs:
        """What `conversation` needs of whoever answers it."""
        task = (conversation.context or {}).get("task")
        fitting = (rule for rule in self.rules if rule.fits(conversation.reason, task))
        rule = next(fitting, Rule())
        team = self.team(conversation.wanted_team or rule.team).id
        # A rule asks its own team for skills. Whoever transfers to another one knows who can help there.
        skills = rule.skills if team == rule.team else frozenset[str]()
        return Needs(team, skills, rule.priority, conversation.language[:2])
