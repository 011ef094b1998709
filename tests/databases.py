"""A fresh database for each test, built by the migrations once and copied from then on."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from handover.storage import search
from handover.storage.migrate import migrate
from handover.storage.tables import metadata


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    path = tmp_path_factory.mktemp("template") / "lotse.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database."""
    path = tmp_path / "lotse.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a migrated PostgreSQL database."""
    asyncio.run(_execute(postgres_server, "CREATE DATABASE template_lotse"))
    asyncio.run(migrate(f"{postgres_server}/template_lotse"))
    asyncio.run(_execute(postgres_server, "CREATE DATABASE emptied_lotse TEMPLATE template_lotse"))
    return "template_lotse"


@pytest.fixture
async def postgres_url(postgres_server: str, postgres_template: str) -> AsyncIterator[str]:
    """A PostgreSQL database that a test may break."""
    name = f"lotse_{uuid4().hex}"
    await _execute(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template} STRATEGY FILE_COPY")
    yield f"{postgres_server}/{name}"
    await _execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def emptied_postgres_url(postgres_server: str, postgres_template: str) -> str:
    """One PostgreSQL database for all tests, emptied before each: making one takes as long as ten tests."""
    names = [search.NAME, *(table.name for table in reversed(metadata.sorted_tables))]
    tables = "; ".join(f"DELETE FROM {name}" for name in names)
    await _execute(postgres_server, f"{_ALL_OTHERS_OUT}; {tables}", "emptied_lotse")
    return f"{postgres_server}/emptied_lotse"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind: what holds on one must hold on the other."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "emptied_postgres_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def breakable_database_url(request: pytest.FixtureRequest) -> str:
    """The same for tests that change more than rows."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


# What a test that failed has left open would keep the next one waiting.
_ALL_OTHERS_OUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


async def _execute(server: str, statement: str, database: str = "postgres") -> None:
    connection = await asyncpg.connect(f"{server}/{database}".replace("+asyncpg", ""))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
