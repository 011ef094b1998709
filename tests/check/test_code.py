import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handover.storage.migrate import differences, migrate
from tests.check.commands import ROOT, passes, python

LONGEST_FILE = 300
CODE = (".py", ".js", ".css", ".sh", ".html")


def test_the_code_is_formatted() -> None:
    python("ruff", "format", "--check", ".")


def test_the_linter_finds_nothing() -> None:
    python("ruff", "check", ".")


def test_the_types_fit() -> None:
    python("mypy")


def test_the_import_contracts_are_kept() -> None:
    passes(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


def test_javascript() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node was not found; install Node.js 20 or newer (Debian: apt install nodejs)")
    passes(node, "--test", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests/js").rglob("*.test.*js")))


async def test_the_migrations_build_what_the_tables_say(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/lotse.db"
    await migrate(url)
    assert await differences(url) == []


def test_no_file_is_too_long_to_read() -> None:
    listed = subprocess.run(
        ["git", "ls-files", *(f"*{end}" for end in CODE)], cwd=ROOT, capture_output=True, check=True
    )
    files = [ROOT / name for name in listed.stdout.decode().split() if "/vendor/" not in name]
    long = [
        f"{path.relative_to(ROOT)}: {length}"
        for path in files
        if path.exists() and (length := lines(path)) > LONGEST_FILE
    ]
    assert long == []


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())
