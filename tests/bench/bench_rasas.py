"""`make bench-rasas`: what a turn costs with each way to remember, and what a second Rasa brings.

In one run: all are up at once and asked by turns, first one question at a time, then as many at once as two Rasas get
from the service, by its own adapter. The questions are those that are answered by a text, without an action.
"""

import asyncio
import os
import random
import statistics
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from rich.console import Console
from rich.table import Table

from handover.adapters.bot import Turn
from handover.adapters.rasas import Rasas
from handover.launch.environment import environment, layout
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.prepare import ensure_bot
from handover.launch.screen import Screen
from tests.bench.default_project import questions
from tests.bench.server import Server
from tests.postgres import running_postgres
from tests.redis_server import RedisServer

ROUNDS = 40
ALONE, AT_ONCE = 8, 64
IN_FLIGHT = 4
WORKERS = 2 * IN_FLIGHT
TURNS_PER_CONVERSATION = 4


@dataclass
class Setup:
    """Some Rasas with a memory; milliseconds of each turn, turns a second of each round, processor time of a turn."""

    name: str
    servers: list[Server]
    alone_ms: list[float] = field(default_factory=list)
    at_once_ms: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)
    processor_ms: list[float] = field(default_factory=list)

    def processor_seconds(self) -> float:
        """How long all of its processes have kept processors busy."""
        return sum(server.processor_seconds() for server in self.servers)

    def rasas(self, token: str) -> Rasas:
        """Who is asked."""
        return Rasas([str(server.client.base_url) for server in self.servers], token, 30, IN_FLIGHT)


def _turn(conversation: UUID, text: str) -> Turn:
    return Turn(conversation=conversation, turn=uuid4(), text=text, language="de")


async def _ask(rasas: Rasas, conversation: UUID, text: str) -> float:
    started = time.perf_counter()
    answer = await rasas.ask(_turn(conversation, text))
    assert answer.replies, text
    return (time.perf_counter() - started) * 1000


async def _answered_by_text(rasas: Rasas, asked: list[str]) -> list[str]:
    """As many questions, of those alone that need no action server."""
    answers = [await rasas.ask(_turn(uuid4(), text)) for text in asked]
    answered = [text for text, answer in zip(asked, answers, strict=True) if answer.replies and not answer.actions]
    return [answered[number % len(answered)] for number in range(len(asked))]


async def _measure_alone(setups: list[Setup], bots: list[Rasas], asked: list[str]) -> None:
    for number, text in enumerate(asked[:ALONE]):
        if number % TURNS_PER_CONVERSATION == 0:
            conversations = [uuid4() for _ in bots]
        for setup, bot, conversation in zip(setups, bots, conversations, strict=True):
            setup.alone_ms.append(await _ask(bot, conversation, text))


async def _measure_at_once(setup: Setup, bot: Rasas, asked: list[str]) -> None:
    left = [asked[at : at + TURNS_PER_CONVERSATION] for at in range(0, AT_ONCE, TURNS_PER_CONVERSATION)]

    async def work() -> None:
        while left:
            conversation, texts = uuid4(), left.pop()
            for text in texts:
                setup.at_once_ms.append(await _ask(bot, conversation, text))

    started, busy = time.perf_counter(), setup.processor_seconds()
    await asyncio.gather(*(work() for _ in range(WORKERS)))
    setup.per_second.append(AT_ONCE / (time.perf_counter() - started))
    setup.processor_ms.append((setup.processor_seconds() - busy) / AT_ONCE * 1000)


async def _round(setups: list[Setup], bots: list[Rasas], asked: list[str]) -> None:
    await _measure_alone(setups, bots, asked)
    for setup, bot in random.sample(list(zip(setups, bots, strict=True)), len(setups)):
        await _measure_at_once(setup, bot, asked)


async def _rounds(setups: list[Setup], asked: list[str], token: str, screen: Screen) -> None:
    bots = [setup.rasas(token) for setup in setups]
    asked = await _answered_by_text(bots[0], asked)
    await _round(setups, bots, asked)
    for setup in setups:
        for measured in (setup.alone_ms, setup.at_once_ms, setup.per_second, setup.processor_ms):
            measured.clear()
    with screen.step(f"Asking in {ROUNDS} rounds") as step:
        for number in range(1, ROUNDS + 1):
            step.detail = f"round {number}"
            await _round(setups, bots, asked)
    for bot in bots:
        await bot.close()


def main() -> None:
    """Measure and print the table."""
    screen, guard, places = Screen(), Guard(), layout(os.environ)
    places.make()
    try:
        model = ensure_bot(places, os.environ, screen, guard)
    finally:
        guard.close()
    asked = questions(places, AT_ONCE)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres = f"{stack.enter_context(running_postgres())}/postgres".replace("+asyncpg", "")
        redis = RedisServer(folder)
        stack.callback(redis.kill)
        shared = {"LOTSE_BOT_DATABASE_URL": postgres, "LOTSE_REDIS_URL": redis.url}
        settings = environment(os.environ, places) | {"LOTSE_REDIS_URL": ""}
        sqlite = settings | {"LOTSE_BOT_DATABASE_URL": f"sqlite:///{folder / 'bot.db'}"}
        setups = [
            Setup("1 Rasa, SQLite", [_server(places, model, sqlite)]),
            Setup("1 Rasa, PostgreSQL", [_server(places, model, settings | shared | {"LOTSE_REDIS_URL": ""})]),
            Setup("1 Rasa, PostgreSQL and Redis", [_server(places, model, settings | shared)]),
            Setup("2 Rasas, PostgreSQL and Redis", [_server(places, model, settings | shared) for _ in range(2)]),
        ]
        for server in (server for setup in setups for server in setup.servers):
            stack.callback(server.stop)
            server.start()
        asyncio.run(_rounds(setups, asked, settings["LOTSE_BOT_TOKEN"], screen))
    _print(setups, screen.console)


def _server(places: Layout, model: Path, settings: dict[str, str]) -> Server:
    command = [str(places.bot_python), "-m", "bot", "--model", str(model)]
    return Server(command, "LOTSE_BOT_URL", "/webhooks/service/", settings, places.root)


def _print(setups: list[Setup], console: Console) -> None:
    table = Table(title=f"{ROUNDS} rounds of {ALONE} turns one by one and {AT_ONCE} turns, {WORKERS} at once")
    for column in ("", "one by one: p50 ms", "p95 ms", f"{WORKERS} at once: turns/s", "p50 ms", "p95 ms", "CPU ms"):
        table.add_column(column, justify="right" if column else "left")
    for setup in setups:
        alone = [_share(setup.alone_ms, percent) for percent in (50, 95)]
        at_once = [_share(setup.at_once_ms, percent) for percent in (50, 95)]
        figures = [*alone, statistics.median(setup.per_second), *at_once, statistics.mean(setup.processor_ms)]
        table.add_row(setup.name, *(f"{figure:.1f}" for figure in figures))
    console.print(table)


def _share(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
