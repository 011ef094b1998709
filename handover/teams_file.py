"""What may stand in the file of teams, and what each line of it means."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Literal, Self, get_args
from zoneinfo import ZoneInfo, available_timezones

from holidays import HolidayBase, country_holidays
from pydantic import Field, PlainValidator, field_validator, model_validator

from handover.domain.handover import REASONS
from handover.domain.hours import OpeningHours, Period
from handover.domain.team import DEFAULT, Plan, Rule, Team
from handover.owners_file import Id, Name, Part, Text

_PERIOD = re.compile(r"(\d{1,2}):([0-5]\d)\s*-\s*(\d{1,2}):([0-5]\d)")
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


def _periods(day: object) -> list[Period]:
    return sorted(_period(text.strip()) for text in str(day or "").split(","))


def _period(text: str) -> Period:
    read = _PERIOD.fullmatch(text)
    if read is None:
        raise ValueError(f"'{text}' is no time of the day; write it like 08:00-12:00, 13:00-18:00")
    hours = [timedelta(hours=int(read[at]), minutes=int(read[at + 1])) for at in (1, 3)]
    begins, ends = hours
    if begins >= _DAY:
        raise ValueError(f"'{text}' begins on the next day; write it there")
    if ends <= begins:
        raise ValueError(f"'{text}' ends before it begins; past midnight count on, like 20:00-26:00")
    if ends > begins + _DAY:
        raise ValueError(f"'{text}' is longer than a day")
    return Period(begins, ends)


def _zone(name: object) -> ZoneInfo:
    if str(name) not in available_timezones():
        raise ValueError(f"'{name}' is no time zone; write it like Europe/Zurich")
    return ZoneInfo(str(name))


def _region(name: object) -> HolidayBase:
    country, _, part = str(name).partition("-")
    try:
        return country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        raise ValueError(f"'{name}' is no region whose holidays are known; write it like CH-ZH, DE-SN or AT") from None


def _reason(name: object) -> str:
    if str(name) not in REASONS:
        raise ValueError(f"'{name}' is no reason; there are {', '.join(sorted(REASONS))}")
    return str(name)


_Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS: tuple[_Weekday, ...] = get_args(_Weekday)
_Week = dict[_Weekday, Annotated[list[Period], PlainValidator(_periods)]]


class _Team(Part):
    name: Name
    answer_within_hours: float = Field(gt=0, le=1000)
    time_zone: Annotated[ZoneInfo, PlainValidator(_zone)] | None = None
    holidays: Annotated[HolidayBase, PlainValidator(_region)] | None = None
    hours: _Week | None = Field(None, min_length=1)

    @field_validator("hours")
    @classmethod
    def _are_apart(cls, hours: _Week | None) -> _Week | None:
        periods = [
            (number * _DAY + period.begins, number * _DAY + period.ends, day)
            for number, day in enumerate(_WEEKDAYS)
            for period in (hours or {}).get(day, [])
        ]
        # After Sunday comes Monday.
        following = [*periods[1:], *((begins + _WEEK, ends, day) for begins, ends, day in periods[:1])]
        for (_, ends, day), (begins, _, next_day) in zip(periods, following, strict=True):
            if begins < ends:
                raise ValueError(f"a period of {day} goes on while one of {next_day} begins")
        return hours

    @model_validator(mode="after")
    def _belong_together(self) -> Self:
        if self.hours is None and (self.time_zone or self.holidays is not None):
            raise ValueError("a time zone and holidays are for hours, and there are none")
        if self.hours is not None and self.time_zone is None:
            raise ValueError("the hours need a time_zone, like Europe/Zurich")
        return self

    def team(self, team_id: str) -> Team:
        hours = None
        if self.hours and self.time_zone:
            week = {_WEEKDAYS.index(day): periods for day, periods in self.hours.items()}
            # Not `or`: holidays of which nobody has asked a year yet are empty.
            hours = OpeningHours(self.time_zone, week, frozenset() if self.holidays is None else self.holidays)
        return Team(team_id, self.name.model_dump(), hours, timedelta(hours=self.answer_within_hours))


class _Rule(Part):
    team: str = DEFAULT
    reasons: frozenset[Annotated[str, PlainValidator(_reason)]] = frozenset()
    tasks: frozenset[Text] = frozenset()
    skills: frozenset[Text] = frozenset()
    priority: int = Field(0, ge=0, le=3)

    @model_validator(mode="after")
    def _is_for_some(self) -> Self:
        if not self.reasons and not self.tasks:
            raise ValueError("it needs reasons or tasks; without both it would be for every conversation")
        return self


class TeamsFile(Part):
    """The whole file."""

    teams: dict[Id, _Team]
    # Not `rules`: Rasa takes every file of data/ with that name in it for its own. Empty when all are commented out.
    routing: list[_Rule] | None = None

    def unknown_teams(self) -> Iterator[str]:
        """What is wrong between the two: teams that are named and are not there."""
        if DEFAULT not in self.teams:
            yield f"teams: there is no '{DEFAULT}', which has what no rule gives to another team"
        for number, rule in enumerate(self.routing or [], start=1):
            if rule.team not in self.teams:
                yield f"routing, rule {number}, team: there is no team '{rule.team}'"

    def plan(self) -> Plan:
        """What the file says."""
        teams = {team_id: team.team(team_id) for team_id, team in self.teams.items()}
        return Plan(teams, [Rule(**dict(rule)) for rule in self.routing or []])
