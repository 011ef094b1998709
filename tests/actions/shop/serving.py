"""The demo shop's REST API in a process of its own, on the tests' day."""

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import httpx

from actions.backend.api import Api
from actions.backend.bergwerk_api import connect
from actions.backend.rest import RestShop

TOKEN = "a-token-for-the-shop"


def started(database_url: str, port: int, log: Path) -> "subprocess.Popen[str]":
    """The API on this database, when it answers."""
    with log.open("a") as out:
        command = [sys.executable, "-m", "tests.actions.shop.process", database_url, str(port), TOKEN]
        process = subprocess.Popen(command, stdout=out, stderr=out, text=True)
    until = monotonic() + 60
    while monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/v1/articles").status_code == 401:
                return process
        except httpx.TransportError:
            sleep(0.05)
    process.kill()
    raise AssertionError(log.read_text())


def rest_shop(port: int, seconds: float = 10, mapping=connect, scheme: str = "http") -> RestShop:
    """The port's REST side, asking the API at `port`."""
    return RestShop(Api(f"{scheme}://127.0.0.1:{port}", TOKEN), mapping, seconds)
