"""The command as an owner gets it: real Rasa, real action server, and a database that is filled once."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from handover.launch.ports import free_port


@pytest.fixture
def own(tmp_path: Path, model: Path) -> dict[str, str]:
    """A data folder of its own, in which the model is already."""
    (tmp_path / "var/models").mkdir(parents=True)
    shutil.copy2(model, tmp_path / "var/models")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    return {**clean, "LOTSE_DATA_DIR": str(tmp_path / "var"), "LOTSE_PORT": str(free_port())}


def demo(own: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "handover", "demo", *arguments]
    return subprocess.run(command, env=own, capture_output=True, text=True, timeout=600, check=False)


def test_a_day_is_played_through_the_real_bot_and_not_twice(own: dict[str, str]) -> None:
    first = demo(own, "--days", "1", "--a-day", "12")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "conversations" in first.stdout
    assert "refused" not in first.stdout
    folder = Path(own["LOTSE_DATA_DIR"])
    with sqlite3.connect(folder / "lotse.db") as database:
        models = {row[0] for row in database.execute(UNDERSTOOD_BY)}
    assert len(models) == 1
    assert str(models.pop()).startswith("lotse-"), "a trained model understood what was said"
    assert not (folder / "demo").exists(), "what only the story needed is gone"

    second = demo(own, "--days", "1", "--a-day", "12")
    assert second.returncode == 1
    assert "in the database already" in second.stdout
    assert "Starting Rasa" not in second.stdout
    assert not (folder / "demo").exists()


def test_whoever_has_enough_keeps_what_was_told(own: dict[str, str]) -> None:
    command = [sys.executable, "-m", "handover", "demo", "--days", "10"]
    output = ""
    with subprocess.Popen(command, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as story:
        for line in story.stdout:
            output += line
            if "so far, about" in line:
                story.send_signal(signal.SIGINT)
    assert story.returncode == 130, output
    assert "The story ends on" in output
    assert "Traceback" not in output
    folder = Path(own["LOTSE_DATA_DIR"])
    assert not (folder / "demo").exists()
    with sqlite3.connect(folder / "lotse.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM conversations").fetchone()[0] > 1


def test_nobody_plays_in_a_shop_of_somebodys_own(own: dict[str, str]) -> None:
    refused = demo({**own, "LOTSE_SHOP_URL": "https://shop.example/api", "LOTSE_SHOP_TOKEN": "t" * 20}, "--days", "1")
    assert refused.returncode == 1
    assert "LOTSE_SHOP_URL" in refused.stdout


UNDERSTOOD_BY = "SELECT DISTINCT json_extract(data, '$.model') FROM events WHERE name = 'turn_understood'"
