"""The reports that are measured, and what the database reads for one."""

import re
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from handover.adapters.clock import SetClock
from handover.domain.team import Plan
from handover.services import failures, gap_list, insights, journey
from handover.services.next_steps import next_steps
from handover.services.reckoner import Reckoner
from handover.services.service_levels import service_levels
from handover.storage.contact_list import ContactFilter
from handover.storage.failures import FailureFilter
from handover.storage.figures import Period
from handover.storage.gap_figures import GapFilter
from handover.storage.store import Store
from tests.bench.reports.history import NOW

Ask = Callable[[], Awaitable[Any]]
# These may be read whole: what is still to be reckoned, what owners do in the course of years, and what a statement
# put together for itself (where that comes from stands on other lines of the plan).
_MAY_BE_WHOLE = re.compile(r"ix_conversations_unreckoned|SCAN (gaps|groupings|assumptions|anon_|\(subquery)")
_COUNTED = 10
_WEEK = Period(NOW - timedelta(weeks=1), NOW)


def reports(store: Store) -> Mapping[str, Ask]:
    """Each report of the last week, or where it looks further back of the last four, by its name."""
    clock = SetClock(NOW)
    reckoner = Reckoner(store, clock, Plan(), "any key")
    week = FailureFilter(since=_WEEK.since, until=_WEEK.until)
    return {
        "outcomes": lambda: insights.outcomes(store, reckoner, _WEEK),
        "service figures": lambda: service_levels(store, clock, reckoner, Plan(), _WEEK),
        "touchpoints": lambda: journey.touchpoints(store, reckoner, _WEEK),
        "journey": lambda: journey.journey(store, reckoner, _WEEK),
        "conversations behind a figure": lambda: insights.contacts(
            store, reckoner, ContactFilter(_WEEK, failure="not_understood"), None
        ),
        "conversations of a touchpoint": lambda: insights.contacts(
            store, reckoner, ContactFilter(_WEEK, touchpoint="cart,none"), None
        ),
        "gaps": lambda: gap_list.page(store, clock, GapFilter(_WEEK.since, _WEEK.until), None),
        "next steps": lambda: next_steps(store, clock, reckoner),
        "failure log": lambda: failures.page(store, week, None),
    }


async def milliseconds(ask: Ask) -> float:
    """How long it takes to ask once."""
    began = time.perf_counter()
    await ask()
    return (time.perf_counter() - began) * 1000


@contextmanager
def _heard(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are carried out meanwhile, with their parameters."""
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            heard.append((statement, parameters))

    event.listen(store.engine.sync_engine, "before_cursor_execute", hear)
    yield heard
    event.remove(store.engine.sync_engine, "before_cursor_execute", hear)


async def work(store: Store, ask: Ask) -> int:
    """How much a database looks at for a report.

    The rows that PostgreSQL reads, those that it then leaves out included. SQLite does not tell rows: the steps of its
    machine, some ten for each.
    """
    with _heard(store) as heard:
        await ask()
    return await (_steps if store.engine.dialect.name == "sqlite" else _rows)(store, heard)


async def _steps(store: Store, heard: list[tuple[str, Any]]) -> int:
    taken = 0

    def count() -> None:
        nonlocal taken
        taken += _COUNTED

    with closing(sqlite3.connect(str(store.engine.url.database))) as connection:
        connection.set_progress_handler(count, _COUNTED)
        for statement, parameters in heard:
            connection.execute(statement, parameters).fetchall()
    return taken


async def _rows(store: Store, heard: list[tuple[str, Any]]) -> int:
    read = 0
    async with store.engine.connect() as connection:
        for statement, parameters in heard:
            explained = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
            read += sum(_scanned(explained.scalar_one()[0]["Plan"]))
    return read


def _scanned(node: Mapping[str, Any]) -> Iterator[int]:
    if "Scan" in node["Node Type"]:
        seen = (
            node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        )
        yield round(seen * node["Actual Loops"])
    for below in node.get("Plans", ()):
        yield from _scanned(below)


async def whole_tables(store: Store, ask: Ask) -> list[str]:
    """The tables of which SQLite reads every row for a report, by its own plan."""
    with _heard(store) as heard:
        await ask()
    found = []
    async with store.engine.connect() as connection:
        for statement, parameters in heard:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            scans = (line.detail for line in plan if line.detail.startswith("SCAN "))
            whole = (detail for detail in scans if not _MAY_BE_WHOLE.search(detail))
            found += [f"{detail} in: {statement}" for detail in whole]
    return found
