"""Some days of the story on a bot in this process: they can be told again, add up, and leave nobody behind."""

import asyncio
import hashlib
import shutil
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from handover.adapters.bot import BotAnswer, BotChoice, Turn
from handover.adapters.clock import SetClock
from handover.adapters.mail_fake import FakePost
from handover.adapters.rasa_fake import FakeBot, not_understood, understood
from handover.config import Settings
from handover.demo.people import Order
from handover.demo.seasons import Calendar
from handover.demo.world import World
from handover.demo.year import Story, tell_story
from handover.domain.due import moments
from handover.domain.events import Event, Floor
from handover.domain.outcome import OUTCOMES
from handover.plan import read_plan
from handover.services import insights
from handover.services.sender import Sender
from handover.storage import conversations, event_log
from handover.storage.figures import Period
from handover.storage.store import Store
from handover.wiring import wire
from tests.check.commands import ROOT
from tests.support import JOURNEY

MONDAY = datetime(2026, 11, 23, 17, tzinfo=UTC)
DAYS, A_DAY = 4, 5
GEAR = [{"sku": "BG-2001", "de": "Hardshelljacke Föhn", "en": "Föhn hardshell jacket"}]
ORDERS = [
    Order(f"BW-10{number}", state, True, f"{name.lower()}@example.com", name, "8004", "Zürich", "CH", GEAR)
    for number, (name, state) in enumerate(
        [("Mia", "shipped"), ("Jonas", "delivered"), ("Lea", "packing"), ("Tom", "refunded"), ("Eva", "returned")], 4512
    )
]


def answers(turn: Turn) -> BotAnswer:
    """Not the same to everything, and always the same to the same."""
    language = "en" if (turn.language or "de").startswith("en") else "de"
    luck = hashlib.sha256(turn.text.encode()).digest()[0]
    if luck < 60:
        return not_understood(language=language)
    if luck < 100:
        signals = [{"escalate": {"reason": "asked_for_person"}}]
        return understood("contact_human_agent", "Moment", language=language, signals=signals)
    person = BotChoice(label="Mit einer Person sprechen", intent="contact_human_agent")
    return understood("track_order", "Unterwegs.", language=language, choices=[person])


class Told:
    """A story that was told."""

    def __init__(self, world: World, logs: list[list[Event]], outcomes: dict[str, Any], past_due: list[str]) -> None:
        self.refused = world.refused
        self.logs = logs
        self.outcomes = outcomes
        self.past_due = past_due

    def without_ids(self) -> list[list[tuple[Any, ...]]]:
        """What can be the same twice."""
        return [[(one.seq, one.at, one.name, one.floor, one.data.get("text")) for one in log] for log in self.logs]


async def tell(url: str, seed: int) -> Told:
    calendar = Calendar.of(DAYS, MONDAY)
    clock = SetClock(calendar.begins)
    settings = Settings(_env_file=None, database_url=url, bot_token="t" * 40, secret_key="k" * 40)
    bot = FakeBot(answers)
    lotse = wire(settings, read_plan(ROOT / "data/teams.yml"), JOURNEY, clock, bot)
    lotse = replace(lotse, sender=Sender(lotse.store, clock, {}, FakePost()))
    world = World(lotse, clock)
    story = Story(calendar, A_DAY, seed, ORDERS)

    async def down() -> None:
        bot.available = False

    async def back() -> None:
        bot.available = True

    happenings = [(story.calendar.down_from, down), (story.calendar.down_until, back)]
    try:
        await tell_story(world, story, happenings, lambda _done, _total, _at: None)
        outcomes = await insights.outcomes(lotse.store, lotse.reckoner, Period())
        return Told(world, await logs(lotse.store), outcomes, await past_due(lotse.store))
    finally:
        await world.end()
        await lotse.limits.close()
        await lotse.actions.close()
        await lotse.store.close()


async def logs(store: Store) -> list[list[Event]]:
    async with store.reading() as connection:
        everybody = await conversations.search(connection, None, None, None, 10_000)
        found = [await event_log.after(connection, one.id, 0, 10_000) for one in everybody]
    return sorted(found, key=lambda log: (log[0].at, len(log)))


async def past_due(store: Store) -> list[str]:
    async with store.reading() as connection:
        everybody = await conversations.search(connection, None, None, None, 10_000)
    late = [(one, due) for one in everybody for due, at in moments(one, store.patience).items() if at < MONDAY]
    return [f"{one.id} {due}" for one, due in late if one.floor is not Floor.CLOSED or one.promise_due_at]


@pytest.fixture(scope="module")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    path = tmp_path_factory.mktemp("told") / "lotse.db"
    shutil.copy(sqlite_template, path)
    return asyncio.run(tell(f"sqlite+aiosqlite:///{path}", seed=1))


async def test_the_same_seed_tells_the_same_story(told: Told, sqlite_url: str) -> None:
    again = await tell(sqlite_url, seed=1)
    assert again.without_ids() == told.without_ids()


async def test_another_seed_tells_another_one(told: Told, sqlite_url: str) -> None:
    assert (await tell(sqlite_url, seed=2)).without_ids() != told.without_ids()


def test_everything_happens_in_its_time_and_in_order(told: Told) -> None:
    for log in told.logs:
        at = [one.at for one in log]
        assert at == sorted(at)
        assert Calendar.of(DAYS, MONDAY).begins <= at[0]
        assert at[-1] <= MONDAY


def test_outcomes_add_up(told: Told) -> None:
    counted = told.outcomes["conversations"]
    assert counted["total"] == len(told.logs) > 20
    assert sum(one["count"] for one in told.outcomes["outcomes"]) + counted["open"] == counted["total"]
    assert [one["outcome"] for one in told.outcomes["outcomes"]] == list(OUTCOMES)


def test_nobody_is_left_with_what_was_due(told: Told) -> None:
    assert told.past_due == []


def test_what_is_due_is_done_at_its_moment_and_not_when_somebody_acts_next(told: Told) -> None:
    ended_by_silence = [
        (log[at - 1].at, one.at)
        for log in told.logs
        for at, one in enumerate(log)
        if one.name == "closed" and one.data["outcome"] in {"self_served", "gave_up_with_bot"}
    ]
    assert len(ended_by_silence) > 10
    assert all(closed - last <= timedelta(minutes=30, seconds=10) for last, closed in ended_by_silence)


def test_nobody_does_what_the_service_refuses(told: Told) -> None:
    assert told.refused == 0


def test_the_story_has_a_bit_of_everything(told: Told) -> None:
    happened = Counter(one.name for log in told.logs for one in log)
    for name in ("accepted", "resolved", "promised", "promise_kept", "failure_recorded", "judged", "rated", "visited"):
        assert happened[name], name


def test_while_the_bot_is_down_customers_are_told_so(told: Told) -> None:
    kinds = Counter(one.data["kind"] for log in told.logs for one in log if one.name == "failure_recorded")
    assert {"not_understood", "asked_for_person"} <= kinds.keys()
