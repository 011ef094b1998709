"""What the owner says that it costs, and what comes of it, over HTTP."""

from typing import Any

import pytest

from tests.service import House, Service
from tests.web.asking import is_error

ASSUMPTIONS = "/api/insights/savings/assumptions"
CHECK = {
    "contacts_per_day": 3_000,
    "simple_share": 0.4,
    "solved_share": 0.8,
    "minutes": 1.5,
    "cost_per_hour": 30,
    "days_per_year": 264,
    "running_per_year": 20_000,
    "currency": "CHF",
}


async def test_the_check_case_over_http(service: Service) -> None:
    olga = await service.signed_in("olga")
    kept = (await olga.http.put(ASSUMPTIONS, json=CHECK)).json()
    assert kept == CHECK | {"by": "Olga", "at": "2026-11-23T09:00:00+00:00"}
    found = (await olga.http.get("/api/insights/savings", params={"from": "2026-11-01T00:00:00Z"})).json()
    assert found["per_day"] == {"value": 720, "low": 720, "high": 720}
    assert (found["per_year"]["value"], found["net_per_year"]["value"]) == (190_080, 170_080)
    assert (found["currency"], found["missing"]) == ("CHF", [])
    assert found["assumptions"] == kept
    assert (found["from"], found["to"]) == ("2026-11-01T00:00:00+00:00", None)


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    "wrong",
    [
        {"simple_share": 1.1},
        {"solved_share": -0.1},
        {"minutes": "many"},
        {"cost_per_hour": 1e300},
        {"days_per_year": 367},
        {"contacts_per_day": 1, "unknown": 1},
        {"contacts_per_day": True},
        {"minutes": "1.5"},
        {"currency": "Franken"},
        {"currency": None},
    ],
    ids=str,
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(house: House, wrong: dict[str, Any]) -> None:
    before = (await house.olga.http.get("/api/insights/savings")).json()
    assert is_error(await house.olga.http.put(ASSUMPTIONS, json=wrong), 422, "not_valid")
    assert (await house.olga.http.get("/api/insights/savings")).json() == before
