"""The commands of Lotse; each sees to its settings first and then calls the one thing it is for."""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from pydantic import ValidationError

from handover.config import Settings
from handover.domain.journey import JourneyMap
from handover.domain.team import Plan
from handover.journey_file import read_journey
from handover.launch.bot_environment import ensure_bot_environment
from handover.launch.environment import environment, for_demo, layout
from handover.launch.errors import LaunchError
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.lock import only_service
from handover.launch.parts import service_url
from handover.launch.prepare import ensure_bot
from handover.launch.promoting import promote
from handover.launch.run import run
from handover.launch.screen import Screen
from handover.launch.staff import add_options, keep_account, wanted
from handover.owners_file import OwnersFileError
from handover.plan import read_plan
from handover.storage.migrate import migrate

_MOST_DAYS = 1_100
_MOST_A_DAY = 10_000


def main() -> None:
    """Run the command named on the command line; the exit code is 1 when a person has to put something right."""
    screen = Screen()
    # A stop that comes while something is being prepared ends that cleanly, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        command, environ = _arguments(), dict(os.environ)
        places = layout(environ)
        os.chdir(places.root)
        os.environ.update(environment(environ, places))
        command(places, _settings(), screen)
    except LaunchError as error:
        screen.say(error.what, style="bold red")
        screen.say(error.remedy)
        sys.exit(1)
    except KeyboardInterrupt:
        screen.say("Stopped.")
        sys.exit(130)


Command = Callable[[Layout, Settings, Screen], None]


def _run(places: Layout, settings: Settings, screen: Screen) -> None:
    """Set everything up, start Rasa, the action server and the service."""
    # A wrong one is told before minutes of preparing, and not in the log of the service.
    _plan(settings)
    _journey(settings)
    os.environ.update(for_demo(os.environ))
    run(places, dict(os.environ), screen)


def _serve(places: Layout, settings: Settings, _screen: Screen) -> None:
    """Start the service alone."""
    from handover.serve import serve  # noqa: PLC0415 - the other commands start faster without it

    places.make()
    with only_service(settings.database, service_url(os.environ)):
        serve(settings, _plan(settings), _journey(settings))


def _migrate(_places: Layout, settings: Settings, screen: Screen) -> None:
    """Bring the service's database to the newest schema."""
    asyncio.run(migrate(settings.database))
    screen.say("The database is up to date.")


def _train(places: Layout, _settings: Settings, screen: Screen) -> None:
    """Train the bot's model, if its sources have changed."""
    places.make()
    guard = Guard()
    try:
        model = ensure_bot(places, dict(os.environ), screen, guard)
    finally:
        guard.close()
    screen.say(f"The model is {os.path.relpath(model)}.")


def _promote(places: Layout, _settings: Settings, screen: Screen) -> None:
    """Take the newest model into use in a running Lotse."""
    promote(places, screen)


def _answers(places: Layout, _settings: Settings, screen: Screen) -> None:
    """Check what the bot says, in data/answers; see docs/answers.md."""
    ensure_bot_environment(places, dict(os.environ), screen)
    ended = subprocess.run([places.bot_python, "-m", "bot.answers"], cwd=places.root, check=False)
    sys.exit(ended.returncode)


def _demo(arguments: argparse.Namespace, places: Layout, settings: Settings, screen: Screen) -> None:
    """Play a year of customers and agents into an empty database; see docs/demo.md."""
    from handover.demo.run import Wanted, demo  # noqa: PLC0415 - the other commands start faster without it
    from handover.demo.stage import apart  # noqa: PLC0415

    files = _plan(settings), _journey(settings)
    os.environ.update(for_demo(os.environ))
    os.environ.update(apart(places, os.environ))
    wanted = Wanted(arguments.days, arguments.a_day, arguments.seed)
    demo(places, dict(os.environ), _settings(), files, wanted, screen)


def _agent(arguments: argparse.Namespace, _places: Layout, settings: Settings, screen: Screen) -> None:
    """Make an account for somebody who answers, or change it; see docs/teams.md."""
    keep_account(settings.database, _plan(settings), wanted(arguments), screen)


def _arguments() -> Command:
    parser = argparse.ArgumentParser(prog="lotse", description="Self-service with a real person one step away.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in (
        ("run", _run),
        ("serve", _serve),
        ("migrate", _migrate),
        ("train", _train),
        ("promote", _promote),
        ("answers", _answers),
    ):
        commands.add_parser(name, help=command.__doc__).set_defaults(command=command)
    agent = commands.add_parser("agent", help=_agent.__doc__)
    add_options(agent)
    agent.set_defaults(command=_agent)
    year = commands.add_parser("demo", help=_demo.__doc__)
    year.add_argument("--days", type=_days, default=365, metavar="N", help="how many days, ending now; at first 365")
    year.add_argument("--a-day", type=_a_day, default=8, metavar="N", help="customers on an ordinary day; at first 8")
    year.add_argument("--seed", type=int, default=1, metavar="N", help="another number is another story")
    year.set_defaults(command=_demo)
    arguments = parser.parse_args()
    chosen: Command = arguments.command
    return partial(arguments.command, arguments) if arguments.command in {_agent, _demo} else chosen


def _days(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"it is a number from 1 to {_MOST_DAYS}")
    return int(text)


def _a_day(text: str) -> float:
    if not text.isdecimal() or not 0 < int(text) <= _MOST_A_DAY:
        raise argparse.ArgumentTypeError(f"it is a number from 1 to {_MOST_A_DAY}")
    return float(text)


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"  {_variable(problem['loc'])}{_plain(problem['msg'])}" for problem in error.errors()]
        raise LaunchError("Settings that cannot be used:", "\n".join([*lines, "See docs/settings.md."])) from None


def _plan(settings: Settings) -> Plan:
    with _told("docs/teams.md"):
        return read_plan(settings.teams_file)


def _journey(settings: Settings) -> JourneyMap:
    with _told("docs/journey.md"):
        return read_journey(settings.journey_file)


@contextmanager
def _told(page: str) -> Iterator[None]:
    """What is wrong in a file of the owner, with the page that tells how to write it."""
    try:
        yield
    except OwnersFileError as error:
        lines = [f"  {problem}" for problem in error.problems]
        raise LaunchError(f"{error.path} cannot be used:", "\n".join([*lines, f"See {page}."])) from None


def _variable(location: tuple[int | str, ...]) -> str:
    return f"LOTSE_{location[0]}: ".upper() if location else ""


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")


if __name__ == "__main__":
    main()
