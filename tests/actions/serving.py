"""A real action server in a process of its own."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx

TOKEN = "a-token-for-the-tests"
SIGNED = {"Authorization": f"Bearer {TOKEN}"}
RECORDED = Path(__file__).parent / "recorded"


def recorded(name: str, **changes: Any) -> dict[str, Any]:
    """A request that Rasa 3.6.21 sent."""
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8")) | changes


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(folder: Path, port: int, **settings: str) -> subprocess.Popen[str]:
    """A server that answers, with its databases and its log in `folder`."""
    environment = os.environ | {
        "LOTSE_SHOP_DATABASE_URL": f"sqlite:///{folder / 'shop.db'}",
        "LOTSE_ACTIONS_DATABASE_URL": f"sqlite:///{folder / 'actions.db'}",
        "LOTSE_ACTIONS_URL": f"http://127.0.0.1:{port}",
        "LOTSE_BOT_TOKEN": TOKEN,
        "LOTSE_SHOP_SECONDS": "5",
        "LOTSE_ACTION_SECONDS": "15",
        **settings,
    }
    log = (folder / "log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "actions", "serve"], env=environment, stdout=log, stderr=log, text=True
    )
    log.close()
    until = monotonic() + 60
    while monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                return process
        except httpx.TransportError:
            sleep(0.1)
    process.kill()
    raise AssertionError((folder / "log").read_text())
