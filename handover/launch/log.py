import re
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO

MAX_BYTES = 5_000_000
TAIL_LINES = 40
# At most so many problem lines per window are shown; the file has them all.
SHOWN_LINES, SHOWN_CHARACTERS, WINDOW_SECONDS = 5, 300, 30.0

PROBLEM = re.compile(r"\b(ERROR|CRITICAL)\b|\[(error|critical)\b|\"level\": ?\"(error|critical)\"")


class Log:
    """The output of one process: kept in a file of bounded size (and the one before), its problems told.

    Args:
        path: the file; the older half of the output is beside it, ending in `.1`.
        tell: gets each line that reports a problem.
    """

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        self.path = path
        self._tell = tell
        self._tail: deque[str] = deque(maxlen=TAIL_LINES)
        self._shown: deque[float] = deque(maxlen=SHOWN_LINES)

    def pump(self, output: IO[bytes]) -> None:
        """Read until the process has closed its output."""
        with output:
            # The size given bounds a line, so that one without an end cannot fill the memory.
            for line in iter(lambda: output.readline(65_536), b""):
                self.add(line)

    def add(self, line: bytes) -> None:
        """Keep a line, and tell it if it reports a problem."""
        if self.path.exists() and self.path.stat().st_size > MAX_BYTES:
            self.path.replace(self.path.with_name(f"{self.path.name}.1"))
        with self.path.open("ab") as file:
            file.write(line)
        text = line.decode(errors="replace").rstrip()
        self._tail.append(text)
        if PROBLEM.search(text):
            self._tell_unless_many(text)

    def tail(self, lines: int = 12) -> str:
        """The last lines, for a message that says why a process ended."""
        return "\n".join(list(self._tail)[-lines:])

    def _tell_unless_many(self, text: str) -> None:
        now = time.monotonic()
        if len(self._shown) == SHOWN_LINES and now - self._shown[0] < WINDOW_SECONDS:
            return
        self._shown.append(now)
        self._tell(text[:SHOWN_CHARACTERS])
