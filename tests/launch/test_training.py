"""When a model is trained, by a fake Python with a fake Rasa in it."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from handover.launch.errors import LaunchError
from handover.launch.fingerprint import model_name
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.screen import Screen
from handover.launch.training import KEPT_MODELS, ensure_model

SCREEN = Screen(Console(quiet=True))
# What comes after --out is the tenth argument, the name the last.
TRAINS = 'echo trained >> calls; shift 9; echo half > "$1/$3.tar.gz"'


@pytest.fixture
def places(tmp_path: Path) -> Layout:
    places = Layout(root=tmp_path, data=tmp_path / "var")
    places.make()
    (tmp_path / "domain.yml").write_text("intents: []")
    return places


@pytest.fixture
def guard() -> Iterator[Guard]:
    guard = Guard()
    yield guard
    guard.close()


def rasa(places: Layout, script: str) -> None:
    places.bot_python.parent.mkdir(parents=True, exist_ok=True)
    places.bot_python.write_text(f"#!/bin/sh\n{script}\n")
    places.bot_python.chmod(places.bot_python.stat().st_mode | stat.S_IXUSR)


def trainings(places: Layout) -> int:
    return len((places.root / "calls").read_text().splitlines())


def test_a_model_is_trained_once_and_again_when_its_sources_change(places: Layout, guard: Guard) -> None:
    rasa(places, TRAINS)
    first = ensure_model(places, os.environ, SCREEN, guard)
    assert first == places.models / f"{model_name(places.root)}.tar.gz"
    assert ensure_model(places, os.environ, SCREEN, guard) == first
    assert trainings(places) == 1
    (places.root / "domain.yml").write_text("intents: [greet]")
    assert ensure_model(places, os.environ, SCREEN, guard) != first
    assert trainings(places) == 2


def test_a_training_that_fails_says_why_and_leaves_no_model(places: Layout, guard: Guard) -> None:
    rasa(places, 'shift 9; echo half > "$1/$3.tar.gz"; echo "the domain is wrong"; exit 1')
    with pytest.raises(LaunchError) as caught:
        ensure_model(places, os.environ, SCREEN, guard)
    assert "the domain is wrong" in caught.value.remedy
    assert [path.name for path in places.models.iterdir()] == ["training.lock"]


def test_only_the_models_used_last_are_kept(places: Layout, guard: Guard) -> None:
    rasa(places, TRAINS)
    used = []
    for number in range(KEPT_MODELS + 2):
        (places.root / "domain.yml").write_text(f"intents: [number_{number}]")
        used.append(ensure_model(places, os.environ, SCREEN, guard))
        os.utime(used[-1], (number, number))
    assert [path for path in used if path.exists()] == used[-KEPT_MODELS:]


def test_a_training_that_was_killed_leaves_nothing_half(places: Layout, guard: Guard) -> None:
    rasa(places, f'shift 9; echo half > "$1/$3.tar.gz"; echo $$ > {places.root}/started; sleep 60')
    program = (
        "import os, pathlib, sys; from tests.launch.test_training import *; "
        "ensure_model(Layout(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])), os.environ, SCREEN, Guard())"
    )
    training = subprocess.Popen([sys.executable, "-c", program, str(places.root), str(places.data)], cwd=Path.cwd())
    started = places.root / "started"
    deadline = time.monotonic() + 20
    while not (started.exists() and started.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    training.send_signal(signal.SIGKILL)
    training.wait()
    assert not (places.models / f"{model_name(places.root)}.tar.gz").exists()

    rasa(places, TRAINS)
    model = ensure_model(places, os.environ, SCREEN, guard)
    assert {path.name for path in places.models.iterdir()} == {"training.lock", model.name}
