"""The real thing for tests: trained Rasa, action server and service, started by the launcher's own code."""

import os
import random
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.console import Console

from handover.launch.environment import defaults, environment, layout
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.parts import parts, service_url
from handover.launch.ports import free_port, is_taken
from handover.launch.prepare import ensure_bot, ensure_databases
from handover.launch.rasas import bot_urls
from handover.launch.run import make_child
from handover.launch.screen import Screen
from handover.launch.supervisor import Supervisor

MODEL = pytest.StashKey["Future[Path]"]()


class Stack:
    """Parts that run with a data folder and ports of their own.

    `service`, `rasa` and `actions` are the URLs, `token` is what these three ask of each other, `accounts` the demo
    accounts by first name, `environ` all settings, `logs` the folder with one log per part.
    """

    def __init__(self, folder: Path, model: Path, guard: Guard, screen: Screen, settings: dict[str, str]) -> None:
        places = Layout(root=layout(os.environ).root, data=folder)
        places.make()
        self.environ = environment(_environ(folder, settings), places)
        self.service = service_url(self.environ)
        self.rasa = bot_urls(self.environ)[0]
        self.actions = self.environ["LOTSE_ACTIONS_URL"]
        self.token = self.environ["LOTSE_BOT_TOKEN"]
        self.logs = places.logs
        # In a thread: it runs an event loop, and a browser under test has one in this one already.
        with ThreadPoolExecutor(1) as thread:
            made = thread.submit(ensure_databases, places, self.environ, screen).result()
        self.accounts = {account.name.lower(): account for account in made}
        whole = parts(places, self.environ, model)
        self._children = {part.name: make_child(part, places, self.environ, guard, screen) for part in whole}

    def start(self, *names: str) -> None:
        """Start these parts (all, when none is named) and wait until they are ready."""
        children = [self._children[name] for name in names or self._children]
        supervisor = Supervisor(children, print)
        supervisor.start()
        with Screen(Console(quiet=True)).step("") as step:
            supervisor.wait_until_ready(step, threading.Event())

    def pid(self, name: str) -> int:
        """The process of a part that was started."""
        pid = self._children[name].pid
        assert pid is not None
        return pid

    def has_ended(self, name: str) -> bool:
        """Whether a part that was started is gone."""
        return self._children[name].exit_code is not None

    def kill(self, name: str) -> None:
        """End a part at once, as `kill -9` does."""
        self._children[name].clear()

    def freeze(self, name: str) -> None:
        """Let a part hang: its port is open, and no answer comes."""
        self._children[name].signal(signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        """Let a frozen part go on."""
        self._children[name].signal(signal.SIGCONT)

    def stop(self) -> None:
        """End all parts."""
        for name in self._children:
            self.thaw(name)
        Supervisor(list(self._children.values()), print).stop()


@contextmanager
def running(folder: Path, model: Path, *names: str, settings: dict[str, str] | None = None) -> Iterator[Stack]:
    """A stack of which these parts run (all, when none is named), with a data folder and settings of its own."""
    guard = Guard()
    try:
        stack = Stack(folder, model, guard, Screen(Console(quiet=True)), settings or {})
        try:
            stack.start(*names)
            yield stack
        finally:
            stack.stop()
    finally:
        guard.close()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin at once with what the last tests wait for: on a fresh checkout the model takes minutes."""
    if not session.config.option.collectonly and any("model" in _fixtures(item) for item in session.items):
        _begin(session.config)


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def _begin(config: pytest.Config) -> "Future[Path]":
    """The model in the making. A test that asks for it by a fixture's name alone is the first to begin it."""
    if MODEL not in config.stash:
        config.stash[MODEL] = ready = Future[Path]()
        # A daemon: who interrupts the tests does not wait for a training, which ends with this process.
        threading.Thread(target=_make_model, args=(ready,), daemon=True).start()
    return config.stash[MODEL]


def _make_model(ready: "Future[Path]") -> None:
    places = layout(os.environ)
    places.make()
    guard = Guard()
    try:
        ready.set_result(ensure_bot(places, os.environ, Screen(Console(quiet=True)), guard))
    except BaseException as error:  # noqa: BLE001  # it is raised where the model is wanted
        ready.set_exception(error)
    finally:
        guard.close()


@pytest.fixture(scope="session")
def model(request: pytest.FixtureRequest) -> Path:
    """The model trained from this checkout; made once, with Rasa's environment, if it is not there."""
    ready = _begin(request.config)
    if not ready.done():
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            print("waiting for Rasa's environment and the model ...", file=sys.stderr, flush=True)
            return ready.result()
    return ready.result()


@pytest.fixture(scope="session")
def stack(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """All three parts, for the whole test run. A test that kills one starts it again."""
    with running(tmp_path_factory.mktemp("stack"), model) as stack:
        yield stack


def bot_places(processes: int) -> str:
    """A place for each Rasa and a spare one, where nobody is yet."""
    return ",".join(f"http://127.0.0.1:{free_port()}" for _ in range(processes + 1))


def _ports_in_a_row(count: int) -> int:
    """The first of some ports where nobody is, below those that the system gives to connections of other tests."""
    while True:
        first = random.randrange(20_000, 30_000)
        if not any(is_taken("127.0.0.1", port) for port in range(first, first + count)):
            return first


def _environ(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    """Nothing of what a developer has set for their own Lotse, and no port that one uses."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    ports = {
        "LOTSE_PORT": str(_ports_in_a_row(int(settings.get("LOTSE_SERVICE_PROCESSES", "1")))),
        "LOTSE_BOT_URL": bot_places(int(settings.get("LOTSE_BOT_PROCESSES", "1"))),
        "LOTSE_ACTIONS_URL": f"http://127.0.0.1:{free_port()}",
        "LOTSE_DEMO": "true",
        "LOTSE_SMTP_URL": f"smtp://127.0.0.1:{free_port()}",
    }
    return {**own, **defaults(folder), **ports, **settings}
