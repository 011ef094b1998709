"""Moments and cursors that nobody means: told as such, and never a fault."""

import base64
import json
from typing import Any

import httpx
import pytest

from tests.service import House, keeping_house
from tests.web.asking import is_error, made_gap
from tests.web.table import ROWS

FAR = ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9000-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"]
FAR += ["1e300", "-1", "2026-02-30", "infinity", "NaN"]
# At the very ends of what is taken.
ENDS = ["1970-01-01T00:00:00Z", "8999-12-31T23:59:59.999999Z"]
WITH_A_PERIOD = [
    "/api/failures",
    "/api/failures.csv",
    "/api/gaps",
    "/api/contacts",
    "/api/refusals",
    "/api/alerts",
    *(row.path for row in ROWS if row.path.startswith("/api/insights/") and row.method == "GET"),
]
WITHOUT = {"/api/insights/deliveries", "/api/insights/next-steps"}
LISTS = ["/api/failures", "/api/failures.csv", "/api/gaps", "/api/contacts", "/api/refusals"]
LISTS += ["/api/conversations", "/api/promises", "/api/deliveries"]
ID = "0" * 32
NO_CURSORS: list[Any] = [
    *([moment, ID] for moment in FAR),
    *([count, ID] for count in (10**50, 1e300, -1, 2**31, "x", None, [], {}, True, 1.5)),
    *([1, last] for last in ("x", None, 7, [], {}, ID * 2)),
    *(["2026-11-23T09:00:00Z", last] for last in ("x", None, 7, ID * 2)),
    [],
    [1],
    [1, ID, ID],
    {},
    {"a": 1, "b": 2},
    "ab",
    None,
    7,
]


def _cursor(data: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode()


async def _refused(client: httpx.AsyncClient, path: str, **query: str) -> None:
    response = await client.get(path, params=query)
    assert response.status_code in {400, 422}, f"{path} {query} {response.status_code} {response.text[:200]}"
    assert set(response.json()) == {"error"}


async def _all(house: House) -> None:
    # There is something to reckon with.
    gap = await made_gap(house, await house.cleo("closed"))
    for path in (*WITH_A_PERIOD, f"/api/gaps/{gap}"):
        if path in WITHOUT:
            continue
        for name in ("from", "to"):
            for moment in FAR:
                await _refused(house.olga.http, path, **{name: moment})
            for moment in ENDS:
                response = await house.olga.http.get(path, params={name: moment})
                assert response.status_code == 200, f"{path} {name} {moment} {response.text[:200]}"
        for first, last in (ENDS, ENDS[::-1]):
            response = await house.olga.http.get(path, params={"from": first, "to": last})
            assert response.status_code == 200, f"{path} {first} {last} {response.text[:200]}"
    for path in LISTS:
        for data in NO_CURSORS:
            await _refused(house.olga.http, path, after=_cursor(data))
        for text in ("x", "é", "=", "[", base64.urlsafe_b64encode(b"[" * 140).decode(), "\ud7ff"):
            await _refused(house.olga.http, path, after=text)
        other = [1, ID] if path != "/api/gaps" else ["2026-11-23T09:00:00Z", ID]
        assert is_error(await house.olga.http.get(path, params={"after": _cursor(other)}), 422, "not_valid")


@pytest.mark.asyncio(loop_scope="session")
async def test_on_sqlite(house: House) -> None:
    await _all(house)


async def test_on_postgresql(postgres_url: str) -> None:
    async with keeping_house(postgres_url) as house:
        await _all(house)
