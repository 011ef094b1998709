import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from handover.launch.errors import LaunchError
from handover.launch.layout import Layout


@contextmanager
def only_launcher(places: Layout, url: str) -> Iterator[None]:
    """Hold the data folder for this launcher; the system lets go of it when the process ends, however it ends.

    Raises:
        LaunchError: another launcher holds it; says which one and where it serves.
    """
    with os.fdopen(os.open(places.lock, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LaunchError(*_running(file.read())) from None
        file.truncate()
        file.write(json.dumps({"pid": os.getpid(), "url": url}))
        file.flush()
        yield
        file.seek(0)
        file.truncate()


def _running(content: str) -> tuple[str, str]:
    try:
        other = json.loads(content)
    except ValueError:
        other = {}
    where = f" (process {other['pid']}) at {other['url']}" if other else ""
    remedy = (
        "Stop that one with Ctrl-C first, or start a second one beside it with other values of LOTSE_DATA_DIR, "
        "LOTSE_PORT, LOTSE_BOT_URL and LOTSE_ACTIONS_URL."
    )
    return f"Lotse already runs from this data folder{where}.", remedy
