"""PostgreSQL, Redis, Rasa, the action server and two processes of the service, all of them real, and the accounts."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
from argon2 import PasswordHasher

from handover.domain.agent import Agent
from handover.launch.parts import service_urls
from handover.storage import agents
from handover.storage.store import Store
from tests.chaos.plan import CAPACITY, TEAMS, Plan, settings
from tests.people import PASSWORD
from tests.postgres import running_postgres
from tests.redis_server import RedisServer
from tests.stack import Stack, running

SERVICES = ("service", "service-2")


class World:
    """All that runs.

    Attributes:
        stack: The parts of Lotse.
        redis: What its processes share besides the database.
        database: The service's, as SQLAlchemy writes it.
        emails: Of the agents.
    """

    def __init__(self, stack: Stack, redis: RedisServer, emails: list[str]) -> None:
        self.stack = stack
        self.redis = redis
        self.emails = emails
        self.database = stack.environ["LOTSE_DATABASE_URL"]
        self.urls = service_urls(stack.environ)

    def errors(self) -> list[str]:
        """What the processes of the service logged as an error."""
        logs = [(self.stack.logs / f"{name}.log").read_text() for name in SERVICES]
        return [line for log in logs for line in log.splitlines() if '"level": "error"' in line]


@asynccontextmanager
async def world(plan: Plan, model: Path) -> AsyncIterator[World]:
    """Everything started and ready, with nobody in it yet."""
    folder = Path(tempfile.mkdtemp(prefix="lotse-chaos-"))
    # What was committed first is asked afterwards; the clocks of the processes cannot tell.
    with (
        _removed(folder),
        running_postgres("-c fsync=off -c track_commit_timestamp=on -c max_connections=200") as server,
    ):
        redis = RedisServer(folder)
        try:
            teams = folder / "teams.yml"
            teams.write_text(TEAMS)
            given = {
                **settings(plan.patience),
                "LOTSE_DATABASE_URL": await _database(server, "lotse"),
                "LOTSE_BOT_DATABASE_URL": (await _database(server, "bot")).replace("+asyncpg", ""),
                "LOTSE_REDIS_URL": redis.url,
                "LOTSE_TEAMS_FILE": str(teams),
                "LOTSE_SERVICE_PROCESSES": str(len(SERVICES)),
                "LOTSE_BOT_PROCESSES": str(plan.rasas),
            }
            # Entered in a thread: it waits for minutes, and runs an event loop of its own.
            started = running(folder / "var", model, settings=given)
            stack = await asyncio.to_thread(started.__enter__)
            try:
                yield World(stack, redis, await _hire(stack.environ["LOTSE_DATABASE_URL"], plan.agents))
            finally:
                await asyncio.to_thread(started.__exit__, None, None, None)
        finally:
            redis.kill()


@contextmanager
def _removed(folder: Path) -> Iterator[None]:
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _database(server: str, name: str) -> str:
    connection = await asyncpg.connect(f"{server}/postgres".replace("+asyncpg", ""))
    try:
        await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()
    return f"{server}/{name}"


async def _hire(database: str, number: int) -> list[str]:
    """Give so many agents their accounts, all with the same password, which is cheap to check."""
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    emails = [f"agent{at}@bergwerk.example" for at in range(1, number + 1)]
    store = Store(database)
    async with store.transaction() as tx:
        for email in emails:
            await agents.add(tx, Agent(uuid4(), email.partition("@")[0], email, capacity=CAPACITY), hashed)
    await store.close()
    return emails
