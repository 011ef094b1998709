"""The tests that need Rasa's environment, run there."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"


def run(*arguments: str, **environ: str) -> None:
    command = [str(PYTHON), "-m", "pytest", "-q", "tests/bot/inside", *arguments]
    ended = subprocess.run(
        command, cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, timeout=600, check=False
    )
    print(ended.stdout[-1500:])
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "skipped" not in ended.stdout, ended.stdout


def test_what_runs_inside_rasa(model: Path) -> None:
    run("-k", "not postgresql")


def test_what_the_bot_remembers_on_postgresql(model: Path, postgres_server: str) -> None:
    url = postgres_server.replace("+asyncpg", "") + "/postgres"
    run("-k", "postgresql", LOTSE_TEST_POSTGRES=url)
