"""A server that is started to be measured."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

from handover.launch.ports import free_port

LONGEST_START_S = 600
PROBE_EVERY_S = 0.05


class Server:
    """A server as a process of its own, on a free port of loopback."""

    def __init__(self, command: list[str], port: str, ready: str, environ: Mapping[str, str], folder: Path) -> None:
        """Run `command` in `folder`.

        Args:
            command: What to run.
            port: The option, or the variable (a port when its name ends so, else an URL), that tells it where.
            ready: What answers when it is ready.
            environ: Its environment.
            folder: Where it runs.
        """
        self._command = command
        self._port = port
        self._ready = ready
        self._environ = environ
        self._folder = folder

    def start(self) -> float:
        """Start it; returns the seconds until it answered."""
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        url = f"http://{self.address}"
        option = [self._port, str(port)] if self._port.startswith("--") else []
        told = str(port) if self._port.endswith("_PORT") else url
        environ = {**self._environ, **({} if option else {self._port: told})}
        token = environ.get("LOTSE_BOT_TOKEN")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.client = httpx.Client(base_url=url, headers=headers, timeout=30, trust_env=False)
        started = time.monotonic()
        with tempfile.TemporaryFile("w+") as said:
            self._process = subprocess.Popen(
                [*self._command, *option],
                cwd=self._folder,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            while not self._answers():
                if self._process.poll() is not None or time.monotonic() > started + LONGEST_START_S:
                    said.seek(0)
                    raise RuntimeError(f"it did not start: {' '.join(self._command)}\n{said.read()[-2000:]}")
                time.sleep(PROBE_EVERY_S)
        return time.monotonic() - started

    @property
    def pid(self) -> int:
        """The process that was started."""
        return self._process.pid

    def megabytes(self) -> float:
        """Its resident memory now (Linux only)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def processor_seconds(self) -> float:
        """How long it has kept a processor busy (Linux only): other work on the machine hardly changes that."""
        times = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(") ")[2].split()[11:13]
        return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End it, if it was started."""
        if hasattr(self, "_process"):
            self.client.close()
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            return self.client.get(self._ready).is_success
        except httpx.NetworkError:
            return False
