"""Fixtures of the tests that run in Rasa's environment."""

from __future__ import annotations

import os
from pathlib import Path

# Read by Rasa's libraries when they are imported.
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain

from bot.store import Store

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    """A database of each kind; the caller of these tests provides the PostgreSQL server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'bot.db'}"
    server = os.environ.get("LOTSE_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: LOTSE_TEST_POSTGRES is not set")
    with sa.create_engine(server).begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS bot_trackers, bot_answers"))
    return server


@pytest.fixture
def store(url):
    store = Store(url)
    yield store
    store.close()
