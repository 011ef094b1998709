"""Every implementation of the shop's port, each on a demo shop of this test's own."""

import pytest

from actions.backend.port import Shop
from actions.backend.sql import SqlShop
from actions.database import Database
from tests.actions.conftest import NOW

ROWS = {"sqlite": "shop_database", "postgresql": "shop_in_postgres"}


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
def any_shop(rows: Database, kind: str) -> Shop:
    """The demo shop by one of its implementations: what holds for one must hold for each."""
    return SqlShop(rows, lambda: NOW)
