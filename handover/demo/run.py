"""`lotse demo`: prepare what `lotse run` prepares, and play a year into the database."""

import asyncio
import logging
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import structlog

from handover.adapters.clock import SetClock
from handover.adapters.mailbox import Mailbox
from handover.adapters.rasas import Rasas
from handover.config import Settings
from handover.demo.progress import shown
from handover.demo.seasons import ZONE, Calendar
from handover.demo.stage import Stage, place
from handover.demo.world import World
from handover.demo.year import Happening, Story, tell_story
from handover.domain.journey import JourneyMap
from handover.domain.team import Plan
from handover.launch.errors import LaunchError
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.lock import only_launcher, only_service
from handover.launch.parts import service_url
from handover.launch.prepare import ensure_bot, ensure_databases
from handover.launch.screen import Screen
from handover.services import insights
from handover.storage.figures import Period
from handover.storage.store import Store, sqlite_file
from handover.web.lotse import Lotse
from handover.wiring import wire

# Orders grow old and are used up; the shop is built anew so often.
_SHOP_LASTS = timedelta(days=61)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for: how many days, customers on an ordinary day, and which story."""

    days: int
    a_day: float
    seed: int


def demo(
    places: Layout,
    environ: Mapping[str, str],
    settings: Settings,
    files: tuple[Plan, JourneyMap],
    wanted: Wanted,
    screen: Screen,
) -> None:
    """Prepare everything and play the year that ends now, with these files of the owner.

    Raises:
        LaunchError: There are conversations in the database already, or it cannot be prepared, or a process ended.
        KeyboardInterrupt: Somebody has enough; what was played until then stays, and is whole.
    """
    places.make()
    _quieten()
    url = service_url(environ)
    guard = Guard()
    try:
        with only_launcher(places, url), only_service(settings.database, url), place(places):
            # Before the minutes that a first training takes.
            ensure_databases(places, environ, screen)
            asyncio.run(_ensure_empty(settings.database))
            model = ensure_bot(places, environ, screen, guard)
            _play(Stage(places, environ, model, guard), settings, files, wanted, screen)
    finally:
        guard.close()


def _play(stage: Stage, settings: Settings, files: tuple[Plan, JourneyMap], wanted: Wanted, screen: Screen) -> None:
    try:
        with screen.step("Starting Rasa and the action server"):
            orders = stage.orders()
            stage.start()
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        story = Story(Calendar.of(wanted.days, now), wanted.a_day, wanted.seed, orders)
        _announce(story, screen)
        asyncio.run(_tell(stage, settings, files, story, screen))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        stage.stop()


async def _tell(stage: Stage, settings: Settings, files: tuple[Plan, JourneyMap], story: Story, screen: Screen) -> None:
    clock = SetClock(story.calendar.begins)
    lotse = wire(settings, *files, clock, None)
    mailbox = Mailbox(stage.folder / "mails")
    world = World(lotse, clock, mailbox)
    telling = asyncio.current_task()
    assert telling is not None  # noqa: S101 - we are in it
    # Cut off between two acts, and not in the middle of whatever the signal meets. A shell that starts this in the
    # background has it ignore Ctrl-C, and then asyncio does nothing about it by itself.
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, telling.cancel)
    try:
        await mailbox.open(urlsplit(settings.smtp_url.get_secret_value()).port or 0)
        with shown(screen) as show:

            def tell(done: int, total: int, at: datetime) -> None:
                stage.look()
                show(done, total, at)

            await tell_story(world, story, _happenings(stage, story.calendar), tell)
        await _sum_up(lotse, world, screen)
    except (asyncio.CancelledError, LaunchError):
        screen.say(f"The story ends on {_day(clock.now())}. What was told until then stays, and is whole.")
        raise
    finally:
        await world.end()
        await _close(lotse)
        await mailbox.close()


def _happenings(stage: Stage, calendar: Calendar) -> list[Happening]:
    happenings: list[Happening] = [
        (calendar.down_from, stage.shop_goes_down),
        (calendar.down_until, stage.shop_is_back),
        *((at, stage.gate_forgets) for at in calendar.nights()),
    ]
    anew = calendar.begins + _SHOP_LASTS
    while anew < calendar.ends:
        # At night, and not while it is down.
        happenings.append((anew.replace(hour=3), stage.shop_begins_anew))
        anew += _SHOP_LASTS
    return happenings


async def _ensure_empty(database: str) -> None:
    store = Store(database)
    try:
        known = sum((await insights.floors(store)).values())
    finally:
        await store.close()
    if known:
        raise LaunchError(
            f"There are {known} conversations in the database already, and a second year would double them.",
            f"Remove {sqlite_file(database) or 'the database'} and begin anew, or set LOTSE_DATABASE_URL to an empty "
            "database for this command and for `lotse run`.",
        )


async def _close(lotse: Lotse) -> None:
    await lotse.refusals.written()
    await lotse.limits.close()
    if isinstance(lotse.bot, Rasas):
        await lotse.bot.close()
    await lotse.actions.close()
    await lotse.store.close()


def _announce(story: Story, screen: Screen) -> None:
    calendar = story.calendar
    screen.say(
        f"- {len(story.arrivals())} customers come between {_day(calendar.begins)} and {_day(calendar.ends)}. "
        "Each of their messages goes through the real bot; Ctrl-C ends it where it is."
    )


async def _sum_up(lotse: Lotse, world: World, screen: Screen) -> None:
    while await lotse.reckoner.once():
        pass
    with screen.step("Grouping failures into gaps"):
        await world.grouper.now()
    told = await insights.outcomes(lotse.store, lotse.reckoner, Period())
    counts = {name: told[name]["total"] for name in ("conversations", "turns", "failures", "handovers")}
    screen.say(f"✓ {', '.join(f'{count} {name}' for name, count in counts.items())}")
    for outcome in told["outcomes"]:
        screen.say(f"    {outcome['outcome']:<18} {outcome['count']:>6}")
    if world.refused:
        screen.say(f"    refused by the service: {world.refused} (nothing of it was stored)")
    screen.say("Now start it with `make run`, and sign in at /insights as Olga.")


def _day(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%d %B %Y}"


def _quieten() -> None:
    """What the service logs while a story is told is the story's business; errors are shown."""
    logging.basicConfig(level=logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
