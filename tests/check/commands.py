import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def passes(*command: str) -> None:
    """Fail with the command's own words, and nothing else, when it finds something."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)


def python(module: str, *arguments: str) -> None:
    """The same for a tool of this environment."""
    passes(sys.executable, "-m", module, *arguments)
