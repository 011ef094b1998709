"""Rasa's own environment: Python 3.10 and the versions in bot/uv.lock."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from handover.launch.errors import LaunchError
from handover.launch.layout import Layout
from handover.launch.screen import Screen

# `uv run` sets these for the root's environment; here they would lead to the wrong one.
MISLEADING = ("VIRTUAL_ENV", "UV_PYTHON", "UV_PROJECT_ENVIRONMENT", "UV_RUN_RECURSION_DEPTH")

NO_PYTHON_310 = """Rasa 3.6 runs on Python 3.10 only. Ways to get it:
  pyenv install 3.10                  (https://github.com/pyenv/pyenv)
  uv python install 3.10              (where uv may download)
  your system's package: python3.10 python3.10-venv (Ubuntu: ppa:deadsnakes/ppa), brew install python@3.10
Then run the same command again."""


def ensure_bot_environment(places: Layout, environ: Mapping[str, str], screen: Screen) -> None:
    """Install what Rasa needs into bot/.venv, if that was not done yet for the present bot/uv.lock.

    Raises:
        LaunchError: no uv, no Python 3.10, or the installation failed.
    """
    stamp = places.root / "bot" / ".venv" / "lotse-ready"
    wanted = _wanted(places.root)
    if places.bot_python.exists() and stamp.is_file() and stamp.read_text() == wanted:
        return
    clean = {name: value for name, value in environ.items() if name not in MISLEADING}
    uv = find_uv(places.root, environ)
    python = find_python_310(uv, clean)
    screen.say("- Installing Rasa's environment into bot/.venv (once, about 2.5 GB; uv shows how far it is)")
    command = [uv, "sync", "--frozen", "--project", "bot", *(["--python", python] if python else [])]
    done = subprocess.run(command, cwd=places.root, env=clean, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        if python is None:
            raise LaunchError("Python 3.10 was not found, and uv could not fetch it.", NO_PYTHON_310)
        raise LaunchError("Rasa's environment could not be installed.", "See uv's message above, then run this again.")
    stamp.write_text(wanted)


def find_uv(root: Path, environ: Mapping[str, str]) -> str:
    """The uv that runs us, else the one in .uv/, else the one on PATH.

    Raises:
        LaunchError: none of them works.
    """
    for candidate in (environ.get("UV"), str(root / ".uv" / "bin" / "uv"), shutil.which("uv")):
        # One that exists need not work: pyenv leaves shims for versions that are not chosen.
        if candidate and _output([candidate, "--version"], environ) is not None:
            return candidate
    raise LaunchError(
        "uv was not found.", "Use `make run`, which installs it into .uv/, or see https://docs.astral.sh/uv/."
    )


def find_python_310(uv: str, environ: Mapping[str, str]) -> str | None:
    """A Python 3.10 of the system, of uv or of pyenv; None where uv has to fetch one."""
    found = _output([uv, "python", "find", "--no-project", "--no-python-downloads", "--system", "3.10"], environ)
    if found:
        return found
    pyenv = Path(environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    pythons = sorted((pyenv / "versions").glob("3.10.*/bin/python3.10"))
    return str(pythons[-1]) if pythons else None


def _wanted(root: Path) -> str:
    files = (root / "bot" / name for name in ("pyproject.toml", "uv.lock"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _output(command: list[str], environ: Mapping[str, str]) -> str | None:
    try:
        done = subprocess.run(command, env=dict(environ), capture_output=True, text=True, check=False, cwd=os.sep)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
