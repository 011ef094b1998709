"""Whatever is sent to whichever endpoint: never a 5xx, always the one shape, and nothing of the inside in it."""

import json
import re
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.service import House, keeping_house
from tests.web.asking import ask, asker
from tests.web.table import ROWS, SIGN_IN, Row

INSIDE = re.compile(r"Traceback|File \"|sqlalchemy|sqlite|asyncpg|sanic|pydantic|handover[./]|site-packages")

NASTY = ["\x00", "a\x00b", "\ufeff\u202e", "🏔" * 200, "'; DROP TABLE events; --", "a" * 5_000, "\r\nSet-Cookie: a=b"]

# Signing out would end the session that other tests share.
REPEATED = [row for row in ROWS if row.path != "/api/session"]
FIELDS = sorted(
    {name for row in ROWS for name in row.body or {}} | {"choice", "page", "identity", "to", "team", "agent"}
)
WORDS = st.sampled_from(FIELDS)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(NASTY),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


def is_well_mannered(response: httpx.Response) -> bool:
    """Whether an answer is one that a client can live with."""
    assert response.status_code < 500, response.text
    assert not INSIDE.search(response.text), response.text
    if response.status_code >= 400:
        assert set(response.json()) == {"error"}
    return True


@pytest.mark.asyncio(loop_scope="session")
@given(row=st.sampled_from(REPEATED), fields=st.dictionaries(WORDS, VALUES, max_size=4), good=st.booleans())
@settings(max_examples=70, deadline=None, derandomize=True, database=None)
async def test_bodies_that_nobody_thought_of(house: House, row: Row, fields: dict[str, Any], *, good: bool) -> None:
    cleo = await house.cleo(row.at)
    body = (row.good_body() or {}) | fields if good else fields
    path = row.path_to_nothing(cleo.id)
    response = await asker(house, row, cleo).request(
        row.method,
        path,
        content=json.dumps(body).encode("utf-8", "surrogatepass"),
        headers={"Content-Type": "application/json"},
    )
    assert is_well_mannered(response)


def _places(body: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Where a text stands in a body."""
    if isinstance(body, dict):
        return [place for name, value in body.items() for place in _places(value, (*path, name))]
    return [path] if isinstance(body, str) else []


def _with(body: Any, place: tuple[str, ...], value: str) -> Any:
    return value if not place else body | {place[0]: _with(body[place[0]], place[1:], value)}


async def test_nasty_texts_in_every_field_do_no_harm_to_postgresql(postgres_url: str) -> None:
    async with keeping_house(postgres_url) as house:
        for row in [*ROWS, SIGN_IN]:
            cleo = await house.cleo(row.at)
            path = row.path_to_nothing(cleo.id)
            whole = (row.good_body() or {}) | (
                {"page": {"url": "x", "title": "x"}} if row.path == "/api/conversations" and row.writes else {}
            )
            if "slots" in whole:
                whole["slots"] = {"product": "x"}
            if "text" in whole and row.who == "customer":
                whole["choice"] = "x"
            for place in _places(whole):
                for nasty in NASTY:
                    client = asker(house, row, cleo)
                    body = _with(whole, place, nasty) | ({"id": str(uuid4())} if place != ("id",) and row.once else {})
                    assert is_well_mannered(await client.request(row.method, path, json=body))
        await house.service.settled()
        await _searched_for(house)


async def _searched_for(house: House) -> None:
    for nasty in NASTY:
        for path in ("/api/conversations", "/api/failures", "/api/failures.csv", "/api/failures.json"):
            names = ("q", "floor") if path.endswith("conversations") else ("q", "kind", "language", "page", "from")
            for name in names:
                assert is_well_mannered(await house.olga.http.get(path, params={name: nasty}))


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("nasty", ["\x00", "x" * 7_000, "Bearer", "é", "a b c", "Bearer Bearer", ","])
async def test_nasty_headers_do_no_harm(house: House, nasty: str) -> None:
    cleo = await house.cleo()
    row = next(row for row in ROWS if row.path.endswith("/events"))
    for name in ("Authorization", "Cookie", "Origin", "Content-Type", "Accept", "X-Forwarded-For", "Host"):
        try:
            response = await ask(cleo.http, row, cleo.path("events"), headers={name: nasty})
        except (httpx.HTTPError, ValueError):
            continue  # No HTTP client sends this.
        assert is_well_mannered(response)
