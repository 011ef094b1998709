"""A new model in the place of the old one, with parts that start in no time; with real ones: test_real_promotion.py."""

import json
import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console

from handover.launch.child import Child, Part
from handover.launch.errors import LaunchError
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.lock import only_launcher
from handover.launch.log import Log
from handover.launch.ports import free_port
from handover.launch.promoter import Promoter
from handover.launch.promoting import promote
from handover.launch.screen import Screen, Step
from handover.launch.supervisor import Supervisor

FAKE = str(Path(__file__).with_name("fake_part.py"))
BROKEN = "lotse-broken"


class Launcher:
    """What `lotse run` has: children, and a loop in which it looks after them and after wishes."""

    def __init__(self, places: Layout, guard: Guard, processes: int) -> None:
        self.places = places
        self.told: list[str] = []
        self.urls = [f"http://127.0.0.1:{free_port()}/" for _ in range(processes + 1)]
        self.answering_when_one_left: list[int] = []
        self._guard = guard
        self._stop = threading.Event()
        rasas = {number: self.make(number, self.model("lotse-old")) for number in range(processes)}
        self.supervisor = Supervisor(list(rasas.values()), self.told.append)
        self.promoter = Promoter(places, self.supervisor, rasas, self.model("lotse-old"), self.make, self.told.append)
        self._loop = threading.Thread(target=lambda: self.supervisor.watch(self._stop, self.promoter.look))

    def model(self, name: str) -> Path:
        return self.places.models / f"{name}.tar.gz"

    def make(self, number: int, model: Path) -> Child:
        options = ("broken",) if model == self.model(BROKEN) else ()
        command = (sys.executable, FAKE, self.urls[number].rpartition(":")[2].strip("/"), *options, model.name)
        part = Part(f"rasa-{number + 1}", f"Rasa {number + 1}", command, self.urls[number], "LOTSE_BOT_URL")
        log = Log(self.places.logs / f"{part.name}.log", lambda _line: None)
        child = Child(part, os.environ, self.places.data, self._guard, log)
        child.signal = partial(self._note_who_answers, child.signal)
        return child

    def _note_who_answers(self, send: Callable[[signal.Signals], None], number: signal.Signals) -> None:
        if number == signal.SIGTERM:
            self.answering_when_one_left.append(sum(self.answering()))
        send(number)

    def start(self) -> None:
        self.supervisor.start()
        self.supervisor.wait_until_ready(Step("Starting"), threading.Event(), seconds=20)
        self._loop.start()

    def stop(self) -> None:
        self._stop.set()
        self._loop.join()
        self.promoter.stop()
        self.supervisor.stop()

    def answering(self) -> list[bool]:
        """For each place, whether somebody listens there."""
        return [_listens(int(url.rpartition(":")[2].strip("/"))) for url in self.urls]

    def models(self) -> list[str]:
        """What those that are looked after were started with."""
        return [child.part.command[-1] for child in self.supervisor.children]


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def trained(launcher: Launcher, name: str) -> None:
    """Put a model there that is newer than all others."""
    launcher.model(name).write_text(name)
    os.utime(launcher.model(name), (time.time() + 5, time.time() + 5))


@pytest.fixture
def places(tmp_path: Path) -> Layout:
    places = Layout(root=tmp_path, data=tmp_path / "var")
    places.make()
    (places.models / "lotse-old.tar.gz").write_text("old")
    return places


@pytest.fixture(params=[1, 2])
def launcher(request: pytest.FixtureRequest, places: Layout) -> Iterator[Launcher]:
    guard = Guard()
    launcher = Launcher(places, guard, request.param)
    with only_launcher(places, "http://127.0.0.1:1"):
        launcher.start()
        yield launcher
        launcher.stop()
    assert not any(launcher.answering())
    guard.close()


@pytest.fixture
def screen() -> Screen:
    return Screen(Console(quiet=True))


def test_the_new_model_comes_before_the_old_one_goes(launcher: Launcher, screen: Screen) -> None:
    trained(launcher, "lotse-new")
    promote(launcher.places, screen)
    processes = len(launcher.supervisor.children)
    assert launcher.models() == ["lotse-new.tar.gz"] * processes
    assert sum(launcher.answering()) == processes
    assert launcher.answering_when_one_left == [processes + 1] * processes
    assert "Rasa answers with lotse-new, no longer with lotse-old." in launcher.told


def test_the_place_that_got_free_is_the_spare_one_of_the_next_promotion(launcher: Launcher, screen: Screen) -> None:
    for name in ("lotse-new", "lotse-newer"):
        trained(launcher, name)
        promote(launcher.places, screen)
        assert set(launcher.models()) == {f"{name}.tar.gz"}


def test_a_model_that_does_not_load_is_told_of_and_the_old_one_goes_on(launcher: Launcher, screen: Screen) -> None:
    before = launcher.answering()
    trained(launcher, BROKEN)
    with pytest.raises(LaunchError) as caught:
        promote(launcher.places, screen)
    assert caught.value.what == "lotse-broken was not taken into use."
    assert "could not start with lotse-broken and goes on with lotse-old: exit code 3" in caught.value.remedy
    assert "ERROR the shelf fell down" in caught.value.remedy
    assert launcher.answering() == before
    trained(launcher, "lotse-new")
    os.utime(launcher.model("lotse-new"), (time.time() + 9, time.time() + 9))
    promote(launcher.places, screen)
    assert set(launcher.models()) == {"lotse-new.tar.gz"}


def test_the_model_that_answers_is_not_started_again(launcher: Launcher, screen: Screen) -> None:
    children = list(launcher.supervisor.children)
    promote(launcher.places, screen)
    assert launcher.supervisor.children == children
    assert "Rasa answers with lotse-old already." in launcher.told


def test_after_a_promotion_one_that_dies_starts_with_the_new_model(launcher: Launcher, screen: Screen) -> None:
    trained(launcher, "lotse-new")
    promote(launcher.places, screen)
    child = launcher.supervisor.children[0]
    child.signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while not any("is back" in line for line in launcher.told):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert child.is_ready()
    assert launcher.models()[0] == "lotse-new.tar.gz"


def test_a_second_wish_waits_until_the_first_is_fulfilled(launcher: Launcher, screen: Screen) -> None:
    wish = {"model": str(launcher.model("lotse-new")), "state": "begun", "told": ""}
    launcher.places.promotion.write_text(json.dumps(wish))
    with pytest.raises(LaunchError, match="lotse-new is being taken into use right now"):
        promote(launcher.places, screen)


def test_where_nothing_runs_nothing_is_promoted(places: Layout, screen: Screen) -> None:
    with pytest.raises(LaunchError, match="does not run from this data folder"):
        promote(places, screen)
    with only_launcher(places, "http://127.0.0.1:1"):
        pass
    with pytest.raises(LaunchError, match="does not run from this data folder"):
        promote(places, screen)


def test_without_a_trained_model_there_is_nothing_to_promote(places: Layout, screen: Screen) -> None:
    shutil.rmtree(places.models)
    with only_launcher(places, "http://127.0.0.1:1"), pytest.raises(LaunchError, match="no trained model"):
        promote(places, screen)
