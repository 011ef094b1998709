"""The file of teams: what it means, and what is said of mistakes in it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from handover.domain.hours import OpeningHours, Period
from handover.domain.team import DEFAULT, Plan, Rule
from handover.owners_file import OwnersFileError
from handover.plan import read_plan

TEAM = "name: {de: Kundenservice, en: Customer service}, answer_within_hours: 4"
ZURICH = f"{TEAM}, time_zone: Europe/Zurich"


def plan(folder: Path, text: str) -> Plan:
    file = folder / "teams.yml"
    file.write_text(text)
    return read_plan(file)


def period(begins: float, ends: float) -> Period:
    return Period(timedelta(hours=begins), timedelta(hours=ends))


def hours(folder: Path, text: str, more: str = "") -> OpeningHours:
    read = plan(folder, f"teams: {{default: {{{ZURICH}, hours: {{{text}}}{more}}}}}").team(DEFAULT).hours
    assert read is not None
    return read


def test_without_the_file_there_is_one_team_that_is_always_open(tmp_path: Path) -> None:
    assert read_plan(tmp_path / "teams.yml") == Plan()


def test_a_team_without_hours_is_always_open(tmp_path: Path) -> None:
    team = plan(tmp_path, f"teams: {{default: {{{TEAM}}}}}").team(DEFAULT)
    assert team.hours is None
    assert team.name == {"de": "Kundenservice", "en": "Customer service"}
    assert team.answer_within == timedelta(hours=4)


def test_a_day_has_several_periods_and_the_last_may_pass_midnight(tmp_path: Path) -> None:
    assert hours(tmp_path, "monday: '08:00-12:30,13:15 - 18:00', sunday: 20:00-26:00").week == {
        0: [period(8, 12.5), period(13.25, 18)],
        6: [period(20, 26)],
    }


def test_periods_that_touch_are_apart_also_around_the_week(tmp_path: Path) -> None:
    week = hours(tmp_path, "monday: '02:00-12:00, 12:00-24:00', tuesday: 00:00-24:00, sunday: 20:00-26:00").week
    assert week[0] == [period(2, 12), period(12, 24)]


@pytest.mark.parametrize(
    ("region", "holiday", "workday"),
    [("CH-ZH", "2027-08-01", "2027-10-03"), ("DE-SN", "2027-11-17", "2027-08-01"), ("AT", "2027-10-26", "2027-11-17")],
)
def test_holidays_are_those_of_the_region_in_any_year(tmp_path: Path, region: str, holiday: str, workday: str) -> None:
    holidays = hours(tmp_path, "monday: 08:00-18:00", f", holidays: {region}").holidays
    assert date.fromisoformat(holiday) in holidays
    assert date.fromisoformat(workday) not in holidays


def test_a_rule_is_read_with_all_it_says(tmp_path: Path) -> None:
    said = "{team: returns, reasons: [complaint], tasks: [return_item], skills: [shoes], priority: 3}"
    read = plan(tmp_path, f"teams: {{default: {{{TEAM}}}, returns: {{{TEAM}}}}}\nrouting: [{said}]")
    one = frozenset[str]
    assert read.rules == [Rule("returns", one({"complaint"}), one({"return_item"}), one({"shoes"}), 3)]


def test_rules_may_all_be_commented_out(tmp_path: Path) -> None:
    assert plan(tmp_path, f"teams: {{default: {{{TEAM}}}}}\nrouting:\n#  - reasons: [complaint]\n").rules == []


WEEK = f"teams: {{default: {{{ZURICH}, hours: {{%s}}}}}}"
RULES = f"teams: {{default: {{{TEAM}}}}}\nrouting: [%s]"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "teams: is missing"),
        ("- teams", "the file: needs lines like `name: value`"),
        ("teams: [", "line 1: "),
        (f"teams: {{returns: {{{TEAM}}}}}", "teams: there is no 'default'"),
        (f"teams: {{default: {{{TEAM}, colour: red}}}}", "teams, default, colour: is not known here"),
        ("teams: {default: {name: {de: Team}, answer_within_hours: 4}}", "teams, default, name, en: is missing"),
        (f"teams: {{default: {{{TEAM}, name: {{de: A, en: B}}}}}}", "line 1: 'name' stands here twice"),
        (f"teams: {{Default Team: {{{TEAM}}}}}", "teams, Default Team: "),
        ("teams: {default: }", "teams, default: needs lines like `name: value`"),
        (f"teams: {{default: {{{TEAM.replace('4', '0')}}}}}", "teams, default, answer_within_hours: "),
        (f"teams: {{default: {{{TEAM}, time_zone: Europe/Zürich}}}}", "time_zone: 'Europe/Zürich' is no time zone"),
        (
            f"teams: {{default: {{{TEAM}, hours: {{monday: 08:00-18:00}}}}}}",
            "teams, default: the hours need a time_zone",
        ),
        (f"teams: {{default: {{{ZURICH}}}}}", "teams, default: a time zone and holidays are for hours"),
        (f"teams: {{default: {{{TEAM}, holidays: DE-SX}}}}", "teams, default, holidays: 'DE-SX' is no region"),
        (f"teams: {{default: {{{TEAM}, holidays: Zürich}}}}", "teams, default, holidays: 'Zürich' is no region"),
        (f"teams: {{default: {{{TEAM}, time_zone: [1], hours: {{}}}}}}", "time_zone: '[1]' is no time zone"),
        (RULES % "{reasons: [{a: b}]}", "routing, rule 1, reasons: '{'a': 'b'}' is no reason"),
        (f"teams: {{default: {{{TEAM}}}}}\n? [1]\n: 2", "line 2: "),
        (WEEK % "", "teams, default, hours: "),
        (WEEK % "montag: 08:00-18:00", "teams, default, hours, montag: "),
        (WEEK % "monday: 8-18", "teams, default, hours, monday: '8-18' is no time of the day"),
        (WEEK % "monday: 08:60-18:00", "teams, default, hours, monday: '08:60-18:00' is no time of the day"),
        (WEEK % "monday: ", "teams, default, hours, monday: '' is no time of the day"),
        (WEEK % "monday: 18:00-08:00", "teams, default, hours, monday: '18:00-08:00' ends before it begins"),
        (WEEK % "monday: 08:00-08:00", "teams, default, hours, monday: '08:00-08:00' ends before it begins"),
        (WEEK % "monday: 24:00-26:00", "teams, default, hours, monday: '24:00-26:00' begins on the next day"),
        (WEEK % "monday: 08:00-33:00", "teams, default, hours, monday: '08:00-33:00' is longer than a day"),
        (
            WEEK % "monday: '08:00-12:00, 11:00-13:00'",
            "teams, default, hours: a period of monday goes on while one of mon",
        ),
        (
            WEEK % "friday: 20:00-26:00, saturday: 01:00-05:00",
            "default, hours: a period of friday goes on while one of sat",
        ),
        (
            WEEK % "sunday: 20:00-26:00, monday: 01:00-05:00",
            "default, hours: a period of sunday goes on while one of mon",
        ),
        (RULES % "{team: returns, tasks: [return_item]}", "routing, rule 1, team: there is no team 'returns'"),
        (
            RULES % "{tasks: [a]}, {reasons: [angry]}",
            "routing, rule 2, reasons: 'angry' is no reason; there are asked_for_person, ",
        ),
        (RULES % "{tasks: return_item}", "routing, rule 1, tasks: has to be a list"),
        (f"teams: {{default: {{{TEAM}}}}}\nrouting: 1", "routing: has to be a list"),
        (RULES % "{priority: 1}", "routing, rule 1: it needs reasons or tasks"),
        (RULES % "{tasks: [a], priority: 4}", "routing, rule 1, priority: "),
        (RULES % "{task: a}", "routing, rule 1, task: is not known here"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(OwnersFileError, match=re.escape(problem)):
        plan(tmp_path, text)
