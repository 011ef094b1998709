"""Real Rasas: a new model comes and processes go, and of the customers who write meanwhile each is answered."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from handover.launch.accounts import demo_accounts
from handover.launch.environment import layout
from handover.launch.layout import Layout
from handover.launch.ports import free_port
from tests.launch.stream import Stream
from tests.redis_server import RedisServer
from tests.stack import Stack, bot_places, running

READY_SECONDS = 300
CUSTOMERS = 6
TURN_SECONDS, BUSY_MACHINE_S = 8, 4
MANY = {"LOTSE_MESSAGES_PER_MINUTE": "100000"}


class Lotse:
    """`lotse run` with the model in a data folder of its own, and `lotse promote` for it."""

    def __init__(self, folder: Path, model: Path, settings: dict[str, str]) -> None:
        self.places = Layout(root=layout(os.environ).root, data=folder / "var")
        self.places.make()
        shutil.copy2(model, self.places.models)
        self.service = f"http://127.0.0.1:{free_port()}"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
        self._environ = {
            **clean,
            "LOTSE_DATA_DIR": str(self.places.data),
            "LOTSE_PORT": self.service.rpartition(":")[2],
            "LOTSE_BOT_URL": bot_places(int(settings.get("LOTSE_BOT_PROCESSES", "1"))),
            "LOTSE_ACTIONS_URL": f"http://127.0.0.1:{free_port()}",
            "LOTSE_SMTP_URL": f"smtp://127.0.0.1:{free_port()}",
            **MANY,
            **settings,
        }
        command = [sys.executable, "-m", "handover", "run"]
        self._process = subprocess.Popen(
            command, env=self._environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._wait_until_it_runs()

    def promote(self) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "handover", "promote"]
        return subprocess.run(command, env=self._environ, capture_output=True, text=True, timeout=300, check=False)

    def train(self, name: str, content: bytes) -> None:
        """Put a model there as if it had just been trained."""
        path = self.places.models / f"{name}.tar.gz"
        path.write_bytes(content)
        os.utime(path, (time.time() + 5, time.time() + 5))

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=60)

    def _wait_until_it_runs(self) -> None:
        too_long = threading.Timer(READY_SECONDS, self._process.kill)
        too_long.start()
        said = ""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said += line
            if "Stop: Ctrl-C" in line:
                break
        too_long.cancel()
        assert "Lotse is running." in said, said


@pytest.fixture
def bot_database(postgres_server: str) -> str:
    """An empty PostgreSQL database for Rasas."""
    name = f"bot_{uuid4().hex}"

    async def create() -> None:
        connection = await asyncpg.connect(f"{postgres_server}/postgres".replace("+asyncpg", ""))
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    asyncio.run(create())
    return f"{postgres_server.replace('+asyncpg', '')}/{name}"


@pytest.fixture
def shared(bot_database: str, redis_server: RedisServer) -> dict[str, str]:
    """What two Rasas need."""
    return {
        "LOTSE_BOT_PROCESSES": "2",
        "LOTSE_BOT_DATABASE_URL": bot_database,
        "LOTSE_REDIS_URL": redis_server.url,
    }


@pytest.fixture(params=["one on SQLite", "two on PostgreSQL"])
def lotse(request: pytest.FixtureRequest, tmp_path: Path, model: Path) -> Iterator[Lotse]:
    settings = request.getfixturevalue("shared") if request.param == "two on PostgreSQL" else {}
    lotse = Lotse(tmp_path, model, settings)
    yield lotse
    lotse.stop()


def test_a_promotion_drops_no_turn_and_later_ones_are_read_by_the_new_model(lotse: Lotse, model: Path) -> None:
    with Stream(lotse.service, CUSTOMERS) as stream:
        stream.flow(2)
        lotse.train("lotse-new", model.read_bytes())
        promoted = lotse.promote()
        stream.flow(4)
        lotse.train("lotse-broken", b"no model")
        broken = lotse.promote()
        stream.flow(2)
    assert promoted.returncode == 0, promoted.stdout
    old = model.name.removesuffix(".tar.gz")
    assert f"Rasa answers with lotse-new, no longer with {old}." in promoted.stdout
    assert broken.returncode == 1
    assert "lotse-broken was not taken into use." in broken.stdout
    assert "goes on with lotse-new" in broken.stdout
    assert stream.all_were_answered(), [(each.asked, each.answers, each.apologies) for each in stream.customers]
    for understood in stream.understood(demo_accounts(lotse.places)[0]):
        models = [each["model"] for each in understood]
        assert (models[0], models[-1]) == (old, "lotse-new")
        assert all(each["intent"] not in {None, "nlu_fallback"} for each in understood)


@pytest.fixture
def two_rasas(shared: dict[str, str], tmp_path: Path, model: Path) -> Iterator[Stack]:
    with running(tmp_path, model, settings=shared | MANY) as stack:
        yield stack


def test_one_of_two_rasas_is_killed_and_no_turn_is_lost(two_rasas: Stack, redis_server: RedisServer) -> None:
    with Stream(two_rasas.service, CUSTOMERS) as stream:
        for name in ("rasa", "rasa-2"):
            stream.flow(3)
            two_rasas.kill(name)
            stream.flow(3)
            two_rasas.start(name)
        stream.flow(2)
        redis_server.kill()
        stream.flow(3)
        redis_server.start()
        two_rasas.freeze("rasa")
        stream.flow(6)
        two_rasas.thaw("rasa")
        stream.flow(2)
    assert stream.all_were_answered(), [(each.asked, each.answers, each.apologies) for each in stream.customers]
    # Who found the frozen one well waited for it as long as one may take, and was answered by the other.
    assert max(customer.slowest for customer in stream.customers) < TURN_SECONDS + BUSY_MACHINE_S
