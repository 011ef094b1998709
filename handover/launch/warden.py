"""Ends what the launcher started when the launcher itself is gone, even when it was killed with -9.

A process of its own: it is told process groups on standard input (`+123`, `-123`), and the end of that input is the
death of the launcher. It uses the standard library only and is run by path.
"""

import os
import signal
import sys
import time
from contextlib import suppress

GRACE_SECONDS = 3.0


def main() -> None:
    """Read until the launcher is gone, then end the groups that are left."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        change, group = line[0], int(line[1:])
        (groups.add if change == "+" else groups.discard)(group)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for group in groups:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, number)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(map(alive, groups)) and time.monotonic() < deadline:
            time.sleep(0.1)


def alive(group: int) -> bool:
    """Whether any process of the group is there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    main()
