"""The service as a real process, which a test may kill as an operator or the system would."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from handover.launch.ports import free_port
from tests.check.commands import ROOT


class ServiceProcess:
    """`lotse serve` on a data folder and a port of its own.

    Attributes:
        url: Where it serves.
        process: The process; its output can be read when it has ended.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        own = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "handover", "serve"],
            cwd=ROOT,
            env={**own, "LOTSE_DATA_DIR": str(folder), "LOTSE_PORT": str(port), **settings},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def wait_until(self, path: str) -> None:
        """Wait until it answers 200 there."""
        while not self._answers(path):
            assert self.process.poll() is None, self.process.communicate()[0]
            time.sleep(0.1)

    def _answers(self, path: str) -> bool:
        try:
            return httpx.get(f"{self.url}{path}", trust_env=False).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


@contextmanager
def service_process(folder: Path, **settings: str) -> Iterator[ServiceProcess]:
    """A process with these settings, which is begun here and killed at the end of the block."""
    started = ServiceProcess(folder, settings)
    with started.process:
        try:
            yield started
        finally:
            started.process.kill()
