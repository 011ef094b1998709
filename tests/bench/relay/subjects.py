"""What relays, started and ready: a plan for the load, and what came of each measurement."""

import asyncio
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from handover.launch.layout import ROOT
from handover.launch.screen import Step
from handover.storage.migrate import migrate
from tests.bench.relay.load import Plan
from tests.bench.relay.ours import CONVERSATIONS_OF_AGENT, Talks, service, staffed
from tests.bench.server import Server

RATE = 100
SECONDS = 10


@dataclass
class Subject:
    """Something that relays, and its figures, one value for each measurement."""

    name: str
    plan: Plan
    p50_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def measure(self) -> None:
        """Have the clients of a process of its own do what the plan says.

        Raises:
            RuntimeError: A message was lost or refused: then the times tell nothing.
        """
        command = [sys.executable, "-m", "tests.bench.relay.load"]
        plan = json.dumps(vars(self.plan))
        done = subprocess.run(command, cwd=ROOT, input=plan, text=True, check=True, stdout=subprocess.PIPE)
        came = json.loads(done.stdout)
        if came["lost"] or came["refused"]:
            raise RuntimeError(f"{self.name}: {came['lost']} messages were lost, {came['refused']} refused")
        shares = statistics.quantiles(came["took_ms"], n=100, method="inclusive")
        self.p50_ms.append(shares[49])
        self.p99_ms.append(shares[98])
        self.cpu_ms.append(came["cpu_ms"])


@dataclass(frozen=True)
class Crowd:
    """How many conversations there are, and whether each customer has a socket, too."""

    conversations: int = 50
    of_agent: int = 5
    customers_listen: bool = False


class Relays(ExitStack):
    """Starts what is measured, and ends it all at the end of the block."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __enter__(self) -> Self:
        return self

    def bare(self, name: str, database: str, crowd: Crowd) -> Subject:
        """The bare relay; an echo when no database is named."""
        command = [sys.executable, "-m", "tests.bench.relay.bare", "--database", database]
        address, pid = self._started(Server(command, "--port", "/healthz", {}, ROOT))
        ids = [str(uuid4()) for _ in range(crowd.conversations)]
        posts = [{"path": f"/messages/{each}", "headers": {}} for each in ids]
        where = {"url": address, "path": "/socket", "headers": {}}
        watched = [ids[at : at + crowd.of_agent] for at in range(0, len(ids), crowd.of_agent)]
        agents = [{**where, "send": [_watch(each) for each in some], "counts": True} for some in watched]
        customers = [{**where, "send": [_watch(each)], "counts": False} for each in ids]
        sockets = [*agents, *(customers if crowd.customers_listen else [])]
        return Subject(name, Plan(address, posts, sockets, RATE, SECONDS, [pid]))

    def ours(self, name: str, database: str, crowd: Crowd) -> Subject:
        """The service in one process; the database need have no tables yet."""
        address, pid, talks = self._ours(database, crowd)
        sockets = [*talks.sockets, *(talks.customers if crowd.customers_listen else [])]
        return Subject(name, Plan(address, talks.posts, sockets, RATE, SECONDS, [pid]))

    def ours_in_two(self, name: str, database: str, crowd: Crowd, redis: str) -> Subject:
        """The service in two processes: customers write to one, the agents' sockets are at the other."""
        _, pid, talks = self._ours(database, crowd, LOTSE_REDIS_URL=redis)
        # With the same keys, which lie in the folder of both.
        far, other_pid = self._started(service(database, self._home(database), LOTSE_REDIS_URL=redis))
        return Subject(name, Plan(far, talks.posts, talks.sockets, RATE, SECONDS, [pid, other_pid]))

    def _ours(self, database: str, crowd: Crowd, **settings: str) -> tuple[str, int, Talks]:
        assert crowd.of_agent <= CONVERSATIONS_OF_AGENT
        asyncio.run(migrate(database))
        addresses = asyncio.run(staffed(database, crowd.conversations // crowd.of_agent))
        address, pid = self._started(service(database, self._home(database), **settings))
        talks = Talks(address)
        asyncio.run(talks.begin(addresses, crowd.of_agent))
        return address, pid, talks

    def _home(self, database: str) -> Path:
        return self._folder / f"of-{Path(database).stem}"

    def _started(self, server: Server) -> tuple[str, int]:
        self.callback(server.stop)
        server.start()
        return server.address, server.pid


def by_turns(subjects: Sequence[Subject], rounds: int, step: Step) -> None:
    """Measure all of them, now this one first, now that one: what else the machine does befalls all alike."""
    for number in range(rounds):
        for subject in subjects if number % 2 == 0 else reversed(subjects):
            step.detail = f"round {number + 1} of {rounds}, {subject.name}"
            subject.measure()


def _watch(conversation: str) -> dict[str, Any]:
    return {"type": "watch", "conversation": conversation}
