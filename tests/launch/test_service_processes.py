"""How many processes of the service there are, and who may work on which database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from handover.config import Settings
from handover.launch.environment import defaults
from handover.launch.layout import Layout
from handover.launch.parts import parts
from handover.launch.ports import free_port
from tests.check.commands import ROOT

POSTGRES = "postgresql+asyncpg://lotse@127.0.0.1/lotse"
REDIS = "redis://127.0.0.1:6379/0"


@pytest.mark.parametrize("given", [{}, {"redis_url": REDIS}, {"database_url": POSTGRES}])
def test_more_than_one_process_is_refused_without_what_they_need(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, service_processes=2, **given)
    assert "SQLite is for one process" in str(caught.value)
    assert "LOTSE_DATABASE_URL=postgresql+asyncpg://" in str(caught.value)
    assert "LOTSE_REDIS_URL=redis://" in str(caught.value)


def test_with_what_they_need_there_may_be_several() -> None:
    assert Settings(_env_file=None, service_processes=4, database_url=POSTGRES, redis_url=REDIS).service_processes == 4


@pytest.mark.parametrize("url", ["127.0.0.1:6379", "http://127.0.0.1:6379", "localhost"])
def test_an_address_that_is_none_of_redis_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="no address of Redis"):
        Settings(_env_file=None, redis_url=url)


def test_each_process_has_the_next_port_and_a_log_of_its_own(tmp_path: Path) -> None:
    environ = defaults(tmp_path) | {"LOTSE_PORT": "8080", "LOTSE_SERVICE_PROCESSES": "3"}
    started = [one for one in parts(Layout(ROOT, tmp_path), environ, tmp_path) if "service" in one.name]
    assert [(one.name, one.ready_url, one.settings) for one in started] == [
        ("service", "http://127.0.0.1:8080/readyz", {"LOTSE_PORT": "8080"}),
        ("service-2", "http://127.0.0.1:8081/readyz", {"LOTSE_PORT": "8081"}),
        ("service-3", "http://127.0.0.1:8082/readyz", {"LOTSE_PORT": "8082"}),
    ]


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`lotse serve` on a port and a data folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    settings = {"LOTSE_DATA_DIR": str(folder), "LOTSE_PORT": str(port)}
    command = [sys.executable, "-m", "handover", "serve"]
    with subprocess.Popen(
        command, cwd=ROOT, env=own | settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until_alive(process: subprocess.Popen[str], port: int) -> None:
    while process.poll() is None:
        try:
            assert httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False).status_code == 200
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(process.communicate()[0])


def test_a_second_process_on_one_sqlite_file_is_refused_until_the_first_is_gone_even_by_9(
    tmp_path: Path, sqlite_url: str
) -> None:
    assert sqlite_url.endswith(f"{tmp_path}/lotse.db")
    first, second = free_port(), free_port()
    with serving(tmp_path, first) as one:
        wait_until_alive(one, first)
        with serving(tmp_path, second) as refused:
            said = refused.communicate(timeout=30)[0]
            assert refused.returncode == 1
        assert f"Another process of the service (process {one.pid}) at http://127.0.0.1:{first}" in said
        assert f"already works on {tmp_path / 'lotse.db'}." in said
        assert "LOTSE_DATABASE_URL" in said
        assert "LOTSE_REDIS_URL" in said
        one.send_signal(signal.SIGKILL)
        one.wait()
        with serving(tmp_path, second) as next_one:
            wait_until_alive(next_one, second)
