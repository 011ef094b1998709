"""How Python and uv are found, on machines made of fake programs."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from handover.launch.bot_environment import ensure_bot_environment, find_uv
from handover.launch.errors import LaunchError
from handover.launch.layout import ROOT, Layout
from handover.launch.screen import Screen

SCREEN = Screen(Console(quiet=True))


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the script that `make` calls, and a bin folder with nothing but the basics."""
    (tmp_path / "handover/launch").mkdir(parents=True)
    (tmp_path / "handover/launch/uv.sh").write_text((ROOT / "handover/launch/uv.sh").read_text())
    for name in ("dirname", "rm"):
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / name).symlink_to(f"/usr/bin/{name}")
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/pyproject.toml").write_text("")
    (tmp_path / "bot/uv.lock").write_text("version = 1")
    return tmp_path


def uv_sh(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(checkout / "handover/launch/uv.sh"), *arguments]
    clean = {"PATH": str(checkout / "bin")}
    return subprocess.run(command, env=clean, capture_output=True, text=True, check=False)


def test_without_python_and_uv_make_says_what_to_install(checkout: Path) -> None:
    program(checkout / "bin/python3", "exit 1")
    done = uv_sh(checkout, "run")
    assert done.returncode == 1
    assert "Lotse needs Python 3.11, 3.12, 3.13 or 3.14" in done.stderr
    assert "apt install python3" in done.stderr


def test_a_uv_that_does_not_work_is_passed_over(checkout: Path) -> None:
    program(checkout / "bin/uv", "exit 127")
    program(checkout / ".uv/bin/uv", 'echo "private uv $*"')
    assert uv_sh(checkout, "run", "lotse").stdout.strip() == "private uv run lotse"


def test_a_python_of_the_right_version_is_handed_to_uv(checkout: Path) -> None:
    program(checkout / "bin/python3.14", "exit 127")
    program(checkout / "bin/python3.12", f'exec {sys.executable} "$@"')
    program(checkout / "bin/uv", 'echo "$UV_PYTHON"')
    assert uv_sh(checkout).stdout.strip().splitlines()[-1] == sys.executable


def fake_uv(checkout: Path, sync: str) -> dict[str, str]:
    """A uv that knows no Python 3.10 and does `sync` on `uv sync`; returns an environment that has it."""
    script = f'echo "$*" >> {checkout}/calls\ncase $1 in python) exit 2;; sync) {sync};; esac'
    uv = program(checkout / "uv", script)
    return {
        "UV": str(uv),
        "PATH": os.environ["PATH"],
        "PYENV_ROOT": str(checkout / "pyenv"),
        "VIRTUAL_ENV": "/root-env",
    }


def make_venv(checkout: Path) -> str:
    return f"mkdir -p {checkout}/bot/.venv/bin && : > {checkout}/bot/.venv/bin/python"


def syncs(checkout: Path) -> list[str]:
    return [line for line in (checkout / "calls").read_text().splitlines() if line.startswith("sync")]


def test_rasas_environment_is_made_once_and_again_when_its_lock_changes(checkout: Path) -> None:
    environ = fake_uv(checkout, f"{make_venv(checkout)}; env > {checkout}/seen")
    places = Layout(root=checkout, data=checkout / "var")
    for _ in range(2):
        ensure_bot_environment(places, environ, SCREEN)
    assert len(syncs(checkout)) == 1
    assert "VIRTUAL_ENV" not in (checkout / "seen").read_text()
    (checkout / "bot/uv.lock").write_text("version = 2")
    ensure_bot_environment(places, environ, SCREEN)
    assert len(syncs(checkout)) == 2


def test_python_310_of_pyenv_is_used(checkout: Path) -> None:
    python = program(checkout / "pyenv/versions/3.10.13/bin/python3.10", "true")
    environ = fake_uv(checkout, make_venv(checkout))
    ensure_bot_environment(Layout(root=checkout, data=checkout / "var"), environ, SCREEN)
    assert syncs(checkout) == [f"sync --frozen --project bot --python {python}"]


def test_without_python_310_a_person_is_told_the_ways_to_get_it(checkout: Path) -> None:
    environ = fake_uv(checkout, "exit 2")
    with pytest.raises(LaunchError) as caught:
        ensure_bot_environment(Layout(root=checkout, data=checkout / "var"), environ, SCREEN)
    for way in ("pyenv install 3.10", "uv python install 3.10", "python3.10-venv"):
        assert way in caught.value.remedy


def test_without_uv_a_person_is_told_how_to_get_it(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(checkout / "bin"))
    with pytest.raises(LaunchError, match="uv was not found"):
        find_uv(checkout, {})
