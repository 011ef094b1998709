"""`make bench-wake`: what wakes another process sooner and costs less, Redis or PostgreSQL's own notifications.

In one run and in turns, so that whatever else the machine does befalls both alike. First nudges: this process sends
them at a steady rate, another one notes how long each took. Then commits: rows are written as fast as they go, by one
writer and by eight, with and without a NOTIFY in the transaction; the database syncs to disk at each commit, as one in
use does.
"""

import asyncio
import multiprocessing
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import asyncpg
from redis.asyncio import Redis
from rich.console import Console
from rich.table import Table

from tests.postgres import running_postgres
from tests.redis_server import RedisServer

ROUNDS = 5
SECONDS = 3.0
RATES = (100, 1_000)
WRITERS = (1, 8)
CHANNEL = "nudges"
INSERT = "INSERT INTO said (words) VALUES ('Guten Tag')"
# Nobody listens to this channel: what is measured is the commit alone.
STATEMENTS = {"without NOTIFY": INSERT, "with NOTIFY": f"{INSERT}; NOTIFY unheard, 'topic'"}

Send = Callable[[str], Awaitable[object]]


async def _receive(redis_url: str, database_url: str, results: Connection) -> None:
    """Note how long each nudge took in ms, and hand that over for each word `next`; in a process of its own."""
    took: list[float] = []

    def heard(sent_at: str) -> None:
        took.append((time.monotonic_ns() - int(sent_at)) / 1e6)

    database = await asyncpg.connect(database_url)
    await database.add_listener(CHANNEL, lambda _connection, _pid, _channel, payload: heard(payload))
    async with Redis.from_url(redis_url, decode_responses=True) as redis, redis.pubsub() as ear:
        await ear.subscribe(CHANNEL)

        async def listen() -> None:
            async for message in ear.listen():
                if message["type"] == "message":
                    heard(message["data"])

        listening = asyncio.create_task(listen())
        results.send([])
        while await asyncio.to_thread(results.recv) == "next":
            results.send(took)
            took.clear()
        listening.cancel()
    await database.close()


def _receiver(redis_url: str, database_url: str, results: Connection) -> None:
    asyncio.run(_receive(redis_url, database_url, results))


async def _at_rate(send: Send, rate: int) -> None:
    """Send one after another, as one connection does; what came late is caught up with."""
    begun = time.monotonic()
    for number in range(int(rate * SECONDS)):
        await asyncio.sleep(begun + number / rate - time.monotonic())
        await send(str(time.monotonic_ns()))


async def _commits(database_url: str, writers: int, statement: str) -> list[float]:
    """How many ms each commit took that `writers` did as fast as they could."""
    took: list[float] = []
    until = time.monotonic() + SECONDS

    async def write(connection: asyncpg.Connection) -> None:
        while time.monotonic() < until:
            begun = time.monotonic_ns()
            async with connection.transaction():
                await connection.execute(statement)
            took.append((time.monotonic_ns() - begun) / 1e6)

    async with AsyncExitStack() as stack:
        connections = [await asyncpg.connect(database_url) for _ in range(writers)]
        for connection in connections:
            stack.push_async_callback(connection.close)
        await asyncio.gather(*map(write, connections))
    return took


Measured = dict[tuple[int, str], list[list[float]]]


async def _measure(redis_url: str, database_url: str, console: Console) -> tuple[Measured, Measured]:
    ours, theirs = multiprocessing.Pipe()
    receiver = multiprocessing.get_context("spawn").Process(target=_receiver, args=(redis_url, database_url, theirs))
    database = await asyncpg.connect(database_url)
    await database.execute("CREATE TABLE said (id bigserial PRIMARY KEY, words text)")
    receiver.start()
    await asyncio.to_thread(ours.recv)
    nudges: Measured = defaultdict(list)
    commits: Measured = defaultdict(list)
    async with Redis.from_url(redis_url) as redis:
        senders: dict[str, Send] = {
            "Redis": lambda sent_at: redis.publish(CHANNEL, sent_at),
            "PostgreSQL": lambda sent_at: database.execute(f"NOTIFY {CHANNEL}, '{sent_at}'"),
        }
        for number in range(ROUNDS):
            console.print(f"Round {number + 1} of {ROUNDS}")
            for rate in RATES:
                for name in sorted(senders, reverse=bool(number % 2)):
                    await _at_rate(senders[name], rate)
                    await asyncio.sleep(0.5)
                    ours.send("next")
                    nudges[rate, name].append(await asyncio.to_thread(ours.recv))
            for writers in WRITERS:
                for name in sorted(STATEMENTS, reverse=bool(number % 2)):
                    commits[writers, name].append(await _commits(database_url, writers, STATEMENTS[name]))
    ours.send("stop")
    receiver.join()
    await database.close()
    return nudges, commits


def _p50(took: list[float], _size: int) -> float:
    return statistics.median(took)


def _p99(took: list[float], _size: int) -> float:
    return statistics.quantiles(took, n=100, method="inclusive")[98]


def _heard(took: list[float], rate: int) -> float:
    return 100 * len(took) / (rate * SECONDS)


def _per_second(took: list[float], _size: int) -> float:
    return len(took) / SECONDS


NUDGES = {"ms a nudge at {}/s, p50": _p50, "ms a nudge at {}/s, p99": _p99, "% of nudges at {}/s heard": _heard}
COMMITS = {"ms a commit of {}, p50": _p50, "ms a commit of {}, p99": _p99, "commits/s of {}": _per_second}


def _table(measured: Measured, left: str, right: str, rows: dict[str, Callable[[list[float], int], float]]) -> Table:
    """Medians over the rounds; each row is a figure of one round, made of what was measured and of its size."""
    table = Table(title=f"Medians of {ROUNDS} rounds of {SECONDS:.0f} s")
    for column in ("", left, right, f"{right} / {left}"):
        table.add_column(column, justify="left" if not column else "right")
    for size in sorted({size for size, _name in measured}):
        for title, of in rows.items():
            one, other = (statistics.median(of(took, size) for took in measured[size, name]) for name in (left, right))
            table.add_row(title.format(size), f"{one:.2f}", f"{other:.2f}", f"{other / one:.2f}")
    return table


def main() -> None:
    """Measure and print the table."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder, running_postgres() as url:
        redis = RedisServer(Path(folder))
        try:
            nudges, commits = asyncio.run(_measure(redis.url, f"{url}/postgres".replace("+asyncpg", ""), console))
        finally:
            redis.kill()
    console.print(_table(nudges, "Redis", "PostgreSQL", NUDGES))
    console.print(_table(commits, "without NOTIFY", "with NOTIFY", COMMITS))


if __name__ == "__main__":
    main()
