"""What is measured of relaying, part by part; each answers the lines of a table."""

import asyncio
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from handover.launch.screen import Step
from tests.bench.relay.fill import fill
from tests.bench.relay.subjects import RATE, Crowd, Relays, Subject, by_turns
from tests.postgres import running_postgres
from tests.redis_server import RedisServer

ROUNDS = 3
FEW, MANY = 1_000, 1_000_000
THOUSAND = Crowd(conversations=1_000, of_agent=50, customers_listen=True)
COLUMNS = ("", "p50 ms", "p99 ms", "processor ms", "p50 ×", "p99 ×")

Lines = list[tuple[str, ...]]


class Databases:
    """Fresh databases on one server, by kind."""

    def __init__(self, folder: Path, postgres: str) -> None:
        self._folder = folder
        self._postgres = postgres

    def fresh(self, kind: str, name: str) -> str:
        """The URL of an empty database."""
        if kind == "SQLite":
            return f"sqlite+aiosqlite:///{self._folder / name}.db"
        asyncio.run(self._create(name))
        return f"{self._postgres}/{name}"

    async def _create(self, name: str) -> None:
        server = await asyncpg.connect(f"{self._postgres}/postgres".replace("+asyncpg", ""))
        await server.execute(f"CREATE DATABASE {name}")
        await server.close()


@contextmanager
def databases(folder: Path) -> Iterator[Databases]:
    """PostgreSQL as it is installed: with fsync."""
    with running_postgres() as url:
        yield Databases(folder, url)


def relay(folder: Path, step: Step) -> Lines:
    """Fifty conversations: the echo, the bare relay and ours, in one process and in two."""
    lines: Lines = []
    redis = RedisServer(folder)
    with databases(folder) as fresh:
        for kind in ("SQLite", "PostgreSQL"):
            step.detail = f"starting on {kind}"
            with Relays(folder) as start:
                bare = start.bare(f"{kind}: bare relay", fresh.fresh(kind, "bare"), Crowd())
                ours = start.ours(f"{kind}: Lotse", fresh.fresh(kind, "ours"), Crowd())
                others = [start.bare("echo, nothing stored", "", Crowd())]
                if kind == "PostgreSQL":
                    name = "PostgreSQL: Lotse, written in one process and read in another"
                    others = [start.ours_in_two(name, fresh.fresh(kind, "two"), Crowd(), redis.url)]
                by_turns([bare, ours, *others], ROUNDS, step)
            lines += [_line(bare), *(_line(each, bare) for each in [ours, *others])]
    redis.kill()
    return lines


def thousand(folder: Path, step: Step) -> Lines:
    """A thousand conversations, a socket of each customer, and twenty agents who watch fifty each."""
    lines: Lines = []
    with databases(folder) as fresh:
        for kind in ("SQLite", "PostgreSQL"):
            step.detail = f"opening a thousand conversations on {kind}"
            with Relays(folder) as start:
                bare = start.bare(f"{kind}: bare relay", fresh.fresh(kind, "bare"), THOUSAND)
                ours = start.ours(f"{kind}: Lotse", fresh.fresh(kind, "ours"), THOUSAND)
                by_turns([bare, ours], ROUNDS, step)
            lines += [_line(bare), _line(ours, bare)]
    return lines


def growth(folder: Path, step: Step) -> Lines:
    """Ours with a thousand stored events and with a million."""
    lines: Lines = []
    with databases(folder) as fresh:
        for kind in ("SQLite", "PostgreSQL"):
            with Relays(folder) as start:
                subjects = []
                for events in (FEW, MANY):
                    step.detail = f"filling {kind} with {events:,} events"
                    url = fresh.fresh(kind, f"with_{events}")
                    asyncio.run(fill(url, events))
                    subjects.append(start.ours(f"{kind}: {events:,} events", url, Crowd()))
                by_turns(subjects, ROUNDS, step)
            few, many = subjects
            lines += [_line(few), _line(many, few)]
    return lines


def _line(subject: Subject, beside: Subject | None = None) -> tuple[str, ...]:
    figures = (subject.p50_ms, subject.p99_ms, subject.cpu_ms)
    shown = tuple(f"{statistics.median(values):.2f}" for values in figures)
    if beside is None:
        return (subject.name, *shown, "1", "1")
    return (subject.name, *shown, _times(subject.p50_ms, beside.p50_ms), _times(subject.p99_ms, beside.p99_ms))


def _times(own: list[float], theirs: list[float]) -> str:
    """The median of what was how many times as long in each round."""
    return f"{statistics.median(one / other for one, other in zip(own, theirs, strict=True)):.2f}"


TITLES = {
    "relay": f"Fifty conversations, {RATE} messages a second",
    "thousand": f"A thousand conversations with 1,020 sockets, {RATE} messages a second",
    "growth": f"Stored events, {RATE} messages a second in fifty other conversations",
}
