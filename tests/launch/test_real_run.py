"""`lotse run` as a newcomer gets it: real Rasa, real action server, real service."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from handover.launch.ports import free_port, is_taken
from tests.stack import Stack, bot_places

READY_SECONDS = 620


@pytest.fixture
def own(tmp_path: Path, model: Path) -> dict[str, str]:
    """Settings for a Lotse beside the one that a developer may be running; the model is there already."""
    (tmp_path / "var/models").mkdir(parents=True)
    shutil.copy2(model, tmp_path / "var/models")
    ports = [free_port() for _ in range(2)]
    return {
        "LOTSE_DATA_DIR": str(tmp_path / "var"),
        "LOTSE_PORT": str(ports[0]),
        "LOTSE_BOT_URL": bot_places(1),
        "LOTSE_ACTIONS_URL": f"http://127.0.0.1:{ports[1]}",
    }


def test_one_command_starts_all_three_and_ctrl_c_stops_them(own: dict[str, str], model: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    lotse = subprocess.Popen(
        [sys.executable, "-m", "handover", "run"],
        env={**clean, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    too_long = threading.Timer(READY_SECONDS, lotse.kill)
    too_long.start()
    output = ""
    for line in lotse.stdout:
        output += line
        if "Stop: Ctrl-C" in line:
            break
    too_long.cancel()
    try:
        assert "Lotse is running." in output
        service = f"http://127.0.0.1:{own['LOTSE_PORT']}"
        for page in ("/", "/console", "/insights"):
            assert f"{service}{page}" in output
            assert httpx.get(f"{service}{page}").status_code == 200
        for account in json.loads((Path(own["LOTSE_DATA_DIR"]) / "demo-accounts.json").read_text()):
            assert account["password"] in output
            assert sign_in(service, account["email"], account["password"]) == account["role"]
        ready = httpx.get(f"{own['LOTSE_BOT_URL'].split(',')[0]}/webhooks/service/").json()
        assert ready["model"].removesuffix(".tar.gz") == model.name.removesuffix(".tar.gz")
        assert secrets(own).isdisjoint(output.split())
    finally:
        lotse.send_signal(signal.SIGINT)
        rest = lotse.communicate(timeout=60)[0]
    assert rest.rstrip().endswith("Stopped.")
    assert lotse.returncode == 0
    urls = [url for value in own.values() for url in value.split(",") if url.startswith("http")]
    assert [url for url in urls if is_taken(*address(url))] == []


def sign_in(service: str, email: str, password: str) -> str:
    body = {"email": email, "password": password}
    answer = httpx.post(f"{service}/api/session", json=body, headers={"Origin": service})
    role: str = answer.json()["agent"]["role"]
    return role


def secrets(own: dict[str, str]) -> set[str]:
    lines = (Path(own["LOTSE_DATA_DIR"]) / "secrets.env").read_text().split()
    return {line.partition("=")[2] for line in lines}


def address(url: str) -> tuple[str, int]:
    host, _, port = url.removeprefix("http://").partition(":")
    return host, int(port)


def test_a_part_of_the_stack_can_be_killed_and_started_again(stack: Stack) -> None:
    def state() -> str:
        told: str = httpx.get(f"{stack.service}/readyz").json()["actions"]["state"]
        return told

    assert state() == "up"
    stack.kill("actions")
    try:
        assert state() == "down"
    finally:
        stack.start("actions")
    assert state() == "up"
