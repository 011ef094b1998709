import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handover.launch.child import Child, Part
from handover.launch.errors import LaunchError
from handover.launch.guard import Guard
from handover.launch.log import Log
from handover.launch.parts import service_url
from handover.launch.ports import check_ports, free_port, is_taken
from handover.launch.screen import Step
from handover.launch.supervisor import Supervisor

FAKE = str(Path(__file__).with_name("fake_part.py"))


@pytest.fixture
def guard() -> Iterator[Guard]:
    guard = Guard()
    yield guard
    guard.close()


def part(*options: str) -> Part:
    port = free_port()
    command = (sys.executable, FAKE, str(port), *options)
    return Part("shelf", "the shelf", command, f"http://127.0.0.1:{port}/", "LOTSE_SHELF_URL")


def supervisor(guard: Guard, folder: Path, which: Part) -> Supervisor:
    log = Log(folder / "shelf.log", lambda _line: None)
    return Supervisor([Child(which, os.environ, folder, guard, log)], lambda _line: None)


def test_it_waits_until_a_part_answers(guard: Guard, tmp_path: Path) -> None:
    watched = supervisor(guard, tmp_path, part())
    watched.start()
    try:
        watched.wait_until_ready(Step("Starting"), threading.Event(), seconds=20)
        assert watched.children[0].is_ready()
    finally:
        watched.stop()
    assert not watched.children[0].running


def test_a_part_that_ends_while_starting_is_named_with_its_last_words(guard: Guard, tmp_path: Path) -> None:
    watched = supervisor(guard, tmp_path, part("broken"))
    watched.start()
    with pytest.raises(LaunchError) as caught:
        watched.wait_until_ready(Step("Starting"), threading.Event(), seconds=20)
    watched.stop()
    assert "The shelf ended while starting (exit code 3)." in caught.value.what
    assert "ERROR the shelf fell down" in caught.value.remedy
    assert str(tmp_path / "shelf.log") in caught.value.remedy


def test_a_part_that_is_never_ready_is_named(guard: Guard, tmp_path: Path) -> None:
    sleeper = replace(part(), command=(sys.executable, "-c", "import time; time.sleep(60)"))
    watched = supervisor(guard, tmp_path, sleeper)
    watched.start()
    with pytest.raises(LaunchError, match="not ready after 1 s"):
        watched.wait_until_ready(Step("Starting"), threading.Event(), seconds=0.6)
    watched.stop()


def test_a_taken_port_is_told_with_the_setting_that_gives_another(guard: Guard, tmp_path: Path) -> None:
    taken = part()
    watched = supervisor(guard, tmp_path, taken)
    watched.start()
    watched.wait_until_ready(Step("Starting"), threading.Event(), seconds=20)
    with pytest.raises(LaunchError) as caught:
        check_ports([taken])
    watched.stop()
    assert f"Port {taken.ready_url.split(':')[2].strip('/')} for the shelf is taken" in caught.value.what
    assert "LOTSE_SHELF_URL" in caught.value.remedy
    check_ports([taken])


@pytest.mark.parametrize("url", ["127.0.0.1:5005", "http://127.0.0.1/", "http://127.0.0.1:port/", "http://:5005/"])
def test_an_address_without_host_or_port_is_refused_with_its_setting(url: str) -> None:
    with pytest.raises(LaunchError, match="LOTSE_SHELF_URL names no address that the shelf could listen on"):
        check_ports([replace(part(), ready_url=url)])


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("0.0.0.0", "http://127.0.0.1:8080"),
        ("::", "http://[::1]:8080"),
        ("::1", "http://[::1]:8080"),
    ],
)
def test_the_service_is_asked_where_it_can_be_reached(host: str, url: str) -> None:
    environ = {"LOTSE_HOST": host, "LOTSE_PORT": "8080", "LOTSE_SERVICE_PROCESSES": "1"}
    assert service_url(environ) == url


def test_a_free_port_of_either_kind_is_not_taken() -> None:
    port = free_port()
    assert [is_taken(host, port) for host in ("127.0.0.1", "::1")] == [False, False]


def test_two_parts_on_one_port_are_refused() -> None:
    one = part()
    with pytest.raises(LaunchError, match=r"cannot both have port \d+"):
        check_ports([one, replace(one, title="the other shelf")])


def test_a_log_stays_within_its_size_and_tells_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handover.launch.log.MAX_BYTES", 1_000)
    told: list[str] = []
    log = Log(tmp_path / "shelf.log", told.append)
    for number in range(500):
        log.add(f"line {number}\n".encode())
    log.add(b"ERROR the shelf fell down\n")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 2_200
    assert told == ["ERROR the shelf fell down"]
    assert log.tail(2).splitlines() == ["line 499", "ERROR the shelf fell down"]
