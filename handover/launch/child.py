import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from handover.launch.guard import Guard
from handover.launch.log import Log

PROBE_SECONDS = 2.0


@dataclass(frozen=True)
class Part:
    """One of the processes that make up a running Lotse.

    Args:
        name: short, for commands and log files.
        title: what a person calls it.
        command: program and arguments, run in the checkout.
        ready_url: answers 200 once it can be used.
        setting: the variable that says on which port it listens.
        settings: what is set for it alone.
    """

    name: str
    title: str
    command: tuple[str, ...]
    ready_url: str
    setting: str
    settings: Mapping[str, str] = field(default_factory=dict)


class Child:
    """A part as a child process, in a process group of its own; it can be started again after it ended."""

    def __init__(self, part: Part, environ: Mapping[str, str], folder: Path, guard: Guard, log: Log) -> None:
        self.part = part
        self.log = log
        self.started_at = 0.0
        self._environ = {**environ, **part.settings}
        self._folder = folder
        self._guard = guard
        self._process: subprocess.Popen[bytes] | None = None
        self._pump: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """Its process id, which is its group's too; None before the first start."""
        return self._process.pid if self._process else None

    @property
    def exit_code(self) -> int | None:
        """How it ended (negative: by that signal); None while it runs."""
        return self._process.poll() if self._process else None

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self.exit_code is None

    def start(self) -> None:
        """Start it, after anything that an earlier one left behind was ended."""
        self.clear()
        self._process = subprocess.Popen(
            self.part.command,
            cwd=self._folder,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        self._guard.watch(self._process.pid)
        self.started_at = time.monotonic()
        self._pump = threading.Thread(target=self.log.pump, args=(self._process.stdout,), daemon=True)
        self._pump.start()

    def is_ready(self) -> bool:
        """Whether it answers that it can be used."""
        try:
            answer = httpx.get(self.part.ready_url, timeout=PROBE_SECONDS, trust_env=False)
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and to all that it started."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def clear(self) -> None:
        """Take away what is left of an ended process: its group, its place with the warden, its reader."""
        if self._process is None:
            return
        self.signal(signal.SIGKILL)
        self._process.wait()
        self._guard.forget(self._process.pid)
        if self._pump:
            self._pump.join(timeout=1.0)
