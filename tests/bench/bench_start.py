"""`make bench-start`: our bot beside a bot as Rasa makes it by default: start, memory, and the time of a turn.

In one run and in turns: both are started several times, now this one first, now that one; then both are asked the same
questions, one by one, so that whatever else the machine does befalls both alike. The default is `rasa run` with Rasa's
default pipeline and policies (DIET, TED, UnexpecTED), trackers in memory, asked over its REST channel; ours keeps its
trackers in SQLite and is asked over its own channel. The default is trained with few epochs on a part of our data: see
tests/bench/default_project.py.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
from rich.console import Console
from rich.table import Table

from handover.launch.environment import environment, layout
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.prepare import ensure_bot
from handover.launch.screen import Screen, Step
from tests.bench.default_project import ENVIRON, ensure_default_model, questions
from tests.bench.server import Server

ROUNDS = 3
TURNS = 200
TURNS_PER_CONVERSATION = 4
UNMEASURED = 20


@dataclass
class Measured:
    """One bot and what was measured of it: one value per round, but one per turn in `turn_ms`."""

    name: str
    server: Server
    ask: Callable[[httpx.Client, str, str], bool]
    start_s: list[float] = field(default_factory=list)
    ready_mb: list[float] = field(default_factory=list)
    asked_mb: list[float] = field(default_factory=list)
    turn_ms: list[float] = field(default_factory=list)
    answered: int = 0


def ask_default(client: httpx.Client, conversation: str, text: str) -> bool:
    """Ask Rasa's REST channel; whether an answer came."""
    response = client.post("/webhooks/rest/webhook", json={"sender": conversation, "message": text})
    return any(each.get("text") for each in response.raise_for_status().json())


def ask_ours(client: httpx.Client, conversation: str, text: str) -> bool:
    """Ask our channel; whether an answer came."""
    body = {"conversation": conversation, "turn": str(uuid4()), "text": text}
    return bool(client.post("/webhooks/service/turns", json=body).raise_for_status().json()["replies"])


def main() -> None:
    """Measure and print the table."""
    screen, guard, places = Screen(), Guard(), layout(os.environ)
    places.make()
    try:
        our_model = ensure_bot(places, os.environ, screen, guard)
    finally:
        guard.close()
    with screen.step("Training Rasa's default (only when the data has changed, some minutes)"):
        default_model = ensure_default_model(places)
    asked = questions(places, UNMEASURED + TURNS)
    with tempfile.TemporaryDirectory() as folder:
        default = Measured("default", default_bot(places, default_model), ask_default)
        ours = Measured("ours", _ours(places, our_model, Path(folder)), ask_ours)
        for number in range(ROUNDS):
            with screen.step(f"Round {number + 1} of {ROUNDS}") as step:
                _round([default, ours] if number % 2 == 0 else [ours, default], asked, step)
    _print(default, ours, screen.console)


def _round(bots: list[Measured], asked: list[str], step: Step) -> None:
    try:
        for bot in bots:
            step.detail = f"starting {bot.name}"
            bot.start_s.append(bot.server.start())
            bot.ready_mb.append(bot.server.megabytes())
        for number, text in enumerate(asked):
            if number % TURNS_PER_CONVERSATION == 0:
                conversation = str(uuid4())
                step.detail = f"turn {number} of {len(asked)}"
            for bot in bots:
                started = time.perf_counter()
                answered = bot.ask(bot.server.client, conversation, text)
                if number >= UNMEASURED:
                    bot.turn_ms.append((time.perf_counter() - started) * 1000)
                    bot.answered += answered
        for bot in bots:
            bot.asked_mb.append(bot.server.megabytes())
    finally:
        for bot in bots:
            bot.server.stop()


def default_bot(places: Layout, model: Path) -> Server:
    """A bot as Rasa makes it by default."""
    command = [str(places.bot_python), "-m", "rasa", "run", "--model", str(model), "--interface", "127.0.0.1"]
    return Server(command, "--port", "/webhooks/rest/", ENVIRON, model.parent)


def _ours(places: Layout, model: Path, folder: Path) -> Server:
    settings = environment(os.environ, places) | {"LOTSE_BOT_DATABASE_URL": f"sqlite:///{folder / 'bot.db'}"}
    command = [str(places.bot_python), "-m", "bot", "--model", str(model)]
    return Server(command, "LOTSE_BOT_URL", "/webhooks/service/", settings, places.root)


def _print(default: Measured, ours: Measured, console: Console) -> None:
    table = Table(title=f"Medians of {ROUNDS} starts and {len(ours.turn_ms)} turns")
    for column in ("", "default", "ours", "ours / default", "wanted at most"):
        table.add_column(column, justify="left" if not column else "right")

    def row(title: str, theirs: float, own: float, wanted: float | None = None) -> None:
        table.add_row(title, f"{theirs:.1f}", f"{own:.1f}", f"{own / theirs:.2f}", f"{wanted:.2f}" if wanted else "")

    row("seconds until ready", statistics.median(default.start_s), statistics.median(ours.start_s), 1 / 3)
    row("MB resident when ready", statistics.median(default.ready_mb), statistics.median(ours.ready_mb), 1 / 2)
    title = f"MB resident after {TURNS} turns"
    row(title, statistics.median(default.asked_mb), statistics.median(ours.asked_mb), 1 / 2)
    row("ms a turn, p50", _share(default.turn_ms, 50), _share(ours.turn_ms, 50), 1 / 4)
    row("ms a turn, p95", _share(default.turn_ms, 95), _share(ours.turn_ms, 95))
    row("% of turns answered", *(100 * each.answered / len(each.turn_ms) for each in (default, ours)))
    console.print(table)


def _share(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
