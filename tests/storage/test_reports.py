"""What a report reads grows with the period that is asked for, and not with all that is stored."""

import asyncio

import pytest

from handover.storage.store import Store
from tests.bench.reports.asking import reports, whole_tables
from tests.bench.reports.history import make


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A short history on SQLite."""
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('history')}/lotse.db"
    asyncio.run(make(url, 4_000))
    return url


@pytest.mark.parametrize("name", sorted(reports(Store("sqlite+aiosqlite:///none.db"))))
async def test_no_report_of_a_period_reads_a_whole_table(history: str, name: str) -> None:
    store = Store(history)
    try:
        assert await whole_tables(store, reports(store)[name]) == []
    finally:
        await store.close()
