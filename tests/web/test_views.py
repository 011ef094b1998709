"""Saved views of the failure log: kept for all owners, under names that are told apart."""

from typing import Any

import pytest

from tests.service import House, Person, Service
from tests.web.asking import is_error

MISSING = {"name": "Inhalt fehlt", "filters": {"cause": "missing_content", "q": "gutschein", "language": "de"}}


async def _names(olga: Person) -> list[str]:
    return [view["name"] for view in (await olga.http.get("/api/views")).json()["items"]]


async def test_a_view_is_kept_with_its_filters_and_who_saved_it(service: Service) -> None:
    olga = await service.signed_in("olga")
    saved = await olga.http.post("/api/views", json=MISSING)
    assert saved.status_code == 201
    me = (await olga.http.get("/api/me")).json()
    assert (await olga.http.get("/api/views")).json() == {
        "items": [
            MISSING
            | {"id": saved.json()["id"], "created_at": "2026-11-23T09:00:00+00:00"}
            | {"agent": {"id": me["id"], "name": "Olga"}}
        ],
        "next": None,
    }
    assert (await olga.http.get("/api/failures", params=MISSING["filters"])).status_code == 200


async def test_views_are_listed_by_name_and_gone_when_removed(service: Service) -> None:
    olga = await service.signed_in("olga")
    ids = [
        (await olga.http.post("/api/views", json={"name": name, "filters": {}})).json()["id"]
        for name in ("zuletzt", "Anfang", "mitte")
    ]
    assert await _names(olga) == ["Anfang", "mitte", "zuletzt"]
    assert (await olga.http.delete(f"/api/views/{ids[1]}")).status_code == 204
    assert await _names(olga) == ["mitte", "zuletzt"]
    assert is_error(await olga.http.delete(f"/api/views/{ids[1]}"), 404, "not_found")


async def test_a_name_that_is_taken_is_a_conflict_and_nothing_happens(service: Service) -> None:
    olga = await service.signed_in("olga")
    await olga.http.post("/api/views", json=MISSING)
    again = await olga.http.post("/api/views", json=MISSING | {"filters": {}})
    assert is_error(again, 409, "name_taken")
    [view] = (await olga.http.get("/api/views")).json()["items"]
    assert view["filters"] == MISSING["filters"]


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "x"},
        {"filters": {}},
        {"name": "  ", "filters": {}},
        {"name": "x" * 101, "filters": {}},
        {"name": "x", "filters": []},
        {"name": "x", "filters": {"after": "x"}},
        {"name": "x", "filters": {"q": ""}},
        {"name": "x", "filters": {"q": "x" * 201}},
        {"name": "x", "filters": {"kind": 1}},
        {"name": "x", "filters": {"gap": "x"}},
        {"name": "x", "filters": {}, "agent": "x"},
    ],
    ids=str,
)
async def test_a_body_that_makes_no_sense_is_refused_and_nothing_happens(house: House, body: dict[str, Any]) -> None:
    before = await _names(house.olga)
    assert is_error(await house.olga.http.post("/api/views", json=body), 422, "not_valid")
    assert await _names(house.olga) == before


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("text", ["\x00", "\x07\x7f", "a\u202egnp.exe", "zwei\nZeilen", "a\u2028b", "\u200b", "\ue000"])
async def test_a_name_or_a_filter_is_one_line_that_can_be_seen(house: House, text: str) -> None:
    for body in (
        {"name": text, "filters": {}},
        *({"name": "x", "filters": {name: text}} for name in ("q", "page", "kind")),
    ):
        assert is_error(await house.olga.http.post("/api/views", json=body), 422, "not_valid"), body


async def test_a_name_is_as_long_as_what_is_kept_of_it(service: Service) -> None:
    olga = await service.signed_in("olga")
    saved = await olga.http.post("/api/views", json={"name": " \x00" + "x" * 100 + "\x07\n", "filters": {}})
    assert saved.status_code == 201
    assert await _names(olga) == ["x" * 100]
    assert is_error(await olga.http.post("/api/views", json={"name": "x" * 101, "filters": {}}), 422, "not_valid")
