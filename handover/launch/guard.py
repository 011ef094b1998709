import os
import subprocess
import sys
from pathlib import Path

from handover.launch import warden


class Guard:
    """Sees to it that nothing this process started outlives it.

    Holds the pipe that the warden reads; the system closes it when this process ends, however it ends.
    """

    def __init__(self) -> None:
        self._warden = subprocess.Popen(
            [sys.executable, "-I", str(Path(warden.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd=os.sep,
        )

    def watch(self, group: int) -> None:
        """Have this process group ended when this process is gone."""
        self._tell(f"+{group}\n")

    def forget(self, group: int) -> None:
        """The group is gone; its number may soon be somebody else's."""
        self._tell(f"-{group}\n")

    def close(self) -> None:
        """End the groups that are still watched, and the warden."""
        if self._warden.stdin and not self._warden.stdin.closed:
            self._warden.stdin.close()
        self._warden.wait()

    def _tell(self, line: str) -> None:
        if self._warden.stdin and not self._warden.stdin.closed:
            os.write(self._warden.stdin.fileno(), line.encode())
