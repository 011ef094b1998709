import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handover.launch.errors import LaunchError
from handover.launch.layout import Layout
from handover.storage.store import sqlite_file


@contextmanager
def only_launcher(places: Layout, url: str) -> Iterator[None]:
    """Hold the data folder for this launcher.

    Raises:
        LaunchError: another launcher holds it; says which one and where it serves.
    """
    remedy = (
        "Stop that one with Ctrl-C first, or start a second one beside it with other values of LOTSE_DATA_DIR, "
        "LOTSE_PORT, LOTSE_BOT_URL and LOTSE_ACTIONS_URL."
    )
    with _alone(places.lock, url, "Lotse already runs from this data folder{other}.", remedy):
        yield


@contextmanager
def only_service(database: str, url: str) -> Iterator[None]:
    """Hold a database that is an SQLite file for this process; one on a server is for as many as like.

    Raises:
        LaunchError: another process holds it; says which one, and what several processes need.
    """
    file = sqlite_file(database)
    if file is None:
        yield
        return
    remedy = (
        "SQLite is for one process. For more, set LOTSE_DATABASE_URL to a PostgreSQL database and LOTSE_REDIS_URL to "
        "a Redis; see docs/scaling.md. For another service beside it, choose another LOTSE_DATA_DIR."
    )
    what = f"Another process of the service{{other}} already works on {file}."
    with _alone(file.with_name(f"{file.name}.lock"), url, what, remedy):
        yield


@contextmanager
def _alone(path: Path, url: str, what: str, remedy: str) -> Iterator[None]:
    """Hold a file; the system lets go of it when the process ends, however it ends.

    Raises:
        LaunchError: another process holds it; `what` has a place for which `other`.
    """
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LaunchError(what.format(other=_other(file.read())), remedy) from None
        file.truncate()
        file.write(json.dumps({"pid": os.getpid(), "url": url}))
        file.flush()
        yield
        file.seek(0)
        file.truncate()


def is_running(places: Layout) -> bool:
    """Whether a launcher holds the data folder."""
    try:
        with places.lock.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _other(content: str) -> str:
    try:
        other = json.loads(content)
    except ValueError:
        return ""
    return f" (process {other['pid']}) at {other['url']}"
