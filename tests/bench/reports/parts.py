"""`make bench PART=reports`: what reports of a week cost beside longer and longer histories."""

import asyncio
import statistics
from pathlib import Path

from handover.launch.screen import Step
from handover.storage.store import Store
from tests.bench.relay.parts import databases
from tests.bench.reports.asking import milliseconds, reports, work
from tests.bench.reports.history import make

TITLE = "Reports of a week beside 10⁴, 10⁵ and 10⁶ stored events"
COLUMNS = ("", "10⁴ ms", "10⁵ ms", "10⁶ ms", "10⁶ × 10⁴", "work 10⁴", "work 10⁵", "work 10⁶")
_SIZES = (10_000, 100_000, 1_000_000)
_ROUNDS = 7

Lines = list[tuple[str, ...]]


def measure(folder: Path, step: Step) -> Lines:
    """The median of each report, by turns over the sizes, on both databases."""
    lines: Lines = []
    with databases(folder) as fresh:
        for kind in ("SQLite", "PostgreSQL"):
            urls = [fresh.fresh(kind, f"history_{size}") for size in _SIZES]
            for url, size in zip(urls, _SIZES, strict=True):
                step.detail = f"filling {kind} with {size:,} events"
                asyncio.run(make(url, size))
            lines += asyncio.run(_compare(kind, urls))
    return lines


async def _compare(kind: str, urls: list[str]) -> Lines:
    stores = [Store(url) for url in urls]
    if kind == "PostgreSQL":
        for store in stores:
            async with store.engine.connect() as connection:
                await (await connection.execution_options(isolation_level="AUTOCOMMIT")).exec_driver_sql("ANALYZE")
    asked = [reports(store) for store in stores]
    lines: Lines = []
    for name in asked[0]:
        took: list[list[float]] = [[] for _ in stores]
        for _ in range(_ROUNDS):
            for times, each in zip(took, asked, strict=True):
                times.append(await milliseconds(each[name]))
        middles = [statistics.median(times) for times in took]
        rows = [f"{await work(store, each[name]):,}" for store, each in zip(stores, asked, strict=True)]
        shown = (f"{middle:.1f}" for middle in middles)
        lines.append((f"{kind}: {name}", *shown, f"{middles[-1] / middles[0]:.2f}", *rows))
    for store in stores:
        await store.close()
    return lines
