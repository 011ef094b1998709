"""Every implementation of the shop's port, each on a demo shop of this test's own."""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from actions.backend.port import Shop
from actions.backend.sql import SqlShop
from actions.database import Database
from tests.actions.conftest import NOW
from tests.actions.serving import free_port
from tests.actions.shop.serving import rest_shop, started

ROWS = {"sqlite": "shop_database", "postgresql": "shop_in_postgres", "rest": "served_database"}


class Served(NamedTuple):
    """A running API of the demo shop, and the file that it serves."""

    port: int
    path: Path


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[Served]:
    """The demo shop's API in a process of its own; the file is put back before each test."""
    folder = tmp_path_factory.mktemp("served")
    path, port = folder / "shop.db", free_port()
    shutil.copy(seeded, path)
    process = started(f"sqlite:///{path}", port, folder / "log")
    yield Served(port, path)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0, (folder / "log").read_text()


@pytest.fixture
def served_database(served: Served, seeded: Path, tmp_path: Path) -> Database:
    """The database behind the API, as it is on the first day."""
    fresh = tmp_path / "fresh.db"
    shutil.copy(seeded, fresh)
    for ending in ("-wal", "-shm"):
        served.path.with_name(f"shop.db{ending}").unlink(missing_ok=True)
    fresh.replace(served.path)
    return Database(f"sqlite:///{served.path}", seconds=10, what="shop database")


@pytest.fixture(params=list(ROWS))
def kind(request: pytest.FixtureRequest) -> str:
    """Which implementation."""
    return str(request.param)


@pytest.fixture
def rows(request: pytest.FixtureRequest, kind: str) -> Database:
    """The database behind `any_shop`."""
    database: Database = request.getfixturevalue(ROWS[kind])
    database.seconds = 10
    return database


@pytest.fixture
def any_shop(request: pytest.FixtureRequest, rows: Database, kind: str) -> Iterator[Shop]:
    """The demo shop by one of its implementations: what holds for one must hold for each."""
    if kind != "rest":
        yield SqlShop(rows, lambda: NOW)
        return
    shop = rest_shop(request.getfixturevalue("served").port)
    yield shop
    shop.close()
