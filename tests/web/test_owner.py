"""What the owner reads: figures, the conversations behind them, and what no query may ask for."""

from typing import Any

import pytest

from tests.service import House, Service
from tests.web.asking import CART, failing, is_error


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    "path",
    ["/api/failures", "/api/failures.csv", "/api/failures.json", "/api/insights/outcomes", "/api/insights/savings"],
)
@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "from=2026-13-01",
        "to=0001-01-01T00:00:00%2B14:00",
        "from=9999-12-31T23:59:59-14:00",
        "to=99999999999999999999",
        "from=NaN",
        "unknown=1",
        "from=%00",
    ],
)
async def test_a_query_that_makes_no_sense_is_refused(house: House, path: str, query: str) -> None:
    assert is_error(await house.olga.http.get(f"{path}?{query}"), 422, "not_valid")


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    "after",
    [
        "nonsense",
        "e30=",
        "W10=",
        "WyIyMDI2IiwgMV0=",
        "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgIjAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwIl0=",
        "ä",
        "x" * 201,
        "'; DROP TABLE failures; --",
    ],
)
@pytest.mark.parametrize("path", ["/api/failures", "/api/failures.csv", "/api/failures.json", "/api/conversations"])
async def test_a_cursor_that_is_none_of_ours_is_refused(house: House, path: str, after: str) -> None:
    assert is_error(await house.olga.http.get(path, params={"after": after}), 422, "not_valid")


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("after", ["-1", "x", "1.5", "99999999999", "1e3", "NaN", "0x1"])
async def test_a_log_is_read_from_a_number_on(house: House, after: str) -> None:
    cleo = await house.cleo()
    for client in (cleo.http, house.ann.http):
        response = await client.get(cleo.path("events"), params={"after": after})
        assert is_error(response, 422, "not_valid")


@pytest.mark.asyncio(loop_scope="session")
async def test_empty_conditions_count_as_none(house: House) -> None:
    for path in ("/api/failures?kind=&from=&to=&after=", "/api/conversations?floor=&q=&after="):
        assert (await house.olga.http.get(path)).status_code == 200
    assert is_error(await house.olga.http.get("/api/conversations?floor=nobody"), 422, "not_valid")


async def test_the_figures_of_a_period_are_told_with_the_counts_behind_them(service: Service) -> None:
    await failing(service, "blubb", page=CART)
    cleo = await service.customer()
    await cleo.http.post(cleo.path("rating"), json={"stars": 4})
    olga = await service.signed_in("olga")
    figures = (await olga.http.get("/api/insights/outcomes", params={"from": "2026-11-23T10:00:00+01:00"})).json()
    assert (figures["from"], figures["to"]) == ("2026-11-23T09:00:00+00:00", None)
    assert figures["conversations"] == {"total": 2, "open": 2, "ended": 0}
    assert figures["failures"]["by_touchpoint"] == [{"key": "cart", "count": 1}]
    assert figures["ratings"]["bot"] == {"count": 1, "average": 4}
    assert len(figures["outcomes"]) == 7
    assert [one["count"] for one in figures["outcomes"]] == [0] * 7


async def test_a_figure_opens_the_conversations_behind_it(service: Service) -> None:
    await failing(service, "blubb", page=CART)
    await service.customer()
    olga = await service.signed_in("olga")
    [failed] = (await olga.http.get("/api/failures")).json()["items"]
    cleo = failed["conversation"]

    async def behind(**query: Any) -> list[Any]:
        return [item["conversation"] for item in (await olga.http.get("/api/contacts", params=query)).json()["items"]]

    assert len(await behind()) == 2
    assert await behind(failure="not_understood", touchpoint="cart", outcome="none") == [cleo]
    assert cleo not in await behind(failure="none")
    assert await behind(outcome="self_served") == []
    assert await behind(handed_over="true") == []


async def test_the_conversations_behind_a_figure_come_page_by_page(service: Service) -> None:
    opened = [(await service.customer()).id for _ in range(52)]
    olga = await service.signed_in("olga")
    first = (await olga.http.get("/api/contacts")).json()
    rest = (await olga.http.get("/api/contacts", params={"after": first["next"]})).json()
    assert rest["next"] is None
    found = [item["conversation"] for item in [*first["items"], *rest["items"]]]
    assert sorted(found) == sorted(opened)


@pytest.mark.parametrize(
    "query", ["hour=24", "weekday=x", "durable=maybe", "outcome=a%00b", "after=nonsense", "kind=x"]
)
async def test_nonsense_about_contacts_is_refused(service: Service, query: str) -> None:
    olga = await service.signed_in("olga")
    assert (await olga.http.get(f"/api/contacts?{query}")).status_code == 422
