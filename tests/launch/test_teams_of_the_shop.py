"""The file of teams that comes with the demo shop, and what is said when one cannot be used."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from handover.config import Settings
from handover.domain.team import DEFAULT
from handover.plan import read_plan
from tests.check.commands import ROOT

FILE = ROOT / "data/teams.yml"


def test_the_default_team_answers_when_the_bot_says_that_one_can_call() -> None:
    # data/answers/contact.yml: Monday to Friday 8 to 18, Saturday 9 to 13, Zurich time.
    team = read_plan(FILE).team(DEFAULT)
    monday, new_years_day, friday = (
        datetime(*day, tzinfo=UTC) for day in ((2026, 11, 23, 7), (2027, 1, 1, 9), (2026, 11, 27, 16))
    )
    assert team.is_open(monday)
    assert not team.is_open(new_years_day)
    assert team.answer_by(friday) == datetime(2026, 11, 28, 11, tzinfo=UTC)


def test_the_rules_send_nothing_where_nobody_of_the_demo_is() -> None:
    rules = read_plan(FILE).rules
    assert {rule.team for rule in rules} == {DEFAULT}
    assert [rule.skills for rule in rules if rule.skills] == []


def test_the_rules_name_tasks_that_the_bot_has() -> None:
    forms = yaml.safe_load((ROOT / "domain.yml").read_text())["forms"]
    tasks = {task for rule in read_plan(FILE).rules for task in rule.tasks}
    assert tasks <= {form.removesuffix("_form") for form in forms}


def test_a_file_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no file"):
        Settings(_env_file=None, teams_file=tmp_path / "teams.yml")


@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_wrong_file_is_told_and_nothing_starts(tmp_path: Path, command: str) -> None:
    file = tmp_path / "teams.yml"
    file.write_text("teams: {default: {name: {de: Team, en: Team}, answer_within_hours: soon}}")
    environ = os.environ | {"LOTSE_TEAMS_FILE": str(file), "LOTSE_DATA_DIR": str(tmp_path / "var")}
    started = [sys.executable, "-m", "handover", command]
    done = subprocess.run(started, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "teams, default, answer_within_hours: " in done.stdout + done.stderr
    assert not (tmp_path / "var" / "lotse.db").exists()
