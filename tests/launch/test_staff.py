"""`lotse agent`: accounts for those who answer."""

import argparse
import asyncio
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from handover.adapters.clock import SystemClock
from handover.domain.agent import Agent
from handover.domain.errors import NotSignedInError
from handover.domain.team import Plan, Team
from handover.launch.errors import LaunchError
from handover.launch.screen import Screen
from handover.launch.staff import add_options, keep_account, wanted
from handover.services import agents
from handover.storage.store import Store
from tests.check.commands import ROOT

TEAM = {"de": "Team", "en": "Team"}
PLAN = Plan({"default": Team("default", TEAM), "returns": Team("returns", TEAM)})


class Office:
    """A database, and the command that keeps its accounts."""

    def __init__(self, url: str) -> None:
        self.url = url

    def agent(self, *options: str) -> str:
        """What the command says."""
        said, parser = StringIO(), argparse.ArgumentParser()
        add_options(parser)
        keep_account(self.url, PLAN, wanted(parser.parse_args(options)), Screen(Console(file=said)))
        return said.getvalue()

    def signs_in(self, email: str, password: str) -> Agent:
        async def sign_in() -> Agent:
            store = Store(self.url)
            try:
                return (await agents.sign_in(store, SystemClock(), email, password))[0]
            finally:
                await store.close()

        return asyncio.run(sign_in())


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(f"sqlite+aiosqlite:///{tmp_path}/lotse.db")


def password_in(said: str) -> str:
    [found] = re.findall(r"^Password, shown this once: (\S+)$", said, re.MULTILINE)
    return found


def test_a_new_account_has_the_usual_values_and_a_password_that_is_said_once(office: Office) -> None:
    dora = office.signs_in("dora@bergwerk.example", password_in(office.agent("Dora@Bergwerk.example")))
    assert (dora.name, dora.role, dora.team, dora.capacity) == ("dora", "agent", "default", 5)
    assert (dora.languages, dora.skills) == (("de", "en"), frozenset())
    assert "Password" not in office.agent("dora@bergwerk.example")


def test_an_account_is_all_that_was_said_of_it(office: Office) -> None:
    said = office.agent(
        *(
            "dora@bergwerk.example",
            "--name",
            "Dora",
            "--role",
            "owner",
            "--team",
            "returns",
            "--skills",
            "shoes, ropes",
        ),
        *("--languages", "en", "--capacity", "2"),
    )
    dora = office.signs_in("dora@bergwerk.example", password_in(said))
    assert (dora.name, dora.role, dora.team, dora.capacity) == ("Dora", "owner", "returns", 2)
    assert (dora.languages, dora.skills) == (("en",), {"shoes", "ropes"})
    assert "skills: ropes, shoes" in said


def test_what_is_not_named_stays(office: Office) -> None:
    password = password_in(office.agent("dora@bergwerk.example", "--name", "Dora", "--skills", "shoes"))
    office.agent("dora@bergwerk.example", "--capacity", "1")
    dora = office.signs_in("dora@bergwerk.example", password)
    assert (dora.name, dora.skills, dora.capacity) == ("Dora", {"shoes"}, 1)
    office.agent("dora@bergwerk.example", "--skills", "")
    assert office.signs_in("dora@bergwerk.example", password).skills == frozenset()


def test_a_new_password_makes_the_old_one_worthless(office: Office) -> None:
    old = password_in(office.agent("dora@bergwerk.example"))
    new = password_in(office.agent("dora@bergwerk.example", "--password-new"))
    assert office.signs_in("dora@bergwerk.example", new).name == "dora"
    with pytest.raises(NotSignedInError):
        office.signs_in("dora@bergwerk.example", old)


def test_a_team_that_the_plan_does_not_have_is_told_with_those_it_has(office: Office) -> None:
    with pytest.raises(LaunchError) as refused:
        office.agent("dora@bergwerk.example", "--team", "shoes")
    assert refused.value.what == "There is no team 'shoes'."
    assert refused.value.remedy.startswith("The plan has: default, returns.")


@pytest.mark.parametrize(
    "options",
    [
        ["dora"],
        ["dora@example"],
        ["do ra@bergwerk.example"],
        ["dora@bergwerk.example", "--role", "boss"],
        ["dora@bergwerk.example", "--languages", "fr"],
        ["dora@bergwerk.example", "--languages", ""],
        ["dora@bergwerk.example", "--capacity", "-1"],
        ["dora@bergwerk.example", "--capacity", "many"],
        ["dora@bergwerk.example", "--name", " "],
    ],
)
def test_what_makes_no_sense_is_refused(office: Office, options: list[str]) -> None:
    with pytest.raises(SystemExit):
        office.agent(*options)


def test_the_command_reads_the_plan_of_the_shop(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    command = [sys.executable, "-m", "handover", "agent", "dora@bergwerk.example", "--team", "returns"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environ | {"LOTSE_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "team returns" in done.stdout + done.stderr
