"""Bringing a database to the newest schema, and telling whether the migrations build what the tables say."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from handover.storage import search
from handover.storage.tables import metadata


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the tables tell of it: not of what search is made of, a virtual table with some more on SQLite."""
    return not (kind == "table" and name and name.startswith(search.NAME))


_COMPARED = {"compare_type": True, "include_name": is_ours}


def config(connection: Connection) -> Config:
    """Where Alembic finds the migrations and the database."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    found.attributes["connection"] = connection
    return found


async def migrate(url: str) -> None:
    """Create or upgrade the database at `url`; nothing happens when it is up to date."""
    database = make_url(url)
    if database.get_backend_name() == "sqlite" and database.database:
        Path(database.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(config(sync), "head"))
    await engine.dispose()


async def differences(url: str) -> list[object]:
    """What the tables say and the migrated database at `url` does not, or the other way round."""
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync, opts=_COMPARED), metadata)
        )
    await engine.dispose()
    return list(found)


async def draft(url: str, message: str) -> None:
    """Write a new migration from the difference between the tables and the migrated database at `url`."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.revision(config(sync), message=message, autogenerate=True))
    await engine.dispose()
