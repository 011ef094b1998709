"""`lotse agent`: make an account for somebody who answers or reads insights, or change it."""

import argparse
import asyncio
from dataclasses import dataclass
from typing import Any

from handover.domain.agent import Agent, Role
from handover.domain.language import LANGUAGES
from handover.domain.team import Plan
from handover.launch.accounts import password
from handover.launch.errors import LaunchError
from handover.launch.prepare import migrate_service
from handover.launch.screen import Screen
from handover.services import agents
from handover.storage.store import Store

_LONGEST_NAME = 100


@dataclass(frozen=True)
class Wanted:
    """What the command line says of an account; `changes` has only what it names."""

    email: str
    changes: dict[str, Any]
    password_new: bool


def add_options(parser: argparse.ArgumentParser) -> None:
    """Teach `parser` what can be said of an account; whatever is left out stays as it is."""
    parser.add_argument("email", type=_email, metavar="EMAIL", help="what they sign in with")
    parser.add_argument("--name", type=_name, help="what customers read; at first what stands before the @")
    parser.add_argument("--role", type=Role, choices=list(Role), help="agents answer, owners read insights")
    parser.add_argument("--team", help="one of data/teams.yml; at first default")
    parser.add_argument("--skills", type=_skills, metavar="A,B", help="all they have; '' takes them away")
    parser.add_argument("--languages", type=_languages, metavar="de,en", help="which they answer in; at first both")
    parser.add_argument("--capacity", type=_capacity, metavar="N", help="conversations they have at once; at first 5")
    parser.add_argument("--password-new", action="store_true", help="make a new password; it signs them out")


def wanted(arguments: argparse.Namespace) -> Wanted:
    """What was said with the options of `add_options`."""
    names = ("name", "role", "team", "skills", "languages", "capacity")
    changes = {name: value for name in names if (value := getattr(arguments, name)) is not None}
    return Wanted(arguments.email, changes, arguments.password_new)


def keep_account(url: str, plan: Plan, wanted: Wanted, screen: Screen) -> None:
    """Make or change the account, and say what it is now; a made password is said this once.

    Raises:
        LaunchError: The plan has no such team, or the database cannot be used.
    """
    team = wanted.changes.get("team")
    if team is not None and team not in plan.teams:
        raise LaunchError(f"There is no team '{team}'.", f"The plan has: {', '.join(plan.teams)}. See docs/teams.md.")
    migrate_service(url)
    made = password()
    person, is_theirs = asyncio.run(_keep(url, wanted, made))
    skills = ", ".join(sorted(person.skills)) or "none"
    screen.say(f"{person.name} <{person.email}>: {person.role}, team {person.team}, skills: {skills}")
    screen.say(f"languages: {', '.join(person.languages)}, up to {person.capacity} conversations at once")
    if is_theirs:
        screen.say(f"Password, shown this once: {made}")


async def _keep(url: str, wanted: Wanted, made: str) -> tuple[Agent, bool]:
    store = Store(url)
    try:
        return await agents.keep(store, wanted.email, wanted.changes, made, renew=wanted.password_new)
    finally:
        await store.close()


def _email(text: str) -> str:
    local, at, domain = text.strip().partition("@")
    if not (local and at and "." in domain) or " " in text.strip():
        raise argparse.ArgumentTypeError(f"'{text}' is no e-mail address")
    return text.strip().lower()


def _name(text: str) -> str:
    if not 0 < len(name := text.strip()) <= _LONGEST_NAME:
        raise argparse.ArgumentTypeError(f"it has 1 to {_LONGEST_NAME} letters")
    return name


def _skills(text: str) -> frozenset[str]:
    return frozenset(_several(text))


def _several(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for each in text.split(",") if (part := each.strip())))


def _languages(text: str) -> tuple[str, ...]:
    languages = _several(text)
    if not languages or not set(languages) <= set(LANGUAGES):
        raise argparse.ArgumentTypeError(f"'{text}' is not de, en or de,en")
    return languages


def _capacity(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 0 on")
    return int(text)
