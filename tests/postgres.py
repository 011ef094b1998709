"""A PostgreSQL server for the tests: a real one on loopback, with a folder of its own, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_USER = "postgres"


def binaries() -> Path | None:
    """The newest server on this machine; Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _run(*command: str) -> None:
    """Run a command of the server as its user, since PostgreSQL refuses to be run by root."""
    whole = ["runuser", "-u", _USER, "--", *command] if os.geteuid() == 0 else list(command)
    # Not captured: the server would inherit the pipe, and waiting for its end would never end.
    subprocess.run(whole, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a running server, without a database's name."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    # Durability is not what these tests are about, and fsync is most of their time.
    with running_postgres("-c fsync=off -c full_page_writes=off") as url:
        yield url


@contextmanager
def running_postgres(options: str = "") -> Iterator[str]:
    """A server with these options, until the end of the block; its URL, without a database's name."""
    installed = binaries()
    assert installed, "PostgreSQL is not installed; on Debian: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="lotse-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _USER, _USER)
    port = _free_port()
    data, log = folder / "data", folder / "log"
    listen = f"-h 127.0.0.1 -p {port} -k '' {options}"
    control = str(installed / "pg_ctl")
    _run(str(installed / "initdb"), "-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8")
    _run(control, "-D", str(data), "-l", str(log), "-o", listen, "-w", "start")
    try:
        yield f"postgresql+asyncpg://{_USER}@127.0.0.1:{port}"
    finally:
        _run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
