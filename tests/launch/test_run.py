import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handover.launch.ports import free_port

FAKE = Path(__file__).with_name("fake_lotse.py")


class Running:
    """A launcher with fake parts in a process of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.ports = [str(free_port()), str(free_port())]
        self.process = subprocess.Popen(
            [sys.executable, str(FAKE), str(folder), *self.ports, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output = ""

    def read_until(self, text: str) -> str:
        while text not in self.output:
            line = self.process.stdout.readline()
            assert line, f"the launcher ended early:\n{self.output}"
            self.output += line
        return self.output

    def read_rest(self) -> str:
        self.output += self.process.communicate(timeout=20)[0]
        return self.output

    def parts(self) -> list[int]:
        return [pid for port in self.ports for pid in pids_of(port)]


def pids_of(port: str) -> list[int]:
    """Every process of the groups whose leader is a fake part on `port`."""
    found = subprocess.run(["pgrep", "-f", f"fake_part.py {port}"], capture_output=True, text=True, check=False)
    groups = ",".join(found.stdout.split())
    if not groups:
        return []
    members = subprocess.run(["pgrep", "-g", groups], capture_output=True, text=True, check=False)
    return [int(pid) for pid in members.stdout.split()]


def wait_until_gone(pids: list[int], seconds: float) -> list[int]:
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if exists(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def exists(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def launched(folder: Path, *options: str) -> Iterator[Running]:
    running = Running(folder, *options)
    try:
        running.read_until("Stop: Ctrl-C")
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
        running.process.communicate()


@pytest.fixture
def lotse(tmp_path: Path) -> Iterator[Running]:
    with launched(tmp_path) as running:
        yield running


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_and_leaves_no_process(lotse: Running, number: signal.Signals) -> None:
    pids = lotse.parts()
    assert len(pids) == 2
    lotse.process.send_signal(number)
    assert "Stopped." in lotse.read_rest()
    assert lotse.process.returncode == 0
    assert wait_until_gone(pids, 0.5) == []


def test_a_part_that_does_not_want_to_stop_is_ended_with_all_it_started(tmp_path: Path) -> None:
    with launched(tmp_path, "stubborn") as lotse:
        pids = lotse.parts()
        assert len(pids) == 3, "two parts, one of them with a child"
        asked = time.monotonic()
        lotse.process.send_signal(signal.SIGINT)
        assert "Stopped." in lotse.read_rest()
    assert time.monotonic() - asked < 15
    assert wait_until_gone(pids, 0.5) == []


def test_a_launcher_killed_with_9_leaves_no_process(tmp_path: Path) -> None:
    with launched(tmp_path, "stubborn") as lotse:
        pids = lotse.parts()
        assert len(pids) == 3
        lotse.process.kill()
        assert wait_until_gone(pids, 8) == []


def test_a_part_that_is_killed_is_started_again_and_a_person_told(lotse: Running) -> None:
    (pid,) = pids_of(lotse.ports[0])
    os.kill(pid, signal.SIGKILL)
    lotse.read_until("The fake first is back")
    assert re.search(r"The fake first ended \(killed by SIGKILL\); it starts again in 1 s", lotse.output)
    assert pids_of(lotse.ports[0]) not in ([], [pid])


def test_a_second_launcher_says_which_one_runs_and_touches_nothing(lotse: Running, tmp_path: Path) -> None:
    second = Running(tmp_path)
    said = second.read_rest()
    assert f"already runs from this data folder (process {lotse.process.pid})" in said
    assert "LOTSE_DATA_DIR" in said
    assert second.process.returncode == 1
    assert len(lotse.parts()) == 2
